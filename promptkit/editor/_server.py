"""The server: requests of the protocol answered by the modules beside it. Only here is pygls known."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from promptkit import __version__
from promptkit.api import Reader, edits_of
from promptkit.findings import Edit, Finding, Severity, Span

from ._actions import lenses, remedies, target
from ._completion import completions
from ._hovering import hovered
from ._sight import Sight, see

_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}
_KINDS = {
    "key": lsp.CompletionItemKind.Property,
    "move": lsp.CompletionItemKind.Function,
    "word": lsp.CompletionItemKind.EnumMember,
    "preset": lsp.CompletionItemKind.Module,
    "parameter": lsp.CompletionItemKind.Variable,
    "model": lsp.CompletionItemKind.Class,
    "number": lsp.CompletionItemKind.Value,
}
_OURS = (".yaml", ".yml", ".j2")


class Server(LanguageServer):
    """The language server; what it knows of a file is made anew when any open file changes."""

    def __init__(self) -> None:
        super().__init__("promptkit", __version__)
        self._seen: dict[str, Sight] = {}
        self._reader = Reader()

    def sight(self, uri: str) -> Sight:
        """What is known of an open file."""
        if uri not in self._seen:
            self._seen[uri] = see(_path(uri), self._reader)
        return self._seen[uri]

    def changed(self) -> None:
        """Look at every open file again, and tell what is found: an edited preset changes the shots that use it."""
        self._seen.clear()
        self._reader = Reader(edited=self._texts())
        for uri in list(self.workspace.text_documents):
            if _path(uri).suffix in _OURS:
                self._tell(uri)

    def closed(self, uri: str) -> None:
        """Take back what was told of a file."""
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=[]))
        self.changed()

    def _texts(self) -> dict[Path, str]:
        open_files = self.workspace.text_documents.items()
        return {path: document.source for uri, document in open_files if (path := _path(uri)).suffix in _OURS}

    def _tell(self, uri: str) -> None:
        document = self.workspace.get_text_document(uri)
        told = [_diagnostic(each, document) for each in self.sight(uri).findings]
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, version=document.version, diagnostics=told)
        )


def _path(uri: str) -> Path:
    return Path(to_fs_path(uri) or uri).absolute()


def _range(span: Span, document: TextDocument) -> lsp.Range:
    """A span in the units of the client, which counts from 0, and often in UTF-16."""
    start = lsp.Position(span.line - 1, span.column - 1)
    end = lsp.Position(span.end_line - 1, span.end_column - 1)
    return document.position_codec.range_to_client_units(document.lines, lsp.Range(start, end))


def _place(document: TextDocument, position: lsp.Position) -> tuple[int, int]:
    """A position of the client as line and column from 1, in characters."""
    found = document.position_codec.position_from_client_units(document.lines, position)
    return found.line + 1, found.character + 1


def _diagnostic(finding: Finding, document: TextDocument) -> lsp.Diagnostic:
    assert finding.span is not None
    return lsp.Diagnostic(
        range=_range(finding.span, document),
        message=finding.message + (f"\n{finding.hint}" if finding.hint else ""),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        source="promptkit",
    )


def _text_edits(edits: Sequence[Edit], document: TextDocument) -> list[lsp.TextEdit]:
    return [lsp.TextEdit(_range(edit.span, document), edit.text) for edit in edits]


def server() -> Server:
    """The server with everything that it answers."""
    made = Server()
    for name in (lsp.TEXT_DOCUMENT_DID_OPEN, lsp.TEXT_DOCUMENT_DID_CHANGE, lsp.TEXT_DOCUMENT_DID_SAVE):
        made.feature(name)(partial(_changed, made))
    made.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)(partial(_changed, made))
    made.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(partial(_closed, made))
    made.feature(lsp.TEXT_DOCUMENT_HOVER)(partial(_hover, made))
    made.feature(lsp.TEXT_DOCUMENT_DEFINITION)(partial(_definition, made))
    made.feature(lsp.TEXT_DOCUMENT_CODE_LENS)(partial(_code_lens, made))
    triggers = lsp.CompletionOptions(trigger_characters=[":", " ", "{", "[", ",", "-"])
    made.feature(lsp.TEXT_DOCUMENT_COMPLETION, triggers)(partial(_completion, made))
    kinds = lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll])
    made.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, kinds)(partial(_code_actions, made))
    return made


def _changed(made: Server, _: object) -> None:
    made.changed()


def _closed(made: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    made.closed(params.text_document.uri)


def _hover(made: Server, params: lsp.HoverParams) -> lsp.Hover | None:
    document = made.workspace.get_text_document(params.text_document.uri)
    found = hovered(made.sight(params.text_document.uri), *_place(document, params.position))
    if found is None:
        return None
    text, span = found
    return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, text), _range(span, document) if span else None)


def _completion(made: Server, params: lsp.CompletionParams) -> lsp.CompletionList:
    document = made.workspace.get_text_document(params.text_document.uri)
    line, column = _place(document, params.position)
    due, offers = completions(made.sight(params.text_document.uri), line - 1, column - 1)
    typed = Span("", line, column - len(due.prefix), line, column)
    return lsp.CompletionList(
        is_incomplete=False,
        items=[
            lsp.CompletionItem(
                label=offer.label,
                kind=_KINDS[offer.kind],
                detail=offer.means or None,
                filter_text=offer.label,
                sort_text=f"{at:04}",
                text_edit=lsp.TextEdit(_range(typed, document), offer.label + (": " if due.is_key else "")),
            )
            for at, offer in enumerate(offers)
        ],
    )


def _definition(made: Server, params: lsp.DefinitionParams) -> lsp.Location | None:
    document = made.workspace.get_text_document(params.text_document.uri)
    found = target(made.sight(params.text_document.uri), *_place(document, params.position))
    if found is None:
        return None
    path, span = found
    uri = from_fs_path(str(path)) or path.as_uri()
    start = lsp.Position(span.line - 1, span.column - 1) if span is not None else lsp.Position(0, 0)
    return lsp.Location(uri, lsp.Range(start, start))


def _code_actions(made: Server, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    uri = params.text_document.uri
    document, sight = made.workspace.get_text_document(uri), made.sight(uri)
    actions = [
        lsp.CodeAction(
            title=each.title,
            kind=lsp.CodeActionKind.QuickFix,
            diagnostics=[_diagnostic(each.finding, document)],
            is_preferred=each.preferred,
            edit=lsp.WorkspaceEdit(changes={uri: _text_edits(each.edits, document)}),
        )
        for each in remedies(sight, params.range.start.line + 1, params.range.end.line + 1)
    ]
    safe = edits_of(sight.findings, sight.file, unsafe=False)
    if safe:
        edit = lsp.WorkspaceEdit(changes={uri: _text_edits(safe, document)})
        actions.append(lsp.CodeAction(title="apply all safe fixes", kind=lsp.CodeActionKind.SourceFixAll, edit=edit))
    return actions


def _code_lens(made: Server, params: lsp.CodeLensParams) -> list[lsp.CodeLens]:
    uri = params.text_document.uri
    document = made.workspace.get_text_document(uri)
    found = lenses(made.sight(uri))
    return [lsp.CodeLens(_range(span, document), command=lsp.Command(words, "")) for span, words in found]
