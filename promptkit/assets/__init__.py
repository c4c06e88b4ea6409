"""Facts about files, read from their own bytes with the standard library alone: stills, clips, checksums.

A file is what its bytes say, never what its name says. Nothing here decodes a picture: a few headers are read, so that
a linter can look at hundreds of stills in a moment, and so that a clip can be checked where no media library is there.
"""

from ._checksum import sha256_file
from ._clips import ClipBoxFacts, clip_facts
from ._files import MAX_STILL_BYTES, Still, StillProblem, StillUnreadable, read_still
from ._stills import ImageFacts, still_facts

__all__ = [
    "MAX_STILL_BYTES",
    "ClipBoxFacts",
    "ImageFacts",
    "Still",
    "StillProblem",
    "StillUnreadable",
    "clip_facts",
    "read_still",
    "sha256_file",
    "still_facts",
]
