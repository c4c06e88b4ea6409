"""Reading the offers of an endpoint of the user's own: prices and lengths by model."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from decimal import Decimal
from types import MappingProxyType

from promptkit.catalog import ANY_SIZE, OwnOffer
from promptkit.language import DURATIONS, Report
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._values import SIZE, complain, mapping, refuse_unknown_keys, usd

_RULE = "bad-offer"
_CLASS = re.compile(r"[1-9]\d{2,3}p|2k|4k")
_KEYS = ("usd_per_second", "seconds")


def read_offers(node: Node | None, report: Report) -> MappingOf[str, OwnOffer]:
    """The offers by model; what is wrong goes to the report."""
    entries = None if node is None else mapping(node, "offers", _RULE, report)
    if entries is None:
        return MappingProxyType({})
    return MappingProxyType({model: _offer(model, offer, report) for model, offer in entries.entries.items()})


def _offer(model: str, node: Node, report: Report) -> OwnOffer:
    fields = mapping(node, f"the offer of {model}", _RULE, report)
    if fields is None:
        return OwnOffer(model, {})
    refuse_unknown_keys(fields, _KEYS, f"the offer of {model}", report)
    prices = fields.entries.get("usd_per_second")
    lengths = fields.entries.get("seconds")
    return OwnOffer(
        model=model,
        usd_per_second=MappingProxyType({} if prices is None else _prices(prices, report)),
        seconds=() if lengths is None else _lengths(lengths, report),
    )


def _prices(node: Node, report: Report) -> dict[str, Decimal]:
    """The prices by size; one number is the price of every size."""
    if not isinstance(node, Mapping):
        price = usd(node, "usd_per_second", _RULE, report)
        return {} if price is None else {ANY_SIZE: price}
    for size, span in node.keys.items():
        if size != ANY_SIZE and not SIZE.fullmatch(size) and not _CLASS.fullmatch(size):
            message = f"a price is stated by size in pixels such as 1280x720, or by class such as 720p, not by {size!r}"
            complain(report, _RULE, span, message, path=(*node.path, size))
    read = {size: usd(price, "usd_per_second", _RULE, report) for size, price in node.entries.items()}
    return {size: price for size, price in read.items() if price is not None}


def _lengths(node: Node, report: Report) -> tuple[int, ...]:
    items = node.items if isinstance(node, Sequence) else [node]
    values = [item.value for item in items if isinstance(item, Scalar)]
    good = {value for value in values if isinstance(value, int) and value in DURATIONS}
    if not good or len(values) < len(items) or set(values) - good:
        wanted = ", ".join(map(str, DURATIONS))
        complain(report, _RULE, node, f"seconds must be a list of lengths among {wanted}")
    return tuple(sorted(good))
