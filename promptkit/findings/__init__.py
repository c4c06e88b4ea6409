"""What promptkit tells its user: findings with places and fixes, and the few errors that end a command.

A mistake in a document is a *value* (:class:`Finding`): it is collected, sorted and reported with the others.
An exception from this package means that a command cannot go on::

    PromptkitError            the message is for the user; the command ends
    ├── UsageError            wrong flags, or a file that cannot be opened (exit code 2)
    ├── SpendRefused          a budget, a missing confirmation or a policy stopped it (exit code 3)
    └── MissingExtra          an optional part is not installed (exit code 2)

Any other exception that reaches the user is a bug.
"""

from ._errors import MissingExtra, PromptkitError, SpendRefused, UsageError
from ._findings import Edit, Finding, Fix, Safety, Severity, Span, sort_key

__all__ = [
    "Edit",
    "Finding",
    "Fix",
    "MissingExtra",
    "PromptkitError",
    "Safety",
    "Severity",
    "Span",
    "SpendRefused",
    "UsageError",
    "sort_key",
]
