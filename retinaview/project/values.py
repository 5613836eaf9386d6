"""Values as the project keeps them; each function refuses what no program of ours has written.

SQLite takes a value of any type in almost any column, and JSON one in any place. What cannot be
read is noted photograph by photograph (`Damage`); everything else can.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from math import isfinite
from typing import SupportsFloat, TypeVar

from retinaview.core.errors import LabelError

TAKEN = "taken"
"""Name of the day on which a photograph was taken, in events and rows."""
T = TypeVar("T")
_NUMBERS = frozenset((float, int))  # a truth value's type is another one


def moment(value: object) -> datetime:
    """Return a time in UTC; raise TypeError, ValueError or OverflowError where it is none."""
    given = value if isinstance(value, datetime) else datetime.fromisoformat(text(value))
    return given.astimezone(UTC)


def text(value: object) -> str:
    """Return text; raise TypeError where it is none."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def number(value: object) -> float:
    """Return a finite number; raise TypeError where it is none. A truth value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def count(value: object) -> int:
    """Return a whole number from 0; raise TypeError where it is none."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"{value!r} is no whole number")
    return value


def flag(value: object) -> bool:
    """Return a truth value, also one kept as 0 or 1; raise TypeError where it is none."""
    if not isinstance(value, bool) and not (isinstance(value, int) and value in (0, 1)):
        raise TypeError(f"{value!r} is no truth value")
    return bool(value)


def day(value: object) -> date | None:
    """Return a day, None for empty text; raise TypeError or ValueError where it is neither."""
    known = text(value)
    return date.fromisoformat(known) if known else None


def day_text(value: date | None) -> str:
    """Return what `day` reads."""
    return "" if value is None else value.isoformat()


def optional(kind: Callable[[object], T], value: object) -> T | None:
    """Return None as it is, and any other value as that kind."""
    return None if value is None else kind(value)


def each(kind: Callable[[object], T], values: object) -> tuple[T, ...]:
    """Return the values of a list, each of that kind; raise TypeError where it is no list."""
    if not isinstance(values, list | tuple):
        raise TypeError(f"{values!r} is no list")
    return tuple(kind(value) for value in values)


def numbers(values: object) -> tuple[float, ...]:
    """Return the finite numbers of a list; raise TypeError where it holds anything else."""
    # Faster than one by one; a study holds millions.
    if (
        isinstance(values, list)
        and _NUMBERS.issuperset(map(type, values))
        and all(map(isfinite, values))
    ):
        return tuple(values)
    return each(number, values)


def to_json(value: object) -> str:
    """Return a value as JSON text."""
    return json.dumps(value, default=_plain)


def _plain(value: SupportsFloat | bytes) -> float | str:
    """Return NumPy's scalars, which come along with scores, as numbers; damaged values as text."""
    return repr(value) if isinstance(value, bytes) else float(value)


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
