"""The command line: one module per command, no logic of its own."""

from ._main import main

__all__ = ["main"]
