"""The words that the reader knows, from ``data/``, with the forms that English makes of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from ._spelling import slips

Form = Literal["base", "s", "ing", "past"]
Meaning = tuple[str, str | None]
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Head:
    """A word that can name a move.

    :param meanings: what it means by direction; under ``bare`` without one.
    """

    lemma: str
    form: Form
    sense: Literal["camera", "thing", "general"]
    way: str
    meanings: Mapping[str, Meaning]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words, in sets and maps by what is asked of them; a word is in lower case, a phrase is a tuple of words.

    :param triggers: words without one of which a text says nothing of a camera.
    :param numbered: words that may be said of one where a number stands beside them.
    :param judged: the words of each phrase for a term that the linter judges, by the last of them.
    """

    heads: Mapping[str, tuple[Head, ...]]
    ways: Mapping[str, Mapping[str, Meaning]]
    motion_nouns: Mapping[str, str]
    compounds: Mapping[str, tuple[tuple[tuple[str, ...], Meaning, bool], ...]]
    directions: Mapping[str, str]
    terms: Mapping[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    lone_sizes: Mapping[str, str]
    other_after: Mapping[str, frozenset[str]]
    other_before: Mapping[str, frozenset[str]]
    other_unless: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    kept_beside: Mapping[str, frozenset[str]]
    things_before: Mapping[str, frozenset[str]]
    things_after: Mapping[str, frozenset[str]]
    performs: frozenset[str]
    leads_on: frozenset[str]
    words: Mapping[str, frozenset[str]]
    still: Mapping[str, frozenset[str]]
    speeds: Mapping[str, str]
    triggers: frozenset[str]
    numbered: frozenset[str]
    judged: Mapping[str, tuple[frozenset[str], ...]]
    misspelt: Mapping[str, str]

    def has(self, kind: str, word: str) -> bool:
        """Whether the word is in the set of that name in ``motion.yaml``."""
        return word in self.words[kind]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    motion, terms = _data("motion"), _data("terms")
    spelling = motion["spelling"]
    misspelt = slips(spelling["words"], spelling["real"], spelling["known"])
    ways = {name: {at: tuple(means) for at, means in way.items()} for name, way in motion["ways"].items()}
    return Lexicon(
        heads=_heads(motion["heads"], ways),
        ways=ways,
        motion_nouns=motion["motion_nouns"],
        compounds=_compounds(motion),
        directions={word: name for name, words in motion["directions"].items() for word in words},
        terms=_terms(terms),
        lone_sizes=terms["lone_size"],
        other_after=_things(terms["other_sense"]["after"]),
        other_before=_things(terms["other_sense"]["before"]),
        other_unless=_things(terms["other_sense"]["unless_after"]),
        labels={name: kind for kind, names in terms["labels"].items() for name in names},
        kept_beside={way: frozenset(names) for way, names in motion["kept_beside"].items()},
        things_before=_things(motion["thing_before"]),
        things_after=_things(motion["thing_after"]),
        performs=frozenset(form for verb in motion["performs"] for _, form in forms(verb)),
        leads_on=frozenset(form for verb in motion["leads_on"] for _, form in forms(verb)),
        words=_word_sets(motion, terms),
        still=_still(terms["still"]),
        triggers=_triggers(motion),
        numbered=_numbered(motion, terms),
        judged=_phrases(terms),
        misspelt=misspelt,
        speeds={word: speed for speed, words in motion["speeds"].items() for word in words},
    )


def _data(name: str) -> dict[str, Any]:
    import yaml  # here, so that whoever needs the types alone does not pay for it

    text = files("promptkit.prose").joinpath(f"data/{name}.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data


def forms(verb: str) -> Iterator[tuple[Form, str]]:
    """The regular forms of a verb: ``pan, pans, panning, panned``."""
    yield "base", verb
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        yield "s", verb + "es"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        yield "s", verb[:-1] + "ies"
    else:
        yield "s", verb + "s"
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    if _doubles(verb):
        stem = verb + verb[-1]
    yield "ing", stem + "ing"
    yield "past", verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in _VOWELS else stem + "ed"


def _doubles(verb: str) -> bool:
    """Whether the last letter is written twice before ``-ing``: one syllable that ends in vowel and consonant."""
    if len(verb) < 3 or verb[-1] in _VOWELS + "wxy" or verb[-2] not in _VOWELS or verb[-3] in _VOWELS:
        return verb in ("begin", "zigzag")
    return sum(letter in _VOWELS for letter in verb) == 1


def _heads(entries: Mapping[str, Any], ways: Mapping[str, Mapping[str, Meaning]]) -> dict[str, tuple[Head, ...]]:
    found: dict[str, tuple[Head, ...]] = {}
    for lemma, entry in entries.items():
        special: Mapping[Form, list[str]] = entry.get("forms", {})
        for form, regular in forms(lemma):
            for word in special.get(form, [regular]):
                head = Head(lemma, form, entry["sense"], entry["way"], ways[entry["way"]])
                found[word] = (*found.get(word, ()), head)
    return found


def _compounds(motion: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], Meaning, bool], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Meaning, bool]]] = {}
    certain = frozenset(motion["unmistakable"])
    for phrase, means in motion["compounds"].items():
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, tuple(means), phrase in certain))
    return {word: tuple(sorted(each, key=lambda one: -len(one[0]))) for word, each in found.items()}


