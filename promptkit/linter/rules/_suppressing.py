"""What is wrong with how findings are left out. These are found when all rules have spoken."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_HEAD = "shot: a\nduration: 4\nscene: A harbour at dawn.\ncast: {Mara: in a coat}\n"

RULES = (
    Rule(
        name="unused-suppression",
        family="source",
        severity=Severity.WARNING,
        summary="a comment leaves out what is not found",
        why="What it once hid is gone, and it would hide the next mistake of that kind.",
        valid=(
            f"{_HEAD}# promptkit: ignore[vague-motion] the client's own words\naction: The boat moves quickly.\n",
            f"{_HEAD}action: The boat moves quickly.  # promptkit: ignore[vague-motion] the client's own words\n",
        ),
        invalid=(
            Example(
                f"{_HEAD}camera: [{{hold: 4}}]  # promptkit: ignore[static-with-move] meant so\n",
                5,
                22,
                f"{_HEAD}camera: [{{hold: 4}}]\n",
            ),
            Example(
                f"{_HEAD}# promptkit: ignore[yaml-syntax]\ncamera: [{{hold: 4}}]\n",
                5,
                1,
                f"{_HEAD}camera: [{{hold: 4}}]\n",
            ),
        ),
    ),
    Rule(
        name="bad-suppression",
        family="source",
        severity=Severity.WARNING,
        summary="a comment that is meant to leave a finding out does not",
        why="There is one form, and it names its rules: one that hid everything would hide what nobody has thought of.",
        valid=(f"{_HEAD}camera: [{{hold: 4}}]  # promptkit is fine with this\n",),
        invalid=(
            Example(f"{_HEAD}camera: [{{hold: 4}}]  # promptkit: ignore\n", 5, 22),
            Example(f"{_HEAD}camera: [{{hold: 4}}]  # promptkit: disable[opposing-moves]\n", 5, 22),
            Example(f"{_HEAD}camera: [{{hold: 4}}]  # promptkit: ignore[oposing-moves]\n", 5, 22),
        ),
    ),
)
