"""The shot language: its words, its values and its time.

``shaped`` and ``terms_read`` make short forms long, ``build`` validates the merged result into a :class:`Shot` with its
:class:`Timeline`. No input or output, and no knowledge of presets, models or prompts.
"""

from ._as_written import entry_as_written, to_yaml, yaml_text
from ._build import Built, build, reworks, source_of
from ._colours import is_colour
from ._duration import read_duration
from ._list_edits import OPERATIONS, ListEdit, ListKind, names_of
from ._models import (
    SHOT_KEYS,
    Action,
    CameraItem,
    Cut,
    Effect,
    Framing,
    Light,
    Lighting,
    Line,
    Location,
    Look,
    Member,
    Move,
    OnScreenText,
    Reference,
    Shot,
    Sound,
    Source,
    Support,
)
from ._nodes import as_list, copied, emptied, is_empty, is_null, text_of
from ._places import Places
from ._quantities import Rate
from ._report import Report, replace
from ._rescale import rescaled
from ._scaling import Obstacle
from ._sequence import Crossfade, SequenceOfShots, Step
from ._setups import Setup, setups
from ._shapes import SETS, shaped
from ._slots import WORDS_PER_SECOND, spoken_seconds, time_taken
from ._solve import timeline
from ._terms import terms_read
from ._timeline import LONGEST_CLIP, Beat, Timeline, said
from ._types import DURATIONS, NAME
from ._units import Anchored, degrees, metres, millimetres, point_in_time, seconds
from ._vocabulary import Move as KnownMove
from ._vocabulary import Term, WordList, nearest, normal, vocabulary

__all__ = [
    "DURATIONS",
    "LONGEST_CLIP",
    "NAME",
    "OPERATIONS",
    "SETS",
    "SHOT_KEYS",
    "WORDS_PER_SECOND",
    "Action",
    "Anchored",
    "Beat",
    "Built",
    "CameraItem",
    "Crossfade",
    "Cut",
    "Effect",
    "Framing",
    "KnownMove",
    "Light",
    "Lighting",
    "Line",
    "ListEdit",
    "ListKind",
    "Location",
    "Look",
    "Member",
    "Move",
    "Obstacle",
    "OnScreenText",
    "Places",
    "Rate",
    "Reference",
    "Report",
    "SequenceOfShots",
    "Setup",
    "Shot",
    "Sound",
    "Source",
    "Step",
    "Support",
    "Term",
    "Timeline",
    "WordList",
    "as_list",
    "build",
    "copied",
    "degrees",
    "emptied",
    "entry_as_written",
    "is_colour",
    "is_empty",
    "is_null",
    "metres",
    "millimetres",
    "names_of",
    "nearest",
    "normal",
    "point_in_time",
    "read_duration",
    "replace",
    "rescaled",
    "reworks",
    "said",
    "seconds",
    "setups",
    "shaped",
    "source_of",
    "spoken_seconds",
    "terms_read",
    "text_of",
    "time_taken",
    "timeline",
    "to_yaml",
    "vocabulary",
    "yaml_text",
]
