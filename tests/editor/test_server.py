"""A session with a real client over standard input and output: every feature, as an editor uses it."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

from tests.cli.terminal import environment

TEXT = """\
shot: mug
duration: 4
scene: "🎬 A mug, in 4K, on a sill."
extends: [soft]
with: {warmth: high}
framing: {shot_size: close-up}
camera:
  - dolly: left
  - hold: 1
"""
PRESET = """\
preset: soft
about: Soft light from a window.
params: {warmth: {type: choice, of: [low, high], default: low, about: how warm it is}}
lighting: {key: {quality: soft, source: window}, palette: ["{{ warmth }} amber", cream, brown]}
"""
Told = dict[str, list[lsp.Diagnostic]]


class Editor:
    """An editor with one server."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.client = LanguageClient("tests", "1")
        self.told: Told = {}
        self.news = asyncio.Event()
        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(partial(Editor._hear, self))

    def _hear(self, params: lsp.PublishDiagnosticsParams) -> None:
        self.told[Path(params.uri).name] = list(params.diagnostics)
        self.news.set()

    async def start(self, encodings: list[lsp.PositionEncodingKind]) -> lsp.InitializeResult:
        env = environment()
        await self.client.start_io(sys.executable, "-m", "promptkit.cli", "lsp", env=env, cwd=str(self.folder))
        general = lsp.GeneralClientCapabilities(position_encodings=encodings)
        capabilities = lsp.ClientCapabilities(general=general)
        params = lsp.InitializeParams(capabilities=capabilities, root_uri=self.folder.as_uri(), process_id=None)
        result = await self.client.initialize_async(params)
        self.client.initialized(lsp.InitializedParams())
        return result

    async def stop(self) -> None:
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> None:
        item = lsp.TextDocumentItem(uri=self.uri(name), language_id="yaml", version=1, text=text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))

    def change(self, name: str, text: str, version: int = 2) -> None:
        document = lsp.VersionedTextDocumentIdentifier(version=version, uri=self.uri(name))
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))

    async def until(self, true: Callable[[Told], bool]) -> None:
        async with asyncio.timeout(60):
            while not true(self.told):
                await self.news.wait()
                self.news.clear()

    def at(self, text: str, words: str, after: int = 0) -> lsp.Position:
        """The place ``after`` characters into some words, in UTF-16 units."""
        at = text.index(words) + after
        line = text.count("\n", 0, at)
        before = text[:at].rpartition("\n")[2]
        return lsp.Position(line, len(before.encode("utf-16-le")) // 2)


def session(folder: Path, script: Callable[[Editor], Awaitable[None]]) -> None:
    async def run() -> None:
        editor = Editor(folder)
        await editor.start([lsp.PositionEncodingKind.Utf16])
        try:
            await script(editor)
        finally:
            await editor.stop()

    asyncio.run(run())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "promptkit.yaml").write_text("")
    (tmp_path / "presets").mkdir()
    (tmp_path / "presets" / "soft.yaml").write_text(PRESET)
    return tmp_path


def rules(told: list[lsp.Diagnostic]) -> set[str]:
    return {str(each.code) for each in told}


