"""A clip of several set-ups: what is the same throughout is said once, and then each cut says what is its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from promptkit.language import Setup, Shot, setups

#: What is said of each cut if any of them says it for itself.
SHARED = ("scene", "location", "framing", "support", "motion", "lighting")


def common(shot: Shot) -> Setup:
    """What all cuts share; of a clip without cuts, the whole set-up."""
    if not shot.cuts:
        return setups(shot)[0]
    own = _differing(shot)
    values = {name: None if name in own else getattr(shot, name) for name in SHARED}
    return Setup(path=(), own=shot, camera=shot.camera, action=shot.action, **values)


def each_cut(shot: Shot) -> Iterator[Setup]:
    """Each cut with what it has for itself, and what it has from the shot where another differs in it."""
    own = _differing(shot)
    said_before = {name: None for name in SHARED if name not in own}
    for setup in setups(shot) if shot.cuts else ():
        yield replace(setup, **said_before)  # type: ignore[arg-type]


def _differing(shot: Shot) -> frozenset[str]:
    return frozenset(name for name in SHARED if any(name in cut.model_fields_set for cut in shot.cuts))
