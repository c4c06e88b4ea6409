"""docs/language.md is true: every snippet is run, and every table of words is the vocabulary's own.

A fenced block of YAML lints without a finding, or with exactly those that its fence names: ``error=RULE line=N`` and
``warning=RULE line=N``, as often as there are findings, lines counted in the block. A block without a document's key is
put into a small shot. ``file=NAME`` saves a block beside the later ones. ``text prompt`` is the prompt of the block
before it; ``text part`` stands in that prompt, line by line.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from promptkit.api import Options, Reader, Report, check_inputs
from promptkit.experiments import DESIGNS
from promptkit.language import DURATIONS, WORDS_PER_SECOND, Shot, normal, vocabulary
from promptkit.language._vocabulary import Move, WordList
from promptkit.resolve._params import TYPES
from promptkit.templating._filters import FILTERS, TESTS

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docs" / "language.md"
PAGE = FILE.read_text("utf-8")
# PROMPTKIT_UPDATE_GOLDEN=1 writes the tables anew from the vocabulary; read the diff before it is kept.
UPDATE = os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1"
BLOCK = re.compile(r"^```(\w+) ?([^\n]*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
TABLE = re.compile(r"<!-- (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)
KIND = re.compile(r"^(?:shot|preset|experiment|sequence):", re.MULTILINE)
EXPECTED = re.compile(r"(error|warning)=([a-z-]+) line=(\d+)")
SAVED = re.compile(r"file=(\S+)")


@dataclass(frozen=True)
class Snippet:
    """A fenced block of the page: its language, what its fence says, its text, and its line on the page."""

    language: str
    info: str
    text: str
    line: int

    @property
    def label(self) -> str:
        return f"line-{self.line}"


def snippets() -> Iterator[Snippet]:
    for match in BLOCK.finditer(PAGE):
        language, info, text = match.groups()
        yield Snippet(language, info, text, PAGE.count("\n", 0, match.start()) + 1)


SNIPPETS = list(snippets())
YAML = [each for each in SNIPPETS if each.language == "yaml"]
SHOWN = [
    pytest.param(before, after, id=after.label) for before, after in pairwise(SNIPPETS) if after.language == "text"
]


def head(text: str) -> str:
    """What a fragment lacks of a shot."""
    if KIND.search(text):
        return ""
    written = set(re.findall(r"^([a-z_]+):", text, re.MULTILINE))
    lines = ["shot: fragment"]
    if "duration" not in written:
        lines.append("duration: 8")
    if not written & {"scene", "prompt", "extends"}:
        lines.append("scene: A chipped blue mug steams on a windowsill.")
    return "\n".join(lines) + "\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that holds what the page has saved, with the examples' images."""
    shutil.copytree(ROOT / "examples" / "images", tmp_path / "images")
    for each in YAML:
        name = SAVED.search(each.info)
        if name:
            file = tmp_path / name[1]
            file.parent.mkdir(exist_ok=True)
            file.write_text(each.text, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "nothing"))
    return tmp_path


def checked(snippet: Snippet, folder: Path) -> Report:
    (folder / "snippet.yaml").write_text(head(snippet.text) + snippet.text, "utf-8")
    return check_inputs(Reader().read(["snippet.yaml"]), Options())


@pytest.mark.parametrize("snippet", YAML, ids=lambda each: each.label)
def test_a_snippet_has_the_findings_that_it_shows(snippet: Snippet, folder: Path) -> None:
    before = head(snippet.text).count("\n")
    found = sorted(
        (each.severity.value, each.rule, each.span.line - before)
        for each in checked(snippet, folder).findings
        if each.span is not None
    )
    shown = sorted((severity, rule, int(line)) for severity, rule, line in EXPECTED.findall(snippet.info))
    assert found == shown


@pytest.mark.parametrize(("snippet", "text"), SHOWN)
def test_a_prompt_is_what_compiles(snippet: Snippet, text: Snippet, folder: Path) -> None:
    (first, *_) = checked(snippet, folder).checked
    assert first.compiled is not None
    prompt = first.compiled.prompt
    if text.info == "prompt":
        assert text.text.strip() == prompt
    else:
        assert [line for line in text.text.splitlines() if line not in prompt] == []


