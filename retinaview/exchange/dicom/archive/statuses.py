"""Statuses of DICOM's message exchange (PS3.7, annex C) in words."""

from __future__ import annotations

SUCCESS = 0x0000
PENDING = (0xFF00, 0xFF01)
_WARNINGS = (0x0001, 0x0107, 0x0116, 0xB000, 0xB006, 0xB007)
_WORDS = {
    0x0110: "it failed there",
    0x0117: "the identifier is invalid",
    0x0122: "it does not know this kind of object",
    0x0124: "not authorised",
    0x0211: "it does not know the request",
    0xA700: "out of resources",
    0xA701: "out of resources",
    0xA702: "out of resources; not all could be sent",
    0xA801: "it does not know our title as a place to send to",
    0xA900: "the object does not match its kind",
    0xC000: "it cannot understand the object",
}


def is_warning(status: int) -> bool:
    """Return whether a status means that the request was done nevertheless."""
    return status in _WARNINGS


def in_words(status: int) -> str:
    """Return a status in words, with its number."""
    words = _WORDS.get(status) or ("out of resources" if status & 0xFF00 == 0xA700 else "")
    return f"{words}, status {status:04X}" if words else f"status {status:04X}"
