"""Label files as bytes and as text, in the encodings that tools write."""

from __future__ import annotations

import re
from pathlib import Path

from retinaview.core.errors import LabelError
from retinaview.core.guard import guard
from retinaview.core.regular_files import read_regular

LARGEST_FILE_BYTES = 512 * 2**20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read_bytes(path: Path) -> bytes:
    """Read a label file.

    Raises
    ------
    LabelError
        The file cannot be read, is empty, or is too large.
    """
    with guard(LabelError, path):
        if path.stat().st_size > LARGEST_FILE_BYTES:
            raise LabelError("is larger than 512 MiB, the limit for a label file", path=path)
        content = read_regular(path)
    if not content.strip():
        raise LabelError("is empty", path=path)
    return content


def read_text(path: Path) -> str:
    """Read a label file as text; see `decoded`."""
    return decoded(read_bytes(path), path=path)


def decoded(content: bytes, *, path: Path) -> str:
    """Return text in UTF-8 or, by its mark, UTF-16; else in Windows-1252, as older tools write it.

    Raises
    ------
    LabelError
        It is none of these, or holds control characters, which no label file does.
    """
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if encoding != "cp1252" or not _CONTROL.search(text):
            return text
    raise LabelError("is not UTF-8 text", path=path)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, as editors show them.

    `str.splitlines` also divides at characters that stand within names, such as U+0085; whatever
    follows would then have another number.
    """
    return re.split("\r\n?|\n", text)