_TERMS = (
    "shot_size", "angle", "support", "depth_of_field", "time_effect", "time_of_day", "light_style", "weather", "colour",
    "look", "music", "sound", "key_light", "light_source", "contrast",
)  # fmt: skip


def _terms(terms: Mapping[str, Any]) -> dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for key in _TERMS:
        for term, phrases in terms[key].items():
            for phrase in phrases:
                words = tuple(phrase.replace('"', "").split())
                found.setdefault(words[0], []).append((words, key, term))
    return {word: tuple(sorted(each, key=lambda one: -len(one[0]))) for word, each in found.items()}


def _things(entries: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """By every form of the word under which they stand."""
    return {word: frozenset(near) for word, near in entries.items()}


_SETS = (
    "around", "around_not", "before_noun", "lengthways", "in_not", "side_not", "right_not", "place_before",
    "between", "manner",
    "camera_nouns", "rigs", "picture_nouns", "determiners", "prepositions", "subordinates", "joins", "adverbs",
    "auxiliaries", "above", "below",
    "negators", "not_negating", "scope_ends", "sequence", "starting", "together", "unmistakable", "spoken_nouns",
    "imperative", "sequenced", "not_object", "far",
)  # fmt: skip


def _word_sets(motion: Mapping[str, Any], terms: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    sets = {name: frozenset(motion[name]) for name in _SETS}
    sets["we"] = frozenset(motion["pronouns"]["camera"])
    sets["persons"] = frozenset(motion["pronouns"]["other"])
    sets["negating_pairs"] = frozenset(motion["negating_pairs"])
    sets["dialogue_verbs"] = frozenset(terms["dialogue_verbs"])
    return sets


def _triggers(motion: Mapping[str, Any]) -> frozenset[str]:
    found = {
        *motion["camera_nouns"],
        *motion["picture_nouns"],
        *motion["pronouns"]["camera"],
        "shots",
        "cut",
        "take",
        "takes",
    }
    found |= {form for verb, entry in motion["heads"].items() if entry["sense"] != "general" for _, form in forms(verb)}
    found |= {form for entry in motion["heads"].values() for words in entry.get("forms", {}).values() for form in words}
    found |= {phrase.split()[0] for phrase in motion["compounds"]}
    return frozenset(found | {"static", "stationary", "locked", "motionless", "immobile", "unmoving", "hold", "holds"})


def _numbered(motion: Mapping[str, Any], terms: Mapping[str, Any]) -> frozenset[str]:
    verbs = {form for verb in motion["heads"] for _, form in forms(verb)}
    return frozenset(verbs | {*motion["motion_nouns"], *terms["still"]["states"]})


#: Kinds of terms that the linter judges.
_JUDGED = (
    "support", "depth_of_field", "light_style", "contrast", "key_light", "light_source", "time_of_day", "weather",
    "colour", "look", "music", "sound",
)  # fmt: skip
#: Sizes contradict only what is very near or very far.
_SIZES = ("extreme", "establishing", "macro", "ecu", "xcu")
_LETTERS = re.compile(r"[^\W\d_]+")


def _phrases(terms: Mapping[str, Any]) -> dict[str, tuple[frozenset[str], ...]]:
    found: dict[str, list[frozenset[str]]] = {size: [frozenset({size})] for size in _SIZES}
    for phrase in (phrase for key in _JUDGED for each in terms[key].values() for phrase in each):
        words = _LETTERS.findall(phrase)
        found.setdefault(words[-1], []).append(frozenset(words))
    return {word: tuple(each) for word, each in found.items()}


def _still(entry: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    sets = {name: frozenset(words) for name, words in entry.items()}
    spelled = {form for verb in entry["verbs"] if verb != "be" for _, form in forms(verb)}
    sets["verbs"] = frozenset(spelled | {"kept", "held", "sitting", "sat", "stood"}) | sets["be"]
    sets["holds"] = frozenset(form for verb in entry["holds"] for _, form in forms(verb))
    return sets
