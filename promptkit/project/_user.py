"""The user's own folders, for all their projects."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path


def user_folder(name: str) -> Path:
    """Where a user's own ``presets`` or ``templates`` stand; the folder need not exist."""
    return _folder(name, os.environ.get("XDG_CONFIG_HOME"), os.environ.get("HOME"))


@lru_cache(maxsize=16)  # asked for with every shot
def _folder(name: str, config: str | None, home: str | None) -> Path:
    """The folder; ``home`` is what :func:`Path.home` goes by."""
    return Path(config or Path.home() / ".config") / "promptkit" / name
