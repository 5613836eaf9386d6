"""The parts of a PNG, checked before a decoder sees them."""

from __future__ import annotations

import struct
import zlib

from retinaview.core.errors import ReadError

_END = b"\0\0\0\0IEND\xaeB`\x82"
_CUT_SHORT = "is cut short: the end of the PNG is missing"


def require_sound_png(data: bytes) -> None:
    """Raise if a PNG has no end, a part longer than itself, or pixels with a wrong checksum.

    Decoders would fill missing parts silently, and allocate what a part says that it takes.

    Parameters
    ----------
    data : bytes
        The whole file.

    Raises
    ------
    ReadError
        The caller adds the file's name.
    """
    if _END not in data[-65536:] and _END not in data:
        raise ReadError(_CUT_SHORT)
    at, name = 8, b""
    while name != b"IEND":
        if at + 12 > len(data):
            raise ReadError(_CUT_SHORT)
        length, name = struct.unpack_from(">I4s", data, at)
        end = at + 8 + length
        if end + 4 > len(data):
            raise ReadError("is damaged: a part of the PNG is longer than the file")
        if name in (b"IDAT", b"PLTE", b"IHDR"):
            (written,) = struct.unpack_from(">I", data, end)
            if zlib.crc32(memoryview(data)[at + 4 : end]) != written:
                raise ReadError("is damaged: a checksum in the PNG is wrong")
        at = end + 4
