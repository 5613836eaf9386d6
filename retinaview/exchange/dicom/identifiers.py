"""Unique identifiers that follow from what they name, and names as DICOM writes them.

The same study exported twice has the same identifiers, so that an archive does not keep it twice.
"""

from __future__ import annotations

import hashlib
import re

_NAME = re.compile(r"[\^=\\\x00-\x1f\x7f]")
_LONGEST_NAME = 60


def uid_of(*parts: object) -> str:
    """Return an identifier below the root of UUIDs (2.25) that follows from some values."""
    digest = hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).digest()
    return f"2.25.{int.from_bytes(digest[:16], 'big')}"


def mark_uid(mark_id: str) -> str:
    """Return the identifier of a mark: its own number, where it has the usual one."""
    if re.fullmatch(r"[0-9a-f]{32}", mark_id):
        return f"2.25.{int(mark_id, 16)}"
    return uid_of("mark", mark_id)


def person_name(name: str) -> str:
    """Return a reader's name as DICOM's single family name, which is not taken apart."""
    return f"{_NAME.sub(' ', name).strip()[:_LONGEST_NAME] or 'unnamed'}^"
