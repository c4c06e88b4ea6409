"""prose-unclear-speaker: dialogue of several people in which it is not clear who says a line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from promptkit.findings import Severity

from .._rule import Example, Rule
from .._texts import Complaint, Prose

_HEAD = re.compile(r"^[ \t*#-]*(?:dialogue|dialog|<dialogue>)[ \t:*>]*$", re.IGNORECASE | re.MULTILINE)
_LINE = re.compile(
    r"^[ \t]*(?:[-*•][ \t]*)?(?P<who>[A-Z][\w.'’ ]{0,30}?)?[ \t]*(?:\([^)\n]{1,60}\))?[ \t]*(?P<colon>:)?"
    r"[ \t]*[\"“](?P<line>[^\"”\n]+)[\"”]",
    re.MULTILINE,
)


def unclear_speaker(prose: Prose) -> Iterator[Complaint]:
    """A label that nearly is another one, and a line without a label among lines that have one."""
    head = _HEAD.search(prose.text)
    if head is None:
        return
    labels: list[str] = []
    for match in _LINE.finditer(prose.text, head.end()):
        who = match["who"] if match["colon"] else None
        if who is None:
            if labels:
                yield Complaint(
                    f"nobody is said to speak {match['line']!r}",
                    (match.start("line") - 1, match.end("line") + 1),
                    hint=f'write a label before it, as in `{labels[-1]}: "..."`',
                )
            continue
        twin = next((each for each in labels if each != who and _same(each, who)), None)
        if twin is not None:
            yield Complaint(
                f"{who!r} and {twin!r} may be one speaker or two",
                match.span("who"),
                hint=f"write one label all through, as in {twin!r}",
            )
        elif who not in labels:
            labels.append(who)


def _same(one: str, other: str) -> bool:
    """``Det.`` is short for ``Detective``, and ``MARA`` is ``Mara``."""
    short, long = sorted((one.lower().rstrip("."), other.lower().rstrip(".")), key=len)
    if short == long:
        return True
    return long.startswith(short) and len(short) >= 3 and (one.endswith(".") or other.endswith("."))


_TALK = "shot: a\nduration: 8\nprompt: |\n  Two men in a room.\n\n  Dialogue:\n"
RULE = Rule(
    name="prose-unclear-speaker",
    family="prose",
    severity=Severity.WARNING,
    summary="dialogue in which it is not clear who says a line",
    why="A voice belongs to a label. A label that changes gets another voice, and a line without one gets anybody's.",
    valid=(
        f'{_TALK}  - Ivo: "It is late."\n  - Mara: "It is."\n',
        'shot: a\nduration: 4\nprompt: |\n  A man at a window.\n\n  Dialogue:\n  "It is late."\n',
    ),
    invalid=(
        Example(
            f'{_TALK}  - Detective: "It is late."\n  - Ivo: "It is."\n  - Det.: "Go home."\n',
            9,
            5,
        ),
        Example(
            f'{_TALK}  - Mara: "It is late."\n  - Ivo: "It is."\n  - "Go home."\n',
            9,
            5,
        ),
    ),
    reads=unclear_speaker,
    source="OpenAI's guide for Sora 2, Dialogue and audio; conflict speaker_unknown",
)
