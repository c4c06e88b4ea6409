"""What a library remembers changes no result: a warm one gives what a new one gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promptkit.language import Report
from promptkit.resolve import Document, Library, Resolved, documents, resolve
from promptkit.source import Mapping, parse_text, plain

_FILES = {
    "p.yaml": "preset: p\nparams: {n: {type: seconds, default: 2}}\nframing: cu\nsupport: {handheld: subtle}\n"
    "camera: [{dolly: in, for: '{{ n }}', id: push}]\nkeep: [the cup]\n",
    "q.yaml": "preset: q\nparams: {m: text}\nextends: p\nmood: '{{ m }}'\ncamera: {append: [push out]}\n"
    "free: [weather]\n",
    "r.yaml": "preset: r\ncamera: {edit: {push: {speed: fast}}}\nframing: {shot_size: odd}\nweather: fog\n"
    "keep: {remove: [cup]}\n",
}
_PARENTS = ["[p]", "[q]", "[p, r]", "[r]", "[{p: {n: 3}}, r]", "[{q: {m: calm}}]", "[p, p]", "[{p: {n: x}}]"]
_BODIES = [
    "scene: a\n",
    "prompt: 'a {{ 1 + 1 }}'\n",
    "framing: {angle: high}\nfree: [mood]\n",
    "camera: {edit: {push: {pan: left}}}\n",
    "support: tripod\n",
    "cuts: [{for: 4, framing: cu, support: {handheld: strong}}, {for: 4, framing: ws}]\n",
]
_PATCHES = [
    "{mood: tense}",
    "{prompt_is: template}",
    "{framing: {shot_size: ws}}",
    "{support: drone}",
    "{camera: {remove: [push]}}",
    "{extends: q}",
    "{with: {n: 1}}",
    "{keep: [the spoon]}",
    "{cuts: {append: [{framing: ecu}]}}",
]


def _document(text: str, folder: Path) -> Document:
    return documents(parse_text(text, "shot.yaml"), folder / "shot.yaml", folder)[0]


def _resolved(document: Document, library: Library, patches: list[Mapping]) -> tuple[Any, list[tuple[str, str]]]:
    report = Report()
    result: Resolved = resolve(document, library, report, patches=patches)
    return plain(result.node), sorted((each.rule, each.message) for each in report.findings)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    calls=st.lists(
        st.tuples(st.sampled_from(_PARENTS), st.sampled_from(_BODIES), st.lists(st.sampled_from(_PATCHES), max_size=2)),
        min_size=2,
        max_size=6,
    )
)
def test_a_warm_library_gives_what_a_new_one_gives(calls: list[tuple[str, str, list[str]]], tmp_path: Path) -> None:
    for name, text in _FILES.items():
        (tmp_path / name).write_text(text)
    folders = ((tmp_path, tmp_path),)
    warm = Library(folders)
    known: dict[str, Document] = {}
    for parents, body, texts in calls:
        text = f"shot: a\nduration: 8\nextends: {parents}\n{body}"
        document = known.setdefault(text, _document(text, tmp_path))
        patches = [each for text in texts if isinstance(each := parse_text(text, "--set").documents[0], Mapping)]
        assert _resolved(document, warm, patches) == _resolved(document, Library(folders), patches)
