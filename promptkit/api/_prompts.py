"""Prompts in plain prose: which inputs are such, their findings, and their reading."""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from promptkit.check import Choice, Options, check_document
from promptkit.findings import Edit, Finding, Severity, Span, UsageError, sort_key
from promptkit.language import DURATIONS
from promptkit.linter import finding_data, lint_text, said_length
from promptkit.project import Project
from promptkit.resolve import Library, display, documents
from promptkit.source import Scalar, SourceText, parse_text

from ._check import Result, checked_inputs, report_of, settled
from ._inputs import STDIN, Reader

if TYPE_CHECKING:
    from promptkit.prose import CameraMove
from ._moderation import Moderation, Prompt, judged, prompt_of

_SUFFIXES = (".txt", ".md", ".markdown", ".prompt")
#: A line that starts so belongs to a document, not to a prompt.
_DOCUMENT = re.compile(
    r"^(?:shot|preset|experiment|sequence|extends|model|size|duration|scene|camera|framing|lighting|action|sound|cast)\s*:"
    r"|^---\s*$|^%YAML",
    re.MULTILINE,
)
_FENCE = re.compile(r" {0,3}(?P<fence>`{3,20}|~{3,20})[ \t]*(?P<kind>[\w-]*)")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PROSE_FENCES = ("", "text", "txt", "prompt", "markdown", "md")


