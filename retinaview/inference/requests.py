"""What an analysis tells its caller while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """The steps from photograph to finding, in order; the value names its time in a finding."""

    LOAD = "load"
    FIELD_OF_VIEW = "field_of_view"
    QUALITY = "quality"
    SEGMENTATION = "segmentation"
    GRADING = "grading"
    LESIONS = "lesions"


@dataclass(frozen=True)
class Progress:
    """How far a step is.

    Attributes
    ----------
    step : str
        A `Step`.
    done, total : int
        Pieces of this step's work, `done` from 0 to `total`.
    """

    step: str
    done: int
    total: int


ProgressCallback = Callable[[Progress], None]
"""Called on the thread that analyses."""
