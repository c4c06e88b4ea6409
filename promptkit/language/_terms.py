"""Words of the field, read as the terms that they mean: ``CU`` is a close-up, ``magic hour`` the golden hour.

A value is read as a term only where it is nothing but the term: a phrase such as ``golden hour light through dust``
stays as it is written. A word that a closed list does not know is warned of, and so is one that belongs to another
key.
"""

from __future__ import annotations

import re
from functools import lru_cache

from promptkit.findings import Severity
from promptkit.source import Mapping, Node, Scalar, Sequence

from ._nodes import is_null, put, same_place, text_of
from ._report import Report, replace
from ._vocabulary import WordList, nearest, normal, vocabulary

#: Section, key, list of words.
_SECTIONS = {
    "framing": {
        "shot_size": "shot_size",
        "angle": "angle",
        "lens": "lens",
        "aperture": "aperture",
        "depth_of_field": "depth_of_field",
        "focus": "focus",
        "composition": "composition",
    },
    "support": {"kind": "support"},
    "look": {key: key for key in ("film", "texture", "grade", "filtration", "shutter", "frame_rate")},
    "lighting": {"time_of_day": "time_of_day", "style": "light_style"},
    "sound": {"music": "music", "ambience": "ambience"},
}
_PLAIN = {"time_effect": "time_effect", "motion": "motion", "weather": "weather", "style": "style"}
_LIGHT = {"quality": "light_quality", "source": "light_source", "colour": "light_colour", "from": "light_direction"}
#: Lists whose words are told apart from all others: where such a word stands under another key, it was mistaken.
_DISTINCT = ("shot_size", "angle", "depth_of_field", "support", "time_effect", "time_of_day", "light_style")
#: Keys where such a word is looked for.
_CHECKED = frozenset({*_DISTINCT, "lens", "aperture", "motion"})
_STOP = re.compile(r"(?:f\s*/?\s*)?(\d+(?:\.\d+)?)", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def terms_read(document: Mapping, report: Report) -> Mapping:
    """Read the words of every list: a synonym becomes the field's plain term, at the place where it stands."""
    _section(document, report)
    cuts = document.entries.get("cuts")
    for cut in cuts.items if isinstance(cuts, Sequence) else ():
        if isinstance(cut, Mapping):
            _section(cut, report)
            _carry_support(document, cut)
    return document


def _carry_support(document: Mapping, cut: Mapping) -> None:
    """A cut that says only how restless the shot's support is has that support, too."""
    whole, own = document.entries.get("support"), cut.entries.get("support")
    if (
        isinstance(whole, Mapping)
        and isinstance(own, Mapping)
        and "kind" not in own.entries
        and "kind" in whole.entries
    ):
        own.entries["kind"], own.keys["kind"] = whole.entries["kind"], whole.keys["kind"]


def _section(document: Mapping, report: Report) -> None:
    lists = vocabulary().lists
    _shown(document.entries.get("support"))
    for key, name in _PLAIN.items():
        if key in document.entries:
            _read(document, key, lists[name], report)
    for section, keys in _SECTIONS.items():
        node = document.entries.get(section)
        if isinstance(node, Mapping):
            for key, name in keys.items():
                if key in node.entries:
                    _read(node, key, lists[name], report)
    _lights(document, report)
    _manners(document)


def _shown(support: Node | None) -> None:
    """``shaky cam`` says how much is seen of the hand that holds it."""
    kind = support.entries.get("kind") if isinstance(support, Mapping) else None
    amount = vocabulary().shown.get(normal(text_of(kind) or "")) if kind is not None else None
    if amount is None or kind is None or not isinstance(support, Mapping):
        return
    if "amount" not in support.entries or is_null(support.entries["amount"]):
        put(support, "amount", same_place(kind, amount))


def _manners(document: Mapping) -> None:
    """How much a support shows, how fast and evenly the moves go, and how lines are spoken."""
    lists = vocabulary().lists
    support = document.entries.get("support")
    if isinstance(support, Mapping):
        _read_known(support, "amount", lists["support_amount"])
    sound = document.entries.get("sound")
    dialogue = sound.entries.get("dialogue") if isinstance(sound, Mapping) else None
    for line in dialogue.items if isinstance(dialogue, Sequence) else ():
        if isinstance(line, Mapping):
            _read_known(line, "how", lists["delivery"])
    camera = document.entries.get("camera")
    for item in camera.items if isinstance(camera, Sequence) else ():
        moves = item.entries.get("moves") if isinstance(item, Mapping) else None
        for move in moves.items if isinstance(moves, Sequence) else ():
            if isinstance(move, Mapping):
                _read_known(move, "speed", lists["speed"])
                _read_known(move, "ease", lists["ease"])


def _read_known(mapping: Mapping, key: str, words: WordList) -> None:
    """Read a word of a list that nothing else is taken for: what it does not know is an error later."""
    node = mapping.entries.get(key)
    made = None if node is None else _read_one(node, words)
    if made is not None:
        mapping.entries[key] = made


def _lights(document: Mapping, report: Report) -> None:
    lists, lighting = vocabulary().lists, document.entries.get("lighting")
    if isinstance(lighting, Mapping):
        for role in vocabulary().light_roles:
            light = lighting.entries.get(role)
            if isinstance(light, Mapping):
                for key, name in _LIGHT.items():
                    if key in light.entries:
                        _read(light, key, lists[name], report)


def _read(mapping: Mapping, key: str, words: WordList, report: Report) -> None:
    node = mapping.entries[key]
    if isinstance(node, Sequence):
        items: list[Node] = [_read_one(item, words) or item for item in node.items]
        mapping.entries[key] = Sequence(items, node.span, node.path, flow=node.flow)
        return
    made = _read_one(node, words)
    if made is not None:
        mapping.entries[key] = made
        return
    text = text_of(node)
    if text is None:
        return
    elsewhere = _belongs(text) if words.name in _CHECKED else None
    if elsewhere is not None:
        _misplaced(text, node, key, words, elsewhere, mapping, report)
    elif words.closed and not words.mentions(text):
        _unknown(text, node, words, report)


def _read_one(node: Node, words: WordList) -> Scalar | None:
    """The node as the term that it names; ``None`` where it names none."""
    text = text_of(node)
    if text is None:
        return None
    term = _term(words.name, text)
    if term is None:
        return None
    return node if isinstance(node, Scalar) and node.value == term else same_place(node, term)


@lru_cache(maxsize=4096)  # the words of the shots of an experiment are the same ones again and again
def _term(name: str, text: str) -> str | None:
    words = vocabulary().lists[name]
    return words.read(text) or _number(text.strip(), words) or (words.read_with_more(text) if words.closed else None)


def _number(text: str, words: WordList) -> str | None:
    """A number as its key spells it: ``f2.8`` and ``2.8`` are f/2.8, a lens of 50 is 50mm."""
    if words.name == "aperture":
        match = _STOP.fullmatch(text)
        return f"f/{match[1]}" if match else None
    if words.name == "lens" and _BARE_NUMBER.fullmatch(text):
        return f"{text}mm"
    return None


def _belongs(text: str) -> WordList | None:
    """The list of another key that has the word; ``None`` where none has it alone."""
    found = [lists for name in _DISTINCT if (lists := vocabulary().lists[name]).read(text) is not None]
    return found[0] if len(found) == 1 else None


def _misplaced(
    text: str, node: Node, key: str, words: WordList, other: WordList, mapping: Mapping, report: Report
) -> None:
    beside = other.name in _SECTIONS["framing"] and key in _SECTIONS["framing"] and other.name not in mapping.entries
    report.add(
        "misplaced-term",
        "framing",
        node,
        f"{text!r} is no {_called(words)}, but {_article(_called(other))}",
        severity=Severity.WARNING,
        hint=f"write `{other.key.replace('...', other.read(text) or text)}`",
        fix=replace(mapping.keys[key], other.name, f"write it under {other.name!r}", "unsafe") if beside else None,
    )


def _unknown(text: str, node: Node, words: WordList, report: Report) -> None:
    moved = vocabulary().move_names.get(normal(text))
    guess = None if moved else words.names.get(nearest(text, words.names) or "")
    report.add(
        "unknown-term",
        "framing",
        node,
        f"{text!r} is no {_called(words)} that the field knows" + (f" (did you mean {guess!r}?)" if guess else ""),
        severity=Severity.WARNING,
        fix=replace(node.span, guess, f"write {guess!r}", "unsafe") if guess else None,
        hint="a move is written under `camera`"
        if moved
        else None
        if guess
        else "it goes into the prompt as it is written",
    )


def _called(words: WordList) -> str:
    return {"light_style": "style of light"}.get(words.name, words.name.replace("_", " "))


def _article(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
