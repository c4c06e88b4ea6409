"""How a template of the user's fails."""

from __future__ import annotations

from promptkit.findings import Finding


class TemplateFailed(Exception):
    """A template of the user's gave no prompt; ``finding`` says why, and where in the template."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
