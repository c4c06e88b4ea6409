"""How long a design is looked for: filters can hide the few combinations that they leave among millions."""

from __future__ import annotations

#: Comparisons of a combination with an entry of a filter, or with a pair that is still missing; about a second.
MOST_STEPS = 2_000_000


class DesignError(ValueError):
    """A design that cannot be made of these axes; ``hint`` says what to write in its place."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


class Effort:
    """Steps that were taken so far."""

    __slots__ = ("_left",)

    def __init__(self) -> None:
        self._left = MOST_STEPS

    def spend(self, steps: int) -> None:
        """Take so many steps.

        :raises DesignError: if they are too many.
        """
        self._left -= steps
        if self._left < 0:
            raise DesignError(
                "there are so many combinations that the variants cannot be found among them",
                "vary fewer axes, give them fewer levels, or filter less",
            )
