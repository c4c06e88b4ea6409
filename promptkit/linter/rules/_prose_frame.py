"""What free text says of support, focus and cuts, and contradicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from promptkit.findings import Severity
from promptkit.prose import Mention

from .._rule import Example, Rule
from .._texts import Complaint, Prose

_DAY = ("sunrise", "morning", "noon", "afternoon")
_RIVALS: Mapping[str, frozenset[frozenset[str]]] = {
    key: frozenset(map(frozenset, pairs))
    for key, pairs in {
        "support": (("handheld", "tripod"), ("drone", "tripod"), ("handheld", "gimbal"), ("handheld", "steadicam")),
        "depth_of_field": (("shallow", "deep"),),
        "light_style": (("high-key", "low-key"),),
        "time_of_day": tuple((day, "night") for day in _DAY),
        "weather": (("clear sky", "overcast"), ("clear sky", "heavy rain")),
        "colour": (("black and white", "strong colours"),),
        "look": (("live action", "drawn"),),
        "music": (("no music", "music"),),
    }.items()
}
_WHAT = {
    "support": "the camera is carried",
    "depth_of_field": "the focus is",
    "light_style": "the light is",
    "time_of_day": "it is",
    "weather": "the weather is",
    "colour": "the picture is",
    "look": "the picture is",
    "music": "there is",
}
#: Words between two terms by which both may hold: one after the other, or one beside the other.
_APART = frozenset(
    {
        "then",
        "cut",
        "cuts",
        "before",
        "after",
        "or",
        "later",
        "transition",
        "transitions",
        "start",
        "starts",
        "rack",
        "to",
    }
    | {
        "into",
        "until",
        "becomes",
        "turns",
        "fades",
        "hybrid",
        "mixed",
        "mix",
        "blend",
        "meets",
        "poster",
        "screen",
        "as",
    }
    | {"reflection", "dream", "memory", "flashback", "lapse", "timelapse", "contrast", "between", "than"}
)


def rival_terms(prose: Prose) -> Iterator[Complaint]:
    """Two terms of one kind that exclude each other in one set-up."""
    seen: dict[tuple[str, int], Mention] = {}
    blended: set[str] = set()
    for mention in prose.reading.mentions:
        pairs = _RIVALS.get(mention.key)
        if pairs is None or mention.denied:
            continue
        first = seen.setdefault((mention.key, mention.shot), mention)
        if frozenset({first.term, mention.term}) not in pairs or mention.key in blended:
            continue
        if not prose.text[first.span[1] : mention.span[0]].strip(" -"):
            blended.add(mention.key)  # `live-action anime` is a thing of its own
        elif not _told_apart(prose, first, mention):
            yield Complaint(
                f"{_WHAT[mention.key]} {_said(prose, first)!r} and {_said(prose, mention)!r} at once",
                mention.span,
                hint="keep one of them, or give each a set-up of its own",
            )


def _said(prose: Prose, mention: Mention) -> str:
    return " ".join(prose.text[mention.span[0] : mention.span[1]].split())


def _told_apart(prose: Prose, one: Mention, other: Mention) -> bool:
    between = prose.text[one.span[1] : other.span[0]].lower()
    return len(between) > 600 or bool(set(between.replace(",", " ").replace(".", " ").split()) & _APART)


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
    source="sound conflicts",
)

RULES = (RIVALS, CUTS, SILENT)
