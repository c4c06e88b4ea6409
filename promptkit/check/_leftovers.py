"""What is wrong with the comments that leave findings out, once a whole file has been checked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from promptkit.findings import Finding, Severity
from promptkit.linter import RULES, misspelt, suppressions, unused
from promptkit.source import ParsedFile

from ._check import OF_A_SHOT, Checked
from ._choice import LASTING
from ._ignored import known_rules

_INFOS = frozenset(rule.name for rule in RULES if rule.severity is Severity.INFO)
#: Rules that look at any document that loads, presets too.
_OF_ALL = frozenset(rule.name for rule in RULES if not rule.of_loading) - OF_A_SHOT


def leftovers(
    parsed: ParsedFile, checked: Sequence[Checked], suppressed: Sequence[Finding], *, pedantic: bool
) -> Iterator[Finding]:
    """Suppressions of one file that are no such, or that left nothing out.

    :param checked: all that the file holds; where something of it does not load, nobody knows what would be found.
    :param pedantic: whether what is worth knowing was looked for.
    :param suppressed: what comments left out of any document, for a preset's comment may be about a shot that uses it.
    """
    known = known_rules()
    yield from misspelt(parsed, known)
    if not suppressions(parsed) or any(each.has_errors for each in checked):
        return
    known = known if pedantic else known - _INFOS
    compiles = bool(checked) and all(each.document.kind != "preset" for each in checked)
    judged = known if compiles else _OF_ALL & known
    yield from unused(parsed, suppressed, judged, LASTING)
