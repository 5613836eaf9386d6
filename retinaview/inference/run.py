"""A running analysis: its steps, timing, progress and cancellation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from retinaview.core.cancel import CancelToken

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


class AnalysisRun:
    """Timing, progress and cancellation of one analysis.

    Parameters
    ----------
    progress : callable, optional
        Called for every piece of work.
    cancel : CancelToken, optional
        Checked before every piece of work.

    Attributes
    ----------
    seconds : dict of str to float
        Wall time per step so far.
    """

    def __init__(self, progress: ProgressCallback | None, cancel: CancelToken | None) -> None:
        self._progress = progress
        self._cancel = cancel or CancelToken()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, step: AnalysisStep) -> Iterator[None]:
        """Time a step; raise `Cancelled` before it if a stop was requested."""
        self.tell(step, 0, 1)
        begin = time.perf_counter()
        try:
            yield
        finally:
            name = str(step)
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - begin
        self.tell(step, 1, 1)

    def tell(self, step: AnalysisStep, done: int, total: int) -> None:
        """Report progress; raise `Cancelled` if a stop was requested."""
        self._cancel.raise_if_cancelled()
        if self._progress is not None:
            self._progress(AnalysisProgress(step, done, total))


class PassCounter:
    """A counter of progress through the layers of one or several passes of a network.

    Parameters
    ----------
    run : AnalysisRun
        Receives the progress.
    step : AnalysisStep
        The step it belongs to.
    layers : int
        Number of layers of the network.
    """

    def __init__(self, run: AnalysisRun, step: AnalysisStep, *, layers: int) -> None:
        self._run, self._step, self._layers = run, step, layers
        self._before, self._passes, self._layer = 0, 1, 0

    def begin_pass(self, done: int, passes: int) -> None:
        """Report that `done` of all `passes` are complete."""
        self._before, self._passes, self._layer = done, passes, 0
        self._tell()

    def begin_layer(self) -> None:
        """Report that another layer begins."""
        self._layer = min(self._layer + 1, self._layers)
        self._tell()

    def _tell(self) -> None:
        done = self._before * self._layers + self._layer
        self._run.tell(self._step, done, self._passes * self._layers)
