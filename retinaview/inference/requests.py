"""Steps and progress that an analysis reports to its caller."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retinaview.core.findings import Finding


class AnalysisStep(StrEnum):
    """The steps from photograph to finding, in order; the values are keys of `Finding.seconds`.

    Each network is loaded just before its first use, so that grading does not wait for another.
    """

    FIELD_OF_VIEW = "field_of_view"
    QUALITY = "quality"
    LOAD = "load"
    GRADING = "grading"
    LANDMARKS = "landmarks"
    SEGMENTATION = "segmentation"
    LESIONS = "lesions"


@dataclass(frozen=True)
class AnalysisProgress:
    """Progress of one step.

    Attributes
    ----------
    step : str
        A `AnalysisStep`.
    done, total : int
        Pieces of work in this step; `done` runs from 0 to `total`.
    """

    step: str
    done: int
    total: int


PublishCallback = Callable[["Finding"], None]
"""Called on the analysing thread with the results so far, while other networks still run."""

ProgressCallback = Callable[[AnalysisProgress], None]
"""Called on the analysing thread."""
