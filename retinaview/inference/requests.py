"""What an analysis tells its caller while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retinaview.core.findings import Finding


class Step(StrEnum):
    """The steps from photograph to finding, in order; the value names its time in a finding.

    Each network is loaded just before its first use, so that the grade waits for no other.
    """

    FIELD_OF_VIEW = "field_of_view"
    QUALITY = "quality"
    LOAD = "load"
    GRADING = "grading"
    SEGMENTATION = "segmentation"
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


PublishCallback = Callable[["Finding"], None]
"""Called on the thread that analyses, with what is known while networks are still at work."""

ProgressCallback = Callable[[Progress], None]
"""Called on the thread that analyses."""
