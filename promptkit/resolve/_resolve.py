"""From a document and its parents to one canonical document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Map
from collections.abc import Sequence as SequenceOf
from dataclasses import dataclass

from promptkit.findings import Severity, Span
from promptkit.language import ListEdit, Report, emptied, is_null, terms_read
from promptkit.source import Mapping, Node, Path, Scalar, Sequence

from ._binding import Bound
from ._bodies import SETTLING
from ._from_clip import said_of_clip
from ._layers import MOST_REMEMBERED, Stack
from ._library import Document, Library
from ._merge import merged
from ._origins import Layer, Origins, ParamKey, params_in, scalars

#: Sections that become prose; beside a `prompt:` of one's own they would say nothing.
_PROSE_SECTIONS = (
    "style",
    "look",
    "scene",
    "location",
    "cast",
    "props",
    "framing",
    "camera",
    "support",
    "motion",
    "time_effect",
    "action",
    "cuts",
    "lighting",
    "weather",
    "mood",
    "sound",
    "text",
    "keep",
    "change",
    "avoid",
    "free",
    "also",
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A document with its parents merged in.

    :param node: canonical, every value at the place where it was written.
    :param origins: the documents that went in, and the ways of the values.
    :param damaged: keys that something may be written under which could not be read: nobody shall miss them.
    """

    node: Mapping
    origins: Origins
    damaged: frozenset[str] = frozenset()

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The documents that went in, first those that others are laid on."""
        return self.origins.layers

    def written(self, path: Path) -> Span | None:
        """Where the value of a path was written: through parameters, the place where it was given."""
        node: Node | None = self.node
        for part in path:
            if isinstance(node, Mapping):
                node = node.entries.get(str(part))
            elif isinstance(node, Sequence):
                node = dict(enumerate(node.items)).get(part) if isinstance(part, int) else None
        return None if node is None else self.origins.written(node).span


@dataclass(slots=True)
class _Base:
    """A document as it is without patches: what all variants of it share."""

    document: Document
    params: Map[str, Node]
    stack: Stack
    bound: Bound
    node: Mapping
    report: Report


def resolve(
    document: Document,
    library: Library,
    report: Report,
    *,
    patches: SequenceOf[Mapping] = (),
    params: Map[str, Node] | None = None,
) -> Resolved:
    """Resolve ``extends``, parameters and expressions, and merge the layers.

    :param patches: what is laid on the document's own keys, each a layer of its own: those of a variant, then
        ``--set``. They count as this document and may change ``extends`` and ``with``.
    :param params: values for the document's own parameters (``--param``).
    """
    base = _base(document, library, tuple(patches), params or {})
    report.absorb(base.report)
    stack = base.stack.copied(report) if patches else base.stack
    result = base.node
    for patch in patches:
        result = merged(result, stack.lay(document, patch, base.bound.scope).node, report)
    result = said_of_clip(result, stack.layers, report)
    result = _prompt_alone(result, stack.layers, report)
    result = _cuts_alone(result, stack.layers, report)
    if stack.given:
        _report_unused(stack, result, report)
    return Resolved(terms_read(_fresh(result), report), Origins(tuple(stack.layers), stack.given), stack.damaged)


def _fresh(document: Mapping) -> Mapping:
    """The document with maps of its own where words are read: those of a remembered one stay as they are."""
    fresh = Mapping(dict(document.entries), dict(document.keys), document.span, document.path)
    for key in ("framing", "support", "cuts"):
        if key in fresh.entries:
            fresh.entries[key] = _copied(fresh.entries[key])
    return fresh


def _copied(node: Node) -> Node:
    if isinstance(node, Sequence):
        return Sequence([_copied(item) for item in node.items], node.span, node.path, flow=node.flow)
    if isinstance(node, Mapping):
        entries = {key: _copied(value) for key, value in node.entries.items()}
        return Mapping(entries, dict(node.keys), node.span, node.path, flow=node.flow)
    return node


def _base(document: Document, library: Library, patches: tuple[Mapping, ...], params: Map[str, Node]) -> _Base:
    """The document with its parents; remembered until another is asked for, since variants come one after the other."""
    settled = tuple(each for each in patches if not each.entries.keys().isdisjoint((*SETTLING, "prompt_is")))
    known = library.memory.get("base")
    if isinstance(known, _Base) and not settled and known.document is document and known.params == params:
        return known
    report = Report()
    stack = Stack(library, report)
    bound = stack.add_document(document, params, settled)
    below = _joined([layer.node for layer in stack.layers[:-1]], document, library, report)
    result = merged(below, stack.layers[-1].node, report)
    base = _Base(document, dict(params), stack, bound, result, report)
    if not settled:
        library.memory["base"] = base
    return base


def _joined(contents: list[Mapping], document: Document, library: Library, report: Report) -> Mapping:
    """The contents of parents laid on one another; remembered, since many shots name the same ones."""
    if not contents:
        return emptied(document.node)
    known = library.memory.setdefault("joined", {})
    key = tuple(map(id, contents))
    if key not in known:
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        own, result = Report(), emptied(document.node)
        for content in contents:
            result = merged(result, content, own)
        known[key] = (contents, result, own)  # the contents, so that their ids stay their own
    _, result, own = known[key]
    report.absorb(own)
    return result  # type: ignore[no-any-return]


def _prompt_alone(result: Mapping, layers: list[Layer], report: Report) -> Mapping:
    """A prompt of one's own takes the sections' place: own ones are an error, inherited ones go with a finding."""
    if "prompt" not in result.entries:
        return result
    only_ids = _only_characters(result.entries.get("cast"))
    sections = [key for key in _PROSE_SECTIONS if not (key == "cast" and only_ids)]
    writer, beside = _beside("prompt", sections, result, layers)
    for key, layer in beside.items():
        if layer is not None:
            report.add(
                "prompt-beside-sections",
                "source",
                layer.node.keys[key],
                f"{key!r} says nothing beside a prompt of one's own",
                path=(key,),
                hint="take out `prompt`, or this section",
            )
        else:
            report.add(
                "prompt-hides-section",
                "source",
                writer.node.keys["prompt"],
                f"the prompt takes the place of the inherited {key!r} ({result.keys[key]})",
                path=("prompt",),
                severity=Severity.WARNING,
            )
    return _without(result, beside)


def _cuts_alone(result: Mapping, layers: list[Layer], report: Report) -> Mapping:
    """Each cut has a camera and actions of its own: those beside `cuts` are an error, inherited ones go likewise."""
    cuts = result.entries.get("cuts")
    if cuts is None or (isinstance(cuts, Sequence) and not cuts.items):
        return result
    writer, beside = _beside("cuts", ("camera", "action"), result, layers)
    for key, layer in beside.items():
        if layer is not None:
            report.add(
                "cuts-beside-sections",
                "source",
                layer.node.keys[key],
                f"{key!r} belongs to no cut: beside 'cuts', each cut has its own",
                path=(key,),
                hint="write it into the cuts, or take out `cuts`",
            )
        else:
            report.add(
                "cuts-hide-section",
                "source",
                writer.node.keys["cuts"],
                f"the cuts take the place of the inherited {key!r} ({result.keys[key]})",
                path=("cuts",),
                severity=Severity.WARNING,
                hint=f"write what shall stay of it into the cuts; `{key}: null` says that it goes",
            )
    return _without(result, beside)


def _beside(
    ruling: str, sections: Iterable[str], result: Mapping, layers: list[Layer]
) -> tuple[Layer, dict[str, Layer | None]]:
    """Who wrote a key that tolerates no others, and the sections that stand beside it all the same.

    A section comes with the layer that wrote it in the same document or a later one; an inherited one with ``None``.
    """
    at = max(index for index, layer in enumerate(layers) if ruling in layer.node.entries)
    writer = layers[at]
    own = [layer for index, layer in enumerate(layers) if index >= at or layer.document is writer.document]
    beside: dict[str, Layer | None] = {}
    for key in sections:
        if key in result.entries:
            beside[key] = next(
                (layer for layer in own if key in layer.node.entries and not is_null(layer.node.entries[key])), None
            )
    return writer, beside


def _without(node: Mapping, keys: Iterable[str]) -> Mapping:
    gone = set(keys)
    return Mapping(
        {key: value for key, value in node.entries.items() if key not in gone},
        {key: span for key, span in node.keys.items() if key not in gone},
        node.span,
        node.path,
    )


def _only_characters(cast: Node | None) -> bool:
    """Whether the cast only says which characters there are: that goes into the request, and is no prose."""
    members = cast.entries.values() if isinstance(cast, Mapping) else ()
    return bool(members) and all(isinstance(each, Mapping) and set(each.entries) == {"character"} for each in members)


def _report_unused(stack: Stack, result: Mapping, report: Report) -> None:
    """A parameter that was given and reaches nothing is a mistake: say what hides it."""
    given = {(layer.name, name) for layer in stack.layers for name, node in _told(layer, stack).items() if _says(node)}
    unused = given - _alive(given, stack, result) if given else given
    if not unused:
        return
    for layer in stack.layers:
        for name, node in _told(layer, stack).items():
            if (layer.name, name) not in unused:
                continue
            report.add(
                "unused-parameter",
                "preset",
                node,
                f"the parameter {name!r} of {layer.document.name} reaches nothing: {_why(layer, name, stack, result)}",
                severity=Severity.WARNING,
            )


def _alive(given: set[ParamKey], stack: Stack, result: Mapping) -> set[ParamKey]:
    """The parameters that reach something in the result, at least those of ``given`` that do."""
    alive: set[ParamKey] = set()
    waiting = [result.entries[key] for layer in stack.layers for key in layer.computed if key in result.entries]
    while waiting and not given <= alive:
        node = waiting.pop()
        if not isinstance(node, Scalar):
            waiting.extend(node.items if isinstance(node, Sequence) else node.entries.values())
            continue
        todo = [*(node.params - alive)]
        while todo:
            param = todo.pop()
            if param not in alive:
                alive.add(param)
                todo.extend(params_in(stack.given[param].node) if param in stack.given else ())
    return alive


def _says(node: Node) -> bool:
    """Whether a value can be seen in what is made of it; of an empty list nothing can."""
    return not (isinstance(node, Sequence) and not node.items)


def _told(layer: Layer, stack: Stack) -> Map[str, Node]:
    """The parameters that have to reach something: those that were given; of a preset that is checked alone, all."""
    if layer.reference is not None or layer.document.kind != "preset":
        return layer.given
    return {name: given.node for (owner, name), given in stack.given.items() if owner == layer.name}


def _why(layer: Layer, name: str, stack: Stack, result: Mapping) -> str:
    key = (layer.name, name)
    for section, node in layer.node.entries.items():
        if key in params_in(node):
            return _what_hides(section, node, key, result)
    for (_, other), given in stack.given.items():
        if key in params_in(given.node):
            return f"{other!r}, which is made of it, does not"
    if any("{{" in each.raw and re.search(rf"\b{name}\b", each.raw) for each in scalars(layer.document.node)):
        return f"with these values {layer.document.name} makes nothing of it"
    return f"{layer.document.name} uses it nowhere"


def _what_hides(section: str, node: Node, key: ParamKey, result: Mapping) -> str:
    """What has become of the value in a section that was computed from a parameter."""
    path, below = [section], result
    while path[-1] in below.entries:
        above = below.entries[path[-1]]
        if not isinstance(above, Mapping) or not isinstance(node, Mapping) or isinstance(node, ListEdit):
            return f"{'.'.join(path)!r} is written anew at {below.keys[path[-1]]}"
        inner, node = next((name, value) for name, value in node.entries.items() if key in params_in(value))
        below = above
        path.append(inner)
    return f"{'.'.join(path)!r} is removed"