def test_findings_as_one_types(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("mug.yaml", TEXT)
        await editor.until(lambda told: "misused-move" in rules(told.get("mug.yaml", [])))
        by_rule = {each.code: each for each in editor.told["mug.yaml"]}
        words = by_rule["container-words"]
        assert words.range.start == editor.at(TEXT, "4K")  # behind an emoji: two units in UTF-16
        assert words.source == "promptkit"
        assert by_rule["misused-move"].severity == lsp.DiagnosticSeverity.Warning
        editor.change("mug.yaml", TEXT.replace("dolly: left", "truck: left").replace("in 4K, ", ""))
        await editor.until(lambda told: not {"misused-move", "container-words"} & rules(told["mug.yaml"]))
        editor.client.text_document_did_close(
            lsp.DidCloseTextDocumentParams(lsp.TextDocumentIdentifier(editor.uri("mug.yaml")))
        )
        await editor.until(lambda told: told["mug.yaml"] == [])

    session(folder, script)


def test_an_open_preset_counts_as_it_stands_in_the_editor(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("mug.yaml", TEXT)
        await editor.until(lambda told: "mug.yaml" in told)
        assert "unknown-parameter" not in rules(editor.told["mug.yaml"])
        editor.open("presets/soft.yaml", PRESET.replace("warmth", "heat"))
        await editor.until(lambda told: "unknown-parameter" in rules(told["mug.yaml"]))

    session(folder, script)


def test_what_is_no_document_of_ours_is_left_alone(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("compose.yaml", "services: {web: {image: nginx}}\n")
        await editor.until(lambda told: "compose.yaml" in told)
        assert editor.told["compose.yaml"] == []
        editor.open("promptkit.yaml", "")
        await editor.until(lambda told: "promptkit.yaml" in told)

    session(folder, script)


def test_hover_says_what_it_means_and_becomes(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        text = TEXT.replace("dolly: left", "dolly: in")
        editor.open("mug.yaml", text)

        async def shown(words: str, after: int = 1) -> str:
            place = lsp.TextDocumentIdentifier(editor.uri("mug.yaml")), editor.at(text, words, after)
            found = await editor.client.text_document_hover_async(lsp.HoverParams(*place))
            assert found is not None
            assert isinstance(found.contents, lsp.MarkupContent)
            return found.contents.value

        move = await shown("dolly")
        assert "**dolly**" in move
        assert "Directions: in, out" in move
        value = await shown("in\n")
        assert "> " in value
        assert "camera 0 to" in value
        assert "the head" in await shown("close-up")
        preset = await shown("soft]")
        assert "Soft light from a window." in preset
        assert "`warmth`: choice (low, high), else low: how warm it is" in preset

    session(folder, script)


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("camera:\n  - {pan: ", {"left", "right"}),
        ("camera:\n  - ", {"dolly", "pan", "rack_focus", "hold", "for"}),
        ("framing: {shot_size: ", {"close-up", "wide shot"}),
        ("lighting:\n  key: {quality: ", {"soft", "hard"}),
        ("lighting: {time_of_day: ", {"dusk", "golden hour"}),
        ("extends: [", {"soft", "slow-push"}),
        ("extends:\n  - soft: {", {"warmth"}),
        ("model: ", {"sora-2", "veo-3.1"}),
        ("size: ", {"1280x720", "720x1280"}),
        ("dur", {"duration", "camera"}),
        ("sound: {", {"ambience", "dialogue"}),
        ("cast:\n  Mara: {", {"wardrobe", "voice"}),
    ],
)
def test_completion(line: str, wanted: set[str], folder: Path) -> None:
    async def script(editor: Editor) -> None:
        text = f"shot: mug\nduration: 4\nscene: A mug. 🎬\n{line}"
        editor.open("mug.yaml", text)
        found = await editor.client.text_document_completion_async(
            lsp.CompletionParams(lsp.TextDocumentIdentifier(editor.uri("mug.yaml")), editor.at(text + "|", "|"))
        )
        assert isinstance(found, lsp.CompletionList)
        assert wanted <= {item.label for item in found.items}
        assert all(item.text_edit is not None for item in found.items)

    session(folder, script)


def applied(text: str, edits: list[lsp.TextEdit]) -> str:
    """The text after the edits; places in UTF-16 units."""
    lines = text.splitlines(keepends=True)
    for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        start, end = edit.range.start, edit.range.end
        ends = lines[end.line] if end.line < len(lines) else ""
        before = lines[start.line].encode("utf-16-le")[: start.character * 2].decode("utf-16-le")
        after = ends.encode("utf-16-le")[end.character * 2 :].decode("utf-16-le")
        lines[start.line : end.line + 1] = [before + edit.new_text + after]
    return "".join(lines)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_quick_fixes(newline: str, folder: Path) -> None:
    async def script(editor: Editor) -> None:
        text = TEXT.replace("\n", newline)
        editor.open("mug.yaml", text)
        await editor.until(lambda told: "misused-move" in rules(told.get("mug.yaml", [])))
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
        uri = editor.uri("mug.yaml")
        found = await editor.client.text_document_code_action_async(
            lsp.CodeActionParams(lsp.TextDocumentIdentifier(uri), whole, lsp.CodeActionContext([]))
        )
        actions = [each for each in found or [] if isinstance(each, lsp.CodeAction) and each.edit and each.edit.changes]
        by_title = {each.title: list((each.edit.changes or {})[uri]) for each in actions if each.edit}
        (all_safe,) = (each for each in actions if each.kind == lsp.CodeActionKind.SourceFixAll)
        assert all_safe.edit is not None
        fixed = applied(text, list((all_safe.edit.changes or {})[uri]))
        assert fixed == text.replace("dolly: left", "truck: left")
        quiet = applied(text, by_title["ignore container-words here"])
        assert f"# promptkit: ignore[container-words]\n{text.splitlines()[2]}" in quiet
        editor.change("mug.yaml", quiet)
        await editor.until(lambda told: "container-words" not in rules(told["mug.yaml"]))

    session(folder, script)


def test_definition_leads_to_the_preset_and_lenses_tell_the_price(folder: Path) -> None:
    async def script(editor: Editor) -> None:
        editor.open("mug.yaml", TEXT)
        place = lsp.TextDocumentIdentifier(editor.uri("mug.yaml")), editor.at(TEXT, "soft]", 1)
        found = await editor.client.text_document_definition_async(lsp.DefinitionParams(*place))
        assert isinstance(found, lsp.Location)
        assert found.uri == editor.uri("presets/soft.yaml")
        lenses = await editor.client.text_document_code_lens_async(lsp.CodeLensParams(place[0]))
        said = [each.command.title for each in lenses or [] if each.command]
        assert said[0].startswith("sora-2 at local, $0.00 a take, ")
        assert "hold" in said[1]

    session(folder, script)
