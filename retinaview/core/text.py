"""Text from files made fit for a message: one line, no control characters, limited length."""

from __future__ import annotations

import json
import re
import unicodedata

LONGEST_VALUE = 200
"""Characters of a bad value that a message repeats."""
_SCANNED = 10 * LONGEST_VALUE
# A password may hold a slash that nobody escaped; a number before the first slash is a port.
_PASSWORD = re.compile(r"\b([a-z][a-z0-9+.-]+:/{1,2}[^/\s:@]*):(?!:|\d*/)\S*@", re.IGNORECASE)


def without_passwords(text: str) -> str:
    """Return text with ``...`` for the passwords of addresses: ``https://me:...@host/a.jpg``.

    Also where an address was taken for a path, which has one slash in place of two.
    """
    return _PASSWORD.sub(r"\1:...@", text)


def one_line(text: str) -> str:
    r"""Escape everything that would break the line or move the cursor, as JSON does.

    Control characters, line separators, bidirectional controls and lone surrogates (undecodable
    bytes of a file name) are escaped; every other character stays.
    """
    return "".join(char if _is_plain(char) else _escaped(char) for char in text)


def plain_lines(text: str) -> str:
    """Return a text of several lines with each of them as `one_line` returns it."""
    return "\n".join(map(one_line, text.split("\n")))


def brief(text: object) -> str:
    """Return one line of at most `LONGEST_VALUE` characters, ``...`` for what is left out."""
    line = one_line(without_passwords(str(text)[:_SCANNED])[: LONGEST_VALUE + 1])
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 3] + "..."


def shown(value: object) -> str:
    """Return a bad value as a message repeats it: short, and quoted if it is text."""
    if isinstance(value, str):
        return f"'{brief(value)}'"
    if isinstance(value, int) and value.bit_length() > 4 * LONGEST_VALUE:
        return f"a whole number of {value.bit_length()} bits"
    try:
        return brief(repr(value))
    except (ValueError, RecursionError):  # a number too long for text, or nesting too deep
        return f"a {type(value).__name__}"


def _is_plain(char: str) -> bool:
    return char.isprintable() or unicodedata.category(char) == "Zs"


def _escaped(char: str) -> str:
    return json.dumps(char)[1:-1] if char != "\x7f" else "\\u007f"
