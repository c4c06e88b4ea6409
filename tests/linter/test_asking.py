"""Rules are asked where they may find something: what they are not asked about, they would not have found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from promptkit.findings import Finding
from promptkit.linter import RULES, Rule, Subject, lint
from promptkit.linter._rule import finding
from promptkit.linter._texts import Prose
from promptkit.linter._words import listed, may_hold, words
from promptkit.prose import read, skim, words_of
from tests.linter.checking import checked

_SENTENCES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parents[1] / "prose" / "sentences.jsonl").read_text("utf-8").splitlines()
]
_OF_PROSE = [rule for rule in RULES if rule.reads is not None]
_GATED = [rule for rule in RULES if rule.only_with is not None]
#: Shots of the rules' examples, the broken ones too, as far as they load.
_SHOTS = [
    (f"{rule.name}-{at}", text)
    for rule in RULES
    if rule.check is not None
    for at, text in enumerate((*rule.valid, *(example.text for example in rule.invalid)))
]
_TEXTS = [
    *_SENTENCES,
    'Steam in the morning, 5 s. Silent film: a man says: "It is warm, and I would like to go on for long."',
    "[0-4s] A mug. [4-8s] Steam curls.",
    "Drift left for 9 seconds, then rise for 5 seconds.",
    "A clear sky and heavy rain.",
    "A night of rain in the morning light, at night.",
    "MAKE IT MOVE.",
    "An animatıon in 4\u212a.",
]


def test_a_text_that_is_only_skimmed_has_no_complaints_that_a_reading_gives() -> None:
    for part in {part for text in _TEXTS for part in (text, *text.split(". "))}:
        whole, quick = (Prose(reading, 4.0) for reading in (read(part), skim(part)))
        for rule in _OF_PROSE:
            assert rule.reads is not None
            asked = rule.of is None or getattr(quick.reading, rule.of)
            asked = asked and (rule.only_with is None or may_hold(words_of(part), rule.only_with()))
            assert list(rule.reads(whole)) == (list(rule.reads(quick)) if asked else []), rule.name


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.name) for rule in _GATED])
def test_a_rule_is_asked_wherever_one_of_its_words_stands(rule: Rule) -> None:
    assert rule.only_with is not None
    assert rule.only_with()
    for example in rule.invalid:
        assert may_hold(words_of(example.text), rule.only_with())


def _entries(file: str) -> list[tuple[str, str]]:
    path = Path(__file__).parents[2] / "promptkit" / "linter" / "data" / f"{file}.json"
    groups = json.loads(path.read_text("utf-8"))
    found = {name: group["words"] if isinstance(group, dict) else group for name, group in groups.items()}
    return [(name, entry) for name, group in found.items() if isinstance(group, list) for entry in group]


@pytest.mark.parametrize(("file", "finder"), [("words", words), ("policy", listed)])
def test_every_entry_of_a_list_lets_its_rules_be_asked(file: str, finder: object) -> None:
    asking = [rule.only_with() for rule in _GATED if rule.only_with is not None]
    for group, entry in _entries(file):
        if group == "young":
            continue  # found beside what is unfit alone
        for text in (entry, entry.upper(), entry.title(), entry.replace("s", "ſ").replace("k", "\u212a")):
            said = f"A street, and {text}; no more."
            if finder(group).search(said):  # type: ignore[operator]
                assert any(may_hold(words_of(said), sought) for sought in asking), said


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in _SHOTS])
def test_a_rule_that_is_not_asked_would_have_found_nothing(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def every_rule(subject: Subject, *, pedantic: bool) -> tuple[Finding, ...]:
        found = lint(subject, pedantic=pedantic)
        asked = {(each.rule, each.span, each.message) for each in found}
        for rule in RULES:
            problems = rule.check(subject) if rule.check is not None else ()
            told = {
                (rule.name, each.span, each.message) for each in (finding(rule, one, subject.built) for one in problems)
            }
            assert told <= asked
        seen.append(subject)
        return found

    seen: list[Subject] = []
    monkeypatch.setattr("promptkit.check._check.lint", every_rule)
    checked(text, tmp_path, pedantic=True)
    assert seen
