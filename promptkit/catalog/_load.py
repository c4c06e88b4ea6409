"""Reading the catalog's data.

Every scalar of the data is read as text and turned into its type here, so that a price is the decimal that was written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from ._catalog import Catalog
from ._own import with_slugs
from ._values import Endpoint, Model, Offer, Source

_Data = Mapping[str, Any]


@cache
def load_catalog() -> Catalog:
    """The catalog that comes with promptkit, read once."""
    models = _read("models.yaml")
    endpoints = _read("endpoints.yaml")
    slugs = {slug: name for name, entry in models["models"].items() for slug in entry["slugs"]["value"]}
    sources = _sources(endpoints["sources"])
    return Catalog(
        models=MappingProxyType(
            {name: _model(name, entry, _sources(models["sources"])) for name, entry in models["models"].items()}
        ),
        endpoints=MappingProxyType(
            {name: _endpoint(name, entry, sources, slugs) for name, entry in endpoints["endpoints"].items()}
        ),
        slugs=MappingProxyType(slugs),
    )


def _read(name: str) -> _Data:
    import yaml  # here, so that importing the catalog for its types alone stays cheap

    text = files("promptkit.catalog").joinpath("data", name).read_text("utf-8")
    data: _Data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return data


def _sources(data: _Data) -> dict[str, Source]:
    return {name: Source(entry["what"], date.fromisoformat(entry["as_of"])) for name, entry in data.items()}


def _model(name: str, entry: _Data, known: Mapping[str, Source]) -> Model:
    value = {fact: group["value"] for fact, group in entry.items()}
    sources = {fact: known[group["from"]] for fact, group in entry.items()}
    shortest, longest = map(int, value["prompt_chars"])
    return Model(
        name=name,
        durations=tuple(map(int, value["durations"])),
        sizes=tuple(value["sizes"]),
        prompt_chars=(shortest, longest),
        audio=_truth(value["audio"]),
        still_types=tuple(value["still_types"]),
        dialect=value["dialect"],
        source="; ".join(dict.fromkeys(source.what for source in sources.values())),
        as_of=min(source.as_of for source in sources.values()),
        sources=MappingProxyType(sources),
    )


def _endpoint(name: str, entry: _Data, sources: Mapping[str, Source], slugs: Mapping[str, str]) -> Endpoint:
    offers = {model: _offer(model, offer, sources) for model, offer in entry["offers"].items()}
    source = sources[entry["from"]]
    return Endpoint(
        name=name,
        base_url=entry.get("base_url"),
        key_env=entry.get("key_env"),
        extras=MappingProxyType(entry.get("extras", {})),
        replays_key=_truth(entry["replays_key"]),
        lists_prompts=_truth(entry["lists_prompts"]),
        status_map=MappingProxyType(entry.get("status_map", {})),
        poll_seconds=float(entry["poll_seconds"]),
        offers=MappingProxyType(with_slugs(offers, slugs)),
        source=source.what,
        as_of=source.as_of,
        about=entry["about"],
        unknown=tuple(entry.get("unknown", ())),
        embedded=_truth(entry.get("embedded", "false")),
    )


def _offer(model: str, entry: _Data, sources: Mapping[str, Source]) -> Offer:
    source, ended = sources[entry["from"]], entry.get("ended")
    return Offer(
        model=model,
        usd_per_second=MappingProxyType({size: Decimal(usd) for size, usd in entry["usd_per_second"].items()}),
        seconds=tuple(map(int, entry.get("seconds", ()))),
        ended=None if ended is None else date.fromisoformat(ended),
        source=source.what,
        as_of=source.as_of,
    )


def _truth(word: str) -> bool:
    return {"true": True, "false": False}[word]
