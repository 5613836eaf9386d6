"""Whether photographs go along with their labels."""

from __future__ import annotations

from enum import StrEnum


class Pictures(StrEnum):
    """Whether an export has the photographs, too: not, as copies, or as links."""

    NONE = "none"
    COPY = "copy"
    LINK = "link"
