"""Where a reader left a study: the photograph, and how it was seen."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import cast

from retinaview.core.budget import MAX_SIDE_PX

_MOST_ZOOM = 1e6
KEY = "left_at"
"""Of the place among the settings that are kept with a study."""


@dataclass(frozen=True)
class LeftAt:
    """The photograph in front when a study was closed.

    Attributes
    ----------
    path : str
        The photograph's, as the study has it.
    view : (float, float, float) or None
        Source point in the middle, pixels, and screen pixels per source pixel; None for the whole
        photograph.
    """

    path: str
    view: tuple[float, float, float] | None = None

    def to_text(self) -> str:
        """Return it as it is kept."""
        return json.dumps({"photograph": self.path, "view": self.view})

    @classmethod
    def from_text(cls, text: str | None) -> LeftAt | None:
        """Return what was kept; None where nothing was, or something that cannot be read."""
        try:
            kept = json.loads(text or "null")
        except (ValueError, RecursionError):
            return None
        if not isinstance(kept, dict) or not isinstance(kept.get("photograph"), str):
            return None
        return cls(kept["photograph"], _view(kept.get("view")))


def _view(value: object) -> tuple[float, float, float] | None:
    if not isinstance(value, list) or len(value) != 3:
        return None
    x, y, zoom = map(_number, value)
    is_place = all(abs(each) <= MAX_SIDE_PX for each in (x, y))  # False for NaN
    return (x, y, zoom) if is_place and 1 / _MOST_ZOOM <= zoom <= _MOST_ZOOM else None


def _number(value: object) -> float:
    """Return a number as it is; NaN for anything else."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    try:
        return float(cast("float", value)) if is_number else math.nan
    except OverflowError:  # a whole number of hundreds of digits
        return math.nan
