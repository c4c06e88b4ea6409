"""Where the presets, schemas and templates stand that come with promptkit."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from promptkit.findings import PromptkitError

_PACKAGE = Path(__file__).resolve().parents[1]
_SHIPPED = ("presets", "schemas", "templates")
_OUR_NAME = re.compile(r'^name = "promptkit-video"$', re.MULTILINE)


def shipped(folder: str) -> Path:
    """The folder of that name that comes with promptkit: the checkout's own, or the one inside the wheel.

    :param folder: ``"presets"``, ``"schemas"`` or ``"templates"``.
    :raises PromptkitError: the installation has lost that folder.
    :raises ValueError: no such folder goes into the wheel.
    """
    if folder not in _SHIPPED:
        raise ValueError(f"promptkit does not ship {folder!r}")
    path = _data_of(_PACKAGE) / folder
    if not path.is_dir():
        raise PromptkitError(
            f"promptkit's own {folder} are missing: {path} is not a folder",
            hint="pip install --force-reinstall promptkit-video",
        )
    return path


@cache
def _data_of(package: Path) -> Path:
    """The folder that holds the data of the package that stands at ``package``."""
    project = package.parent / "pyproject.toml"
    try:
        is_checkout = _OUR_NAME.search(project.read_text(encoding="utf-8")) is not None
    except (OSError, UnicodeDecodeError):
        is_checkout = False
    return package.parent if is_checkout else package / "_shipped"
