"""What an endpoint's own moderation says, where a caller wants it asked. No file alone can show either finding."""

from __future__ import annotations

from promptkit.findings import Severity

from .._rule import Rule

_SHOT = "shot: a\nduration: 4\nscene: A harbour at dawn.\n"

RULES = (
    Rule(
        name="moderation-flagged",
        family="policy",
        severity=Severity.WARNING,
        summary="the moderation of an endpoint objects to the prompt (`lint --moderation`)",
        why="What is flagged is often refused, and some endpoints take the money first. The route for texts is not what"
        " judges videos: that it objects is worth a look, and that it does not is no promise.",
        valid=(_SHOT,),
        invalid=(),
        source="the endpoint's answer, with its categories and scores",
    ),
    Rule(
        name="moderation-not-asked",
        family="policy",
        severity=Severity.WARNING,
        summary="`lint --moderation` could not ask the endpoint",
        why="Silence would look like consent. An endpoint is asked only where its profile says that this is free.",
        valid=(_SHOT,),
        invalid=(),
        source="the fact `moderation` of the endpoint's profile (`promptkit endpoints NAME`)",
    ),
)
