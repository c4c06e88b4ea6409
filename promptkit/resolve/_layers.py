"""The layers of a document: its parents, theirs before them, and the document last, each evaluated and canonical."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from promptkit.findings import Finding, Severity, Span, UsageError
from promptkit.language import Report, emptied, is_empty, is_null, nearest, read_duration, shaped
from promptkit.project import confined
from promptkit.source import Mapping, Node, ParsedFile, Plain, Scalar, Sequence
from promptkit.templating import Scope, evaluate

from ._library import Document, Library, display, documents
from ._merge import settle
from ._params import Bound, Param, declared, stand_in, value_of
from ._rivals import check_rivals

_SETTLING = ("extends", "with", "params")
_HEAD = frozenset({"shot", "preset", "about", *_SETTLING})
#: What a preset may not write, and what is not inherited from a shot.
NEVER_INHERITED = frozenset({"takes", "endpoint", "request", "source"})
_OWN = NEVER_INHERITED | {"notes", "params"}
_MOST_PARENTS = 64


@dataclass(frozen=True, slots=True)
class Layer:
    """One document of the stack, canonical.

    :param name: its own name, unique in the stack, as provenance knows it.
    :param given: the parameters that were given to it, with the place of each value.
    """

    name: str
    document: Document
    node: Mapping
    given: Map[str, Node]


#: What is laid on a document's own keys: the patches of a variant, then ``--set``.
Patches: TypeAlias = tuple[Mapping, ...]
#: A parent, the values that were given to it, what it takes, and the reference that names it.
_Parent: TypeAlias = tuple[Document, Mapping, dict[str, Param], Scalar]


@dataclass(slots=True)
class Stack:
    """Collects layers, first those that others are laid on."""

    library: Library
    report: Report
    layers: list[Layer] = field(default_factory=list)
    upstream: dict[tuple[str, str], frozenset[tuple[str, str]]] = field(default_factory=dict)

    def add(
        self, document: Document, given: Map[str, Node], patches: Patches = (), trail: tuple[str, ...] = ()
    ) -> None:
        """Add the document's parents, then the document, then each patch as a layer of its own.

        :param given: values for its parameters.
        :param patches: what is laid on the document's own keys, in this order.
        :param trail: the documents that led here, to see a cycle.
        """
        name = f"{len(trail)}.{len(self.layers)}:{document.name}"
        head = self._head(document.node, patches)
        if not trail:
            self._check_own(document, head, given)
        bound = self._bound(name, head, given)
        self._add_parents(document, head, bound, trail)
        own = self._body(document, document.node, bound, is_parent=bool(trail) or document.kind == "preset")
        self._lay(Layer(name, document, own, bound.given))
        for at, patch in enumerate(patches, start=1):
            self._lay(Layer(f"{name}+{at}", document, self._body(document, patch, bound, is_parent=False), {}))

    def _lay(self, layer: Layer) -> None:
        check_rivals(layer.node, self.report)
        length = layer.node.entries.get("duration")
        if length is not None and not (is_empty(length) or is_null(length)):
            # No document says another duration, not even where a later layer overrides it.
            read_duration(length, self.report)
        self.layers.append(layer)

    def _head(self, node: Mapping, patches: Patches) -> Mapping:
        """What settles the parents and parameters: the document's own, with the patches laid on it."""
        head = emptied(node)
        for source in (node, *patches):
            for key in _SETTLING:
                if key not in source.entries:
                    continue
                if is_empty(source.entries[key]):
                    self.report.add(
                        "empty-value",
                        "source",
                        source.keys[key],
                        f"{key!r} has no value",
                        path=source.entries[key].path,
                        hint="write a value, or take the line out",
                    )
                    continue
                settle(head, key, source, self.report)
        return head

    def _body(self, document: Document, node: Mapping, bound: Bound, *, is_parent: bool) -> Mapping:
        body = emptied(node)
        for key, value in node.entries.items():
            if key in _HEAD and not (key == "shot" and not is_parent):
                continue
            if is_parent and document.kind == "shot" and key in _OWN:
                continue
            if is_parent and document.kind == "preset" and key in NEVER_INHERITED:
                self.report.add(
                    "preset-key",
                    "preset",
                    node.keys[key],
                    f"a preset may not write {key!r}",
                    path=value.path,
                    hint="it is the shot's own business: write it there",
                )
                continue
            body.entries[key] = value if key == "prompt" else self._evaluated(value, bound.scope)
            body.keys[key] = node.keys[key]
        return shaped(body, self.report)

    def _evaluated(self, node: Node, scope: Scope) -> Node:
        if isinstance(node, Scalar):
            if isinstance(node.value, str) and "{{" in node.value:
                result = evaluate(node, scope)
                if not isinstance(result, Finding):
                    return result
                self.report.give_up(result, node.span)
            return node
        if isinstance(node, Sequence):
            items = [self._evaluated(item, scope) for item in node.items]
            return Sequence(items, node.span, node.path, flow=node.flow)
        entries = {key: self._evaluated(value, scope) for key, value in node.entries.items()}
        return Mapping(entries, dict(node.keys), node.span, node.path, flow=node.flow)

    # --- parameters

    def _bound(self, layer: str, head: Mapping, given: Map[str, Node]) -> Bound:
        params = declared(head, self.report)
        values: dict[str, Plain] = {}
        for name, node in given.items():
            if name in params:
                values[name] = value_of(params[name], node, self.report)
                self.upstream[(layer, name)] = _params_in(node)
        for name, param in params.items():
            if name not in values and param.default is not None:
                node = self._evaluated(param.default, Scope(layer, dict(values)))
                values[name] = value_of(param, node, self.report)
                self.upstream[(layer, name)] = _params_in(node)
            elif name not in values:
                values[name] = stand_in(param) if param.required else None
        return Bound(Scope(layer, values), {name: node for name, node in given.items() if name in params})

    # --- parents

    def _add_parents(self, document: Document, head: Mapping, bound: Bound, trail: tuple[str, ...]) -> None:
        references = self._references(head, bound)
        with_node = head.entries.get("with")
        found: list[_Parent] = []
        for reference, own in references[:_MOST_PARENTS]:
            parent = self._find(reference, document, trail)
            if parent is not None:
                found.append((parent, own, declared(parent.node, Report()), reference))
        if with_node is not None:
            self._feed(self._values(with_node, bound), found, whole=len(found) == len(references))
        for parent, own, params, reference in found:
            self._check_given(parent, own, params, reference)
            if len(self.layers) >= _MOST_PARENTS or len(references) > _MOST_PARENTS:
                self.report.add("extends-cycle", "preset", reference, f"more than {_MOST_PARENTS} parents in all")
                break
            self.add(parent, own.entries, trail=(*trail, _identity(document)))

    def _references(self, head: Mapping, bound: Bound) -> list[tuple[Scalar, Mapping]]:
        node = head.entries.get("extends")
        if node is None:
            return []
        written = node.items if isinstance(node, Sequence) else [node]
        references: list[tuple[Scalar, Mapping]] = []
        for entry in written:
            if isinstance(entry, Mapping):
                for key, values in entry.entries.items():
                    name = Scalar(key, key, entry.keys[key], values.path)
                    references.append((name, self._values(values, bound)))
                continue
            evaluated = self._evaluated(entry, bound.scope)
            if isinstance(evaluated, Scalar) and isinstance(evaluated.value, str):
                references.append((evaluated, Mapping({}, {}, entry.span, entry.path)))
            elif not is_null(evaluated):
                self.report.add("invalid-value", "source", entry, "extends takes names of presets, or paths")
        return references

    def _values(self, node: Node, bound: Bound) -> Mapping:
        if isinstance(node, Mapping):
            values = {name: self._evaluated(value, bound.scope) for name, value in node.entries.items()}
            return Mapping(values, dict(node.keys), node.span, node.path)
        if not (isinstance(node, Scalar) and node.value is None):
            self.report.add("invalid-value", "source", node, "expected a map of parameters and their values")
        return Mapping({}, {}, node.span, node.path)

    def _feed(self, values: Mapping, parents: list[_Parent], *, whole: bool) -> None:
        """Give each value of ``with`` to the one parent that takes it."""
        for name, value in values.entries.items():
            takers = [(parent, own) for parent, own, params, _ in parents if name in params and name not in own.entries]
            if len(takers) == 1:
                takers[0][1].entries[name], takers[0][1].keys[name] = value, values.keys[name]
            elif takers:
                names = " and ".join(parent.name for parent, _ in takers)
                self.report.add(
                    "ambiguous-parameter",
                    "preset",
                    values.keys[name],
                    f"{names} both take the parameter {name!r}",
                    path=value.path,
                    hint=f"give it to one: `extends: [{{{takers[0][0].name}: {{{name}: ...}}}}, ...]`",
                )
                for _, own in takers:
                    own.entries[name], own.keys[name] = value, values.keys[name]
            elif whole:
                known = sorted({param for _, _, params, _ in parents for param in params})
                self._unknown_parameter(name, values.keys[name], value, known, "no parent named in `extends` takes")

    def _check_given(self, parent: Document, own: Mapping, params: dict[str, Param], reference: Node) -> None:
        for name, value in own.entries.items():
            if name not in params:
                self._unknown_parameter(name, own.keys[name], value, sorted(params), f"{parent.name} does not take")
        for name, param in params.items():
            if param.required and param.default is None and name not in own.entries:
                self.report.add(
                    "missing-parameter",
                    "preset",
                    reference,
                    f"{parent.name} needs the parameter {name!r} ({param.type})",
                    hint=f"write `with: {{{name}: ...}}`",
                )

    def _check_own(self, document: Document, head: Mapping, given: Map[str, Node]) -> None:
        """The parameters of the document that is asked for, which the caller gives."""
        params = declared(head, self.report)
        for name, value in given.items():
            if name not in params:
                self._unknown_parameter(name, value.span, value, sorted(params), f"{document.name} does not take")
        for name, param in params.items():
            if param.required and param.default is None and name not in given:
                self.report.add(
                    "missing-parameter",
                    "preset",
                    param.key,
                    f"{document.name} needs the parameter {name!r} ({param.type})",
                    path=param.node.path,
                    hint=f"give it a default, or pass --param {name}=...",
                )

    def _unknown_parameter(self, name: str, span: Span, value: Node, known: list[str], what: str) -> None:
        guess = nearest(name, known)
        meant = f" (did you mean {guess!r}?)" if guess else ""
        takes = f"it takes: {', '.join(known)}" if known else "it takes none"
        self.report.add(
            "unknown-parameter",
            "preset",
            span,
            f"{what} a parameter {name!r}{meant}",
            path=value.path,
            hint=None if guess else takes,
        )

    def _find(self, reference: Scalar, document: Document, trail: tuple[str, ...]) -> Document | None:
        text = str(reference.value).strip()
        found = self._by_path(text, reference, document) if _is_path(text) else self._by_name(text, reference)
        if found is None:
            return None
        if _identity(found) in (*trail, _identity(document)):
            round_trip = " -> ".join([each.rsplit("#", 1)[-1] for each in (*trail, _identity(document))] + [found.name])
            self.report.add("extends-cycle", "preset", reference, f"{found.name!r} extends itself: {round_trip}")
            return None
        if len(trail) >= _MOST_PARENTS:
            self.report.add("extends-cycle", "preset", reference, f"more than {_MOST_PARENTS} parents in all")
            return None
        if found.kind not in ("shot", "preset"):
            self.report.add(
                "unknown-preset", "preset", reference, f"{text!r} is a {found.kind}, which cannot be extended"
            )
            return None
        return found

    def _by_name(self, name: str, reference: Scalar) -> Document | None:
        try:
            found = self.library.preset(name)
        except UsageError as error:
            self.report.add("unknown-preset", "preset", reference, str(error), hint=error.hint)
            return None
        if found is not None and found.path is not None:
            self._defects(self.library.parsed(found.path))
        else:
            names = [preset.name for preset in self.library.presets()]
            guess = nearest(name, names)
            meant = f" (did you mean {guess!r}?)" if guess else ""
            self.report.add(
                "unknown-preset",
                "preset",
                reference,
                f"there is no preset {name!r}{meant}",
                hint="`promptkit presets` lists them; a file is named with its path, as in ./look.yaml",
            )
        return found

    def _by_path(self, text: str, reference: Scalar, document: Document) -> Document | None:
        file, _, name = text.partition("#")
        path = (document.home / file).absolute() if file else document.path
        if path is None:
            self.report.add("unknown-preset", "preset", reference, f"{text!r}: standard input holds no other document")
            return None
        if file and not confined(path, document.root):
            self.report.add("outside-project", "preset", reference, f"{text!r} leads out of {display(document.root)}")
            return None
        try:
            parsed = self.library.parsed(path)
        except UsageError as error:
            self.report.add("unknown-preset", "preset", reference, str(error), hint=error.hint)
            return None
        if path != document.path:
            self._defects(parsed)
        there = [each for each in documents(parsed, path, document.root) if not name or each.name == name]
        if len(there) == 1:
            return there[0]
        what = "no such document" if not there else "several documents: name one with #NAME"
        self.report.add("unknown-preset", "preset", reference, f"{text!r}: {what}")
        return None

    def _defects(self, parsed: ParsedFile) -> None:
        """What is wrong with the file of a parent is wrong with the shot: something of it may be missing."""
        known = self.report.findings
        known.extend(each for each in parsed.findings if each.severity is Severity.ERROR and each not in known)


def _is_path(text: str) -> bool:
    file = text.partition("#")[0]
    return "/" in text or file.endswith((".yaml", ".yml")) or text.startswith("#")


def _identity(document: Document) -> str:
    path: Path | str = document.path.resolve() if document.path is not None else "-"
    return f"{path}#{document.name}"


def _params_in(node: Node) -> frozenset[tuple[str, str]]:
    if isinstance(node, Scalar):
        return node.params
    inner = node.items if isinstance(node, Sequence) else list(node.entries.values())
    return frozenset().union(*(_params_in(each) for each in inner))
