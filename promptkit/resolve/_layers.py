"""The layers of a document: its parents, theirs before them, and the document last, each evaluated and canonical."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass
from typing import TypeAlias

from promptkit.language import SHOT_KEYS, Report
from promptkit.source import Mapping, Node, Scalar
from promptkit.templating import Scope

from ._binding import Bound, bound
from ._bodies import body, computed_keys, prompts_are_templates
from ._head import head
from ._library import Document, Library
from ._origins import Given, Layer, ParamKey
from ._params import Param, declared
from ._parents import (
    MOST_PARENTS,
    Parent,
    check_given,
    feed,
    find,
    references,
    unknown_parameter,
    values_of,
)

#: What is laid on a document's own keys: the patches of a variant, then ``--set``.
Patches: TypeAlias = tuple[Mapping, ...]
#: How many contents, and how many joined ones, are remembered.
MOST_REMEMBERED = 512


@dataclass(frozen=True, slots=True)
class _Head:
    """What a document says before its content.

    :param settled: its ``extends``, ``with`` and ``params``.
    :param params: the parameters that it takes.
    :param report: what is wrong with these.
    """

    settled: Mapping
    params: dict[str, Param]
    report: Report


def _head_of(document: Document, patches: Patches) -> _Head:
    report = Report()
    settled = head(document.node, patches, report)
    return _Head(settled, declared(settled, report), report)


class Stack:
    """Collects layers, first those that others are laid on.

    :param given: the value of each parameter of each layer, where it was written.
    :param damaged: keys that something may be written under which could not be read, or not be found.
    """

    def __init__(self, library: Library, report: Report) -> None:
        self.layers: list[Layer] = []
        self.given: dict[ParamKey, Given] = {}
        self.damaged: frozenset[str] = frozenset()
        self._library = library
        self._report = report
        self._names: dict[str, int] = {}
        self._prompts = False

    def copied(self, report: Report) -> Stack:
        """The stack as it is, for more layers whose findings go elsewhere."""
        other = Stack(self._library, report)
        other.layers, other.given, other._names = list(self.layers), self.given, dict(self._names)
        other.damaged, other._prompts = self.damaged, self._prompts
        return other

    def add_document(self, document: Document, given: Map[str, Node], patches: Patches) -> Bound:
        """Add the parents of the document that is asked for, and then the document.

        :param given: values for its parameters.
        :param patches: what may settle the parents otherwise; they are not laid on the document here.
        """
        self._prompts = prompts_are_templates((*patches[::-1], document.node))
        own = _head_of(document, patches)
        self._check_own(document, own.params, given)
        return self._add(document, own, given, ())

    def lay(self, document: Document, patch: Mapping, scope: Scope) -> Layer:
        """Add a patch of the document as a layer of its own."""
        name = self._named(f"{document.name}+")
        made = body(document, patch, scope, self._report, is_parent=False, prompts=self._prompts)
        layer = Layer(name, document, made, {}, computed=computed_keys(made) if scope.values else ())
        self.layers.append(layer)
        return layer

    def _named(self, name: str) -> str:
        """A name of its own for a layer."""
        self._names[name] = number = self._names.get(name, 0) + 1
        return name if number == 1 else f"{name}~{number}"

    def _add(
        self,
        document: Document,
        head: _Head,
        given: Map[str, Node],
        trail: tuple[str, ...],
        reference: Scalar | None = None,
        child: str | None = None,
    ) -> Bound:
        name = self._named(document.name)
        self.damaged |= document.damaged
        self._report.absorb(head.report)
        values = bound(name, head.params, given, self._report)
        for key, each in values.written.items():
            self.given[(name, key)] = each
        if "extends" in head.settled.entries or "with" in head.settled.entries:
            self._add_parents(document, head.settled, values.scope, trail)
        own, computed = self._body(document, values.scope, is_asked=not trail)
        self.layers.append(Layer(name, document, own, values.given, reference, child, computed))
        return values

    def _body(self, document: Document, scope: Scope, *, is_asked: bool) -> tuple[Mapping, tuple[str, ...]]:
        """The document's content, remembered: many shots use a parent with the same values.

        Of the document that is asked for, that of the last one is: its variants come one after the other.

        :return: the content, and the keys that hold something computed.
        """
        bodies = self._library.memory.setdefault("own" if is_asked else "bodies", {})
        prompts = self._prompts if is_asked else prompts_are_templates((document.node,))
        key = (id(document.node), scope.layer, prompts, repr(scope.values) if scope.values else "")
        if key not in bodies:
            if len(bodies) >= (1 if is_asked else MOST_REMEMBERED):
                bodies.clear()
            report = Report()
            is_parent = not is_asked or document.kind == "preset"
            made = body(document, document.node, scope, report, is_parent=is_parent, prompts=prompts)
            computed = computed_keys(made) if scope.values else ()
            bodies[key] = (document.node, made, computed, report)  # the node, so that its id stays its own
        _, made, computed, report = bodies[key]
        self._report.absorb(report)
        return made, computed

    def _add_parents(self, document: Document, settled: Mapping, scope: Scope, trail: tuple[str, ...]) -> None:
        named = references(settled, scope, self._report)
        found: list[Parent] = []
        for reference, own in named[:MOST_PARENTS]:
            parent = find(reference, document, trail, self._library, self._report)
            if parent is not None:
                found.append(Parent(parent, own, self._head(parent).params, reference))
        meant: set[str] = set()
        if "with" in settled.entries:
            values = values_of(settled.entries["with"], scope, self._report)
            meant = feed(values, found, self._report, whole=len(found) == len(named))
        if len(found) < len(named):
            self.damaged |= frozenset(SHOT_KEYS)  # it may have said anything
        way = (*trail, self._library.identity(document)) if found else ()
        for each in found:
            check_given(each, meant, self._report)
            if len(self.layers) >= MOST_PARENTS or len(named) > MOST_PARENTS:
                message = f"more than {MOST_PARENTS} parents in all"
                self._report.add("extends-cycle", "preset", each.reference, message)
                break
            parent = each.document
            self._add(parent, self._head(parent), each.own.entries, way, each.reference, scope.layer)

    def _head(self, parent: Document) -> _Head:
        """The head of a parent, read once."""
        known: dict[int, tuple[Node, _Head]] = self._library.memory.setdefault("heads", {})
        key = id(parent.node)
        if key not in known:
            known[key] = (parent.node, _head_of(parent, ()))  # the node, so that its id stays its own
        return known[key][1]

    def _check_own(self, document: Document, params: Map[str, Param], given: Map[str, Node]) -> None:
        """The parameters of the document that is asked for, which the caller gives."""
        values = Mapping(dict(given), {name: node.span for name, node in given.items()}, document.node.span, ())
        what, known = f"{document.name} does not take", sorted(params)
        meant = {unknown_parameter(name, values, known, what, self._report) for name in given if name not in params}
        for name, param in params.items():
            if param.required and name not in given and name not in meant:
                self._report.add(
                    "missing-parameter",
                    "preset",
                    param.key,
                    f"{document.name} needs the parameter {name!r} ({param.type})",
                    path=param.node.path,
                    hint=f"give it a default, or pass --param {name}=...",
                )
