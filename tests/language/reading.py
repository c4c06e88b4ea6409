"""Reading a text as a shot: the language alone, without parents, expressions or linter."""

from __future__ import annotations

from promptkit.findings import Finding, Severity
from promptkit.language import Beat, Built, CameraItem, Move, Report, Shot, build, shaped, terms_read
from promptkit.source import Mapping, parse_text
from tests.places import places

HEAD = "shot: a\nduration: 8\nscene: A harbour.\n"
#: The line on which what follows ``HEAD`` starts.
NEXT = 4


def read(text: str) -> Built:
    """What becomes of a whole document."""
    parsed = parse_text(text, "shot.yaml")
    report = Report()
    report.findings.extend(parsed.findings)
    (document,) = parsed.documents
    assert isinstance(document, Mapping)
    return build(terms_read(shaped(document, report), report), report, parsed.damaged[0])


def shot(body: str, duration: int = 8) -> Shot:
    """A shot of a harbour with more to say, which has to load whole."""
    built = read(HEAD.replace("8", str(duration)) + body)
    assert not built.findings, [finding.message for finding in built.findings]
    assert built.sound
    assert built.shot is not None
    return built.shot


def found(body: str, duration: int = 8) -> list[tuple[str, int, int]]:
    """Rule, line and column of what is wrong with the harbour's shot, in order of place."""
    return places(read(HEAD.replace("8", str(duration)) + body).findings)


def only(body: str, duration: int = 8) -> Finding:
    """The one finding about the harbour's shot."""
    (finding,) = read(HEAD.replace("8", str(duration)) + body).findings
    return finding


def errors(built: Built) -> list[str]:
    """The messages of the errors."""
    return [each.message for each in built.findings if each.severity is Severity.ERROR]


def item(text: str) -> CameraItem:
    """The one camera item of a shot, from its text in flow style."""
    (made,) = shot(f"camera:\n  - {text}\n").camera
    return made


def move(text: str) -> Move:
    """The one move of one camera item."""
    (made,) = item(text).moves
    return made


def beats(body: str, channel: str = "camera", duration: int = 8) -> list[tuple[str, float, float]]:
    """What happens on a channel, with start and end in seconds; the shot has to load whole."""
    built = read(HEAD.replace("8", str(duration)) + body)
    assert not built.findings, [finding.message for finding in built.findings]
    assert built.timeline is not None
    return [(_name(each), each.start / 1000, each.end / 1000) for each in built.timeline.on(channel)]  # type: ignore[arg-type]


def _name(beat: Beat) -> str:
    part = beat.part
    if part is None:
        return "hold"
    for key in ("move", "does", "sound", "line", "says"):
        if hasattr(part, key):
            return str(getattr(part, key))
    raise AssertionError(part)
