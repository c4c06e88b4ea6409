"""Expressions in documents that have no value."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Example, Rule

_HEAD = "shot: a\nduration: 4\nparams: {place: {type: text, default: harbour}}\n"

RULES = (
    Rule(
        name="undefined-variable",
        family="template",
        severity=Severity.ERROR,
        summary="an expression names a parameter that does not exist",
        why="Each document sees its own `params` and nothing else; a hole in the prompt would be filled by the model.",
        valid=(f'{_HEAD}scene: "A {{{{ place }}}} at dawn."\n',),
        invalid=(Example(f'{_HEAD}scene: "A {{{{ plaice }}}} at dawn."\n', 4, 11),),
    ),
    Rule(
        name="expression-syntax",
        family="template",
        severity=Severity.ERROR,
        summary="an expression that cannot be read, or does more than an expression may",
        why="Presets come from other people: names, arithmetic, comparisons and a few filters are all that runs.",
        valid=(f'{_HEAD}scene: "A {{{{ place | upper }}}} at dawn."\n',),
        invalid=(
            Example(f'{_HEAD}scene: "A {{{{ place | }}}} at dawn."\n', 4, 11),
            Example(f'{_HEAD}scene: "A {{{{ place.title() }}}} at dawn."\n', 4, 11),
        ),
    ),
    Rule(
        name="expression-type",
        family="template",
        severity=Severity.ERROR,
        summary="an expression does with a value what cannot be done with it",
        why="A text cannot be divided, and a list cannot stand in a sentence.",
        valid=(f'{_HEAD}scene: "A {{{{ place ~ 2 }}}} at dawn."\n',),
        invalid=(Example(f'{_HEAD}scene: "A {{{{ place / 2 }}}} at dawn."\n', 4, 11),),
    ),
    Rule(
        name="expression-limit",
        family="template",
        severity=Severity.ERROR,
        summary="an expression, or what it gives, is too large",
        why="Nothing in a preset may use unbounded time or memory.",
        valid=(f'{_HEAD}scene: "A {{{{ place }}}}, {{{{ 2 * 3 }}}} boats."\n',),
        invalid=(Example(f'{_HEAD}scene: "A {{{{ place }}}}, {{{{ 999999999 * 999999999 }}}} boats."\n', 4, 24),),
    ),
)
