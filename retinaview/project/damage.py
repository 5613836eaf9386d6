"""What in a project cannot be read, photograph by photograph; everything else can."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from retinaview.core.errors import LabelError

UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What rows raise that no program of ours has written."""

_LONGEST = 200


class Damage:
    """Sentences about rows that were met and could not be read."""

    def __init__(self) -> None:
        self._sentences: dict[int | None, dict[str, None]] = {}

    @contextmanager
    def noted(self, image_id: object, what: str) -> Iterator[None]:
        """Pass over what cannot be read within, and remember it of this photograph.

        Parameters
        ----------
        image_id : int or other
            The photograph; anything but a number is none, and the damage is the whole study's.
        what : str
            What cannot be read, as the beginning of a sentence.
        """
        try:
            yield
        except (*UNREADABLE, LabelError, zlib.error) as error:
            why = " ".join(str(error).split())[:_LONGEST]
            key = image_id if isinstance(image_id, int) else None
            self._sentences.setdefault(key, {})[f"{what} ({why})"] = None

    def of(self, image_id: int | None) -> tuple[str, ...]:
        """List the damage met in one photograph's rows, or in those of no photograph (None)."""
        return tuple(self._sentences.get(image_id, ()))
