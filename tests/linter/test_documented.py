"""Every finding that a stage before the linter makes can be explained: its rule stands among the rules."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import promptkit
from promptkit.findings import Severity
from promptkit.linter import RULES
from promptkit.project import RULES as SETTINGS_RULES

STAGES = ("source", "templating", "language", "resolve", "experiments", "check", "compiler", "linter", "api")
_ROOT = Path(promptkit.__file__).parent
_NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
#: Calls that make a finding, or what becomes one, with the family where the call does not name it.
_MAKERS = {
    "add": None,
    "Finding": None,
    "error": "source",
    "_report": "source",
    "TimeProblem": "time",
    "_problem": "time",
    "ExpressionError": "template",
    "report": "template",
    "_warn": "template",
    "Failure": "template",
}
_BY_NAME = {rule.name: rule for rule in RULES}


def _emitted() -> Iterator[tuple[str, str, Severity | None, str]]:
    """Rule, family, severity (``None`` where the call leaves it to a default or a variable) and place."""
    for stage in STAGES:
        for file in sorted((_ROOT / stage).rglob("*.py")):
            for call in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(call, ast.Call):
                    yield from _of_call(call, f"{stage}/{file.name}:{call.lineno}")


def _of_call(call: ast.Call, where: str) -> Iterator[tuple[str, str, Severity | None, str]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in _MAKERS or len(call.args) < 3 - (name in ("error", "_report", "ExpressionError")):
        return
    family = _MAKERS[name]
    families = [family] if family else list(_constants(call.args[1]))
    rules = list(_constants(call.args[0]))
    for rule, of_rule in zip(rules, families * len(rules) if len(families) == 1 else families, strict=False):
        if _NAME.fullmatch(rule):
            yield rule, of_rule, _severity(call), where


def _constants(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _constants(node.body)
        yield from _constants(node.orelse)


def _severity(call: ast.Call) -> Severity | None:
    for node in [*call.args, *(keyword.value for keyword in call.keywords)]:
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Severity":
            return Severity[node.attr]
    return Severity.ERROR if isinstance(call.func, ast.Attribute) and call.func.attr == "add" else None


_EMITTED = list(_emitted())


def test_the_search_finds_them() -> None:
    found = {rule for rule, *_ in _EMITTED}
    assert {"yaml-syntax", "undefined-variable", "duration", "unknown-move", "extends-cycle", "invalid-name"} <= found


@pytest.mark.parametrize(("rule", "family", "severity", "where"), _EMITTED, ids=[f"{e[0]}-{e[3]}" for e in _EMITTED])
def test_it_is_documented_as_it_is_emitted(rule: str, family: str, severity: Severity | None, where: str) -> None:
    if family == "project":
        assert rule in SETTINGS_RULES, f"{where} emits {rule}, which no rule explains"
        return
    assert rule in _BY_NAME, f"{where} emits {rule}, which no rule explains"
    assert _BY_NAME[rule].family == family
    assert severity in (None, _BY_NAME[rule].severity)


def test_every_rule_of_the_loader_is_emitted() -> None:
    from_variables = {"unknown-model", "unknown-endpoint"}  # `unknown-` and the key that is to blame
    loading = {rule.name for rule in RULES if rule.of_loading}
    assert loading - {rule for rule, *_ in _EMITTED} - from_variables == set()


def test_names_are_unique_and_name_the_bad_thing() -> None:
    assert len(_BY_NAME) == len(RULES)
    assert all(_NAME.fullmatch(rule.name) for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_whole(rule: object) -> None:
    rule = _BY_NAME[rule.name]  # type: ignore[attr-defined]
    assert rule.summary
    assert not rule.summary.endswith(".")
    assert rule.why.endswith((".", "?"))
    if rule.name not in _WITH_A_PROJECT:
        assert rule.valid
        assert rule.invalid


#: Rules whose examples need a project or a dialect of their own (``test_target.py``, ``compiler/test_dialects.py``), or
#: a clip that is known (``test_clip.py``), or an endpoint that answers (``cli/test_moderation.py``).
_WITH_A_PROJECT = {
    "clip-elsewhere",
    "clip-too-long",
    "duration-not-offered",
    "moderation-flagged",
    "moderation-not-asked",
    "no-command",
    "not-said",
    "prompt-too-short",
    "route-not-offered",
    "still-not-taken",
    "too-many-commands",
    "unreadable-file",
}
