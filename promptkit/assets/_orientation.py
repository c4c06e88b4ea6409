"""The orientation tag of EXIF (JEITA CP-3451, tag 0x0112), found without reading anything else."""

from __future__ import annotations

from typing import Literal

_TAG = 0x0112
_SHORT = 3
_ENTRY_BYTES = 12
_BYTE_ORDERS: dict[bytes, Literal["little", "big"]] = {b"II*\0": "little", b"MM\0*": "big"}


def exif_orientation(tiff: bytes) -> int | None:
    """The orientation, 1 to 8, of a TIFF header with its first directory; ``None`` where it says none."""
    order = _BYTE_ORDERS.get(tiff[:4])
    if order is None:
        return None
    start = int.from_bytes(tiff[4:8], order)
    count = int.from_bytes(tiff[start : start + 2], order)
    for index in range(count):
        at = start + 2 + index * _ENTRY_BYTES
        entry = tiff[at : at + _ENTRY_BYTES]
        if len(entry) < _ENTRY_BYTES:
            return None
        if int.from_bytes(entry[:2], order) == _TAG and int.from_bytes(entry[2:4], order) == _SHORT:
            value = int.from_bytes(entry[8:10], order)
            return value if 1 <= value <= 8 else None
    return None