@dataclass(frozen=True, slots=True)
class TextInput:
    """A prompt in a file of its own.

    :param path: absolute; ``None`` for standard input.
    :param file: the name that places get.
    :param text: as it stands in the file.
    :param prose: the same, with what is no prose blanked out, place by place.
    """

    path: Path | None
    file: str
    text: str
    prose: str
    project: Project


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in documents and prompts together.

    :param texts: the text of each file, by the name that spans use, for code frames.
    :param files: the names of the files that were looked at.
    :param whole: those among them that were looked at whole.
    :param projects: whose files they are.
    """

    findings: tuple[Finding, ...]
    texts: dict[str, str]
    files: tuple[str, ...]
    whole: frozenset[str]
    projects: tuple[Project, ...]

    @property
    def fail_on(self) -> Severity:
        """The least severity that fails, by the settings of the projects."""
        set_up = (project.settings.lint.fail_on for project in self.projects)
        return min(set_up, key=lambda each: each.rank, default=Severity.ERROR)

    @property
    def tells_info(self) -> bool:
        """Whether a project wants to be told what is worth knowing."""
        return any(project.settings.lint.tells_info for project in self.projects)


def lint_named(
    names: Sequence[str],
    reader: Reader,
    options: Options,
    since: str | None = None,
    moderation: Moderation | None = None,
) -> Linted:
    """Lint what the caller named: documents, and prompts in prose.

    :param since: a revision of git; what is as it was then is left out.
    :param moderation: that endpoints are asked for their moderation, too.
    :raises UsageError: if a file cannot be opened, or there is nothing to lint.
    """
    prompts, others = named_texts(names, reader)
    inputs = reader.read(others) if others or not prompts else ()
    if not inputs and not prompts:
        raise UsageError("there are no shots or presets here", hint="promptkit new my-shot writes one")
    changes = None
    if since is not None:
        from ._since import Changes

        changes = Changes(since, [each.project.root for each in inputs])
    results = checked_inputs(inputs, options)
    if changes is not None:
        results = [each for each in results if changes.of_input(*each)]
        prompts = tuple(each for each in prompts if each.path is None or changes.of_file(each.path))
    report = report_of(results, options)
    inputs = report.inputs
    found = [*report.findings, *(each for prompt in prompts for each in text_findings(prompt, options))]
    if moderation is not None:
        found += _moderated(results, prompts, options, moderation)
    projects = [*(each.project for each in inputs), *(each.project for each in prompts)]
    return Linted(
        tuple(sorted(found, key=sort_key)),
        report.texts | {prompt.file: prompt.text for prompt in prompts},
        (*(each.parsed.file for each in inputs), *(each.file for each in prompts)),
        frozenset(
            (
                *(each.parsed.file for each in inputs if len(each.documents) == len(each.parsed.documents)),
                *(each.file for each in prompts),
            )
        ),
        tuple({id(project): project for project in projects}.values()),
    )


def _moderated(
    results: Sequence[Result], prompts: Sequence[TextInput], options: Options, moderation: Moderation
) -> Iterator[Finding]:
    """What endpoints say of the prompts, without what nobody wants to be told."""
    shots = [(shot, given.project) for given, checked in results for each in checked for shot in each.shots]
    asked = [prompt_of(shot, project) for shot, project in shots] + [_prompt(each, options) for each in prompts]
    sent = [each for each in asked if each is not None]
    projects = {each.span.file: each.project for each in sent}
    for finding in judged(sent, moderation.at):
        assert finding.span is not None
        told, _ = Choice(None, None, projects[finding.span.file], options).split([finding])
        yield from told


def _prompt(given: TextInput, options: Options) -> Prompt | None:
    """A prompt in a file of its own, as an endpoint would get it; ``None`` where there is no text."""
    text = given.prose.strip()
    if not text:
        return None
    source = SourceText(given.prose)
    start = given.prose.index(text)
    span = Span(given.file, *source.position(start), *source.position(start + len(text.splitlines()[0])))
    return Prompt(text, given.project, options.endpoint or given.project.settings.endpoint, span)


def named_texts(names: Sequence[str], reader: Reader) -> tuple[tuple[TextInput, ...], list[str]]:
    """The prompts among the names, read, and the names of everything else."""
    prompts: dict[str, TextInput] = {}
    others = []
    for name in names:
        if not is_text(name, reader.stdin):
            others.append(name)
            continue
        found = [name] if name == "-" or Path(name).exists() or not glob.has_magic(name) else sorted(glob.glob(name))  # noqa: PTH207
        for each in found:
            prompts[each] = text_input(each, reader)
    return tuple(prompts.values()), others


def is_text(name: str, stdin: str | None) -> bool:
    """Whether a name of the command line stands for a prompt in prose."""
    if name == "-":
        return stdin is not None and bool(stdin.strip()) and not _DOCUMENT.search(stdin)
    return name.lower().endswith(_SUFFIXES) and not Path(name).is_dir()


def text_input(name: str, reader: Reader) -> TextInput:
    """Read a prompt.

    :raises UsageError: if the file cannot be opened, or is no UTF-8.
    """
    if name == "-":
        text = reader.stdin or ""
        return TextInput(None, STDIN, text, text, reader.project(Path.cwd()))
    path = Path(name).absolute()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name} is not UTF-8 (byte {error.start})") from None
    except FileNotFoundError:
        raise UsageError(f"there is no file {name}") from None
    return TextInput(path, display(path), text, _prose_of(path, text), reader.project(path.parent))


def _prose_of(path: Path | None, text: str) -> str:
    """What is prose in a text; of Markdown without its head matter and its code in other languages, blanked out so
    that every place stays.
    """
    if path is None or path.suffix.lower() not in (".md", ".markdown"):
        return text
    lines = _FRONT.sub(lambda match: _blank(match[0]), text).splitlines(keepends=True)
    fence, keeps = "", True
    for at, line in enumerate(lines):
        match = _FENCE.match(line)
        if match is not None and (not fence or (match["fence"].startswith(fence) and not match["kind"])):
            fence, keeps = ("", True) if fence else (match["fence"], match["kind"].lower() in _PROSE_FENCES)
            lines[at] = _blank(line)
        elif not keeps:
            lines[at] = _blank(line)
    return "".join(lines)


def _blank(text: str) -> str:
    return "".join(letter if letter in "\r\n" else " " for letter in text)


def text_findings(given: TextInput, options: Options) -> tuple[Finding, ...]:
    """What the rules about prose find wrong with a prompt, without what nobody wants to be told."""
    found = lint_text(given.prose, given.file, _duration(options))
    told, _ = Choice(None, None, given.project, options).split(found)
    return tuple(told)


def fixed_prose(given: TextInput, options: Options) -> str:
    """The prompt with its fixes applied. Each changes what a model is told, so none of them is safe."""

    def edits(text: str) -> list[Edit]:
        found = text_findings(replace(given, prose=_prose_of(given.path, text)), options)
        return [edit for each in found if each.fix for edit in each.fix.edits]

    return settled(given.text, edits)


def _duration(options: Options) -> float | None:
    """The length that the caller set by ``--set duration=8``."""
    for patch in reversed(options.patches):
        node = patch.entries.get("duration")
        if isinstance(node, Scalar) and node.value in DURATIONS:
            return float(str(node.value))
    return None


def reading_data(text: str) -> dict[str, object]:
    """What was read in a prompt, as JSON data: moves, size of the shot, findings."""
    from promptkit.prose import read

    told = read(text)
    return {
        "moves": [_move_data(each) for each in told.moves if not each.unsteady],
        "shot_size": told.first("shot_size"),
        "findings": [_finding_data(each) for each in lint_text(text, "", None)],
    }


def _move_data(move: CameraMove) -> dict[str, object]:
    return {
        "move": move.move,
        "direction": move.direction,
        "order": move.order,
        "start": move.start,
        "end": move.end,
        "span": list(move.span),
    }


def _finding_data(finding: Finding) -> dict[str, object]:
    data = finding_data(finding)
    return {
        key: data[key] for key in ("rule", "family", "severity", "message", "line", "column", "end_line", "end_column")
    }


def drafted(given: TextInput) -> str:
    """A shot drafted from a prompt, as YAML that lints without an error: with its times where they fit, and where what
    the prompt says of the camera contradicts itself, with that left in a note.
    """
    from promptkit.prose import draft, read, written  # whoever lints a shot needs none of it

    told = read(_BOM.sub("", given.prose))
    shot = draft(told, _name(given), said_length(given.prose))
    plain = draft(replace(told, moves=(), mentions=(), sentences=()), shot.name, shot.duration)
    still = replace(
        shot, whole=replace(shot.whole, camera=()), cuts=tuple(replace(each, camera=()) for each in shot.cuts)
    )
    # A text of which only the beginning was read is no prompt of any model: it is kept, and nothing is tried out.
    tried = (written(shot), written(shot, timed=False), written(still), written(plain)) if told.is_whole else ()
    for text in dict.fromkeys(tried):
        if not _errors(text, given.project):
            return text
    noted = json.dumps(plain.whole.scene, ensure_ascii=False).replace("{{", '{{ \\"{{\\" }}')
    notes = f"notes: {noted}\n" if plain.whole.scene else ""
    return f"shot: {shot.name}\nduration: {shot.duration}\nscene: As noted below.\n{notes}"


_BOM = re.compile("\ufeff")


def _name(given: TextInput) -> str:
    stem = given.path.stem if given.path is not None else ""
    return re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")[:60] or "draft"


def _errors(text: str, project: Project) -> bool:
    parsed = parse_text(text, "draft.yaml")
    library = Library(())
    found = documents(parsed, None, project.root, project.root)
    if parsed.findings or not found:
        return True
    return any(check_document(each, library, project, Options()).has_errors for each in found)
