"""``promptkit models``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from promptkit.api import Reader
from promptkit.catalog import Catalog, Endpoint, Model, Offer

from ._shared import echo_json, table


@click.command("models", short_help="List the models: lengths, sizes, who offers them, for how much.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(form: str) -> None:
    """List the models and their offers; every fact has its source and date.

    \b
    Examples:
      promptkit models
      promptkit models --format json
    """
    catalog = Reader().project(Path.cwd()).catalog
    names = list(
        dict.fromkeys([*catalog.models, *(name for each in catalog.endpoints.values() for name in each.offers)])
    )
    pairs = [(name, _offers(catalog, name)) for name in names if name not in catalog.slugs]
    if form == "json":
        echo_json({"version": 1, "models": [_data(catalog, name, offers) for name, offers in pairs]})
        return
    rows = [row for name, offers in pairs for row in _rows(catalog, name, offers)]
    click.echo(table(rows, ("model", "seconds", "sizes", "offered at", "price a second", "fact of")))


def _offers(catalog: Catalog, model: str) -> list[tuple[Endpoint, Offer]]:
    return [(each, each.offers[model]) for each in catalog.endpoints.values() if model in each.offers]


def _model(catalog: Catalog, name: str, offers: list[tuple[Endpoint, Offer]]) -> Model | None:
    return catalog.model(name) or (catalog.model_at(name, offers[0][0].name) if offers else None)


def _rows(catalog: Catalog, name: str, offers: list[tuple[Endpoint, Offer]]) -> list[tuple[str, ...]]:
    model = _model(catalog, name, offers)
    if model is None:
        return []
    facts = (name, ", ".join(map(str, model.durations)), ", ".join(model.sizes) or "unknown")
    rows: list[tuple[str, ...]] = []
    for endpoint, offer in offers:
        first = ("", "", "") if rows else facts
        rows.append((*first, endpoint.name, _price(offer), str(offer.as_of)))
    return rows or [(*facts, "-", "-", str(model.as_of))]


def _price(offer: Offer) -> str:
    rates = sorted(set(offer.usd_per_second.values()))
    said = "unknown" if not rates else f"${rates[0]}" if len(rates) == 1 else f"${rates[0]} to ${rates[-1]}"
    return f"{said}, ended {offer.ended}" if offer.has_ended(datetime.now().astimezone().date()) else said


def _data(catalog: Catalog, name: str, offers: list[tuple[Endpoint, Offer]]) -> dict[str, Any]:
    model = _model(catalog, name, offers)
    return {
        "name": name,
        "durations": list(model.durations) if model else [],
        "sizes": list(model.sizes) if model else [],
        "prompt_chars": list(model.prompt_chars) if model else None,
        "audio": model.audio if model else None,
        "still_types": list(model.still_types) if model else [],
        "dialect": model.dialect if model else None,
        "source": model.source if model else None,
        "as_of": str(model.as_of) if model else None,
        "unknown": list(model.unknown) if model else [],
        "offers": [
            {
                "endpoint": endpoint.name,
                "usd_per_second": {size: float(rate) for size, rate in offer.usd_per_second.items()},
                "ended": str(offer.ended) if offer.ended else None,
                "source": offer.source,
                "as_of": str(offer.as_of),
            }
            for endpoint, offer in offers
        ],
    }
