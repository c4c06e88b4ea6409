"""How facts of the catalog read: ages, lengths, prices, and the mark of what is uncertain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import click

from promptkit.catalog import Fact, Model, Offer, size_classes

LEGEND = "? uncertain: `promptkit {command} NAME` says why"


def today() -> date:
    """The day where the user is."""
    return datetime.now().astimezone().date()


def age(as_of: date) -> str:
    """How old a fact is: ``62 days``."""
    days = max((today() - as_of).days, 0)
    return "today" if days == 0 else f"{days} day{'s' if days > 1 else ''}"


def mark(words: str, uncertain: object) -> str:
    """The words, with a question mark where they may be wrong."""
    return f"{words}?" if uncertain else words


def lengths(model: Model) -> str:
    """What it makes, and which of that a shot can have: ``3-15: 4, 8, 12``."""
    if not model.makes:
        return "unknown"
    usable = ", ".join(map(str, model.durations)) or "none"
    return mark(f"{_shortened(model)}: {usable}", model.uncertain.get("durations"))


def _shortened(model: Model) -> str:
    parts = model.makes.split(", ")
    return model.makes if len(parts) < 4 else f"{parts[0]}..{parts[-1]}"


def classes(model: Model) -> str:
    """The classes of resolution that it makes, from the lowest to the highest."""
    fact = model.facts.get("resolutions")
    if fact is not None and fact.value:
        return mark(_span(fact.value), fact.uncertain)
    found = {size_classes(size)[0]: min(map(int, size.split("x"))) for size in model.sizes}
    return mark(_span(sorted(found, key=found.__getitem__)), model.uncertain.get("sizes"))


def _span(names: Sequence[str]) -> str:
    if not names:
        return "unknown"
    return names[0] if len(names) == 1 else f"{names[0]}-{names[-1]}"


def prompt_limit(model: Model) -> str:
    """The longest prompt, in words where its makers count these."""
    if model.prompt_words is not None:
        return f"{model.prompt_words[1]} words"
    return "-" if "prompt_chars" in model.unknown else f"{model.prompt_chars[1]:,}"


def rates(usd_per_second: Mapping[str, Decimal]) -> str:
    """Prices of a second in USD, from the lowest to the highest."""
    found = sorted(set(usd_per_second.values()))
    if not found:
        return "not stated"
    if found == [0]:
        return "free"
    return str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}"


def price(offer: Offer) -> str:
    """The price of a second in USD; ``was`` stands before one that is history."""
    said = rates(offer.usd_per_second)
    if offer.usd_per_second and offer.has_ended(today()):
        said = f"was {said}"
    return mark(said, offer.uncertain)


def standing(offer: Offer) -> str:
    """How old the fact is, or since when there is no such offer any more."""
    return f"ended {offer.ended}" if offer.has_ended(today()) else age(offer.as_of)


def by_size(usd_per_second: Mapping[str, Decimal]) -> str:
    """Every price of a second, each with its size."""
    each = [f"${usd} {'for any size' if size == '*' else size}" for size, usd in usd_per_second.items()]
    return ", ".join(each) or "not stated"


def fact_lines(facts: Mapping[str, Fact], *, skip: frozenset[str] = frozenset()) -> list[str]:
    """Each fact with its note, its doubt, its source, and the source's day and age."""
    lines = []
    for name, fact in facts.items():
        if name in skip:
            continue
        note = f" ({fact.note})" if fact.note else ""
        lines.append(f"  {click.style(name.replace('_', ' '), bold=True)}: {value_words(fact.value)}{note}")
        lines += source_lines(fact.uncertain, fact.source.what, fact.source.as_of)
    return lines


def source_lines(uncertain: object, source: str, as_of: date) -> list[str]:
    """Below a fact: its doubt, and its source with that one's day and age."""
    doubt = [f"      ? uncertain: {uncertain}"] if uncertain else []
    return [*doubt, click.style(f"      {source}, {as_of} ({age(as_of)})", dim=True)]


def value_words(value: Any) -> str:
    """A value of the data as a person writes it."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} ({words})" for name, words in value.items()) or "none"
    if isinstance(value, list):
        return ", ".join(value) or "none"
    return {"true": "yes", "false": "no"}.get(value, str(value))


def facts_data(facts: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts as JSON data; values are texts, as the catalog has them."""
    return {
        name: {
            "value": dict(fact.value) if isinstance(fact.value, Mapping) else fact.value,
            "note": fact.note or None,
            "uncertain": fact.uncertain or None,
            "source": fact.source.what,
            "as_of": str(fact.source.as_of),
        }
        for name, fact in facts.items()
    }


def offer_data(offer: Offer) -> dict[str, Any]:
    """An offer as JSON data, without the names of the two that it joins."""
    return {
        "usd_per_second": {size: float(rate) for size, rate in offer.usd_per_second.items()},
        "seconds": list(offer.seconds),
        "sizes": list(offer.sizes),
        "ended": str(offer.ended) if offer.ended else None,
        "note": offer.note or None,
        "uncertain": offer.uncertain or None,
        "source": offer.source,
        "as_of": str(offer.as_of),
    }
