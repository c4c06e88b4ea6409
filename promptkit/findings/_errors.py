"""The errors that end a command, each with the exit code that it stands for."""

from __future__ import annotations


class PromptkitError(Exception):
    """A command cannot go on; ``str(error)`` is one lower-case sentence for the user.

    :param message: what went wrong, and where.
    :param hint: what to do about it, if there is one thing to do.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class UsageError(PromptkitError):
    """Wrong flags, or a file that cannot be opened."""

    exit_code = 2


class SpendRefused(PromptkitError):
    """A budget, a missing confirmation or a policy stopped a paid request before it left."""

    exit_code = 3


class MissingExtra(UsageError):
    """An optional part of promptkit is not installed.

    :param what: what the user wanted to do, as in ``"rendering a clip"``.
    :param extra: the extra that brings it, as in ``"local"``.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(
            f"{what} needs the extra [{extra}]",
            hint=f"pip install 'promptkit-video[{extra}]'",
        )
        self.extra = extra
