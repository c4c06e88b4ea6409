"""The page on dialects holds what the compiler writes; PROMPTKIT_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

from promptkit import compile
from promptkit.catalog import Model, load_catalog
from promptkit.compiler import dialects
from promptkit.compiler._facts import Dialect, dialect_facts

ROOT = Path(__file__).resolve().parents[2]
#: Where the dialect itself has no limit.
_MODELS = "that of the model"
PAGE = ROOT / "docs" / "dialects.md"
SHOT = ROOT / "examples" / "lighthouse.yaml"
TABLE, PROMPTS = "## What each can say\n\n", "writes it.\n\n"


def _row(facts: Dialect) -> str:
    model = load_catalog().models[facts.model] if facts.model else None
    says = ["no" if model and not has else "yes" for has in (model and model.audio, model and model.negation)]
    times = "codes" if facts.times == "codes" else "in words"
    source = f"{facts.source}, {facts.as_of}"
    length = _length(model, facts) if model else ""
    return f"| `{facts.name}` | {facts.about} | {length or _MODELS} | {times} | {says[0]} | {says[1]} | {source} |"


def _length(model: Model, facts: Dialect) -> str:
    if model.prompt_words is None:
        return "" if "prompt_chars" in model.unknown else f"up to {model.prompt_chars[1]:,} characters"
    least, most = model.prompt_words
    still = f", {facts.most_words_with_still} with a still" if facts.most_words_with_still else ""
    return f"{least} to {most} words{still}" if least > 1 else f"up to {most} words{still}"


def _table() -> str:
    rows = [_row(facts) for facts in dialect_facts().values()]
    head = "| dialect | is | length | times | sound | negation | source |\n|---|---|---|---|---|---|---|"
    return "\n".join([head, *rows]) + "\n"


def _prompts() -> str:
    told = [
        f"### {name}\n\n```text\n{compile(f'{SHOT}#lighthouse-dusk', dialect=name).prompt}\n```\n"
        for name in dialects()
    ]
    return "\n".join(told)


def test_the_page_says_what_the_compiler_writes() -> None:
    text = PAGE.read_text("utf-8")
    before, rest = text.split(TABLE, 1)
    behind = rest[re.search(r"^(?!\||GENERATED)(?=\w)", rest, re.MULTILINE).start() :]  # type: ignore[union-attr]
    between = behind.split(PROMPTS, 1)[0]
    wanted = f"{before}{TABLE}{_table()}\n{between}{PROMPTS}{_prompts()}"
    if os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1":
        PAGE.write_text(wanted, encoding="utf-8", newline="\n")
    assert PAGE.read_text("utf-8") == wanted
