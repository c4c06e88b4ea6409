"""The private-use characters that mark where a stretch of text comes from; no document and no template holds them."""

from __future__ import annotations

import re

OPEN, SEPARATOR, CLOSE = "\ue000", "\ue001", "\ue002"
MARK = re.compile(f"{OPEN}(\\d+){SEPARATOR}|{CLOSE}")
"""The beginning of a mark with its number, or the end of one."""
