"""The user's own folders, for all their projects."""

from __future__ import annotations

import os
from pathlib import Path


def user_folder(name: str) -> Path:
    """Where a user's own ``presets`` or ``templates`` stand; the folder need not exist."""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(base) / "promptkit" / name
