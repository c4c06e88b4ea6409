"""The content of a layer: its expressions worked out, its short forms made long."""

from __future__ import annotations

from collections.abc import Iterable

from promptkit.findings import Finding
from promptkit.language import Report, emptied, is_empty, is_null, read_duration, shaped, text_of
from promptkit.source import Mapping, Node, Scalar, Sequence
from promptkit.templating import Scope, evaluate

from ._library import Document
from ._origins import params_in
from ._rivals import check_rivals

#: Keys that settle the parents and the parameters, and are no content.
SETTLING = ("extends", "with", "params")
_HEAD = frozenset({"shot", "preset", "about", *SETTLING})
#: What a preset may not write, and what is not inherited from a shot.
_NEVER_INHERITED = frozenset({"takes", "endpoint", "request", "source"})
_OWN = _NEVER_INHERITED | {"notes", "params"}


def body(document: Document, node: Mapping, scope: Scope, report: Report, *, is_parent: bool, prompts: bool) -> Mapping:
    """The canonical content of a document, or of a patch to it.

    :param node: the document's own, or the patch.
    :param prompts: whether the prompt of one's own has expressions, too; elsewhere it is text as it is.
    """
    made = emptied(node)
    expressions = node is not document.node or document.expressions
    for key, value in node.entries.items():
        if key in _HEAD and not (key == "shot" and not is_parent):
            continue
        if is_parent and key in (_NEVER_INHERITED if document.kind == "preset" else _OWN):
            if document.kind == "preset":
                _not_a_presets(key, node, report)
            continue
        worked_out = expressions and (prompts or key != "prompt")
        made.entries[key] = evaluated(value, scope, report) if worked_out else value
        made.keys[key] = node.keys[key]
    result = shaped(made, report)
    check_rivals(result, report)
    length = result.entries.get("duration")
    if length is not None and not (is_empty(length) or is_null(length)):
        # No document says another duration, not even where a later layer overrides it.
        read_duration(length, report)
    return result


def prompts_are_templates(nodes: Iterable[Mapping]) -> bool:
    """What a document, or the last patch laid on it, says of its prompt; a child's prompt is text unless it says so."""
    told = [node.entries["prompt_is"] for node in nodes if "prompt_is" in node.entries]
    return bool(told) and text_of(told[0]) == "template"


def _not_a_presets(key: str, node: Mapping, report: Report) -> None:
    report.add(
        "preset-key",
        "preset",
        node.keys[key],
        f"a preset may not write {key!r}",
        path=node.entries[key].path,
        hint="it is the shot's own business: write it there",
    )


def evaluated(node: Node, scope: Scope, report: Report) -> Node:
    """The node with its expressions worked out; the node itself where it has none."""
    if isinstance(node, Scalar):
        if not isinstance(node.value, str) or "{{" not in node.value:
            return node
        result = evaluate(node, scope)
        if isinstance(result, Finding):
            report.give_up(result, node.span)
            return node
        return result
    if isinstance(node, Sequence):
        items = [evaluated(item, scope, report) for item in node.items]
        if all(new is old for new, old in zip(items, node.items, strict=True)):
            return node
        return Sequence(items, node.span, node.path, flow=node.flow)
    values = {key: evaluated(value, scope, report) for key, value in node.entries.items()}
    if all(values[key] is node.entries[key] for key in values):
        return node
    return Mapping(values, dict(node.keys), node.span, node.path, flow=node.flow)


def computed_keys(content: Mapping) -> tuple[str, ...]:
    """The keys that hold something computed from parameters."""
    return tuple(key for key, node in content.entries.items() if params_in(node))
