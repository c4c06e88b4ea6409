"""What free text says of support, focus and cuts, and contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from promptkit.findings import Severity
from promptkit.prose import Mention

from .._rivals import rivals
from .._rule import Example, Rule
from .._texts import Complaint, Prose

#: Time that runs otherwise shows several hours, and several skies.
_OF_HOURS = frozenset({"time_of_day", "light_source", "weather"})
_LONG = frozenset({"time-lapse", "hyperlapse", "speed ramp"})


def rival_terms(prose: Prose) -> Iterator[Complaint]:
    """Two terms that exclude each other in one set-up."""
    kinds = rivals().kinds - (_OF_HOURS if _runs_long(prose) else frozenset())
    told: dict[int, list[Mention]] = {}
    complained: set[tuple[int, str, str]] = set()
    for mention in prose.reading.mentions:
        if mention.denied or mention.key not in kinds:
            continue
        before = told.setdefault(mention.shot, [])
        first = next((each for each in before if _exclude(each, mention)), None)
        if first is None:
            if not any((each.key, each.term) == (mention.key, mention.term) for each in before):
                before.append(mention)
        elif (mention.shot, first.term, mention.term) not in complained and not _told_apart(prose, first, mention):
            complained.add((mention.shot, first.term, mention.term))
            yield Complaint(
                _at_once(prose, first, mention),
                mention.span,
                hint="keep one of them, or give each a set-up of its own",
            )


def _runs_long(prose: Prose) -> bool:
    return any(each.key == "time_effect" and each.term in _LONG for each in prose.reading.mentions)


def _exclude(one: Mention, other: Mention) -> bool:
    return rivals().exclude((one.key, one.term), (other.key, other.term))


def _at_once(prose: Prose, one: Mention, other: Mention) -> str:
    if one.key == other.key:
        return f"{rivals().says[one.key]} {_said(prose, one)!r} and {_said(prose, other)!r} at once"
    return f"{_said(prose, one)!r} does not go with {_said(prose, other)!r}"


def _said(prose: Prose, mention: Mention) -> str:
    return " ".join(prose.text[mention.span[0] : mention.span[1]].split())


#: Moves that join a near view and a far one.
_JOIN_SIZES = frozenset({"dolly", "zoom", "crash_zoom", "dolly_zoom", "crane", "pedestal", "track", "arc", "truck"})


def _told_apart(prose: Prose, one: Mention, other: Mention) -> bool:
    between = prose.text[one.span[1] : other.span[0]].lower()
    if len(between) > 600 or rivals().apart & set(_WORD.findall(between)):
        return True
    if one.key == other.key == "look":
        return _mixed(prose)
    if "shot_size" in (one.key, other.key):
        # Only one sentence is sure to be about one frame, and only where no move leads from the one to the other.
        joined = any(each.shot == one.shot and each.move in _JOIN_SIZES for each in prose.reading.moves)
        return joined or not _SENTENCE_END.isdisjoint(between)
    return False


def _mixed(prose: Prose) -> bool:
    """Whether two manners are meant to be one: by name, or side by side, as in ``live-action anime``."""
    looks = [each for each in prose.reading.mentions if each.key == "look"]
    return any(each in prose.text.lower() for each in rivals().mixed) or any(
        _exclude(one, other) and not prose.text[one.span[1] : other.span[0]].strip(" -")
        for one, other in pairwise(looks)
    )


_SENTENCE_END = frozenset(".;!?\n")
_WORD = re.compile(r"[^\W\d_]+")


def silent_dialogue(prose: Prose) -> Iterator[Complaint]:
    """A clip without sound, and a line that is spoken in it."""
    spoken = next((each for each in prose.reading.quotes if each.spoken), None)
    for mention in prose.reading.mentions:
        if mention.key == "sound" and not mention.denied and spoken is not None:
            yield Complaint(
                f"{_said(prose, mention)!r}, and a line is spoken",
                max(mention.span, spoken.span),
                hint="take the line out, or let the clip have sound",
            )
            return


def cuts_in_one_take(prose: Prose) -> Iterator[Complaint]:
    """One take, and a cut."""
    take = next((each for each in prose.reading.mentions if each.term == "long take" and not each.denied), None)
    if take is None:
        return
    for sentence in prose.reading.sentences:
        first = sentence.tokens[0]
        opens = [token.word for token in sentence.tokens[:2]]
        if opens in (["cut", "to"], ["smash", "cut"], ["match", "cut"]):
            words = prose.text[take.span[0] : take.span[1]]
            yield Complaint(
                f"{words!r} has no cut, and here is one",
                (first.start, sentence.tokens[1].end),
                hint="take the cut out, or leave out that it is one take",
            )
            return


def _shot(scene: str) -> str:
    return f"shot: a\nduration: 4\nscene: {scene}\n"


RIVALS = Rule(
    name="prose-rival-terms",
    family="prose",
    severity=Severity.WARNING,
    summary="a text asks for two things of one kind that exclude each other",
    why="Handheld on a tripod, or shallow and deep focus at once: the model takes one, and not always the same.",
    valid=(
        _shot("Handheld close-up of a mug, shallow focus."),
        _shot("A handheld console on a table, shot on a tripod."),
        _shot("Black and white. A street at night, then the same street in the morning light."),
    ),
    invalid=(
        Example(_shot("Handheld camera on a tripod, a harbour at dawn."), 3, 29),
        Example(_shot("A mug in shallow focus with deep focus on the street."), 3, 36),
        Example(_shot("A black and white picture of a market in vivid colors."), 3, 49),
    ),
    reads=rival_terms,
    of="mentions",
    source="conflicts support_conflict, dof_conflict and light_quality_conflict",
)

CUTS = Rule(
    name="prose-cut-in-one-take",
    family="prose",
    severity=Severity.WARNING,
    summary="a text asks for one take without cuts, and cuts",
    why="A model that keeps the take loses the second picture, and one that cuts breaks the take.",
    valid=(_shot("A single continuous shot through a market."), _shot("A market. Cut to a quiet room.")),
    invalid=(Example(_shot("A single continuous shot through a market. Cut to a quiet room."), 3, 51),),
    reads=cuts_in_one_take,
    of="mentions",
    source="conflict oner_with_cuts",
)

SILENT = Rule(
    name="prose-silent-dialogue",
    family="prose",
    severity=Severity.WARNING,
    summary="a text asks for silence and for a spoken line",
    why="One of the two is lost, and a model that speaks anyway spoils a clip that was to be silent.",
    valid=(_shot("A silent street. No dialogue."),),
    invalid=(Example(_shot("'No sound. A man says: \"It is warm.\"'"), 3, 31),),
    reads=silent_dialogue,
    of="mentions",
    source="sound conflicts",
)

RULES = (RIVALS, CUTS, SILENT)
