"""The models beside the window: one thread owns them, the newest photograph comes first."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from retinaview.core.errors import Cancelled, RetinaViewError
from retinaview.core.findings import Finding
from retinaview.inference.cancel import CancelToken
from retinaview.inference.requests import Progress
from retinaview.ui.run_queue import Reason, RunQueue
from retinaview.ui.workers import SWITCH_INTERVAL_S, Worker, yield_processor

if TYPE_CHECKING:
    from retinaview.imaging.photograph import Photograph

logger = logging.getLogger(__name__)


class Analyst(Protocol):
    """What the runner needs of the engine: `inference.engine.Engine`, or a stand-in."""

    def analyse(
        self,
        photograph: Photograph,
        *,
        progress: Callable[[Progress], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Finding:
        """Run every model on a photograph."""

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
    """

    generation: int
    image_id: int
    path: Path
    photograph: Photograph | None
    reason: Reason


@dataclass(frozen=True)
class ModelProgress:
    """How far the models are with one photograph."""

    request: ModelRequest
    step: Progress


@dataclass(frozen=True)
class ModelAnswer:
    """What came of a request: a finding, one sentence on why not, or neither when cancelled."""

    request: ModelRequest
    finding: Finding | None = None
    error: str = ""
    device: str = ""


def default_engine() -> Analyst:
    """The real engine; called in the worker's thread, because it imports torch."""
    from retinaview.inference.engine import Engine

    return Engine()


class ModelsRunner(QObject):
    """Decides which photograph is next, and runs one at a time.

    Attributes
    ----------
    found : Signal(int, object)
        Image id and `Finding`.
    failed : Signal(int, str)
        Image id and one sentence.
    progressed : Signal(object)
        `ModelProgress`, or None when nothing runs any more.
    device_known : Signal(str)
        The device in words.
    """

    found = Signal(int, object)
    failed = Signal(int, str)
    progressed = Signal(object)
    device_known = Signal(str)
    _stepped = Signal(object)
    _answered = Signal(object)

    def __init__(self, make_engine: Callable[[], Analyst] = default_engine) -> None:
        super().__init__()
        self.queue = RunQueue()
        self._make_engine = make_engine
        self._engine: Analyst | None = None
        self._device = ""
        self._worker = Worker("models", background=False)
        self._generation = 0
        self._oldest_of_study = 0
        self._running: ModelRequest | None = None
        self._cancel = CancelToken()
        self._path_of: Callable[[int], Path] = lambda _: Path()
        self._cached: Callable[[Path], Photograph | None] = lambda _: None
        self._batch_size = 0
        self._stepped.connect(self._on_stepped)
        self._answered.connect(self._on_answered)

    def set_sources(
        self, path_of: Callable[[int], Path], cached: Callable[[Path], Photograph | None]
    ) -> None:
        """Say where the photographs of a study are found; forgets every wish for the last one."""
        self._path_of = path_of
        self._cached = cached
        self._oldest_of_study = self._generation + 1
        self.cancel()

    def want(self, shown: int | None, neighbours: Sequence[int]) -> None:
        """Look at the photograph in front, then at the likely next ones; a batch waits."""
        self.queue.shown = shown
        self.queue.neighbours = list(neighbours)
        self._pump()

    def want_all(self, image_ids: Sequence[int]) -> None:
        """Look at all of these, whenever nothing nearer is wanted."""
        self.queue.add_batch(image_ids)
        self._batch_size = len(self.queue.batch)
        self._pump()

    def cancel(self) -> None:
        """Want nothing any more; what runs stops between two steps."""
        self.queue.clear()
        self._batch_size = 0
        self._pump()

    @property
    def running(self) -> ModelRequest | None:
        """The request under way."""
        return self._running

    @property
    def batch_progress(self) -> tuple[int, int]:
        """Photographs done and in all, of the batch; zeros where there is none."""
        return self._batch_size - len(self.queue.batch), self._batch_size

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread, for whoever ends it; `cancel` first, so that it has an end."""
        return (self._worker,)

    def _pump(self) -> None:
        """Start the next request, or stop one that must make room; its answer pumps again."""
        if self._running is not None:
            if self.queue.should_yield(self._running.image_id):
                self._cancel.cancel()
            return
        wanted = self.queue.next()
        if wanted is None:
            self._batch_size = 0
            self.progressed.emit(None)
            return
        self._begin(*wanted)

    def _begin(self, image_id: int, reason: Reason) -> None:
        try:
            path = self._path_of(image_id)
        except RetinaViewError as error:
            self.queue.settle(image_id)
            self.failed.emit(image_id, str(error))
            self._pump()
            return
        self._generation += 1
        request = ModelRequest(self._generation, image_id, path, self._cached(path), reason)
        token = CancelToken()
        self._running, self._cancel = request, token
        self._worker.submit(request.generation, lambda: self._answer(request, token))

    def _answer(self, request: ModelRequest, token: CancelToken) -> None:
        """Run the models; in the worker's thread."""
        try:
            token.raise_if_cancelled()
            self._answered.emit(self._analyse(request, token))
        except Cancelled:
            self._answered.emit(ModelAnswer(request))
        except (RetinaViewError, OSError) as error:
            self._answered.emit(ModelAnswer(request, error=str(error)))
        except Exception as error:
            logger.exception("the models failed on %s", request.path)
            sentence = f"{request.path.name}: the models failed ({type(error).__name__}: {error})"
            self._answered.emit(ModelAnswer(request, error=sentence))

    def _analyse(self, request: ModelRequest, token: CancelToken) -> ModelAnswer:
        from retinaview.imaging.photograph import read_photograph

        if self._engine is None:
            self._stepped.emit(ModelProgress(request, Progress("loading the models", 0, 0)))
            self._engine, self._device = self._load()
        photograph = request.photograph or read_photograph(request.path)
        finding = self._engine.analyse(
            photograph,
            progress=lambda step: self._stepped.emit(ModelProgress(request, step)),
            cancel=token,
        )
        return ModelAnswer(request, finding=finding, device=self._device)

    def _load(self) -> tuple[Analyst, str]:
        """The engine with its networks loaded, and its device in words."""
        sys.setswitchinterval(SWITCH_INTERVAL_S)
        engine = self._make_engine()
        label = engine.device_label
        # Importing torch holds the interpreter, so it is over with first. The networks let go
        # of it, and torch's threads, not yet started, inherit the lower claim.
        yield_processor()
        return engine, label

    @Slot(object)
    def _on_stepped(self, progress: ModelProgress) -> None:
        if self._running is not None and progress.request.generation == self._running.generation:
            self.progressed.emit(progress)

    @Slot(object)
    def _on_answered(self, answer: ModelAnswer) -> None:
        if self._running is None or answer.request.generation != self._running.generation:
            return
        self._running = None
        if answer.device:
            self.device_known.emit(answer.device)
        if answer.request.generation >= self._oldest_of_study:
            self._deliver(answer)
        self._pump()

    def _deliver(self, answer: ModelAnswer) -> None:
        image_id = answer.request.image_id
        if answer.finding is not None:
            self.queue.settle(image_id)
            self.found.emit(image_id, answer.finding)
        elif answer.error:
            self.queue.settle(image_id)
            self.failed.emit(image_id, answer.error)
