"""What came back, compared with what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from promptkit.ledger import Intent, Verified

from ._replies import Reply

_SECONDS_OFF = 0.1


@dataclass(frozen=True, slots=True)
class Checker:
    """How clips are checked.

    :param probe: reads a file; ``None`` for a file that is no video at all. :func:`best_probe` gives one.
    :param audio: by model, whether its clips have sound; models that are not named are not asked.
    """

    probe: Callable[[Path], Verified | None]
    audio: Mapping[str, bool] = field(default_factory=dict)


def differences(intent: Intent, reply: Reply | None, facts: Verified, *, audio: bool | None) -> tuple[str, ...]:
    """How the endpoint's last word and the file differ from the request, one sentence each."""
    said = () if reply is None else _reply_differences(intent, reply)
    return (*said, *_file_differences(intent, facts, audio))


def _reply_differences(intent: Intent, reply: Reply) -> tuple[str, ...]:
    notes = []
    if reply.model is not None and intent.model and not _is_version_of(reply.model, intent.model):
        notes.append(f"the endpoint says that {reply.model} made it; {intent.model} was asked for")
    if reply.seconds and intent.seconds and not _same_seconds(reply.seconds, intent.seconds):
        notes.append(f"the endpoint says that it has {reply.seconds} s; {intent.seconds} s were asked for")
    if reply.size and intent.size and reply.size.lower() not in (intent.size, str(intent.body.get("size"))):
        notes.append(f"the endpoint says that it has {reply.size}; {intent.size} was asked for")
    return tuple(notes)


def _file_differences(intent: Intent, facts: Verified, audio: bool | None) -> tuple[str, ...]:
    notes = []
    size = f"{facts.width}x{facts.height}"
    if intent.size and size != intent.size:
        notes.append(f"the clip has {size}; {intent.size} was asked for")
    if facts.seconds is None:
        notes.append("the clip's length was not verified")
    elif intent.seconds and not _same_seconds(str(facts.seconds), intent.seconds):
        notes.append(f"the clip has {facts.seconds:g} s; {intent.seconds} s were asked for")
    if audio is not None and audio is not facts.audio:
        notes.append("the clip has no sound" if audio else "the clip has sound, which this model does not make")
    if facts.codec is None:
        notes.append("the clip's codec was not verified")
    return tuple(notes)


def _is_version_of(answered: str, asked: str) -> bool:
    return answered == asked or answered.startswith(f"{asked}-20")


def _same_seconds(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) <= _SECONDS_OFF + 1e-9
    except ValueError:
        return one == other
