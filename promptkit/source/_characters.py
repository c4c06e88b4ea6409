"""Characters that a text may not hold, or that need care."""

from __future__ import annotations

import re

PRIVATE = re.compile("[\ue000-\ue0ff]")
"""Reserved: they mark places while prompts are made, and stand in for text that is mended."""

UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What YAML does not allow (https://yaml.org/spec/1.2.2/#51-character-set), and a byte order mark inside the text."""

OTHER_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Where libyaml ends a line and no editor does."""

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What no text needs and a terminal may obey; only an escape between double quotes can bring one into a text."""
