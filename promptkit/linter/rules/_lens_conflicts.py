"""Framings that optics cannot give, and lenses that contradict what they are to show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity
from promptkit.language import Framing, Setup, vocabulary

from .._rule import Example, Problem, Rule, Subject

_STOP = re.compile(r"f/(\d+(?:\.\d+)?)")
_FOCAL = re.compile(r"(\d+(?:\.\d+)?) ?mm\b")
#: The widest focal length, in millimetres, at which little stays out of focus unless it is very near.
_WIDE = 24
_NEAR = ("extreme close-up", "big close-up", "close-up", "medium close-up", "insert", "macro")
_TINY = ("extreme close-up", "big close-up", "insert", "macro")
_FAR = (
    "long shot",
    "wide shot",
    "extreme long shot",
    "extreme wide shot",
    "establishing shot",
    "wide establishing shot",
)
_APPROACHES = ("dolly", "zoom", "crash_zoom", "dolly_zoom", "fly_through", "crane", "pedestal")


def _framed(subject: Subject) -> Iterator[tuple[Setup, Framing]]:
    return ((setup, setup.framing) for setup in subject.setups if setup.framing is not None)


def _stop(framing: Framing) -> float | None:
    """The stop; of the words for it, what they stand for at least and at most."""
    if framing.aperture in ("wide open", "stopped down"):
        return 1.2 if framing.aperture == "wide open" else 8
    match = _STOP.fullmatch(framing.aperture or "")
    return float(match[1]) if match else None


def _aperture(subject: Subject) -> Iterator[Problem]:
    """A stop that gives the other depth of field."""
    for setup, framing in _framed(subject):
        stop = _stop(framing)
        depth = framing.depth_of_field
        if stop is None or framing.shot_size in _TINY:  # so near, even f/8 leaves little sharp
            continue
        wrong = (depth == "shallow" and stop >= 8) or (depth == "deep" and stop <= 2)
        if wrong:
            yield Problem(
                setup.where("framing", "aperture"),
                f"{framing.aperture} does not give a {depth} depth of field",
                hint=f"write f/{2 if depth == 'shallow' else 11}, or leave the stop out",
            )


_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"
APERTURE = Rule(
    name="aperture-against-depth",
    family="framing",
    severity=Severity.INFO,
    summary="a stop that gives another depth of field than the one that is written",
    why="One of the two is followed; say only the depth of field where it is what matters.",
    valid=(
        f"{_SHOT}framing: {{aperture: f/2, depth_of_field: shallow}}\n",
        f"{_SHOT}framing: {{shot_size: macro, aperture: f/8, depth_of_field: shallow}}\n",
    ),
    invalid=(
        Example(f"{_SHOT}framing: {{aperture: f/11, depth_of_field: shallow}}\n", 4, 21),
        Example(f"{_SHOT}framing: {{depth_of_field: deep, aperture: wide open}}\n", 4, 43),
    ),
    check=_aperture,
    sections=("cuts", "framing"),
    source="conflict stopped_down_shallow",
)


def _widest(framing: Framing) -> bool:
    millimetres = vocabulary().lists["lens"].entries.get(framing.lens or "", {}).get("mm")
    match = _FOCAL.match(framing.lens or "")
    longest = float(match[1]) if match else millimetres[1] if millimetres else None
    return longest is not None and longest <= _WIDE


def _shallow_wide(subject: Subject) -> Iterator[Problem]:
    """A very wide lens with a shallow depth of field, and nothing near."""
    for setup, framing in _framed(subject):
        if framing.depth_of_field == "shallow" and framing.shot_size in _FAR and _widest(framing):
            yield Problem(
                setup.where("framing", "depth_of_field"),
                f"a {framing.lens} lens keeps a {framing.shot_size} sharp from near to far",
                hint="take a longer lens, or put something near the lens",
            )


WIDE = Rule(
    name="shallow-wide-lens",
    family="framing",
    severity=Severity.INFO,
    summary="a shallow depth of field from a lens that keeps all sharp",
    why="The wider the lens, the more is sharp: told both, the model blurs what no lens would.",
    valid=(
        f"{_SHOT}framing: {{shot_size: close-up, lens: 24mm, depth_of_field: shallow}}\n",
        f"{_SHOT}framing: {{shot_size: wide shot, lens: 85mm, depth_of_field: shallow}}\n",
    ),
    invalid=(
        Example(f"{_SHOT}framing: {{shot_size: wide shot, lens: 18mm, depth_of_field: shallow}}\n", 4, 61),
        Example(f"{_SHOT}framing: {{shot_size: wide shot, lens: fisheye, depth_of_field: shallow}}\n", 4, 64),
    ),
    check=_shallow_wide,
    sections=("cuts", "framing"),
    source="conflict wide_lens_shallow_dof",
)


def _macro(subject: Subject) -> Iterator[Problem]:
    """A macro lens on a landscape."""
    for setup, framing in _framed(subject):
        if framing.shot_size in _FAR and "macro" in (framing.lens or "").lower():
            yield Problem(
                setup.where("framing", "lens"),
                f"a macro lens is for small things near by, not for a {framing.shot_size}",
            )


MACRO = Rule(
    name="macro-of-far-size",
    family="framing",
    severity=Severity.WARNING,
    summary="a macro lens for a wide or long shot",
    why="The model has to choose between the small thing and the wide view.",
    valid=(f"{_SHOT}framing: {{shot_size: insert, lens: macro}}\n",),
    invalid=(Example(f"{_SHOT}framing: {{shot_size: wide shot, lens: 100mm macro}}\n", 4, 39),),
    check=_macro,
    sections=("cuts", "framing"),
    source="conflict macro_vs_far",
)


def _drone(subject: Subject) -> Iterator[Problem]:
    """A detail that fills the frame, seen from a drone that does not come nearer."""
    for setup, framing in _framed(subject):
        moves = [move.move for item in setup.camera for move in item.moves]
        if setup.support is None or setup.support.kind != "drone" or framing.shot_size not in _TINY:
            continue
        if not any(move in _APPROACHES for move in moves):
            yield Problem(
                setup.where("framing", "shot_size"),
                f"a drone does not come near enough for {_a(framing.shot_size)}",
                hint="take an fpv drone or another support, or let a move join the two sizes",
            )


def _a(words: str) -> str:
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"


DRONE = Rule(
    name="detail-from-drone",
    family="framing",
    severity=Severity.WARNING,
    summary="a detail that fills the frame, seen from a drone",
    why="The view from the air and the detail are two shots, and the model makes one of them.",
    valid=(
        f"{_SHOT}framing: ECU\nsupport: drone\ncamera: [dolly: out]\n",
        f"{_SHOT}framing: wide shot\nsupport: drone\n",
    ),
    invalid=(Example(f"{_SHOT}framing: ECU\nsupport: drone\n", 4, 10),),
    check=_drone,
    sections=("cuts", "framing"),
    source="conflict size_vs_angle",
)


def _rack(subject: Subject) -> Iterator[Problem]:
    """Focus that moves where all is sharp."""
    for setup, framing in _framed(subject):
        if framing.depth_of_field == "deep" and any(
            move.move == "rack_focus" for item in setup.camera for move in item.moves
        ):
            yield Problem(
                setup.where("framing", "depth_of_field"),
                "where near and far are sharp alike, no focus can move from one to the other",
                hint="make the depth of field shallow, or leave the rack focus out",
            )


RACK = Rule(
    name="rack-focus-in-deep-focus",
    family="framing",
    severity=Severity.WARNING,
    summary="a rack focus in a picture that is sharp everywhere",
    why="A rack focus is seen only where one plane is sharp at a time.",
    valid=(f"{_SHOT}framing: {{depth_of_field: shallow}}\ncamera: [{{rack_focus: {{from: rope, to: boat}}}}]\n",),
    invalid=(
        Example(
            f"{_SHOT}framing: {{depth_of_field: deep}}\ncamera: [{{rack_focus: {{from: rope, to: boat}}}}]\n", 4, 27
        ),
    ),
    check=_rack,
    sections=("cuts", "framing"),
    source="a rack focus needs a shallow depth of field (Veo prompting reference)",
)

RULES = (APERTURE, WIDE, MACRO, DRONE, RACK)
