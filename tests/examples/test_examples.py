"""The shots in `examples/`: they lint clean, compile, say what they said before, and their pictures may be used."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from promptkit import compile, lint
from promptkit.api import Reader
from promptkit.assets import read_still
from promptkit.compiler import StillFile, dialects

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
IMAGES = EXAMPLES / "images"
GOLDEN = Path(__file__).parent / "golden"
# PROMPTKIT_UPDATE_GOLDEN=1 writes the golden prompts anew; read the diff before it is kept.
UPDATE = os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1"
LARGEST_IMAGE = 250_000


def _shots() -> dict[str, Path]:
    """Every shot of every example, by name."""
    found: dict[str, Path] = {}
    for each in Reader().read([str(EXAMPLES)]):
        for document, _ in each.documents:
            if document.kind == "shot":
                assert document.name not in found, f"two examples are called {document.name}"
                assert each.path is not None
                found[document.name] = each.path
    return found


SHOTS = _shots()
FILES = sorted(EXAMPLES.glob("*.yaml"))
PICTURES = sorted(path for path in IMAGES.iterdir() if path.suffix != ".md")

pytestmark = pytest.mark.usefixtures("no_presets_of_the_user")


def _named(name: str) -> str:
    return f"{SHOTS[name]}#{name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_lints_without_a_finding(path: Path) -> None:
    assert [f"{each.span}: {each.message}" for each in lint(path)] == []


@pytest.mark.parametrize("path", sorted((EXAMPLES / "templates").rglob("*.j2")), ids=lambda path: path.stem)
def test_a_template_lints_without_a_finding(path: Path) -> None:
    assert [f"{each.span}: {each.message}" for each in lint(path)] == []


@pytest.mark.parametrize("name", sorted(SHOTS.keys() - {"own-words"}))
def test_the_template_lays_every_shot_out(name: str) -> None:
    made = compile(_named(name), dialect=str(EXAMPLES / "templates" / "call-sheet.j2"))
    assert "Beats:\n- 00:00.0, for " in made.prompt
    assert all(made.prompt[each.start : each.end] for each in made.source_map)
    assert {each.origin for each in made.source_map} == {"value", "template"}


@pytest.mark.parametrize("dialect", dialects())
@pytest.mark.parametrize("name", SHOTS)
def test_compiles_in_every_dialect(name: str, dialect: str) -> None:
    compiled = compile(_named(name), dialect=dialect)
    excused = ("not-said", "no-command", "prompt-too-long", "prompt-too-short")
    assert [each.rule for each in compiled.findings if each.rule not in excused] == []
    assert compiled.findings == () or dialect in ("h3", "wan", "ltx", "hailuo")
    assert compiled.prompt
    assert compiled.prompt == compiled.request.prompt
    assert "{{" not in compiled.prompt
    assert dialect == "json" or "  " not in compiled.prompt


@pytest.mark.parametrize("dialect", dialects())
@pytest.mark.parametrize("name", SHOTS)
def test_says_what_it_said_before(name: str, dialect: str) -> None:
    prompt = compile(_named(name), dialect=dialect).prompt + "\n"
    golden = GOLDEN / f"{name}.{dialect}.txt"
    if UPDATE:
        golden.write_text(prompt, encoding="utf-8", newline="\n")
    assert prompt == golden.read_text(encoding="utf-8")


def test_every_golden_prompt_has_its_shot() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == {
        f"{name}.{dialect}.txt" for name in SHOTS for dialect in dialects()
    }


# --- the fingerprint


def _commented(text: str) -> str:
    """A comment before every top-level key, and one at the end of every line that opens a section."""
    before = re.sub(r"^(?=[a-z_]+:)", "# another remark\n", text, flags=re.MULTILINE)
    return re.sub(r"^([a-z_]+:)$", r"\1   # and one more", before, flags=re.MULTILINE)


def _uncommented(text: str) -> str:
    without_lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)
    return re.sub(r"[ ]{2,}#[^\n]*", "", without_lines)


def _reordered(text: str) -> str:
    """The top-level keys of every document in the opposite order."""
    documents = []
    for document in re.split(r"^---\n", text, flags=re.MULTILINE):
        blocks = re.split(r"^(?=[a-z_]+:)", document, flags=re.MULTILINE)
        documents.append("".join(f"{block.rstrip()}\n" for block in reversed(blocks) if block.strip()))
    return "---\n".join(documents)


def _same(text: str) -> str:
    return text


REWRITINGS = {"same": _same, "commented": _commented, "uncommented": _uncommented, "reordered": _reordered}


@pytest.mark.parametrize("rewritten", REWRITINGS.values(), ids=REWRITINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_fingerprint_stays_wherever_and_however_it_is_written(
    rewritten: Callable[[str], str], newline: str, tmp_path: Path
) -> None:
    copied = tmp_path / "another" / "folder"
    shutil.copytree(EXAMPLES, copied)
    for path in FILES:
        (copied / path.name).write_text(rewritten(path.read_text(encoding="utf-8")), encoding="utf-8", newline=newline)
    for name, path in SHOTS.items():
        again = compile(f"{copied / path.name}#{name}")
        assert again.fingerprint == compile(_named(name)).fingerprint, name


def test_the_rewritings_change_the_text() -> None:
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        assert len({text, _commented(text), _uncommented(text), _reordered(text)}) == 4, path.name


def test_fingerprint_changes_with_the_words_and_with_the_picture(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    path = tmp_path / "coffee.yaml"
    before = compile(path).fingerprint
    with (tmp_path / "images" / "coffee.jpg").open("ab") as picture:
        picture.write(b"\0")
    other_picture = compile(path).fingerprint
    path.write_text(path.read_text(encoding="utf-8").replace("worn wooden", "smooth wooden"), encoding="utf-8")
    assert len({before, other_picture, compile(path).fingerprint}) == 3


def test_no_two_examples_are_the_same_request() -> None:
    assert len({compile(_named(name)).fingerprint for name in SHOTS}) == len(SHOTS)


# --- the demo


@pytest.mark.parametrize(
    ("second", "does"),
    [(0.2, "hold"), (1.5, "doll"), (3.0, "hold"), (4.5, "pan"), (7.0, "hold")],
)
def test_coffee_rests_pushes_rests_pans_and_rests(second: float, does: str) -> None:
    compiled = compile(EXAMPLES / "coffee.yaml")
    rows = [row for row in compiled.timeline if row.channel == "camera" and row.start <= second < row.end]
    assert [does in row.what for row in rows] == [True], rows
    assert (compiled.request.model, compiled.request.seconds, compiled.request.size) == ("sora-2", "8", "1280x720")


# --- the pictures


@pytest.mark.parametrize("name", SHOTS)
def test_still_has_exactly_the_size_of_the_shot(name: str) -> None:
    request = compile(_named(name)).request
    if isinstance(request.still, StillFile):
        assert f"{request.still.width}x{request.still.height}" == request.size


def test_every_picture_is_used_by_a_shot() -> None:
    stills = [compile(_named(name)).request.still for name in SHOTS]
    assert {still.path for still in stills if isinstance(still, StillFile)} == set(PICTURES)


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_picture_is_small_credited_and_what_its_credit_says(path: Path) -> None:
    credits = (IMAGES / "CREDITS.md").read_text(encoding="utf-8")
    rows = [line for line in credits.splitlines() if line.startswith(f"| `{path.name}` |")]
    assert len(rows) == 1, f"{path.name} has no credit"
    facts = read_still(path).facts
    assert facts is not None
    assert f"{facts.width}x{facts.height}" in rows[0]
    assert path.stat().st_size < LARGEST_IMAGE


def test_credits_name_author_licence_source_and_changes() -> None:
    text = (IMAGES / "CREDITS.md").read_text(encoding="utf-8")
    for wanted in ("Photographer", "Licence", "CC0", "Source", "What was changed"):
        assert wanted in text
