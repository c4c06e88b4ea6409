"""Experiments of which nothing could be learnt."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_SHOT = "shot: a\nduration: 4\nscene: A harbour.\nmood: calm\nlighting: {time_of_day: noon}\n---\n"
#: Seven lines stand before what follows; the levels of ``light`` are on line 11.
_HEAD = f'{_SHOT}experiment: ab\nbase: "#a"\nvary:\n'
_LIGHT = "  light: {as-is: {}, dawn: {lighting: {time_of_day: dawn}}, dusk: {lighting: {time_of_day: dusk}}}\n"
_MOOD = "  mood: {as-is: {}, tense: {mood: tense}}\n"
_MANY = "".join(f"  axis-{at}: {{as-is: {{}}, on: {{notes: {at}}}}}\n" for at in range(14))

RULES = (
    Rule(
        name="same-variants",
        family="experiment",
        severity=Severity.ERROR,
        summary="two variants are one and the same request",
        why="Nothing would be compared, and both would be paid for.",
        valid=(f"{_HEAD}{_LIGHT}",),
        invalid=(
            Example(f"{_HEAD}  mood: {{tense: {{mood: tense}}, other: {{mood: tense, notes: again}}}}\n", 10, 32),
            Example(f"{_HEAD}  takes: {{few: {{takes: 2}}, many: {{takes: 8}}}}\n", 10, 28),
        ),
    ),
    Rule(
        name="colliding-axes",
        family="experiment",
        severity=Severity.ERROR,
        summary="two axes write one and the same place",
        why="One would take away what the other has set, and the difference be put down to the wrong axis.",
        valid=(f"{_HEAD}{_LIGHT}{_MOOD}",),
        invalid=(
            Example(f"{_HEAD}{_MOOD}  tone: {{as-is: {{}}, light: {{mood: light}}}}\n", 11, 35),
            Example(f"{_HEAD}{_LIGHT}  hour: {{as-is: {{}}, none: {{lighting: null}}}}\n", 11, 38),
        ),
    ),
    Rule(
        name="idle-level",
        family="experiment",
        severity=Severity.INFO,
        summary="a level says only what the base says already",
        why="It is the base, for now; `as-is: {}` says so, and stays true when the base changes.",
        valid=(f"{_HEAD}{_MOOD}",),
        invalid=(Example(f"{_HEAD}  mood: {{calm: {{mood: calm}}, tense: {{mood: tense}}}}\n", 10, 10),),
    ),
    Rule(
        name="invalid-design",
        family="experiment",
        severity=Severity.ERROR,
        summary="a design that there is not, or that cannot be made of these axes",
        why="It chooses which variants are paid for.",
        valid=(f"{_HEAD}{_LIGHT}{_MOOD}design: {{sample: 3, seed: 1}}\n", f"{_HEAD}{_LIGHT}{_MOOD}design: pairs\n"),
        invalid=(
            Example(f"{_HEAD}{_LIGHT}{_MOOD}design: pair\n", 12, 9, fixed=f"{_HEAD}{_LIGHT}{_MOOD}design: pairs\n"),
            Example(f"{_HEAD}{_LIGHT}{_MOOD}design: {{sample: 7}}\n", 12, 1),
            Example(f"{_HEAD}{_LIGHT}{_MOOD}design: fraction\n", 12, 1),
        ),
    ),
    Rule(
        name="unknown-level",
        family="experiment",
        severity=Severity.ERROR,
        summary="a filter names an axis or a level that there is not",
        why="It would let through what it was meant to keep out, or nothing at all.",
        valid=(f'{_HEAD}{_LIGHT}{_MOOD}only: ["light=dawn,mood=tense"]\n',),
        invalid=(
            Example(f'{_HEAD}{_LIGHT}only: ["light=down"]\n', 11, 8),
            Example(f'{_HEAD}{_LIGHT}except: ["lihgt=dawn"]\n', 11, 10),
            Example(f"{_HEAD}{_LIGHT}except: [dawn]\n", 11, 10),
        ),
    ),
    Rule(
        name="no-variants",
        family="experiment",
        severity=Severity.ERROR,
        summary="the filters leave no variant",
        why="There is nothing to make, and nobody meant that.",
        valid=(f"{_HEAD}{_LIGHT}only: [light=dawn, light=dusk]\n",),
        invalid=(Example(f"{_HEAD}{_LIGHT}except: [light=as-is, light=dawn, light=dusk]\n", 11, 1),),
    ),
    Rule(
        name="too-many-variants",
        family="experiment",
        severity=Severity.ERROR,
        summary="more than 2,048 variants",
        why="Axes multiply: that many takes are a slip, and no judgement of them is ever done.",
        valid=(f"{_HEAD}{_LIGHT}{_MOOD}",),
        invalid=(Example(f"{_HEAD}{_MANY}", 9, 1),),
    ),
    Rule(
        name="missing-document",
        family="source",
        severity=Severity.ERROR,
        summary="the base of an experiment, or a shot of a sequence, is not there",
        why="Without it there is nothing to vary, and nothing to show in its place.",
        valid=(f"{_HEAD}{_LIGHT}",),
        invalid=(
            Example(
                "experiment: ab\nbase: gone.yaml\nvary: {mood: {calm: {mood: calm}, tense: {mood: tense}}}\n", 2, 7
            ),
            Example(f"{_SHOT}experiment: ab\nbase: a\nvary:\n{_MOOD}", 8, 7),
            Example(f'{_SHOT}experiment: ab\nbase: "#b"\nvary:\n{_MOOD}', 8, 7),
        ),
    ),
)
