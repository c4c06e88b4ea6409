"""The clip that a shot is made from: a take of the project's own, or a video by its id."""

from __future__ import annotations

import re
from collections.abc import Callable

from promptkit.catalog import Clip
from promptkit.language import Report, source_of, text_of
from promptkit.source import Mapping, Node

#: Says which clip an id is; a text says why it is none, and ``None`` that nobody here knows it.
FindClip = Callable[[str], Clip | str | None]

#: The form of a take's id: shot names have neither capitals nor underscores, and ids of videos have.
_TAKE = re.compile(r"[a-z0-9-]+")
_VIDEO = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.:=+~@-]{0,1023}")


def nowhere(clip: str) -> None:
    """No clip is known: for callers without a ledger."""


def find_clip(document: Mapping, find: FindClip, report: Report) -> Clip | None:
    """The clip of a document's ``source``; ``None`` where it has none, or names one that is not there (reported)."""
    source, node = source_of(document), document.entries.get("source")
    if source is None or not isinstance(node, Mapping):
        return None
    return the_clip(node.entries[source[0]], find, report)


def the_clip(written: Node, find: FindClip, report: Report) -> Clip | None:
    """The clip of an id; ``None`` where it is not there (reported)."""
    name = (text_of(written) or "").strip()
    found = find(name)
    if found is None and _VIDEO.fullmatch(name) and ".." not in name and not _TAKE.fullmatch(name):
        return Clip(name)
    if isinstance(found, Clip):
        return found
    report.add(
        "unknown-clip",
        "target",
        written,
        found or f"there is no take {name!r} in the ledger, and it has not the form of a video's id",
        hint="`promptkit takes` lists the takes; the id of a video stands as its endpoint gave it (video_...)",
    )
    return None
