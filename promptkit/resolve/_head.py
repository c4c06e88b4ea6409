"""What settles the parents and the parameters of a document: its own keys, with the patches laid on them."""

from __future__ import annotations

from promptkit.language import OPERATIONS, Report, as_list, emptied, is_empty, nearest, text_of
from promptkit.source import Mapping, Node, Sequence

from ._bodies import SETTLING
from ._merge import laid


def head(node: Mapping, patches: tuple[Mapping, ...], report: Report) -> Mapping:
    """``extends``, ``with`` and ``params``: maps key by key, ``null`` takes away, ``extends`` changed like any list."""
    settled = emptied(node)
    for source in (node, *patches):
        for key in SETTLING:
            if key not in source.entries:
                continue
            if not is_empty(source.entries[key]):
                _settle(settled, key, source, report)
                continue
            report.add(
                "empty-value",
                "source",
                source.keys[key],
                f"{key!r} has no value",
                path=source.entries[key].path,
                hint="write a value, or take the line out",
            )
    return settled


def _settle(settled: Mapping, key: str, over: Mapping, report: Report) -> None:
    below = settled.entries.get(key)
    made: Node | None = over.entries[key]
    if key == "extends":
        made = _parents(below, over.entries[key], report)
    elif below is not None:
        made = laid(below, over.entries[key], key, report)
    if made is None:
        settled.entries.pop(key, None)
        settled.keys.pop(key, None)
    else:
        settled.entries[key], settled.keys[key] = made, over.keys[key]


def _parents(below: Node | None, over: Node, report: Report) -> Node:
    """The parents that a document names, or the change of a patch to them: append, prepend, remove, replace."""
    if not _is_change(over):
        return over
    assert isinstance(over, Mapping)
    entries = {key: as_list(node).items for key, node in over.entries.items()}
    items = list(as_list(below).items) if below is not None else []
    items = entries.get("replace", items)
    for gone in entries.get("remove", []):
        kept = [item for item in items if _name(item) != text_of(gone)]
        if len(kept) == len(items):
            names = [_name(item) or "" for item in items]
            guess = nearest(text_of(gone) or "", names)
            meant = f" (did you mean {guess!r}?)" if guess else ""
            message = f"extends has no entry {text_of(gone)!r}{meant}"
            report.add("unknown-entry", "preset", gone, message, hint=f"there are: {', '.join(names) or 'none'}")
        items = kept
    return Sequence([*entries.get("prepend", []), *items, *entries.get("append", [])], over.span, over.path)


def _is_change(node: Node) -> bool:
    """Whether it is a change and no preset with parameters, the values of which are a map."""
    if not isinstance(node, Mapping) or not node.entries or not node.entries.keys() <= set(OPERATIONS) - {"edit"}:
        return False
    return not any(isinstance(value, Mapping) for value in node.entries.values())


def _name(reference: Node) -> str | None:
    if isinstance(reference, Mapping):
        return next(iter(reference.entries), None)
    return text_of(reference)
