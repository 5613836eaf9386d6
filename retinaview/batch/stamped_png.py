"""PNG files that tell that this program wrote them, and that nobody changed them since.

A text chunk holds the checksum of all other bytes. It goes where the file goes, and takes no memory
however many files there are.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

_KEYWORD = b"RetinaView\0"
_AT = 33
"""After the signature and the header, bytes."""
_LENGTH = len(_KEYWORD) + 64


def stamped(png: bytes) -> bytes:
    """Return a PNG file with the stamp."""
    return png[:_AT] + _stamp(png) + png[_AT:]


def is_stamped(path: Path) -> bool:
    """Return whether a file has the stamp of its content.

    Raises
    ------
    OSError
        The file cannot be read.
    """
    content = path.read_bytes()
    end = _AT + 12 + _LENGTH
    return content[_AT:end] == _stamp(content[:_AT] + content[end:])


def _stamp(png: bytes) -> bytes:
    body = b"tEXt" + _KEYWORD + hashlib.sha256(png).hexdigest().encode()
    return struct.pack(">I", _LENGTH) + body + struct.pack(">I", zlib.crc32(body))
