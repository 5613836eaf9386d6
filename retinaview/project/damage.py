"""What in a project cannot be read, photograph by photograph; everything else can."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from retinaview.core.errors import LabelError

UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What rows raise that no program of ours has written."""

_LONGEST = 200


class Damage:
    """Sentences about rows that were met and could not be read."""

    def __init__(self) -> None:
        self._sentences: dict[int, dict[str, None]] = {}

    @contextmanager
    def noted(self, image_id: int, what: str) -> Iterator[None]:
        """Pass over what cannot be read within, and remember it of this photograph."""
        try:
            yield
        except (*UNREADABLE, LabelError, zlib.error) as error:
            why = " ".join(str(error).split())[:_LONGEST]
            self._sentences.setdefault(image_id, {})[f"{what} ({why})"] = None

    def of(self, image_id: int) -> tuple[str, ...]:
        """List the damage that was met in one photograph's rows."""
        return tuple(self._sentences.get(image_id, ()))


def moment(value: object) -> datetime:
    """Return a time as the project keeps it; raise TypeError or ValueError where it is none."""
    return value if isinstance(value, datetime) else datetime.fromisoformat(text(value))


def text(value: object) -> str:
    """Return text as the project keeps it; raise TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
