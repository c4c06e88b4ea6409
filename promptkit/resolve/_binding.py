"""Parameters bound to values: what was given, else the default, which may use other parameters in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass

from promptkit.language import Report
from promptkit.source import Node, Plain
from promptkit.templating import Scope

from ._bodies import evaluated
from ._origins import Given, scalars
from ._param_values import stand_in, value_of
from ._params import Param

#: Defaults that are worked out one inside the other.
_DEEPEST = 50
_NAME = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class Bound:
    """The values of a layer's parameters, those that were given by others, and where each was written."""

    scope: Scope
    given: Map[str, Node]
    written: Map[str, Given]


def bound(layer: str, params: Map[str, Param], given: Map[str, Node], report: Report) -> Bound:
    """Bind a layer's parameters; a value that does not fit is reported, and another stands in."""
    values: dict[str, Plain] = {}
    written: dict[str, Given] = {}
    defaults: dict[str, Param] = {}
    for name, param in params.items():
        node = given.get(name)
        if node is not None:
            values[name], written[name] = value_of(param, node, report), Given(node, is_default=False)
        elif param.default is not None:
            defaults[name] = param
        else:
            values[name] = stand_in(param) if param.required else None
    if defaults:
        _Defaults(layer, values, written, defaults, report).settle_all()
    scope = Scope(layer, {name: values[name] for name in params})
    return Bound(scope, {name: node for name, node in given.items() if name in params}, written)


class _Defaults(Map[str, Plain]):
    """The values as a default sees them: another default that it uses is worked out first."""

    def __init__(
        self, layer: str, values: dict[str, Plain], written: dict[str, Given], waiting: dict[str, Param], report: Report
    ) -> None:
        self._layer = layer
        self._values, self._written, self._waiting, self._report = values, written, waiting, report
        self._under_way: list[str] = []

    def __contains__(self, name: object) -> bool:
        return name in self._values or name in self._waiting

    def __getitem__(self, name: str) -> Plain:
        if name in self._waiting and name not in self._values:
            self._settle(name)
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**self._values, **self._waiting})

    def __len__(self) -> int:
        return len({**self._values, **self._waiting})

    def settle_all(self) -> None:
        """Work out every default."""
        for name in self._waiting:
            for needed in self._needed(name):
                self.__getitem__(needed)

    def _needed(self, name: str) -> list[str]:
        """The default, behind those that it needs if they are so many that one out of another would go too deep."""
        found = [name]
        if len(self._waiting) <= _DEEPEST:
            return found
        for each in found:
            node = self._waiting[each].default
            words = {word for part in scalars(node) for word in _NAME.findall(part.raw)} if node is not None else set()
            found += sorted(words & self._waiting.keys() - self._values.keys() - set(found))
        return found[::-1] if len(found) > _DEEPEST else found[:1]

    def _settle(self, name: str) -> None:
        param = self._waiting[name]
        assert param.default is not None
        if len(self._under_way) > _DEEPEST:
            message = f"more than {_DEEPEST} defaults hang on one another"
            self._report.add("parameter-cycle", "preset", param.default, message, hint="write one of them out")
            self._values[name] = stand_in(param)
            return
        if name in self._under_way:
            way = " -> ".join([*self._under_way[self._under_way.index(name) :], name])
            message = f"the default of {name!r} needs itself: {way}"
            hint = "give one of them a default that is a plain value"
            self._report.add("parameter-cycle", "preset", param.default, message, hint=hint)
            self._values[name] = stand_in(param)
            return
        self._under_way.append(name)
        node = evaluated(param.default, Scope(self._layer, self), self._report)
        self._under_way.pop()
        if name not in self._values:  # else it needs itself, which has been said
            self._values[name] = value_of(param, node, self._report)
        self._written[name] = Given(node, is_default=True)
