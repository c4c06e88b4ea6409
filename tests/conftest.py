"""What every test has: the mark `require`, the fixture `shared` (tests/require.py); and interrupts."""

from __future__ import annotations

import signal

from hypothesis import settings

# how long an example takes says what else the machine is doing
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

pytest_plugins = ["tests.require"]


def pytest_configure() -> None:
    """Take interrupts: a shell without job control has its background jobs ignore them, and so all that these start."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
