"""What the levels of an axis write, and where two axes write the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations as two_of

from promptkit.findings import Span
from promptkit.language import OPERATIONS, SETS, Report, as_list, is_null, shaped, text_of, vocabulary
from promptkit.language import normal as normal_words
from promptkit.source import Mapping, Node, Path, Scalar, Sequence, plain

from ._axes import Axis, Level
from ._names import Variant

_MEASURES = frozenset({"degrees", "distance", "to", "factor"})
#: Keys of a camera item that are no move.
_ITEM_KEYS = _MEASURES | {
    "for", "at", "weight", "id", "starts_on", "ends_on", "speed", "ease", "from", "subject", "who", "path",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Write:
    """One place of the shot that a level writes, and all that stands below it.

    :param path: canonical; an entry of a list by its ``id``.
    """

    path: Path
    span: Span


def writes(level: Level) -> tuple[Write, ...]:
    """What a level writes."""
    return tuple(_of_document(level.patch))


def _of_document(patch: Mapping) -> Iterator[Write]:
    edits, rest = _parted(patch)
    for path, node in edits:
        yield from _of_edits(path, node)
    for key, value in shaped(rest, Report()).entries.items():
        if key in SETS and not is_null(value):
            yield from _of_set(key, value)
        else:
            yield from _of_value((key,), value)


def _parted(patch: Mapping) -> tuple[list[tuple[Path, Mapping]], Mapping]:
    """The edits of lists, and the patch without them: an edit has no long form."""
    edits: list[tuple[Path, Mapping]] = []

    def walk(mapping: Mapping, path: Path, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        for key, node in mapping.entries.items():
            if (
                isinstance(node, Mapping)
                and node.entries
                and node.entries.keys() <= set(OPERATIONS)
                and key not in SETS
            ):
                edits.append(((*path, key), node))
            elif isinstance(node, Mapping) and depth:
                entries[key] = walk(node, (*path, key), depth - 1)
            else:
                entries[key] = node
        return Mapping(entries, mapping.keys, mapping.span, mapping.path, flow=mapping.flow)

    return edits, walk(patch, (), 1)


def _of_value(path: Path, node: Node) -> Iterator[Write]:
    if isinstance(node, Mapping) and node.entries:
        for key, inner in node.entries.items():
            yield from _of_value((*path, key), inner)
    else:
        yield Write(path, node.span)


def _of_set(key: str, node: Node) -> Iterator[Write]:
    """What is added collides with nothing but a list that starts anew; so does what is taken out."""
    if isinstance(node, Mapping) and "replace" in node.entries:
        yield Write((key,), node.span)
    elif isinstance(node, Mapping):
        yield from (Write((key, "remove", item.span.line, item.span.column), item.span) for item in _items(node))
    else:
        yield from (Write((key, "add", *_place(item)), item.span) for item in as_list(node).items)


def _items(node: Mapping) -> Iterator[Node]:
    for value in node.entries.values():
        yield from as_list(value).items


def _place(node: Node) -> tuple[str | int, ...]:
    """What makes an addition one of its own: two that add the same do not collide."""
    return node.span.file, node.span.line, node.span.column


def _of_edits(path: Path, node: Mapping) -> Iterator[Write]:
    for way, value in node.entries.items():
        if way == "replace":
            yield Write(path, value.span)
        elif way == "remove":
            yield from (Write((*path, "id", text_of(item) or ""), item.span) for item in as_list(value).items)
        elif way in ("append", "prepend"):
            yield Write((*path, way, *_place(value)), value.span)
        elif isinstance(value, Mapping):
            for name, edit in value.entries.items():
                yield from _of_edit((*path, "id", name), edit)


def _of_edit(path: Path, edit: Node) -> Iterator[Write]:
    """One entry changed by its id; another move takes the measure of the old one with it."""
    if not isinstance(edit, Mapping):
        yield Write(path, edit.span)
        return
    for key, node in edit.entries.items():
        name = normal_words(key).replace(" ", "_")
        if path[0] == "camera" and (name in _MEASURES or name in ("go", "direction")):
            yield Write((*path, "move", name), node.span)
        elif path[0] == "camera" and name not in _ITEM_KEYS and _is_move(key):
            yield Write((*path, "move"), edit.keys[key])
        else:
            yield from _of_value((*path, name), node)


def _is_move(key: str) -> bool:
    return normal_words(key) == "move" or normal_words(key) in vocabulary().move_names


def collisions(axes: tuple[Axis, ...], variants: Iterable[Variant], report: Report) -> None:
    """Report two axes that write one leaf, or of which one replaces what the other reaches, in a selected variant."""
    written = {axis.name: {level.name: writes(level) for level in axis.levels} for axis in axes}
    met = [dict(variant.levels) for variant in variants]
    for one, other in two_of(axes, 2):
        together = dict.fromkeys((levels[one.name], levels[other.name]) for levels in met)
        for first, second in together:
            found = _collision(written[one.name][first], written[other.name][second])
            if found is not None:
                _report((one, first, found[0]), (other, second, found[1]), report)
                break


def _collision(some: tuple[Write, ...], others: tuple[Write, ...]) -> tuple[Write, Write] | None:
    by_path = {write.path: write for write in some}
    starts = {write.path[:length]: write for write in some for length in range(1, len(write.path))}
    for write in others:
        stems = (write.path[:length] for length in range(1, len(write.path) + 1))
        above = next((by_path[stem] for stem in stems if stem in by_path), None)
        below = starts.get(write.path)
        if above is not None or below is not None:
            return above or below or write, write
    return None


def _report(first: tuple[Axis, str, Write], second: tuple[Axis, str, Write], report: Report) -> None:
    (one, level, there), (other, rival, here) = first, second
    shorter = min(there.path, here.path, key=len)
    name = ".".join(str(part) for part in shorter if part != "id")
    what = "both write" if there.path == here.path else "reach into one another at"
    report.add(
        "colliding-axes",
        "experiment",
        here.span,
        f"the axes {one.name!r} and {other.name!r} {what} {name}: {one.name}={level} does at {there.span}, "
        f"and {other.name}={rival} here",
        hint="let one axis write it, or make one axis of the two",
    )


def says_nothing_new(level: Level, base: Mapping) -> bool:
    """Whether a level that sets something sets only what the base says already."""
    edits, rest = _parted(level.patch)
    if edits or not rest.entries or rest.entries.keys() & {"extends", "with", "params"}:
        return False
    return _is_said(shaped(rest, Report()), base)


def _is_said(patch: Node, base: Node | None) -> bool:
    if base is None or (isinstance(patch, Scalar) and "{{" in patch.raw):
        return is_null(patch)
    if isinstance(patch, Mapping) and isinstance(base, Mapping):
        return all(
            _adds_nothing(node, base.entries.get(key)) if key in SETS else _is_said(node, base.entries.get(key))
            for key, node in patch.entries.items()
        )
    return type(patch) is type(base) and plain(patch) == plain(base)


def _adds_nothing(node: Node, base: Node | None) -> bool:
    have = plain(base) if isinstance(base, Sequence) else []
    return isinstance(node, Sequence) and isinstance(have, list) and all(plain(item) in have for item in node.items)
