"""``docs/presets.md``: every preset that ships, what it takes, and what it adds to a prompt.

The page is written by this test: ``PROMPTKIT_UPDATE_GOLDEN=1`` writes it anew; read the difference aloud.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from promptkit import compile
from promptkit.api import Preset, Reader, presets
from promptkit.resolve import Param
from promptkit.source import flow, plain

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "presets.md"
UPDATE = os.environ.get("PROMPTKIT_UPDATE_GOLDEN") == "1"
HEAD = """\
# Presets

What ships, beside what you keep yourself under `presets/` or in `~/.config/promptkit/presets`. A preset sets a
camera, a light, or a look, and leaves the rest: name one of each under `extends`. Each says here what it takes and what
it adds to a prompt; `promptkit presets show NAME` shows the same with the values and their places, and
[the language](language.md#presets-and-parameters) how to write your own.
"""
GROUPS = {
    "Camera": "They set the camera and how the picture is framed, and no light: any of the next group goes with them.",
    "Light": "They set light, and the grade that belongs to it, and no camera.",
    "Look and format": "They set neither.",
}
#: Words for what a preset has to be told.
SAMPLES = {
    "detail": "a wax seal",
    "event": "a wine glass bursts on the stone floor",
    "finds": "a woman with a suitcase",
    "first": "the letter",
    "listener": "Jonas",
    "one": "Mara",
    "onto": "the cracked mirror",
    "other": "Jonas",
    "reveals": "the old bridge",
    "shows": "the whole harbour",
    "speaker": "Mara",
    "starts": "a pair of muddy boots",
    "subject": "the red kite",
    "then": "the face at the window",
    "toward": "the blue door",
    "who": "Mara and Jonas",
}
#: A shot that says as little as a shot can.
BARE = "shot: a\nmodel: sora-2\nsize: {size}\nduration: 8\nscene: A quiet square.\nprops: [a blue door]\n"
SHIPPED = presets(Reader(), ROOT)

pytestmark = pytest.mark.usefixtures("no_presets_of_the_user")


def _group(preset: Preset) -> str:
    if "camera" in preset.sets:
        return "Camera"
    return "Light" if "lighting" in preset.sets else "Look and format"


def _use(preset: Preset) -> str:
    told = {param.name: SAMPLES[param.name] for param in preset.params if param.required}
    return f"extends: {preset.name}\n" + (f"with: {flow({**told})}\n" if told else "")


def _lines(folder: Path, text: str, size: str) -> list[str]:
    shot = folder / "shot.yaml"
    shot.write_text(BARE.format(size=size) + text, encoding="utf-8")
    return compile(shot, dialect="prose").prompt.splitlines()


def _adds(preset: Preset, folder: Path) -> list[str]:
    """The lines that the preset puts into the prompt of a shot that says nothing else."""
    given = preset.document.node.entries.get("size")
    size = str(plain(given)) if given is not None else "1280x720"
    bare = [*_lines(folder, "", size), "Cinematography:", "Actions:"]
    return [line for line in _lines(folder, _use(preset), size) if line and line not in bare]


def _row(param: Param) -> str:
    bounds = [f"{word} {value:g}" for word, value in (("from", param.low), ("to", param.high)) if value is not None]
    allowed = ", ".join(map(flow, param.of)) or " ".join(bounds)
    default = "" if param.default is None else flow(plain(param.default))
    kind = f"{param.type}: {allowed}" if param.of else f"{param.type} {allowed}".strip()
    needed = "**has to be given**" if param.required else f"`{default}`" if default else "none"
    return f"| `{param.name}` | {kind} | {needed} | {param.about} |"


def _section(preset: Preset, folder: Path) -> Iterator[str]:
    yield f"### {preset.name}\n\n{preset.about}\n"
    if preset.params:
        yield "| parameter | type | default | says |\n|---|---|---|---|"
        yield "\n".join(map(_row, preset.params)) + "\n"
    yield f"```yaml\n{_use(preset)}```\n```text"
    yield from _adds(preset, folder)
    yield "```\n"


def _page(folder: Path) -> str:
    parts = [HEAD]
    for group, about in GROUPS.items():
        parts.append(f"## {group}\n\n{about}\n")
        parts += [line for each in SHIPPED if _group(each) == group for line in _section(each, folder)]
    return "\n".join(parts)


def test_the_page_says_what_the_presets_do(tmp_path: Path) -> None:
    page = _page(tmp_path)
    if UPDATE:
        PAGE.write_text(page, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page


@pytest.mark.parametrize("preset", SHIPPED, ids=lambda preset: preset.name)
def test_every_parameter_says_what_it_is(preset: Preset) -> None:
    assert len(preset.about) <= 162
    for param in preset.params:
        assert param.about, f"{param.name} of {preset.name} explains nothing"


def test_a_preset_that_needs_to_be_told_something_has_words_for_it() -> None:
    needed = {param.name for preset in SHIPPED for param in preset.params if param.required}
    assert needed == SAMPLES.keys()
