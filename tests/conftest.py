"""What every test has: the mark `require` and the fixture `shared` (tests/require.py)."""

from __future__ import annotations

pytest_plugins = ["tests.require"]