def test_no_block_escapes() -> None:
    assert PAGE.count("```") == 2 * len(SNIPPETS)
    assert {(each.language, each.info) for each in SNIPPETS if each.language != "yaml"} <= {
        ("text", "prompt"),
        ("text", "part"),
    }
    for each in YAML:
        assert not EXPECTED.sub("", SAVED.sub("", each.info)).strip(), each.label


# --- tables, held to the data


def row(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |\n"


def code(words: object) -> str:
    return ", ".join(f"`{word}`" for word in words) if isinstance(words, list | tuple | dict) else f"`{words}`"


def table(*titles: str) -> str:
    return row(*titles) + "|" + "---|" * len(titles) + "\n"


def moves() -> str:
    text = table("move", "what it is", "directions", "measure", "changes", "other names", "names with more in them")
    for name, move in vocabulary().moves.items():
        own = {each for each, (found, way) in vocabulary().move_names.items() if found is move and way is None}
        own -= vocabulary().measured.keys()
        text += row(
            code(name),
            move.means,
            ", ".join(move.directions),
            ", ".join(move.measures),
            ", ".join(sorted(move.axes)),
            ", ".join(each for each in vocabulary().move_names if each in own and each != name.replace("_", " ")),
            "; ".join(filter(None, (*(directed(move, way, own) for way in move.directions), *measured(move)))),
        )
    return text


def directed(move: Move, way: str, own: set[str]) -> str:
    """The names that mean the move in this direction, but for those that are a name with the direction behind it."""
    spoken = {f"{each} {way}" for each in own}
    names = [each for each, found in vocabulary().move_names.items() if found == (move, way) and each not in spoken]
    return f"{way}: {', '.join(names)}" if names else ""


def measured(move: Move) -> Iterator[str]:
    """The names that say something else of the move: a side, an angle."""
    said: dict[str, list[str]] = {}
    ways = tuple(f" {way}" for way in move.directions)
    for name, more in vocabulary().measured.items():
        if vocabulary().move_names[name][0] is move and not name.endswith(ways or "\0"):
            said.setdefault(", ".join(f"{key} {value}" for key, value in more.items()), []).append(name)
    return (f"{what}: {', '.join(names)}" for what, names in said.items())


def misuse() -> str:
    meant = {
        f"{move.name}: {way}": f"{other}: {way}"
        for move in vocabulary().moves.values()
        for way, other in move.misuse.items()
    }
    meant |= {
        f"{move.name}: {way}": f"{move.name}: {other}"
        for move in vocabulary().moves.values()
        for way, other in move.read_as.items()
    }
    return grouped("written", "is read as", meant | {f"track: {way}": f"truck: {way}" for way in ("left", "right")})


def grouped(what: str, where: str, meant: dict[str, str]) -> str:
    """A table of what is written, in one row where it means the same."""
    words: dict[str, list[str]] = {}
    for word, target in meant.items():
        words.setdefault(target, []).append(word)
    return table(what, where) + "".join(row(code(each), quoted(target)) for target, each in words.items())


def quoted(target: str) -> str:
    """YAML as code, and advice in words as it is."""
    return target if re.search(r" (?:or|with|that) ", target) else code(target)


def synonyms(names: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for synonym, name in names.items():
        found.setdefault(name, [])
        if synonym != name.replace("-", " "):
            found[name].append(synonym)
    return found


def terms(*titles: str, names: dict[str, str]) -> str:
    text = table(*titles)
    for name, others in synonyms(names).items():
        text += row(name, ", ".join(others))
    return text


def listed(name: str) -> str:
    """A list of words: each term with its other names and what it means."""
    words = vocabulary().lists[name]
    others = synonyms(dict(words.names))
    text = table(name.removeprefix("light_").replace("_", " "), "or", "means")
    for term in words.terms().values():
        text += row(term.name, ", ".join(each for each in others[term.name] if each != normal(term.name)), term.means)
    return text


def gathered(*names: str) -> str:
    """Several lists in one table: the key, and its terms with their other names in brackets."""
    text = table("key", "words")
    for name in names:
        words = vocabulary().lists[name]
        text += row(code(name.removeprefix("light_").replace("direction", "from")), "; ".join(with_names(words)))
    return text


def with_names(words: WordList) -> Iterator[str]:
    others = synonyms(dict(words.names))
    for name in words.entries:
        more = [each for each in others[name] if each != normal(name)]
        yield f"{name} ({', '.join(more)})" if more else name


TABLES: dict[str, Callable[[], str]] = {
    "moves": moves,
    "directions": lambda: terms("direction", "or", names=dict(vocabulary().direction_synonyms)),
    "misuse": misuse,
    "elsewhere": lambda: grouped("among the moves", "belongs to", dict(vocabulary().elsewhere)),
    "path_words": lambda: f"{', '.join(f'`{word}`' for word in sorted(vocabulary().path_words))}\n",
    "sweeps": lambda: terms("read as", "written", names=dict(vocabulary().sweeps)),
    "speeds": lambda: listed("speed"),
    "eases": lambda: listed("ease"),
    "supports": lambda: listed("support"),
    "amounts": lambda: listed("support_amount"),
    "sizes": lambda: listed("shot_size"),
    "angles": lambda: listed("angle"),
    "depths": lambda: listed("depth_of_field"),
    "optics": lambda: gathered("lens", "aperture", "focus", "composition"),
    "looks": lambda: gathered("film", "texture", "grade", "filtration", "shutter", "frame_rate", "style", "weather"),
    "time_effects": lambda: listed("time_effect"),
    "motions": lambda: listed("motion"),
    "times_of_day": lambda: listed("time_of_day"),
    "light_styles": lambda: listed("light_style"),
    "lights": lambda: gathered("light_quality", "light_source", "light_colour", "light_direction"),
    "sounds": lambda: gathered("ambience", "music", "delivery"),
    "meant_keys": lambda: grouped("people write", "the key is", dict(vocabulary().other_keys)),
}


def test_the_tables_are_the_vocabulary() -> None:
    assert {name for name, _ in TABLE.findall(PAGE)} == set(TABLES)
    renewed = TABLE.sub(lambda match: f"<!-- {match[1]} -->\n{TABLES[match[1]]()}<!-- end -->", PAGE)
    if UPDATE:
        FILE.write_text(renewed, encoding="utf-8", newline="\n")
    assert renewed == PAGE


def section(heading: str) -> str:
    """The text below a heading of the second level."""
    return PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]


def first_cells(text: str) -> set[str]:
    """The names in the first column of the tables of a section."""
    cells = re.findall(r"^\| ((?:`[a-z_]+`(?:, )?)+) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([a-z_]+)`", cell)}


def test_every_key_of_a_shot_is_in_the_table() -> None:
    known = {info.alias or name for name, info in Shot.model_fields.items()} | {"extends", "with", "params"}
    assert first_cells(section("The keys of a shot").split("<!--")[0]) == known


def test_the_lists_of_words_are_complete() -> None:
    def named(heading: str) -> set[str]:
        return set(re.findall(r"`([^`\n]+)`", section(heading)))

    words = vocabulary()
    assert set(FILTERS) | set(TESTS) <= named("Expressions")
    assert set(TYPES) <= named("Presets and parameters")
    assert set(words.light_roles) <= named("Light")
    assert set(words.free_slots) <= {name.replace("_", " ") for name in named("Keep, change, avoid, free")}
    assert set(words.lists["support_amount"].entries) <= named("Framing and support")
    assert set(words.track_sides.values()) <= named("Camera moves")
    assert set(DESIGNS) <= named("Experiments")
    assert {"starts_on"} <= named("Not built yet")


def test_the_numbers() -> None:
    lengths = ", ".join(map(str, DURATIONS[:-1])) + f" or {DURATIONS[-1]}"
    assert f"{lengths} seconds" in section("Duration")
    assert f"{WORDS_PER_SECOND:g} words a second" in section("Time")
