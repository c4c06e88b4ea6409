"""Reading the data: one file for each model and each endpoint, so that a command reads those alone that it needs.

Every scalar of the data is read as text and turned into its type by whoever knows it, so that a price is the decimal
that was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

V = TypeVar("V")
Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, and the day for which that is true."""

    what: str
    as_of: date


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a model or an endpoint.

    :param value: as the data has it: a text, or a list or map of texts.
    :param note: what the value alone does not say, in words; empty where there is nothing to add.
    :param uncertain: why it may be wrong; empty where the source is plain.
    """

    value: Any
    source: Source
    note: str = ""
    uncertain: str = ""


class Lazy(Mapping[str, V]):
    """A map whose names are known, and whose values are made when somebody asks for them."""

    def __init__(self, names: Iterable[str], make: Callable[[str], V]) -> None:
        self._names = dict.fromkeys(names)
        self._make = make
        self._made: dict[str, V] = {}

    def __getitem__(self, name: str) -> V:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def names_in(folder: str) -> list[str]:
    """The names of what has a file in a folder of the data, in order."""
    found = files("promptkit.catalog").joinpath("data", folder).iterdir()
    return sorted(each.name.removesuffix(".yaml") for each in found if each.name.endswith(".yaml"))


def read(*path: str) -> Data:
    """A file of the data."""
    import yaml  # here, so that importing the catalog for its types alone stays cheap

    text = files("promptkit.catalog").joinpath("data", *path).read_text("utf-8")
    data: Data = yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    return data


def sources(data: Data) -> dict[str, Source]:
    """The sources that a file names."""
    return {name: Source(entry["what"], date.fromisoformat(entry["as_of"])) for name, entry in data.items()}


@cache
def known(folder: str, name: str) -> tuple[Data, Mapping[str, Source], Mapping[str, Fact]]:
    """A file with its sources and facts; ``like`` brings in those facts of another that it does not state itself."""
    data = read(folder, f"{name}.yaml")
    base: Mapping[str, Fact] = {}
    cited: dict[str, Source] = {}
    default = data.get("from")
    if "like" in data:
        parent, inherited, base = known(folder, data["like"])
        cited.update(inherited)
        default = default or parent.get("from")
    cited.update(sources(data.get("sources", {})))
    own = {each: _fact(entry, cited[entry.get("from", default)]) for each, entry in (data["facts"] or {}).items()}
    return {**data, "from": default}, MappingProxyType(cited), MappingProxyType({**base, **own})


def _fact(entry: Data, source: Source) -> Fact:
    return Fact(entry["value"], source, entry.get("note", ""), entry.get("uncertain", ""))


def truth(word: str) -> bool:
    """The truth of ``true`` and ``false``."""
    return {"true": True, "false": False}[word]
