"""A compiler for camera-directed video prompts.

The public names of this package come from :mod:`promptkit.api` and are imported when they are first used, so that
``import promptkit`` costs nothing::

    import promptkit

    for finding in promptkit.lint("examples"):
        print(finding.span, finding.message)
    print(promptkit.compile("examples/coffee.yaml").prompt)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .api import (
        Action,
        CameraItem,
        Change,
        CompiledShot,
        Cut,
        Diff,
        Effect,
        Finding,
        FindingsError,
        Framing,
        Light,
        Lighting,
        Line,
        Location,
        Look,
        Member,
        Move,
        OnScreenText,
        Plan,
        PromptkitError,
        Severity,
        Shot,
        Sound,
        Support,
        compile,
        diff,
        from_data,
        from_yaml,
        lint,
        load,
        plan,
        rescale,
        to_yaml,
    )

__version__ = "0.1.0"

__all__ = [
    "Action",
    "CameraItem",
    "Change",
    "CompiledShot",
    "Cut",
    "Diff",
    "Effect",
    "Finding",
    "FindingsError",
    "Framing",
    "Light",
    "Lighting",
    "Line",
    "Location",
    "Look",
    "Member",
    "Move",
    "OnScreenText",
    "Plan",
    "PromptkitError",
    "Severity",
    "Shot",
    "Sound",
    "Support",
    "__version__",
    "compile",
    "diff",
    "from_data",
    "from_yaml",
    "lint",
    "load",
    "plan",
    "rescale",
    "to_yaml",
]

_LAZY = frozenset(__all__) - {"__version__"}


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'promptkit' has no attribute {name!r}")
    value: object = getattr(import_module("promptkit.api"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
