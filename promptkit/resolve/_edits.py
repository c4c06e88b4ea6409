"""Changes to a list applied to what was inherited: replace, remove, edit, prepend, append, in this order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from promptkit.findings import Span
from promptkit.language import (
    SETS,
    ListEdit,
    ListKind,
    Report,
    as_list,
    copied,
    is_null,
    names_of,
    nearest,
    replace,
    text_of,
)
from promptkit.source import Mapping, Node, Sequence

#: What helps who changes a list that nobody wrote; a preset may, since another may write it.
NOTHING_INHERITED = "nothing was inherited that could be changed"
_NO_IDS = "none of its entries has an id: give one `id: ...` where it is written"
#: Lays one value on another: key by key, where both are maps.
Lay = Callable[[Node | None, Node, str, Report], Node | None]


def changed(
    base: Node | None, edit: ListEdit, key: str, report: Report, lay: Lay, was: Node | None = None
) -> Sequence | None:
    """The inherited list with the change applied; a list that nobody wrote has no entries.

    :param lay: lays the change of an entry on the entry.
    :param was: the list as it was before a rival list took something from it.
    :return: ``None`` where there was no list and there is none now.
    """
    items = list(base.items) if isinstance(base, Sequence) else []
    work = _Work(edit.kind, key, report, lay, was.items if isinstance(was, Sequence) else [])
    anew = "replace" in edit.entries
    if anew:
        items = work.joined([], _list(edit, "replace"))
    for name in _list(edit, "remove"):
        items = work.without(items, text_of(name) or "", name.span, name)
    changes = edit.entries.get("edit")
    if isinstance(changes, Mapping):
        for text, change in changes.entries.items():
            if is_null(change):
                items = work.without(items, text, changes.keys[text], change)
            else:
                items = work.edited(items, text, changes.keys[text], change)
    items = work.joined(_list(edit, "prepend"), items)
    items = work.joined(items, _list(edit, "append"))
    if not items and base is None and not anew:
        return None
    where = base if isinstance(base, Sequence) and not anew else edit
    return Sequence(items, where.span, where.path)


def added(base: Node | None, over: Node) -> Sequence:
    """A set with more entries: those that it has stay where they are."""
    below = list(base.items) if isinstance(base, Sequence) else []
    return Sequence(_united(below, as_list(over).items), over.span, over.path)


def new_entries(edit: ListEdit) -> Iterator[Node]:
    """The entries that a change puts into a list."""
    for operation in ("replace", "prepend", "append"):
        yield from _list(edit, operation)
    changes = edit.entries.get("edit")
    if isinstance(changes, Mapping):
        yield from (change for change in changes.entries.values() if not is_null(change))


def same(text: str) -> str:
    """What makes two texts the same: case and spacing aside."""
    return " ".join(text.lower().split())


class _Work:
    """One change under way."""

    def __init__(self, kind: ListKind, key: str, report: Report, lay: Lay, was: list[Node]) -> None:
        self._kind, self._key, self._report, self._lay, self._was = kind, key, report, lay, was

    def joined(self, first: list[Node], second: list[Node]) -> list[Node]:
        return _united(first, second) if self._key in SETS else [*first, *second]

    def without(self, items: list[Node], name: str, span: Span, where: Node) -> list[Node]:
        found = self._found(items, name)
        if not found:
            if not self._found(self._was, name):
                self._unknown(items, name, span, where)
            return items
        left: list[Node] = []
        for item in items:
            rest = _rest(item, name, self._kind) if any(item is each for each in found) else item
            if rest is not None:
                left.append(rest)
        return left

    def edited(self, items: list[Node], name: str, span: Span, change: Node) -> list[Node]:
        found = self._found(items, name)
        if not found:
            self._unknown(items, name, span, change)
            return items
        made: list[Node] = []
        for item in items:
            new: Node | None = item
            if any(item is each for each in found):
                apply = self._kind.edited
                new = apply(item, change, name, self._report) if apply else self._lay(item, change, "", self._report)
            if new is not None:
                made.append(new)
        return made

    def _found(self, items: Iterable[Node], name: str) -> list[Node]:
        """The entries of that name: an id as it is spelled, a text whatever its case and spacing."""
        named = [(item, list(names_of(item, self._kind))) for item in items]
        exact = [item for item, names in named if name in names]
        return exact or [item for item, names in named if same(name) in map(same, names)]

    def _unknown(self, items: list[Node], name: str, span: Span, where: Node) -> None:
        names = [each for item in items for each in names_of(item, self._kind)]
        guess = nearest(name, names)
        there = _NO_IDS if items else NOTHING_INHERITED
        if names:
            there = f"there are: {', '.join(names)}"
        self._report.add(
            "unknown-entry",
            "preset",
            span,
            f"{self._key} has no entry {name!r}" + (f" (did you mean {guess!r}?)" if guess else ""),
            path=where.path,
            fix=replace(span, guess, f"write {guess!r}", "unsafe") if guess and _is_word(guess) else None,
            hint=there,
        )


def _is_word(text: str) -> bool:
    return text.replace("-", "").replace("_", "").isalnum() and not text[0].isdigit()


def _rest(item: Node, name: str, kind: ListKind) -> Node | None:
    """What is left of an entry without what has that name: a move goes and those beside it stay."""
    if not isinstance(item, Mapping) or text_of(item.entries.get("id") or item) == name:
        return None
    moves = item.entries.get("moves")
    if not isinstance(moves, Sequence) or len(moves.items) == 1:
        return None
    stay = [each for each in moves.items if not (isinstance(each, Mapping) and name in names_of(each, kind))]
    made = copied(item)
    made.entries["moves"] = Sequence(stay, moves.span, moves.path)
    return made if stay else None


def _list(edit: ListEdit, operation: str) -> list[Node]:
    node = edit.entries.get(operation)
    return node.items if isinstance(node, Sequence) else []


def _united(first: list[Node], second: list[Node]) -> list[Node]:
    have = {same(text_of(item) or "") for item in first}
    return [*first, *(item for item in second if same(text_of(item) or "") not in have)]
