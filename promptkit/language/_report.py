"""Where the readers of the language put what they find wrong, so that they can go on reading."""

from __future__ import annotations

from promptkit.findings import Edit, Finding, Fix, Safety, Severity, Span
from promptkit.source import Node, Path, Scalar


class Report:
    """Findings in the order in which they were met; one per rule, place and message, and none that only follows
    from another: a value that could not be read is not wrong a second time, and an id that went with it is not unknown.
    """

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.lost_ids: set[str] = set()
        #: Values that findings are about and that were computed from parameters; some are left out of the document.
        self.computed: list[Scalar] = []
        self._seen: set[tuple[str, Span, str]] = set()
        self._broken: set[Span] = set()

    @property
    def has_errors(self) -> bool:
        """Whether something was found that stops the shot from being compiled."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def add(
        self,
        rule: str,
        family: str,
        where: Node | Span,
        message: str,
        *,
        path: Path | None = None,
        severity: Severity = Severity.ERROR,
        fix: Fix | None = None,
        hint: str | None = None,
    ) -> None:
        """Note a finding at a node, or at a span with the path that it belongs to."""
        span = where if isinstance(where, Span) else where.span
        if path is None:
            path = () if isinstance(where, Span) else where.path
        if (rule, span, message) in self._seen or span in self._broken:
            return
        self._seen.add((rule, span, message))
        if isinstance(where, Scalar) and where.params:
            self.computed.append(where)
        self.findings.append(
            Finding(rule, family, severity, message, span, path=path, fix=fix, hint=hint),
        )

    def absorb(self, other: Report) -> None:
        """Note what another report holds, too."""
        if not (other.findings or other._broken):
            return
        known = set(self.findings)
        self.findings.extend(each for each in other.findings if each.span not in self._broken and each not in known)
        self.lost_ids |= other.lost_ids
        self.computed += other.computed
        self._seen |= other._seen
        self._broken |= other._broken

    def give_up(self, finding: Finding, span: Span) -> None:
        """Note the finding of a value that cannot be read, and nothing more about what stands at ``span``."""
        self.findings.append(finding)
        self._broken.add(span)

    def gave_up(self, span: Span) -> bool:
        """Whether what stands there could not be read."""
        return span in self._broken

    def give_up_at(self, span: Span) -> None:
        """Say nothing more about what stands there, for what is wrong with it has been said."""
        self._broken.add(span)


def replace(span: Span, text: str, message: str, safety: Safety = "safe") -> Fix:
    """A fix that writes ``text`` in the place of ``span``."""
    return Fix(safety, message, (Edit(span, text),))
