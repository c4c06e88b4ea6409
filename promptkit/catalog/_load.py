"""The catalog that comes with promptkit: models, endpoints and offers out of the facts of the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType

from promptkit.language import DURATIONS

from ._catalog import Catalog
from ._facts import Data, Lazy, Source, known, names_in, read, truth
from ._form import form_of
from ._values import PROTOCOL_PROMPT_CHARS, PROTOCOL_STILL_TYPES, Endpoint, ListPrice, Model, Offer

_EVERY_MODEL = "*"
_MODEL_FIELDS = ("durations", "sizes", "prompt_chars", "audio", "still_types", "dialect")
_RANGE = re.compile(r"(\d+)-(\d+)")


@cache
def load_catalog() -> Catalog:
    """The catalog that comes with promptkit, each of its parts read when it is asked for."""
    models = names_in("models")
    return Catalog(
        models=Lazy(models, _model),
        endpoints=Lazy(names_in("endpoints"), lambda name: _endpoint(name, models)),
        slugs=_Slugs(),
    )


class _Slugs(Mapping[str, str]):
    """Other names of models, each with the model's own; read when the first is looked for."""

    def __getitem__(self, name: str) -> str:
        return _slugs()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_slugs())

    def __len__(self) -> int:
        return len(_slugs())


@cache
def _slugs() -> Mapping[str, str]:
    names = read("names.yaml")["names"]
    return {slug: model for model, groups in names.items() for group in groups for slug in group["names"]}


def _model(name: str) -> Model:
    data, cited, facts = known("models", name)
    value = {fact: each.value for fact, each in facts.items()}
    shortest, longest = map(int, value.get("prompt_chars", PROTOCOL_PROMPT_CHARS))
    sources = MappingProxyType({fact: each.source for fact, each in facts.items()})
    return Model(
        name=name,
        durations=durations(value.get("durations", "any")),
        sizes=tuple(value.get("sizes", ())),
        prompt_chars=(shortest, longest),
        still_types=_still_types(value),
        dialect=value["dialect"],
        source="; ".join(dict.fromkeys(source.what for source in sources.values())),
        as_of=min(source.as_of for source in sources.values()),
        sources=sources,
        unknown=tuple(fact for fact in _MODEL_FIELDS if fact not in facts),
        prompt_words=_pair(value.get("prompt_words")),
        negation=truth(value.get("negation", "true")),
        references=int(value.get("references", 0)),
        characters=int(value.get("characters", 0)),
        about=data["about"],
        sound=value.get("audio", "unknown"),
        facts=facts,
        prices=tuple(_list_price(entry, cited) for entry in data.get("prices", ())),
        ended=_day(data.get("ended")),
    )


def durations(made: str | list[str]) -> tuple[int, ...]:
    """Those lengths among 4, 8 and 12 s that a model makes.

    :param made: ``any``, a range in seconds such as ``3-15``, or a list of seconds.
    """
    if made == "any":
        return DURATIONS
    match = _RANGE.fullmatch(made) if isinstance(made, str) else None
    if match is not None:
        return tuple(each for each in DURATIONS if int(match[1]) <= each <= int(match[2]))
    return tuple(each for each in DURATIONS if str(each) in made)


def _still_types(value: Data) -> tuple[str, ...]:
    if value.get("still") == "none":
        return ()
    return tuple(value.get("still_types", PROTOCOL_STILL_TYPES))


def _pair(value: list[str] | None) -> tuple[int, int] | None:
    return None if value is None else (int(value[0]), int(value[1]))


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _list_price(entry: Data, cited: Mapping[str, Source]) -> ListPrice:
    source = cited[entry["from"]]
    return ListPrice(
        where=entry["where"],
        usd_per_second=_rates(entry["usd_per_second"]),
        source=source.what,
        as_of=source.as_of,
        note=entry.get("note", ""),
        uncertain=entry.get("uncertain", ""),
    )


def _rates(data: Data) -> Mapping[str, Decimal]:
    return MappingProxyType({size: Decimal(usd) for size, usd in data.items()})


def _endpoint(name: str, models: list[str]) -> Endpoint:
    data, cited, facts = known("endpoints", name)
    value = {fact: each.value for fact, each in facts.items()}
    source = cited[data["from"]]
    return Endpoint(
        name=name,
        base_url=data.get("base_url"),
        key_env=data.get("key_env"),
        extras=MappingProxyType(value["extras"]),
        replays_key=truth(value["replays_key"]),
        lists_prompts=truth(value["lists_prompts"]),
        status_map=MappingProxyType(value.get("status_map", {})),
        poll_seconds=float(value["poll_seconds"]),
        offers=_offers(data, cited, source, models),
        source=source.what,
        as_of=source.as_of,
        about=data["about"],
        unknown=tuple(data.get("unknown", ())),
        embedded=truth(data.get("embedded", "false")),
        routes=tuple(value.get("routes", ())),
        form=form_of(value),
        facts=facts,
    )


def _offers(data: Data, cited: Mapping[str, Source], default: Source, models: list[str]) -> Mapping[str, Offer]:
    entries = data["offers"]
    if _EVERY_MODEL in entries:
        entry = entries[_EVERY_MODEL]
        return Lazy(models, lambda model: _offer(model, entry, cited, default))
    return MappingProxyType({model: _offer(model, entry, cited, default) for model, entry in entries.items()})


def _offer(model: str, entry: Data, cited: Mapping[str, Source], default: Source) -> Offer:
    source = cited[entry["from"]] if "from" in entry else default
    return Offer(
        model=model,
        usd_per_second=_rates(entry["usd_per_second"]),
        seconds=tuple(map(int, entry.get("seconds", ()))),
        ended=_day(entry.get("ended")),
        source=source.what,
        as_of=source.as_of,
        sizes=tuple(entry.get("sizes", ())),
        note=entry.get("note", ""),
        uncertain=entry.get("uncertain", ""),
    )
