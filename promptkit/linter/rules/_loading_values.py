"""Keys and values of a document that the language does not know."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\n"

RULES = (
    Rule(
        name="invalid-name",
        family="source",
        severity=Severity.ERROR,
        summary="a document's name is none",
        why="Names become file names, and are typed on the command line: a-z, 0-9 and - only.",
        valid=("shot: harbour-2\nduration: 4\nscene: A harbour.\n",),
        invalid=(Example("shot: My harbour\nduration: 4\nscene: A harbour.\n", 1, 7),),
    ),
    Rule(
        name="unknown-key",
        family="source",
        severity=Severity.ERROR,
        summary="a key that the language does not have",
        why="What it says would reach neither the prompt nor the request, and nobody would notice.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\nlighting: {rim: warm}\n",),
        invalid=(
            Example(
                "shot: a\nduration: 4\nscene: A harbour.\nlightning: {rim: warm}\n",
                4,
                1,
                "shot: a\nduration: 4\nscene: A harbour.\nlighting: {rim: warm}\n",
            ),
            Example("shot: a\nduration: 4\nscene: A harbour.\nlens: 50mm\n", 4, 1),
            Example(
                "shot: a\nduration: 4\nscene: A harbour.\nlighting: {kye: {quality: soft}}\n",
                4,
                12,
                "shot: a\nduration: 4\nscene: A harbour.\nlighting: {key: {quality: soft}}\n",
            ),
        ),
    ),
    Rule(
        name="missing-key",
        family="source",
        severity=Severity.ERROR,
        summary="an entry lacks the key that says what it is",
        why="An action without `does`, a line without words: there is nothing to show or to say.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\naction: [{who: a heron, does: lands}]\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\naction: [{who: a heron, for: 2}]\n", 4, 10),),
    ),
    Rule(
        name="invalid-value",
        family="source",
        severity=Severity.ERROR,
        summary="a value is not what its key takes",
        why="A length that is no time, a size that is no size: nothing is guessed where it would cost a take.",
        valid=("shot: a\nduration: 4\nsize: 1280x720\nscene: A harbour.\ncamera: [{hold: 500ms}]\n",),
        invalid=(
            Example("shot: a\nduration: 4\nsize: 16:9\nscene: A harbour.\n", 3, 7),
            Example("shot: a\nduration: 4\nscene: A harbour.\ncamera: [{hold: a moment}]\n", 4, 17),
            Example("shot: a\nduration: 4\nscene: [A harbour., At dawn.]\n", 3, 8),
        ),
    ),
    Rule(
        name="empty-value",
        family="source",
        severity=Severity.ERROR,
        summary="a key has no value",
        why="It may have been forgotten, or be meant to remove what was inherited; only `null` says the second.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\nmood: null\n",),
        invalid=(Example("shot: a\nduration: 4\nscene: A harbour.\nmood:\n", 4, 1),),
    ),
    Rule(
        name="not-built",
        family="source",
        severity=Severity.ERROR,
        summary="a part of the language that this version does not act on",
        why="Reading it and leaving it out would lose what was written, so the shot is refused.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\ncamera: [{hold: all}]\n",),
        invalid=(
            Example(
                "shot: a\nduration: 8\nscene: A harbour.\n---\n"
                'sequence: s\nshots: ["#a", {file: "#a", starts_on: last-frame}]\n',
                6,
                39,
            ),
        ),
    ),
    Rule(
        name="unknown-term",
        family="framing",
        severity=Severity.WARNING,
        summary="a size, angle, support, time effect or motion that the field does not name so",
        why="Models were taught with the field's own terms; another word may be read as part of the scene.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\nframing: {shot_size: CU, angle: bird's eye}\n",),
        invalid=(
            Example(
                "shot: a\nduration: 4\nscene: A harbour.\nframing: {shot_size: clse-up}\n",
                4,
                22,
                "shot: a\nduration: 4\nscene: A harbour.\nframing: {shot_size: close-up}\n",
            ),
            Example("shot: a\nduration: 4\nscene: A harbour.\nsupport: trebuchet\n", 4, 10),
        ),
        source="ShotBench, arXiv 2506.21356; CameraBench, arXiv 2504.15376",
    ),
    Rule(
        name="cuts-beside-sections",
        family="source",
        severity=Severity.ERROR,
        summary="a camera or actions beside `cuts`",
        why="Each cut has a camera and actions of its own; nobody can tell to which cut these belong.",
        valid=(f"{_SHOT}cuts:\n  - {{camera: [{{dolly: in}}]}}\n  - {{camera: [{{pan: left}}]}}\n",),
        invalid=(Example(f"{_SHOT}camera: [{{dolly: in}}]\ncuts: [{{for: 2}}, {{for: 2}}]\n", 4, 1),),
    ),
    Rule(
        name="cuts-hide-section",
        family="source",
        severity=Severity.WARNING,
        summary="cuts take the place of an inherited camera or action",
        why="What a preset says of the camera holds for no cut, and would be lost in silence.",
        valid=(f"{_SHOT}extends: golden-hour\ncuts: [{{for: 2}}, {{for: 2}}]\n",),
        invalid=(Example(f"{_SHOT}extends: locked-portrait\ncuts: [{{for: 2}}, {{for: 2}}]\n", 5, 1),),
    ),
    Rule(
        name="misplaced-term",
        family="framing",
        severity=Severity.WARNING,
        summary="a word of the field under a key that it does not belong to",
        why="A low angle is no shot size: under the wrong key it stands in the way of what belongs there.",
        valid=("shot: a\nduration: 4\nscene: A harbour.\nframing: {angle: low angle}\n",),
        invalid=(
            Example(
                "shot: a\nduration: 4\nscene: A harbour.\nframing: {shot_size: low angle}\n",
                4,
                22,
                "shot: a\nduration: 4\nscene: A harbour.\nframing: {angle: low angle}\n",
            ),
            Example("shot: a\nduration: 4\nscene: A harbour.\ntime_effect: handheld\n", 4, 14),
        ),
        source="ShotBench, arXiv 2506.21356",
    ),
    Rule(
        name="prompt-beside-sections",
        family="source",
        severity=Severity.ERROR,
        summary="a prompt of one's own beside sections that would become prose",
        why="The prompt is sent as it is, so the section would say nothing.",
        valid=("shot: a\nduration: 4\nprompt: A harbour at dawn, the camera pans left.\n",),
        invalid=(Example("shot: a\nduration: 4\nprompt: A harbour at dawn.\ncamera: [{pan: left}]\n", 4, 1),),
    ),
    Rule(
        name="prompt-hides-section",
        family="source",
        severity=Severity.WARNING,
        summary="a prompt of one's own takes the place of what a preset wrote",
        why="The preset's camera or light was perhaps wanted; the prompt is sent as it is.",
        valid=("shot: a\nduration: 4\nprompt: A harbour at dawn.\n",),
        invalid=(
            Example(
                'shot: a\nextends: "#grey"\nduration: 4\nprompt: A harbour at dawn.\n---\npreset: grey\nweather: fog\n',
                4,
                1,
            ),
        ),
    ),
)
