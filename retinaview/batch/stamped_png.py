"""PNG files that tell that this program wrote them, and that nobody changed them since.

A text chunk holds the checksum of all other bytes. It goes where the file goes, and takes no memory
however many files there are.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

from retinaview.core.regular_files import read_regular

_START = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR"
_KEYWORD = b"RetinaView\0"
_AT = 33
"""After the signature and the header, bytes."""
_LENGTH = len(_KEYWORD) + 64


def stamped(png: bytes) -> bytes:
    """Return a PNG file with the stamp."""
    return png[:_AT] + _stamp(png) + png[_AT:]


def holds_nothing_of_others(path: Path) -> bool:
    """Return whether a file can be replaced without a loss.

    It can if nobody changed it since this program wrote it, and if a failing disk or a power cut
    left nothing of it, or damaged it.
    """
    try:
        content = read_regular(path)
    except OSError:
        return False
    stamp = content[_AT : _AT + 12 + _LENGTH]
    if stamp[8 : 8 + len(_KEYWORD)] == _KEYWORD:
        rest = content[:_AT] + content[_AT + len(stamp) :]
        return stamp == _stamp(rest) or not _is_sound(content)
    return not content.strip(b"\0")


def is_whole(path: Path, size: tuple[int, int]) -> bool:
    """Return whether a complete PNG of this width and height exists.

    PNG's own checksums are compared, which takes a tenth of the time of decoding.
    """
    try:
        content = read_regular(path)
    except OSError:
        return False
    return content[16:24] == struct.pack(">2I", *size) and _is_sound(content)


def _is_sound(content: bytes) -> bool:
    if not content.startswith(_START):
        return False
    place, kind = 8, b""
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        body, end = memoryview(content)[place + 4 : place + 8 + length], place + 12 + length
        kind = bytes(body[:4])
        if end > len(content) or zlib.crc32(body) != int.from_bytes(content[end - 4 : end]):
            return False
        place = end
    return kind == b"IEND" and place == len(content)


def _stamp(png: bytes) -> bytes:
    body = b"tEXt" + _KEYWORD + hashlib.sha256(png).hexdigest().encode()
    return struct.pack(">I", _LENGTH) + body + struct.pack(">I", zlib.crc32(body))
