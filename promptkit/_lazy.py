"""Names of a package that are imported when they are first used: a command pays for what it needs, and for no more."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazily(package: str, names: Mapping[str, str]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package.

    :param names: what each module gives it: names with spaces between them, under ``._module``.
    """
    where = {name: module for module, given in names.items() for name in given.split()}

    def found(name: str) -> object:
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value: object = getattr(import_module(where[name], package), name)
        setattr(sys.modules[package], name, value)
        return value

    return found
