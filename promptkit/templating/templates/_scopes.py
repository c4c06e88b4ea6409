"""The names that a stretch of a template sees, and whether anybody reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from promptkit.findings import Span

from ._schema import Kind, Variable


@dataclass(slots=True)
class Known:
    """A name.

    :param what: ``variable`` of the shot, or what defined it: ``set``, ``macro``, ``parameter``, ``import``, ``loop``.
    :param span: where it was defined; ``None`` for what is always there.
    """

    kind: Kind
    what: str = "variable"
    span: Span | None = None
    used: bool = False
    shadows: bool = False


@dataclass(slots=True)
class Scope:
    """Names inside names."""

    parent: Scope | None = None
    names: dict[str, Known] = field(default_factory=dict)
    is_loop: bool = False

    def find(self, name: str) -> Known | None:
        """The name, which is thereby used."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                scope.names[name].used = True
                return scope.names[name]
            scope = scope.parent
        return None

    def define(self, name: str, known: Known) -> None:
        """Set a name; one that is set again in the same scope stays one."""
        before = self.names.get(name)
        known.shadows = before is None and self.parent is not None and name in set(self.parent.all())
        known.used = known.used or (before is not None and before.used)
        self.names[name] = known

    def all(self) -> Iterator[str]:
        """Every name that is seen here."""
        scope: Scope | None = self
        while scope is not None:
            yield from scope.names
            scope = scope.parent


def of_variables(variables: Mapping[str, Variable]) -> Scope:
    """The outermost scope: what the shot says."""
    return Scope(names={name: Known(each.kind, used=True) for name, each in variables.items()})
