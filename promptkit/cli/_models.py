"""``promptkit models``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Any

import click

from promptkit.api import Reader
from promptkit.catalog import Catalog, Endpoint, Model, Offer
from promptkit.findings import UsageError
from promptkit.language import nearest

from ._catalog_words import (
    LEGEND,
    age,
    by_size,
    classes,
    fact_lines,
    facts_data,
    lengths,
    mark,
    offer_data,
    price,
    prompt_limit,
    rates,
    source_lines,
    standing,
    today,
)
from ._shared import echo_json, table

_HEAD = ("model", "seconds", "sizes", "sound", "prompt", "offered at", "USD a second", "fact of")
_WIDEST_PLACES = 17
_Offers = list[tuple[Endpoint, Offer]]


@click.command("models", short_help="List the models: lengths, sizes, who offers them, for how much.")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str | None, form: str) -> None:
    """List the models and their offers, or show one with every fact, its source and its date.

    \b
    Examples:
      promptkit models
      promptkit models veo-3.1
      promptkit models --format json
    """
    catalog = Reader().project(Path.cwd()).catalog
    names = _names(catalog)
    if name is not None:
        names = [_known(catalog, name, names)]
    pairs = [(model, _offers(catalog, each)) for each in names if (model := _model(catalog, each)) is not None]
    if form == "json":
        echo_json({"version": 1, "models": [_data(model, offers) for model, offers in pairs]})
    elif name is not None:
        click.echo("\n".join(_whole(*pairs[0])))
    else:
        _list(pairs)


def _names(catalog: Catalog) -> list[str]:
    offered = (name for each in catalog.endpoints.values() if not each.embedded for name in each.offers)
    return [name for name in dict.fromkeys([*catalog.models, *offered]) if name not in catalog.slugs]


def _known(catalog: Catalog, name: str, names: list[str]) -> str:
    if catalog.model(name) is None and name not in names:
        guess = nearest(name, [*names, *catalog.slugs])
        meant = f"did you mean {guess!r}?" if guess else f"known: {', '.join(names)}"
        raise UsageError(f"unknown model {name!r} ({meant})")
    return name


def _offers(catalog: Catalog, model: str) -> _Offers:
    pairs = ((each, catalog.offer(each.name, model)) for each in catalog.endpoints.values())
    return [(endpoint, offer) for endpoint, offer in pairs if offer is not None]


def _model(catalog: Catalog, name: str) -> Model | None:
    offers = _offers(catalog, name)
    return catalog.model(name) or (catalog.model_at(name, offers[0][0].name) if offers else None)


def _list(pairs: list[tuple[Model, _Offers]]) -> None:
    rows = [(model, row) for model, offers in pairs for row in _rows(model, offers)]
    head, *lines = table([row for _, row in rows], _HEAD).splitlines()
    click.echo(head)
    for (model, row), line in zip(rows, lines, strict=True):
        over = model.ended is not None or row[-1].startswith("ended")
        click.echo(click.style(line, dim=True) if over else line)
    click.echo()
    click.echo("seconds: all that the model makes, and those among 4, 8 and 12 that a shot can have")
    click.echo("local draws a previz of each, free; (who stands in brackets) has another interface than /v1/videos")
    click.echo(LEGEND.format(command="models"))


def _rows(model: Model, offers: _Offers) -> Iterator[tuple[str, ...]]:
    sound = mark(model.sound, model.uncertain.get("audio"))
    first = (model.name, lengths(model), classes(model), sound, prompt_limit(model))
    places = list(_places(model, offers)) or [("-", "-", age(model.as_of))]
    for place in places:
        yield (*first, *place)
        first = ("", "", "", "", "")


def _places(model: Model, offers: _Offers) -> Iterator[tuple[str, str, str]]:
    """Where it is offered; servers of the user's own, which say nothing about prices, on one line."""
    groups: dict[tuple[str, str], list[str]] = {}
    for endpoint, offer in offers:
        if not endpoint.embedded:
            groups.setdefault((price(offer), standing(offer)), []).append(endpoint.name)
    for (said, days), names in groups.items():
        for line in wrap(", ".join(names), _WIDEST_PLACES, break_on_hyphens=False):
            yield line, said, days
            said = days = ""
    for each in model.prices:
        yield f"({each.where})", mark(rates(each.usd_per_second), each.uncertain), age(each.as_of)


def _whole(model: Model, offers: _Offers) -> list[str]:
    ended = f", ended {model.ended}" if model.ended else ""
    lines = [f"{click.style(model.name, bold=True)}{ended}", *([model.about] if model.about else []), ""]
    lines.append(f"a shot can have: {', '.join(f'{each} s' for each in model.durations) or 'none of 4, 8 and 12 s'}")
    lines += ["", *fact_lines(model.facts)]
    if model.unknown:
        lines += ["", f"nobody has stated: {', '.join(each.replace('_', ' ') for each in model.unknown)}"]
    lines += ["", "offered at:" if offers or model.prices else "nobody in the catalog offers it"]
    for endpoint, offer in offers:
        lines += _offer_lines(endpoint, offer)
    for each in model.prices:
        note = f" ({each.note})" if each.note else ""
        lines.append(f"  {each.where}, over another interface: {by_size(each.usd_per_second)} a second{note}")
        lines += source_lines(each.uncertain, each.source, each.as_of)
    return lines


def _offer_lines(endpoint: Endpoint, offer: Offer) -> list[str]:
    said = f"{by_size(offer.usd_per_second)} a second" if offer.usd_per_second else "price not stated"
    said += f", ended {offer.ended}" if offer.has_ended(today()) else ""
    limits = [f"{', '.join(map(str, offer.seconds))} s"] if offer.seconds else []
    limits += [f"in {', '.join(offer.sizes)}"] if offer.sizes else []
    more = "; ".join([*limits, *([offer.note] if offer.note else [])])
    first = f"  {click.style(endpoint.name, bold=True)}: {said}{f' ({more})' if more else ''}"
    return [first, *source_lines(offer.uncertain, offer.source, offer.as_of)]


def _data(model: Model, offers: _Offers) -> dict[str, Any]:
    return {
        "name": model.name,
        "about": model.about or None,
        "ended": str(model.ended) if model.ended else None,
        "durations": list(model.durations),
        "makes": model.makes or None,
        "sizes": list(model.sizes),
        "prompt_chars": list(model.prompt_chars),
        "prompt_words": list(model.prompt_words) if model.prompt_words else None,
        "audio": model.audio,
        "sound": model.sound,
        "still_types": list(model.still_types),
        "references": model.references,
        "characters": model.characters,
        "negation": model.negation,
        "dialect": model.dialect,
        "source": model.source,
        "as_of": str(model.as_of),
        "unknown": list(model.unknown),
        "uncertain": dict(model.uncertain),
        "facts": facts_data(model.facts),
        "offers": [{"endpoint": endpoint.name, **offer_data(offer)} for endpoint, offer in offers],
        "prices": [
            {
                "where": each.where,
                "usd_per_second": {size: float(rate) for size, rate in each.usd_per_second.items()},
                "note": each.note or None,
                "uncertain": each.uncertain or None,
                "source": each.source,
                "as_of": str(each.as_of),
            }
            for each in model.prices
        ],
    }
