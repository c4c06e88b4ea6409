"""A rule as a page of documentation, made of the rule itself so that the two cannot differ."""

from __future__ import annotations

from collections.abc import Iterator

from ._rule import Example, Rule


def rule_page(rule: Rule) -> str:
    """The rule as Markdown."""
    return "\n\n".join(_parts(rule)) + "\n"


def _parts(rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}"
    yield f"{rule.summary[:1].upper()}{rule.summary[1:]}."
    yield f"*{rule.severity.value}, family `{rule.family}`, since {rule.since}*"
    yield rule.why
    for example in rule.invalid:
        yield from _example(rule, example)
    if rule.valid:
        yield "## Fine"
        yield from (_block(rule, text) for text in rule.valid)
    if rule.source:
        yield f"Source: {rule.source}."


def _example(rule: Rule, example: Example) -> Iterator[str]:
    yield f"## Found, at line {example.line}, column {example.column}"
    if example.settings:
        yield "With this `promptkit.yaml`:"
        yield f"```yaml\n{example.settings.rstrip()}\n```"
    yield _block(rule, example.text)
    if example.fixed is not None:
        yield "Fixed:"
        yield _block(rule, example.fixed)


def _block(rule: Rule, text: str) -> str:
    language = "yaml" if rule.file.endswith((".yaml", ".yml")) else "jinja"
    return f"```{language}\n{text.rstrip()}\n```"
