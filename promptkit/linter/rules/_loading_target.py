"""A model or endpoint that nobody knows, and a prompt that does not fit."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_LONG = "a boat, " * 4_001

RULES = (
    Rule(
        name="unknown-model",
        family="target",
        severity=Severity.ERROR,
        summary="a model that the catalog does not know",
        why="Its sizes, lengths and price are not known, so nothing could be checked before it is paid for.",
        valid=("shot: a\nmodel: sora-2\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nmodel: sora-22\nduration: 4\nscene: A harbour.\n", 2, 8),),
    ),
    Rule(
        name="unknown-endpoint",
        family="target",
        severity=Severity.ERROR,
        summary="an endpoint that neither the catalog nor the project knows",
        why="There is no address to send the request to.",
        valid=("shot: a\nendpoint: local\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: a\nendpoint: locl\nduration: 4\nscene: A harbour.\n", 2, 11),),
    ),
    Rule(
        name="prompt-too-long",
        family="target",
        severity=Severity.ERROR,
        summary="the prompt is longer than the model takes, or than its makers advise",
        why="Too many characters are refused or cut off, an error; too many words are followed less, a warning.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example(f"shot: a\nduration: 4\nscene: A harbour, {_LONG}\n", 1, 1),),
        source="openai/openai-openapi @ f85dbe2: CreateVideoBody",
    ),
    Rule(
        name="prompt-too-short",
        family="target",
        severity=Severity.INFO,
        summary="the prompt has fewer words than the model's makers advise",
        why="What a short prompt leaves open the model makes up, each time anew.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\n",),
        invalid=(),
        source="Wan-Video/Wan2.2 wan/utils/system_prompt.py",
    ),
    Rule(
        name="not-said",
        family="target",
        severity=Severity.WARNING,
        summary="the dialect or the model has no way to say a value of the shot",
        why="Nothing is lost in silence: what is not in the prompt the model cannot know.",
        # A dialect is chosen by the model or on the command line: no document alone is wrong.
        valid=("shot: a\nduration: 4\nscene: A harbour.\nsound: {music: none}\n",),
        invalid=(),
    ),
    Rule(
        name="no-command",
        family="target",
        severity=Severity.WARNING,
        summary="the dialect has no camera command for a move, which is told in words",
        why="Models with camera commands follow them closely, and words about the camera less so.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\ncamera: [{roll: clockwise}]\n",),
        invalid=(),
    ),
    Rule(
        name="too-many-commands",
        family="target",
        severity=Severity.ERROR,
        summary="more camera moves start together than the dialect takes commands at once",
        why="Hailuo takes three commands in one bracket at most.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\ncamera: [{pan: left, tilt: up}]\n",),
        invalid=(),
        source="MiniMax API reference, video generation",
    ),
)
