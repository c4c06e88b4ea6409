"""What free text says of support, focus and cuts, and contradicts."""

from __future__ import annotations

from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.prose import Mention

from .._rule import Example, Rule
from .._texts import Complaint, Prose

_RIVALS = {
    "support": (frozenset({"handheld", "tripod"}), frozenset({"drone", "tripod"}), frozenset({"handheld", "gimbal"}),
        frozenset({"handheld", "steadicam"})),
    "depth_of_field": (frozenset({"shallow", "deep"}),),
    "light_style": (frozenset({"high-key", "low-key"}),),
}  # fmt: skip
_WHAT = {"support": "the camera is carried", "depth_of_field": "the focus is", "light_style": "the light is"}
_APART = frozenset(
    {"then", "cut", "cuts", "before", "after", "or", "later", "transition", "transitions", "start", "starts", "rack"}
)


def rival_terms(prose: Prose) -> Iterator[Complaint]:
    """Two terms of one kind that exclude each other in one set-up."""
    seen: dict[tuple[str, int], Mention] = {}
    for mention in prose.reading.mentions:
        pairs = _RIVALS.get(mention.key)
        if pairs is None or mention.denied:
            continue
        first = seen.setdefault((mention.key, mention.shot), mention)
        if frozenset({first.term, mention.term}) in pairs and not _told_apart(prose, first, mention):
            yield Complaint(
                f"{_WHAT[mention.key]} {first.term} and {mention.term} at once",
                mention.span,
                hint="keep one of them, or give each a set-up of its own",
            )


def _told_apart(prose: Prose, one: Mention, other: Mention) -> bool:
    between = prose.text[one.span[1] : other.span[0]].lower()
    return len(between) > 600 or bool(set(between.replace(",", " ").replace(".", " ").split()) & _APART)


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
    ),
    invalid=(
        Example(_shot("Handheld camera on a tripod, a harbour at dawn."), 3, 29),
        Example(_shot("A mug in shallow focus with deep focus on the street."), 3, 36),
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

RULES = (RIVALS, CUTS)
