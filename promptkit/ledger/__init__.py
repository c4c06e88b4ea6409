"""The ledger: the durable record of every take, its money and its files, in one SQLite file of the state folder.

:class:`Ledger` writes an intent down *before* its POST leaves, together with the money that it may cost. The state of
a take changes only along :data:`WAYS`, by compare-and-set; anything else raises :class:`IllegalTransition`.
"""

from ._errors import IllegalTransition, UnknownTake, VideoTaken
from ._ledger import Ledger
from ._names import slug
from ._owners import LEASE_SECONDS, Owner
from ._schema import FILE_NAME
from ._states import STANDING, UNFINISHED, WAYS, State
from ._values import Intent, Pot, Take, TakeFile, Verified

__all__ = [
    "FILE_NAME",
    "LEASE_SECONDS",
    "STANDING",
    "UNFINISHED",
    "WAYS",
    "IllegalTransition",
    "Intent",
    "Ledger",
    "Owner",
    "Pot",
    "State",
    "Take",
    "TakeFile",
    "UnknownTake",
    "Verified",
    "VideoTaken",
    "slug",
]
