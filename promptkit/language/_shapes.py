"""Short forms, made long: ``rim: warm`` becomes ``rim: {colour: warm}`` before anything is merged.

Each section has one canonical shape. A shaper takes the node as written (expressions already evaluated) and gives the
canonical node, or ``None`` where nothing of it can be read; what is wrong goes into the report.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from promptkit.source import Mapping, Node, Scalar, Sequence

from ._camera_edit import camera_change, edited_item
from ._camera_shape import camera_items
from ._list_edits import ListKind, is_list_edit, list_edit, plain_change, word_change, word_edited
from ._nodes import as_list, emptied, is_empty, is_null, put, same_place, text_of, wrap
from ._report import Report, replace
from ._vocabulary import normal, vocabulary

Shaper = Callable[[Node, Report], Node | None]

#: The sets of the language: they add up over layers.
SETS = frozenset({"keep", "change", "avoid", "free", "tags"})
_WAYS = ("remix", "edit", "extend")


def shaped(document: Mapping, report: Report) -> Mapping:
    """The document with every section in its canonical shape.

    An empty value is reported and left out; ``null`` stays, for it removes what was inherited.
    """
    result = emptied(document)
    for key, node in document.entries.items():
        if is_empty(node):
            if key != "shot":  # a name that is none is told where names are read
                _empty(key, document, report)
        else:
            made = node if is_null(node) else _SHAPERS.get(key, _as_is)(node, report)
            if made is not None:
                result.entries[key] = made
                result.keys[key] = document.keys[key]
    return result


def _empty(key: str, document: Mapping, report: Report) -> None:
    report.add(
        "empty-value",
        "source",
        document.keys[key],
        f"{key!r} has no value",
        path=document.entries[key].path,
        hint=f"write a value, `{key}: null` to remove what was inherited, or take the line out",
    )


def _as_is(node: Node, report: Report) -> Node:
    return _without_empty(node, report)


def _without_empty(node: Node, report: Report) -> Node:
    if not isinstance(node, Mapping):
        return node
    for value in node.entries.values():
        if is_empty(value):
            break
    else:
        return node
    kept = emptied(node)
    for key, value in node.entries.items():
        if is_empty(value):
            _empty(key, node, report)
        else:
            kept.entries[key], kept.keys[key] = value, node.keys[key]
    return kept


def _words(node: Node, report: Report) -> Node | None:
    """A list of phrases, from one phrase or several."""
    if is_list_edit(node):
        return list_edit(node, _WORDS, report)
    if isinstance(node, Mapping):
        report.add("invalid-value", "source", node, "expected text or a list of texts, not a map")
        return None
    return as_list(node)


def _spoken(node: Node, report: Report) -> Node | None:
    """A list of phrases that describe; ``none`` describes nothing."""
    if _says_none(node):
        report.add(
            "invalid-value",
            "source",
            node,
            "'none' says nothing here",
            hint="take the key out, or name it under `free` to leave it open on purpose",
        )
        return None
    return _words(node, report)


#: Texts without a key: a text is named and changed as it is written.
_WORDS = ListKind(_words, word_change, edited=word_edited)


def _wrapped(key: str) -> Shaper:
    def shaper(node: Node, report: Report) -> Node | None:
        return wrap(node, key) if isinstance(node, Scalar) else _as_is(node, report)

    return shaper


def _entries(key: str) -> Shaper:
    """A list of maps whose plain strings stand for one key of the map."""

    def shaper(node: Node, report: Report) -> Node | None:
        if is_list_edit(node):
            return list_edit(node, kind, report)
        items = [wrap(item, key) if isinstance(item, Scalar) else _as_is(item, report) for item in as_list(node).items]
        return Sequence(items, node.span, node.path)

    kind = ListKind(shaper, plain_change(key), key)
    return shaper


def _camera(node: Node, report: Report) -> Node | None:
    return list_edit(node, _CAMERA, report) if is_list_edit(node) else camera_items(node, report)


_CAMERA = ListKind(camera_items, camera_change, edited=edited_item)


def _support(node: Node, report: Report) -> Node | None:
    if isinstance(node, Scalar):
        made = wrap(node, "kind")
        # Another support has an amount of its own, or none: an inherited one would be that of the old support.
        put(made, "amount", Scalar(None, "null", node.span, node.path))
        return made
    if isinstance(node, Mapping) and len(node.entries) == 1 and not node.entries.keys() & {"kind", "amount"}:
        (name, amount), *_ = node.entries.items()
        made = emptied(node)
        put(made, "kind", Scalar(name, name, node.keys[name], amount.path))
        if not is_empty(amount):
            put(made, "amount", amount)
        return made
    return _as_is(node, report)


def _framing(node: Node, report: Report) -> Node | None:
    if isinstance(node, Scalar):
        return wrap(node, "shot_size")
    if not isinstance(node, Mapping):
        return node
    return _with_shapes(node, {"composition": _words}, report)


def _lighting(node: Node, report: Report) -> Node | None:
    if isinstance(node, Scalar):
        return wrap(node, "style")
    if not isinstance(node, Mapping):
        return node
    return _with_shapes(node, _lighting_shapers(), report)


@cache
def _lighting_shapers() -> dict[str, Shaper]:
    return {**dict.fromkeys(vocabulary().light_roles, _light), "palette": _words, "practicals": _words}


def _light(node: Node, report: Report) -> Node | None:
    """``rim: warm`` says a colour, ``key: soft`` a quality, ``key: window`` a source; other words stay as they are."""
    if not isinstance(node, Scalar):
        return _as_is(node, report)
    word = normal(text_of(node) or "")
    words = vocabulary()
    if word in words.light_qualities:
        return wrap(node, "quality")
    if word in words.light_sources:
        return wrap(node, "source")
    return wrap(node, "colour" if word in words.light_colours else "look")


def _sound(node: Node, report: Report) -> Node | None:
    if isinstance(node, Scalar):
        return wrap(as_list(node), "ambience")
    if not isinstance(node, Mapping):
        return node
    return _with_shapes(node, _SOUND, report)


def _none_or(key: str) -> Shaper:
    """A list of entries, or ``none``."""
    entries = _entries(key)

    def shaper(node: Node, report: Report) -> Node | None:
        return same_place(node, "none") if _says_none(node) else entries(node, report)

    return shaper


_SOUND: dict[str, Shaper] = {"ambience": _words, "effects": _none_or("sound"), "dialogue": _none_or("line")}


def _says_none(node: Node) -> bool:
    return isinstance(node, Scalar) and normal(text_of(node) or "") == "none"


def _cast(node: Node, report: Report) -> Node | None:
    if not isinstance(node, Mapping):
        return node
    return _with_shapes(node, dict.fromkeys(node.entries, _wrapped("look")), report)


def _look(node: Node, report: Report) -> Node | None:
    if isinstance(node, Mapping):
        return _with_shapes(node, {"notes": _words}, report)
    return wrap(as_list(node), "notes")


def _cuts(node: Node, report: Report) -> Node | None:
    """A list of cuts, each with the sections that it may have for itself; a plain text is a cut's scene."""
    return list_edit(node, _CUTS, report) if is_list_edit(node) else _whole_cuts(node, report)


