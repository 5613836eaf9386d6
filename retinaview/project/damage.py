"""What in a project cannot be read, photograph by photograph; everything else can."""

from __future__ import annotations

import zlib
from contextlib import AbstractContextManager

from retinaview.core.errors import LabelError

UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What rows raise that no program of ours has written."""

_LONGEST = 200


class _Noted(AbstractContextManager[None, bool]):
    """Takes errors about unreadable values into a photograph's sentences."""

    def __init__(self, damage: Damage, image_id: int | None, what: str) -> None:
        self._damage, self._image_id, self._what = damage, image_id, what

    def __exit__(self, _: object, error: BaseException | None, __: object) -> bool:
        if not isinstance(error, (*UNREADABLE, LabelError, zlib.error)):
            return False
        why = " ".join(str(error).split())[:_LONGEST]
        self._damage.add(self._image_id, f"{self._what} ({why})")
        return True


class Damage:
    """Sentences about rows that were met and could not be read."""

    def __init__(self) -> None:
        self._sentences: dict[int | None, dict[str, None]] = {}

    def noted(self, image_id: object, what: str) -> _Noted:
        """Pass over what cannot be read within, and remember it of this photograph.

        Parameters
        ----------
        image_id : int or other
            The photograph; anything but a number is none, and the damage is the whole study's.
        what : str
            What cannot be read, as the beginning of a sentence.
        """
        return _Noted(self, image_id if isinstance(image_id, int) else None, what)

    def add(self, image_id: int | None, sentence: str) -> None:
        """Remember a sentence about a photograph, or about the whole study (None)."""
        self._sentences.setdefault(image_id, {})[sentence] = None

    def of(self, image_id: int | None) -> tuple[str, ...]:
        """List the damage met in one photograph's rows, or in those of no photograph (None)."""
        return tuple(self._sentences.get(image_id, ()))
