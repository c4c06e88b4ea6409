"""The project: ``promptkit.yaml``, what it sets, its folders and its state, and what ships with promptkit.

:func:`find_project` looks for the file from a folder upwards, as git finds its own, and reads it. What is wrong in the
file are findings, as in any document; an error among them has to stop whatever would send a request.
"""

from ._find import FILE_NAME, Project, find_project
from ._keys import key_for
from ._rules import RULES
from ._settings import Budget, LintSettings, Settings
from ._shipped import shipped
from ._state import confined, ensure_state
from ._user import user_folder

__all__ = [
    "FILE_NAME",
    "RULES",
    "Budget",
    "LintSettings",
    "Project",
    "Settings",
    "confined",
    "ensure_state",
    "find_project",
    "key_for",
    "shipped",
    "user_folder",
]
