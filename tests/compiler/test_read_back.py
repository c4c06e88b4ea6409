"""The camera read back out of the prompt, by a reader that knows English and nothing of the compiler.

What is moved, where to, when and for how long is what was written.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from promptkit.catalog import Target, load_catalog
from promptkit.compiler._prompt import write
from promptkit.language import Shot, Timeline

from .generated import items, written
from .shots import checked

SORA = Target(load_catalog().models["sora-2"], load_catalog().endpoints["local"], None, "1280x720")
THINGS = st.sampled_from(["the mast", "the red kite", "the door"])
#: How English says that a camera moves; what follows a verb is its direction, if it has one.
VERBS = {
    "holds still": "hold", "holds a static shot": "hold", "holds": "hold", "whip-pans": "whip_pan", "pans": "pan",
    "tilts": "tilt", "rolls": "roll", "dollies": "dolly", "trucks": "truck", "pedestals": "pedestal", "cranes": "crane",
    "moves in an arc shot": "arc", "arcs": "arc", "crash-zooms": "crash_zoom", "dolly-zooms": "dolly_zoom",
    "zooms": "zoom", "racks focus": "rack_focus", "tracks": "track", "follows": "track", "flies through": "fly_through",
    "pushes": "dolly", "pulls": "dolly",
}  # fmt: skip
COMMANDS = {
    "Static shot": ("hold", None), "Push in": ("dolly", "in"), "Pull out": ("dolly", "out"),
    "Tracking shot": ("track", None),
}  # fmt: skip
DIRECTIONS = r"left|right|up|down|in|out|clockwise|counterclockwise"
VERB = re.compile(rf"(?<![\w-])({'|'.join(sorted(VERBS, key=len, reverse=True))})(?![\w-])")
SECONDS = r"half a second|\d+(?:\.\d+)? seconds?"
#: Who does something; a sentence about the camera's support says what it *is*.
SUBJECT = rf"(?:(?P<start>At (?:{SECONDS})|Half a second in|At the start), )?(?:[Tt]hen )?(?:[Tt]he camera|[Ii]t) "
SENTENCE = re.compile(rf"(?<![\w,] ){SUBJECT}(?=(?:{'|'.join(VERBS)})\b)(?P<clause>.*?)(?=\. |\.$|\.\n)")


class Told(NamedTuple):
    """What the camera does in one item: when it starts and how long it takes, where that was told."""

    start: float | None
    moves: tuple[tuple[str, str | None], ...]
    length: float | None


def seconds(text: str) -> float:
    if "half a second" in text.lower():
        return 0.5
    return float(re.findall(r"\d+(?:\.\d+)?", text)[0]) if "start" not in text else 0.0


def moves_in(clause: str) -> tuple[tuple[str, str | None], ...]:
    """Every move of a clause: its verb and, before the next verb, its direction."""
    found = []
    heads = list(VERB.finditer(clause))
    for at, head in enumerate(heads):
        behind = clause[head.end() : heads[at + 1].start() if at + 1 < len(heads) else len(clause)]
        behind = re.sub(r", the lens zooming .*|, (?:starting|settling|ending|at constant).*", "", behind)
        kind = VERBS[head[1]]
        where = (
            re.search(rf"\b({DIRECTIONS})\b", behind)
            if kind not in ("hold", "rack_focus", "track", "fly_through")
            else None
        )
        found.append((kind, where[1] if where else None))
    return tuple(found)


def read_words(prompt: str) -> list[Told]:
    """The items of the camera, out of sentences."""
    told = []
    for match in SENTENCE.finditer(prompt):
        clause = match["clause"]
        length = re.findall(rf"(?:over|for|in) ({SECONDS})", clause)
        start = match["start"]
        told.append(Told(seconds(start) if start else None, moves_in(clause), seconds(length[-1]) if length else None))
    return told


class Coded(NamedTuple):
    """One move with its times in numbers."""

    start: str
    end: str
    move: str
    direction: str | None


def read_codes(prompt: str) -> list[Coded]:
    """The moves out of a shot list: each goes on to the end of its line, or to the time in brackets."""
    told = []
    for start, end, what in re.findall(r"^- (\d+\.\d\d)-(\d+\.\d\d) s: (.*)$", prompt, re.MULTILINE):
        for sentence in re.findall(r"The camera (.*?)\.(?= |$)", what):
            until = re.search(r" \(to (\d+\.\d\d) s\)$", sentence)
            told += [Coded(start, until[1] if until else end, *move) for move in moves_in(sentence)]
    return told


def read_json(prompt: str) -> list[Coded]:
    moves = json.loads(prompt)["camera"]["moves"]
    return [
        Coded(each["start"].removesuffix(" s"), each["end"].removesuffix(" s"), *move)
        for each in moves
        for move in moves_in(each["what"])
    ]


def read_commands(prompt: str) -> list[tuple[str, str | None]]:
    """The moves out of brackets, and those that are told in words between them."""
    found: list[tuple[str, str | None]] = []
    for brackets, words in re.findall(r"\[(.*?)\]|(The camera (?!is |moves |follows )[^.]*)\.", prompt):
        if words:
            found += moves_in(words)
        for command in brackets.split(", ") if brackets else []:
            verb, _, direction = command.lower().rpartition(" ")
            found.append(COMMANDS.get(command) or (verb, direction))
    return found


@st.composite
def filmed(draw: st.DrawFn) -> dict[str, Any]:
    """A shot whose camera moves, some of it at a time that is written."""
    camera, reached = [], 0.0
    for number in range(draw(st.integers(1, 4))):
        item = draw(items(f"c{number}", THINGS))
        if draw(st.integers(0, 3)) == 0:
            reached += draw(st.sampled_from([0.5, 1, 1.25]))
            item["at"] = reached
        reached += item["for"]
        camera.append(item)
    action = [{"who": "Mara", "does": "waves", "at": draw(st.sampled_from([1, 2.5])), "for": 1}]
    return {
        "shot": "a",
        "duration": 12,
        "scene": "A quay at dawn, where Mara stands.",
        "camera": camera,
        "action": action,
    }


def written_moves(shot: Shot) -> list[Told]:
    return [
        Told(item.at, tuple((move.move, move.direction) for move in item.moves), item.length)  # type: ignore[arg-type]
        for item in shot.camera
    ]


def timed_moves(timeline: Timeline) -> list[Coded]:
    return [
        Coded(
            f"{beat.start / 1000:.2f}",
            f"{beat.end / 1000:.2f}",
            *((beat.part.move, beat.part.direction) if beat.part is not None else ("hold", None)),  # type: ignore[union-attr]
        )
        for beat in timeline.on("camera")
    ]


def as_commands(told: list[Told]) -> list[tuple[str, str | None]]:
    """What brackets can tell: a fast pan or zoom is one, of several at once those with a command come first."""
    same = {"whip_pan": "pan", "crash_zoom": "zoom"}
    return [(same.get(move, move), direction) for item in told for move, direction in item.moves]


def hold(data: dict[str, Any]) -> None:
    built = checked(written(data), Path("/nowhere")).built
    assert built is not None
    assert built.shot is not None
    assert built.timeline is not None
    shot, timeline = built.shot, built.timeline
    prompts = {
        dialect: write(shot, timeline, dialect, SORA, built.places).prompt
        for dialect in ("prose", "brief", "beats", "remix", "json", "h3", "wan", "ltx", "hailuo")
    }
    for dialect in ("prose", "remix", "h3", "wan", "ltx"):
        assert read_words(prompts[dialect]) == written_moves(shot), (dialect, prompts[dialect])
        assert re.search(r"(?:At (?:1 second|2.5 seconds), )Mara waves, over 1 second\.", prompts[dialect])
    timed = sorted(timed_moves(timeline), key=str)
    for dialect in ("brief", "beats"):
        assert sorted(read_codes(prompts[dialect]), key=str) == timed, (dialect, prompts[dialect])
    assert sorted(read_json(prompts["json"]), key=str) == timed, prompts["json"]
    told = as_commands(written_moves(shot))
    assert sorted(read_commands(prompts["hailuo"]), key=str) == sorted(told, key=str), prompts["hailuo"]


QUICK = settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
LONG = settings(max_examples=500, deadline=None, suppress_health_check=list(HealthCheck), database=None)


@QUICK
@given(filmed())
def test_the_camera_can_be_read_back(data: dict[str, Any]) -> None:
    hold(data)


@pytest.mark.long
@pytest.mark.parametrize("part", range(4))
def test_the_camera_of_two_thousand_shots_can_be_read_back(part: int) -> None:
    seed(part)(LONG(given(filmed())(hold)))()


def test_the_reader_sees_what_is_wrong() -> None:
    told = "The camera pans left over 2 seconds. Then it dollies in."
    assert read_words(told) == [Told(None, (("pan", "left"),), 2.0), Told(None, (("dolly", "in"),), None)]
    assert read_words(told.replace("left", "right")) != read_words(told)
    assert read_words(told.replace("2 s", "3 s")) != read_words(told)
    assert read_words(told.replace("in.", "out.")) != read_words(told)
