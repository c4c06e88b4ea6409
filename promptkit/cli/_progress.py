"""What a run says while it goes: lines for people, or one JSON object per event."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from promptkit.resolve import display
from promptkit.runs import Event

from ._shared import with_clips

_SAID = {
    "take.posting": "sent",
    "take.accepted": "accepted",
    "take.reused": "there already, not made again",
    "take.failed": "failed",
    "take.rejected": "refused by the endpoint, nothing bought",
    "take.uncertain": "uncertain: the answer was lost, nothing is sent again",
    "take.waiting": "waits for `promptkit resume`",
}


def listener(form: str, state: Path) -> Callable[[Event], None]:
    """What to call with each event.

    :param form: ``json`` or ``text``.
    :param state: the folder that the paths of files are relative to.
    """
    return partial(_json, state) if form == "json" else _Lines(state)


def _json(state: Path, event: Event) -> None:
    click.echo(json.dumps(with_clips(event.to_json(), state), ensure_ascii=False))


class _Lines:
    """A line per take and change; on a terminal the progress of a take is written over itself."""

    def __init__(self, state: Path) -> None:
        self.state = state
        self.live = sys.stderr.isatty() and not os.environ.get("CI")
        self.open = ""

    def __call__(self, event: Event) -> None:
        data = event.to_json()
        if event.name == "take.progress":
            self._progress(data)
        elif event.name == "take.completed":
            self._completed(data)
        elif data.get("missing"):
            self._line(f"{data['take']}  there already, but its clip was removed; --new makes another")
        elif event.name in _SAID:
            self._line(f"{data['take']}  {_SAID[event.name]}{self._why(data)}")
            self._files(data)
        elif event.name == "run.interrupted":
            self._line("interrupted: everything can be resumed")
        elif event.name == "run.finished":
            self._line(_totals(data))

    def _progress(self, data: dict[str, Any]) -> None:
        if self.live and data.get("progress") is not None:
            self._clear()
            status = str(data.get("status", "")).replace("_", " ")
            self.open = f"{data['take']}  {status} {data['progress']:.0f} %"
            click.echo(self.open, nl=False, err=True)

    def _completed(self, data: dict[str, Any]) -> None:
        facts = data.get("verified") or {}
        known = [
            f"{facts['width']}x{facts['height']}" if facts.get("width") else "",
            f"{facts['seconds']:g} s" if facts.get("seconds") else "",
            str(facts.get("codec") or "codec not verified"),
            "with sound" if facts.get("audio") else "no sound",
        ]
        self._line(f"{data['take']}  completed ({', '.join(part for part in known if part)})")
        for note in data.get("notes") or ():
            self._line(f"  note: {note}")
        self._files(data)

    def _files(self, data: dict[str, Any]) -> None:
        for file in data.get("files") or ():
            self._clear()
            click.echo(display((self.state / file["path"]).absolute()))

    def _why(self, data: dict[str, Any]) -> str:
        return f": {data['error']}" if data.get("error") else ""

    def _line(self, text: str) -> None:
        self._clear()
        click.echo(text, err=True)

    def _clear(self) -> None:
        if self.open:
            click.echo(f"\r{'':{len(self.open)}}\r", nl=False, err=True)
            self.open = ""


def _totals(data: dict[str, Any]) -> str:
    counts = [f"{data[state]} {state}" for state in ("completed", "failed", "rejected", "uncertain") if data.get(state)]
    waiting = data.get("accepted", 0) + data.get("posting", 0)
    if waiting:
        counts.append(f"{waiting} waiting for `promptkit resume`")
    if data.get("reused"):
        counts.append(f"{data['reused']} reused")
    return f"{', '.join(counts) or 'nothing to do'}; spent ${data.get('usd', 0):.2f}"
