"""What every test has: the mark `require`, the fixture `shared` (tests/require.py), interrupts; and more for some."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

# how long an example takes says what else the machine is doing
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

pytest_plugins = ["tests.require"]


def pytest_configure() -> None:
    """Take interrupts: a shell without job control has its background jobs ignore them, and so all that these start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def no_presets_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    """The presets and templates of whoever runs the tests are left out."""
    monkeypatch.setenv("XDG_CONFIG_HOME", os.devnull)
