"""The orientation of a photograph, the only EXIF tag that is read."""

from __future__ import annotations

import struct

ORIENTATION_TAG = 274


def orientation_of(exif: bytes | None) -> int:
    """Return the EXIF orientation, 1 if the tag is missing or invalid."""
    block = (exif or b"").removeprefix(b"Exif\0\0")
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", block, 4)
        (entries,) = struct.unpack_from(order + "H", block, start)
        for entry in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", block, start + 2 + 12 * entry)
            if tag == ORIENTATION_TAG:
                return valid_orientation(value)
    except struct.error:
        # A photograph with a broken EXIF block is still a photograph.
        return 1
    return 1


def valid_orientation(value: object) -> int:
    """Return the value if it is one of EXIF's eight orientations, else 1."""
    return value if isinstance(value, int) and 1 <= value <= 8 else 1
