"""The models beside the window: one thread owns them, the newest photograph comes first."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, RetinaViewError
from retinaview.core.imports import importing
from retinaview.core.text import brief
from retinaview.inference.run import AnalysisProgress
from retinaview.ui.findings.model_requests import (
    Analyst,
    ModelAnswer,
    ModelProgress,
    ModelRequest,
    PartialAnswer,
)
from retinaview.ui.findings.run_queue import QueueItem, Reason, RunQueue
from retinaview.ui.language import tr
from retinaview.ui.workers import Worker, yield_processor

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.imaging.photograph import Photograph

__all__ = [
    "Analyst",
    "ModelAnswer",
    "ModelProgress",
    "ModelRequest",
    "ModelsRunner",
    "default_engine",
]

logger = logging.getLogger(__name__)


def default_engine() -> Analyst:
    """Make the engine; called in the worker's thread, because it imports torch."""
    # Read when torch is loaded: its threads would keep a processor from the window while they wait.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from retinaview.inference.engine import Engine

    return Engine()


class ModelsRunner(QObject):
    """Decides which photograph is next, and runs one at a time.

    Attributes
    ----------
    published : Signal(int, object)
        Image id and `Finding` of an analysis that goes on; `found` or `failed` may follow.
    found : Signal(int, str, object)
        Image id, source and `PackedFinding`; no source (``""``) for the whole analysis.
    failed : Signal(int, str, str)
        Image id, source as for `found`, and one sentence.
    progressed : Signal(object)
        `ModelProgress`, or None when nothing runs any more.
    device_known : Signal(str)
        The device in words.
    """

    published = Signal(int, object)
    found = Signal(int, str, object)
    failed = Signal(int, str, str)
    progressed = Signal(object)
    device_known = Signal(str)
    _stepped = Signal(object)
    _published = Signal(object)
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
        self._fellow_of: Callable[[int], int | None] = lambda _: None
        self._batch_size = 0
        self._stepped.connect(self._on_stepped)
        self._published.connect(self._on_published)
        self._answered.connect(self._on_answered)

    def set_study(
        self,
        path_of: Callable[[int], Path],
        cached: Callable[[Path], Photograph | None],
        fellow_of: Callable[[int], int | None] = lambda _: None,
        *,
        again: bool = False,
    ) -> None:
        """Set how photographs of a study are found, and forget all items of the previous one.

        Parameters
        ----------
        path_of : callable
            The file of a photograph.
        cached : callable
            The decoded photograph of a file, where it is at hand.
        fellow_of : callable
            The photograph of the same patient's other eye, or None.
        again : bool
            It is the study that was open before, opened anew: what is wanted and under way stays.
        """
        self._path_of = path_of
        self._cached = cached
        self._fellow_of = fellow_of
        if not again or not self._is_of_study(self._running):
            self._oldest_of_study = self._generation + 1
            self.cancel()

    def want(self, shown: int | None, neighbours: Sequence[int]) -> None:
        """Analyse the open photograph, then the likely next ones; a batch waits."""
        self.queue.shown = None if shown is None else QueueItem(shown)
        self.queue.neighbours = [QueueItem(image_id) for image_id in neighbours]
        self._pump()

    def want_all(self, image_ids: Sequence[int]) -> None:
        """Look at all of these, whenever nothing nearer is wanted."""
        self._add_batch(QueueItem(image_id) for image_id in image_ids)

    def ask(self, image_id: int, source: str) -> None:
        """Ask one source about a photograph, before anything that nobody waits for."""
        self.queue.ask(QueueItem(image_id, source))
        self._pump()

    def ask_all(self, questions: Iterable[tuple[int, str]]) -> None:
        """Ask these (photograph, source) whenever nothing nearer is wanted."""
        self._add_batch(QueueItem(*question) for question in questions)

    def withdraw(self, image_id: int, source: str) -> None:
        """Withdraw a question; one under way stops between two steps."""
        self.queue.settle(QueueItem(image_id, source))
        self._pump()

    def forget_questions(self) -> None:
        """Ask no single source any more; the analyses go on."""
        self.queue.forget_questions()
        self._pump()

    def cancel(self) -> None:
        """Drop every request; one under way stops between two steps."""
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
        """Worker threads to stop on close; call `cancel` first, or they run to their end."""
        return (self._worker,)

    def _add_batch(self, items: Iterable[QueueItem]) -> None:
        self.queue.add_batch(items)
        self._batch_size = len(self.queue.batch)
        self._pump()

    def _pump(self) -> None:
        """Start the next request, or stop one that must make room; its answer pumps again."""
        if self._running is not None:
            if self.queue.should_yield(self._running.item):
                self._cancel.cancel()
            return
        wanted = self.queue.next()
        if wanted is None:
            self._batch_size = 0
            self.progressed.emit(None)
            return
        self._begin(*wanted)

    def _begin(self, item: QueueItem, reason: Reason) -> None:
        try:
            path = self._path_of(item.image_id)
        except RetinaViewError as error:
            self.queue.settle(item)
            self.failed.emit(item.image_id, item.source, str(error))
            self._pump()
            return
        self._generation += 1
        request = ModelRequest(
            self._generation, item.image_id, path, self._cached(path), reason, item.source
        )
        request, token = self._with_fellow(request), CancelToken()
        self._running, self._cancel = request, token
        self._worker.submit(request.generation, lambda: self._answer(request, token))

    def _with_fellow(self, request: ModelRequest) -> ModelRequest:
        fellow_id = self._fellow_of(request.image_id)
        if fellow_id is None:
            return request
        try:
            path = self._path_of(fellow_id)
        except RetinaViewError:  # said when that photograph is shown
            return request
        return replace(request, fellow=path, fellow_photograph=self._cached(path))

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
            who, why = request.source or tr("the models"), f"{type(error).__name__}: {brief(error)}"
            name = request.path.name
            sentence = tr("{name}: {network} failed ({why})", name=name, network=who, why=why)
            self._answered.emit(ModelAnswer(request, error=sentence))

    def _analyse(self, request: ModelRequest, token: CancelToken) -> ModelAnswer:
        from retinaview.imaging.photograph import read_photograph
        from retinaview.project.packed_finding import packed
        from retinaview.session.proposals import packed_with_proposals

        if self._engine is None:
            self._stepped.emit(ModelProgress(request, AnalysisProgress("loading the models", 0, 0)))
            self._engine, self._device = self._load()
        photograph = request.photograph or read_photograph(request.path)
        fellow, notes = _fellow(request)

        def progress(step: AnalysisProgress) -> None:
            self._stepped.emit(ModelProgress(request, step))

        def publish(finding: Finding) -> None:
            self._published.emit(PartialAnswer(request, _noted(finding, notes)))

        if request.source:
            finding = self._engine.ask(
                photograph, request.source, fellow=fellow, progress=progress, cancel=token
            )
            ready = packed(_noted(finding, notes))
        else:
            finding = self._engine.analyse(
                photograph, fellow=fellow, progress=progress, publish=publish, cancel=token
            )
            ready = packed_with_proposals(_noted(finding, notes), width_px=photograph.width)
        return ModelAnswer(request, finding=ready, device=self._device)

    def _load(self) -> tuple[Analyst, str]:
        """Return the engine with its networks loaded, and its device in words."""
        with importing():
            engine = self._make_engine()
            label = engine.device_label
        # Importing torch holds the interpreter, so it is over with first. The networks let go
        # of it, and torch's threads, not yet started, inherit the lower claim.
        yield_processor()
        return engine, label

    @Slot(object)
    def _on_stepped(self, progress: ModelProgress) -> None:
        if self._is_running(progress.request):
            self.progressed.emit(progress)

    @Slot(object)
    def _on_published(self, answer: PartialAnswer) -> None:
        wanted = answer.request.generation >= self._oldest_of_study and not self._cancel.cancelled
        if self._is_running(answer.request) and wanted:
            self.published.emit(answer.request.image_id, answer.finding)

    def _is_of_study(self, request: ModelRequest | None) -> bool:
        """Whether what is under way is the photograph that the study has under its number."""
        if request is None:
            return True
        try:
            return self._path_of(request.image_id) == request.path
        except (KeyError, RetinaViewError):
            return False

    def _is_running(self, request: ModelRequest) -> bool:
        return self._running is not None and request.generation == self._running.generation

    @Slot(object)
    def _on_answered(self, answer: ModelAnswer) -> None:
        if not self._is_running(answer.request):
            return
        self._running = None
        if answer.device:
            self.device_known.emit(answer.device)
        if answer.request.generation >= self._oldest_of_study:
            self._deliver(answer)
        self._pump()

    def _deliver(self, answer: ModelAnswer) -> None:
        item = answer.request.item
        if answer.finding is not None:
            self.queue.settle(item)
            self.found.emit(item.image_id, item.source, answer.finding)
        elif answer.error:
            self.queue.settle(item)
            self.failed.emit(item.image_id, item.source, answer.error)


def _noted(finding: Finding, notes: Sequence[str]) -> Finding:
    return replace(finding, notes=(*finding.notes, *notes))


def _fellow(request: ModelRequest) -> tuple[Photograph | None, tuple[str, ...]]:
    """Return the fellow eye's photograph, or a note on why it cannot be read; in the worker."""
    from retinaview.imaging.photograph import read_photograph

    if request.fellow is None or request.fellow_photograph is not None:
        return request.fellow_photograph, ()
    try:
        return read_photograph(request.fellow), ()
    except (RetinaViewError, OSError) as error:
        return None, (f"Graded alone: the fellow eye's photograph cannot be read ({error})",)
