"""Damage of WebP, which has no checksums.

A lossy one is one long number from its first byte to its last. A changed bit changes all that
follows, and the decoder ends with bytes to spare or asks for more than there are, which it refuses.
A sound file cannot be decoded without its last bytes; one that can is damaged. So is a lossless
one, but few are noticed: its codes fall into step again after a changed bit.
"""

from __future__ import annotations

import io
import struct

import cv2
import numpy as np

from retinaview.imaging.headers import riff_chunks

_CUT_BYTES = 8
"""More than encoders pad the end with."""
_FIRST_CHUNK = 12
DAMAGED = "the WebP is damaged: parts of the photograph may be wrong"


def ends_early(data: bytes) -> bool:
    """Return whether a WebP can be decoded without its last bytes.

    Parameters
    ----------
    data : bytes
        The whole file.
    """
    shorter = _shorter(data)
    if shorter is None:
        return False
    try:
        return cv2.imdecode(np.frombuffer(shorter, np.uint8), cv2.IMREAD_UNCHANGED) is not None
    except cv2.error:
        return False


def _shorter(data: bytes) -> bytes | None:
    """Return the file without the last bytes of its pixels; None where none are found."""
    stream = io.BytesIO(data)
    stream.seek(_FIRST_CHUNK)
    for name, at, size in riff_chunks(stream, len(data)):
        if name in (b"VP8 ", b"VP8L") and size > _CUT_BYTES:
            less = size - _CUT_BYTES
            body = data[at : at + less] + bytes(less % 2)
            rest = data[8 : at - 8] + struct.pack("<4sI", name, less) + body
            return data[:4] + struct.pack("<I", len(rest)) + rest
        stream.seek(at + size + size % 2)
    return None
