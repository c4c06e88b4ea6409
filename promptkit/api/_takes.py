"""Takes as shots: what each was made from, as the ledger has kept it."""

from __future__ import annotations

from pathlib import Path

from promptkit.check import Made
from promptkit.findings import UsageError
from promptkit.language import Shot
from promptkit.ledger import FILE_NAME, Ledger, Take
from promptkit.project import Project


def take_named(name: str, project: Project) -> Take | None:
    """The take of that id; ``None`` where there is none, or a file of that name."""
    if Path(name).exists() or not (project.state / FILE_NAME).is_file():
        return None
    with Ledger(project.state) as ledger:
        return next((take for take in ledger.takes() if take.id == name), None)


def made_of(take: Take) -> Made:
    """The shot that a take was made from, and what was asked for.

    :raises UsageError: if the ledger has not kept it.
    """
    intent = take.intent
    if intent.document is None:
        raise UsageError(
            f"take {take.id} is from before the ledger kept the shots of takes",
            hint=f"compare its file as it was then: {intent.file}@REVISION",
        )
    shot = Shot.model_validate_json(intent.document)
    seconds = float(intent.seconds) if intent.seconds and shot.duration is None else None
    return Made(shot, seconds, intent.prompt, intent.body, intent.endpoint, intent.usd, intent.fingerprint)
