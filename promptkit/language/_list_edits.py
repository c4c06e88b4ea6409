"""Changes to an inherited list, as a document writes them: ``{append: [...]}``, ``{edit: {push: {for: 3}}}``.

Here they are read, with their short forms made long; they are applied where layers are merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from promptkit.findings import Span
from promptkit.source import Mapping, Node, Path, Scalar, Sequence

from ._nodes import as_list, is_empty, is_null, text_of, wrap
from ._report import Report, replace
from ._vocabulary import nearest

#: What can be done to an inherited list, in the order in which it is done.
OPERATIONS = ("replace", "remove", "edit", "prepend", "append")


@dataclass(frozen=True, slots=True)
class ListKind:
    """How the entries of a list are read, named and changed.

    :param shape: makes the short forms of entries long.
    :param change: makes the value of one ``edit`` long; what it gives need not be a whole entry.
    :param text: the key of an entry that names it where it has no id; ``None`` where the entries are plain words.
    :param edited: an entry with a change applied, where that is more than laying one map on another; the text is the
        name under which the entry was found.
    """

    shape: Callable[[Node, Report], Node | None]
    change: Callable[[Node, Report], Node | None]
    text: str | None = None
    edited: Callable[[Node, Node, str, Report], Node | None] | None = None


class ListEdit(Mapping):
    """A change to an inherited list, canonical: lists of entries, of names, and a map of edits."""

    __slots__ = ("kind",)

    def __init__(self, span: Span, path: Path, kind: ListKind) -> None:
        super().__init__({}, {}, span, path)
        self.kind = kind


def is_list_edit(node: Node) -> bool:
    """Whether the node changes a list, where a list is expected: one of its keys says so."""
    return isinstance(node, Mapping) and not node.entries.keys().isdisjoint(OPERATIONS)


def list_edit(node: Node, kind: ListKind, report: Report) -> ListEdit | None:
    """The change with its entries in canonical shape; ``None`` where nothing of it can be read."""
    assert isinstance(node, Mapping)
    made = ListEdit(node.span, node.path, kind)
    for key, value in node.entries.items():
        shaped = _operation(key, value, node, kind, report)
        if shaped is not None:
            made.entries[key], made.keys[key] = shaped, node.keys[key]
    return made if made.entries else None


def _operation(key: str, value: Node, node: Mapping, kind: ListKind, report: Report) -> Node | None:
    if key not in OPERATIONS:
        _unknown_operation(key, node, report)
    elif is_empty(value):
        report.add("empty-value", "source", node.keys[key], f"{key!r} has no value", path=value.path)
    elif key == "edit":
        return _edits(value, kind, report)
    elif is_null(value):
        hint = "write null in the place of the whole list to remove it"
        report.add("invalid-value", "source", value, f"{key!r} takes entries, not null", hint=hint)
    elif key == "remove":
        return _names(value, report)
    else:
        return kind.shape(as_list(value), report)
    return None


def _unknown_operation(key: str, node: Mapping, report: Report) -> None:
    guess, span = nearest(key, OPERATIONS), node.keys[key]
    report.add(
        "unknown-key",
        "source",
        span,
        f"a list cannot be changed by {key!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
        path=node.entries[key].path,
        fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint=None if guess else "lists are changed by append, prepend, edit, remove and replace",
    )


def _names(value: Node, report: Report) -> Node | None:
    names = [item for item in as_list(value).items if _is_name(item, report)]
    return Sequence(names, value.span, value.path) if names else None


def _is_name(item: Node, report: Report) -> bool:
    if text_of(item) is None:
        report.add("invalid-value", "source", item, "remove takes ids, or the exact text of entries")
    return text_of(item) is not None


def _edits(value: Node, kind: ListKind, report: Report) -> Mapping | None:
    if not isinstance(value, Mapping):
        hint = "as in `edit: {push: {for: 3}}`"
        report.add("invalid-value", "source", value, "edit takes a map of ids and what changes", hint=hint)
        return None
    made = Mapping({}, {}, value.span, value.path)
    for name, change in value.entries.items():
        if is_empty(change):
            report.add("empty-value", "source", value.keys[name], f"{name!r} has no value", path=change.path)
            continue
        shaped = change if is_null(change) else kind.change(change, report)
        if shaped is not None:
            made.entries[name], made.keys[name] = shaped, value.keys[name]
    return made


def names_of(item: Node, kind: ListKind) -> Iterator[str]:
    """The names under which an entry can be found: its id, those of its moves, or else its text."""
    if not isinstance(item, Mapping):
        text = text_of(item)
        if text is not None:
            yield text
        return
    ids = [node for each in (item, *_moves(item)) if (node := each.entries.get("id")) is not None]
    for node in ids or [node for node in (item.entries.get(kind.text or ""),) if node is not None]:
        text = text_of(node)
        if text is not None:
            yield text


def _moves(item: Mapping) -> Iterator[Mapping]:
    moves = item.entries.get("moves")
    for each in moves.items if isinstance(moves, Sequence) else ():
        if isinstance(each, Mapping):
            yield each


def plain_change(key: str) -> Callable[[Node, Report], Node | None]:
    """The change of an entry that is a map: plain text is its ``key``."""

    def change(node: Node, report: Report) -> Node | None:
        if isinstance(node, Mapping):
            return node
        if isinstance(node, Scalar):
            return wrap(node, key)
        report.add("invalid-value", "source", node, f"an edit is a map of keys, or text for {key!r}, not a list")
        return None

    return change


def word_change(node: Node, report: Report) -> Node | None:
    """The change of a plain text: another text."""
    if text_of(node) is not None:
        return node
    report.add("invalid-value", "source", node, "expected the text that takes its place, or null")
    return None


def word_edited(item: Node, change: Node, name: str, report: Report) -> Node | None:
    """A plain text changed into another."""
    return change
