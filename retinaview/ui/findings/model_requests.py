"""What goes to the models' thread and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from retinaview.core.cancel import CancelToken
from retinaview.core.findings import Finding
from retinaview.inference.run import AnalysisProgress
from retinaview.ui.findings.run_queue import QueueItem, Reason

if TYPE_CHECKING:
    from retinaview.imaging.photograph import Photograph
    from retinaview.project.packed_finding import PackedFinding


class Analyst(Protocol):
    """What the runner needs of the engine: `inference.engine.Engine`, or a stand-in."""

    def analyse(
        self,
        photograph: Photograph,
        *,
        fellow: Photograph | None = None,
        progress: Callable[[AnalysisProgress], None] | None = None,
        publish: Callable[[Finding], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        """Run every model on a photograph."""

    def ask(
        self,
        photograph: Photograph,
        source: str,
        *,
        fellow: Photograph | None = None,
        progress: Callable[[AnalysisProgress], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        """Run one source on a photograph."""

    @property
    def device_label(self) -> str:
        """The device in words; loads the networks."""


@dataclass(frozen=True)
class ModelRequest:
    """One photograph for the models.

    Attributes
    ----------
    generation : int
        Rises with every request; an answer of another generation than the running one is stale.
    image_id : int
        The photograph in the study.
    path : Path
        Its file.
    photograph : Photograph or None
        Already decoded, or None to be read by the worker.
    reason : Reason
        Why it is wanted.
    source : str
        The one source that is asked; empty for the whole analysis.
    fellow : Path or None
        The file of the same patient's other eye, where there is one.
    fellow_photograph : Photograph or None
        Already decoded, or None to be read by the worker.
    """

    generation: int
    image_id: int
    path: Path
    photograph: Photograph | None
    reason: Reason
    source: str = ""
    fellow: Path | None = None
    fellow_photograph: Photograph | None = None

    @property
    def item(self) -> QueueItem:
        """What was wished for."""
        return QueueItem(self.image_id, self.source)


@dataclass(frozen=True)
class ModelProgress:
    """How far the models are with one photograph."""

    request: ModelRequest
    step: AnalysisProgress


@dataclass(frozen=True)
class PartialAnswer:
    """What is known of a photograph while some networks are still at work on it."""

    request: ModelRequest
    finding: Finding


@dataclass(frozen=True)
class ModelAnswer:
    """What came of a request: a finding, one sentence on why not, or neither when cancelled."""

    request: ModelRequest
    finding: PackedFinding | None = None
    error: str = ""
    device: str = ""