def _whole_cuts(node: Node, report: Report) -> Node | None:
    if _says_none(node):
        hint = "leave the key out, or write null to take inherited cuts away"
        report.add("invalid-value", "source", node, "'cuts' is a list of set-ups, not 'none'", hint=hint)
        return None
    return Sequence([_cut(item, report) for item in as_list(node).items], node.span, node.path)


def _cut(node: Node, report: Report) -> Node:
    text = text_of(node)
    if text is not None:
        _check_scene(text, node, report)
        return wrap(node, "scene")
    if not isinstance(node, Mapping):
        return node
    made = _with_shapes(node, {key: _SHAPERS[key] for key in CUT_SECTIONS if key in _SHAPERS}, report)
    for key in ("camera", "action"):
        if key in made.entries and is_null(made.entries[key]):  # nothing is inherited that it could remove
            del made.entries[key], made.keys[key]
    return made


def _check_scene(text: str, node: Node, report: Report) -> None:
    """A cut of one text is its scene; the bare name of a move or of a shot size is meant for another section."""
    if normal(text) in vocabulary().move_names:
        kind, meant = "a camera move", f"{{camera: [{text}]}}"
    elif normal(text) in vocabulary().lists["shot_size"].names:
        kind, meant = "a shot size", f"{{framing: {text}}}"
    else:
        return
    fix = replace(node.span, meant, f"write `{meant}`", "unsafe")
    message = f"a cut of one text is its scene, and {text!r} is {kind}"
    report.add("invalid-value", "source", node, message, fix=fix)


_CUTS = ListKind(_whole_cuts, _cut, "scene")


def _source(node: Node, report: Report) -> Node | None:
    """One way and one clip: a later layer's takes the place of both."""
    text = text_of(node)
    if text:
        hint = f"say what becomes of it: `source: {{remix: {text}}}`, edit or extend"
        report.add("invalid-value", "source", node, f"{text!r} is a clip, and not what becomes of it", hint=hint)
        report.give_up_at(node.span)
        return node
    kept = _as_is(node, report)
    if not isinstance(kept, Mapping):
        return kept
    ways = [way for way in _WAYS if way in kept.entries]
    if len(ways) == 1:
        kept = Mapping(dict(kept.entries), dict(kept.keys), kept.span, kept.path, flow=kept.flow)
        for way in _WAYS:
            if way not in ways:
                put(kept, way, Scalar(None, "null", kept.span, kept.path))
    elif not ways and isinstance(node, Mapping) and node.entries and node.span not in node.keys.values():
        report.give_up_at(node.span)  # the key without a value, or that does not exist, is told
    return kept


def _with_shapes(node: Mapping, shapers: dict[str, Shaper], report: Report) -> Mapping:
    kept = _without_empty(node, report)
    assert isinstance(kept, Mapping)
    made = emptied(kept)
    for key, value in kept.entries.items():
        shape = shapers.get(key)
        new = value if shape is None or is_null(value) else shape(value, report)
        if new is not None:
            made.entries[key], made.keys[key] = new, kept.keys[key]
    return made


#: What a cut may say for itself; all else is the whole clip's.
CUT_SECTIONS = ("scene", "location", "framing", "camera", "support", "motion", "action", "lighting")

_SHAPERS: dict[str, Shaper] = {
    "camera": _camera,
    "support": _support,
    "framing": _framing,
    "lighting": _lighting,
    "sound": _sound,
    "text": _none_or("says"),
    "cast": _cast,
    "look": _look,
    "location": _wrapped("place"),
    "action": _entries("does"),
    "cuts": _cuts,
    "references": _entries("image"),
    "source": _source,
    "style": _spoken,
    "weather": _spoken,
    "mood": _spoken,
    "props": _words,
    **dict.fromkeys(SETS, _words),
}
