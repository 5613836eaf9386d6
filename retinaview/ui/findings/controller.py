"""The models and their findings: when they run, and where their answers are shown."""

from __future__ import annotations

import sys
from collections.abc import Hashable
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.errors import RetinaViewError
from retinaview.core.findings import Finding
from retinaview.ui import settings as kept
from retinaview.ui.action_spec import When
from retinaview.ui.controller import Controller
from retinaview.ui.findings.eyes_line import eyes_line
from retinaview.ui.findings.finding_writer import FindingWriter
from retinaview.ui.findings.models_runner import ModelProgress, ModelsRunner
from retinaview.ui.findings.panel import FindingsPanel
from retinaview.ui.findings.run_queue import QueueItem
from retinaview.ui.findings.sources import SourcesController
from retinaview.ui.findings.step_words import step_words
from retinaview.ui.language import later, tr
from retinaview.ui.language.below import said_below
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.reading.loading import PhotographLoader
from retinaview.ui.settings import Settings
from retinaview.ui.study.model import StudyModel
from retinaview.ui.study.rows import finding_fields
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.widgets.status_bar import StatusBar
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.project.packed_finding import PackedFinding
    from retinaview.session.session import Session
    from retinaview.session.study_findings import KeptFinding

_AHEAD = -sys.maxsize
"""Urgency of what is read before anybody asks for it."""
_LOOKING = later("Waiting for the models …")
_HIDDEN = later("Hidden until you have answered.")
_HIDDEN_READY = later("The models are ready. Answer, and press {key:enter} to see what they say.")
_NOT_RUN = later("Not analysed yet ({key:run} to run).")


class FindingsController(Controller):
    """Sends photographs to the models, gives findings to the session, and shows them.

    Attributes
    ----------
    changed : Signal()
        The models have started or stopped: other actions may be possible now.
    sources : SourcesController
        Whose answer is shown.
    """

    _was_read = Signal(object, int, str, object)
    _unread = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        *,
        runner: ModelsRunner,
        loader: PhotographLoader,
        reading: ReadingController,
        model: StudyModel,
        panel: FindingsPanel,
        status: StatusBar,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._runner = runner
        self._loader = loader
        self._reading = reading
        self._model = model
        self._panel = panel
        self._status = status
        self._settings = settings
        self._keeper = FindingWriter()
        self._reader = Worker("findings", on_failure=self._on_unread, background=False)
        self.sources = SourcesController(
            context, runner=runner, panel=panel, settings=settings, keeper=self._keeper
        )
        self._numbers = count()
        self._failures: dict[int, str] = {}
        self._device = ""
        self._connect_signals()

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """The sources."""
        return (self.sources,)

    @property
    def automatic(self) -> bool:
        """Whether every photograph shown goes to the models by itself."""
        return self._settings.get(kept.RUN_MODELS)

    def set_automatic(self, automatic: bool) -> None:
        """Choose whether photographs go to the models by themselves."""
        self._settings.set(kept.RUN_MODELS, automatic)
        self.changed.emit()
        self._on_settled()

    def conditions(self) -> set[When]:
        """Return the conditions of the actions on models."""
        return {When.RUNNING} if self._runner.running is not None else set()

    def switches(self) -> dict[str, bool]:
        """Whether the models run by themselves."""
        return {"automatic": self.automatic}

    def run_again(self) -> None:
        """Analyse the open photograph again, or run the chosen source again."""
        if self._context.source:
            self.sources.ask_again()
            self._panel.show_none(self.sources.notice()[0])
        elif (opened := self._context.open_image) is not None:
            self._failures.pop(opened[1], None)
            self._panel.show_none(tr(_LOOKING))
            self._runner.want(opened[1], ())

    def run_all(self) -> None:
        """Look at every photograph of the study that the models have not seen."""
        missing = [row.image_id for row in self._model.rows if not row.has_finding]
        for image_id in missing:
            self._failures.pop(image_id, None)
        if missing:
            self._runner.want_all(missing)
        else:
            self._context.say(tr("Every photograph of this study has been analysed."))

    def cancel(self) -> None:
        """Stop the models."""
        self.sources.stop()
        self._runner.cancel()
        if (image_id := self._context.image_id) is not None:
            self._context.set_partial(image_id, None)  # and with that all is shown again

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The threads that write findings and read them ahead."""
        return self._keeper.worker, self._reader

    def _connect_signals(self) -> None:
        self._context.study_changed.connect(self._on_study_changed)
        self._context.image_changed.connect(self._on_image_changed)
        self._context.finding_wanted.connect(self._read)
        self._was_read.connect(self._on_read)
        self._unread.connect(self._context.complain)
        self._context.settled.connect(self._on_settled)
        self._context.answer_changed.connect(self._on_answer_changed)
        self.sources.changed.connect(self._on_answer_changed)
        self._runner.published.connect(self._context.set_partial)
        self._context.finding_changed.connect(self._on_finding_changed)
        self._context.image_updated.connect(lambda image_id: self._failures.pop(image_id, None))
        self._runner.found.connect(self._on_found)
        self._keeper.kept.connect(self._on_kept)
        self._keeper.failed.connect(lambda key, why: self._on_failed(key[1], key[2], why))
        self._runner.failed.connect(self._on_failed)
        self._runner.progressed.connect(self._on_progressed)
        self._runner.device_known.connect(self._on_device_known)
        self._status.cancel_requested.connect(self.cancel)

    def _on_study_changed(self) -> None:
        self._failures.clear()
        self._keeper.forget()
        session = self._context.session
        if session is None:
            self._runner.cancel()
        else:
            self._runner.set_study(
                session.expected_path,
                self._loader.cached,
                self._fellow_id,
                again=self._context.is_reopened,
            )

    def _on_image_changed(self) -> None:
        self._panel.show_none("")
        session, image_id = self._context.session, self._context.image_id
        if session is not None and image_id is not None:
            near = [image_id, *self._reading.neighbours()]
            self._reader.submit("near", lambda: session.have_at_hand(near), urgency=_AHEAD)

    def _read(self, image_id: int, source: str) -> None:
        """Read what is to be shown and not at hand; beside the window."""
        if (session := self._context.session) is not None:
            self._reader.submit(
                (image_id, source),
                lambda: self._was_read.emit(
                    session, image_id, source, session.finding(image_id, source or None)
                ),
                urgency=-next(self._numbers),  # in their order
            )

    def _on_read(
        self, session: Session, image_id: int, source: str, finding: Finding | None
    ) -> None:
        if session is self._context.session:
            self._context.take_read(image_id, source, finding)

    def _on_unread(self, _: Hashable, error: Exception) -> None:
        """Say why a finding cannot be shown; turning back to the photograph tries again."""
        if isinstance(error, RetinaViewError):
            self._unread.emit(error)

    def _on_settled(self) -> None:
        """Ask the models for what is not known, and show what is."""
        image_id = self._context.image_id
        if image_id is None:
            return
        if self.automatic:
            missing = self._context.photograph is not None and self._needs_run(image_id)
            neighbours = [other for other in self._reading.neighbours() if self._needs_run(other)]
            self._runner.want(image_id if missing else None, neighbours)
        self._show(image_id)

    def _needs_run(self, image_id: int) -> bool:
        row = self._model.row(image_id)
        if row is None or row.has_finding or image_id in self._failures:
            return False
        return not self._is_being_kept(image_id)

    def _is_being_kept(self, image_id: int) -> bool:
        return self._keeper.is_keeping((self._context.session, image_id, ""))

    def _show(self, image_id: int) -> None:
        answer = self._context.answer
        if answer is not None:
            eyes = self._eyes(image_id, answer)
            self._panel.show_finding(answer, device=self._device, eyes=eyes)
        elif self._is_being_read(image_id):
            self._panel.show_none("")
        elif self._context.hidden and image_id not in self._failures:
            ready = self._context.finding is not None
            self._panel.show_none(tr(_HIDDEN_READY) if ready else tr(_HIDDEN))
        elif self._context.source and self._context.photograph is not None:
            notice, alarm = self.sources.notice()
            self._panel.show_none(notice, alarm=alarm)
        elif image_id in self._failures:
            self._panel.show_none(self._failures[image_id], alarm=True)
        elif self._context.photograph is None:
            self._panel.show_none(tr("This photograph cannot be shown."), alarm=True)
        else:
            self._panel.show_none(tr(_LOOKING) if self._is_awaited(image_id) else tr(_NOT_RUN))

    def _is_awaited(self, image_id: int) -> bool:
        """Whether the models are about to look at a photograph, or have just done so."""
        return self._runner.queue.wants(QueueItem(image_id)) or self._is_being_kept(image_id)

    def _is_being_read(self, image_id: int) -> bool:
        context = self._context
        return context.awaits_finding(image_id) or context.awaits_finding(image_id, context.source)

    def _eyes(self, image_id: int, answer: Finding) -> str:
        session, grader = self._context.session, answer.model("grading")
        if session is None or grader is None:
            return ""
        fellow = session.fellow(image_id)
        pairs = self.sources.pairs_eyes(grader.name)
        return eyes_line(answer, session.image(image_id), fellow, pairs=pairs)

    def _fellow_id(self, image_id: int) -> int | None:
        session = self._context.session
        fellow = None if session is None else session.fellow(image_id)
        return None if fellow is None else fellow.id

    def _on_answer_changed(self) -> None:
        image_id = self._context.image_id
        if image_id is not None and (self._context.photograph or self._context.finding) is not None:
            self._show(image_id)

    def _on_found(self, image_id: int, source: str, packed: PackedFinding) -> None:
        session = self._context.session
        if session is not None:
            if not source:
                self._failures.pop(image_id, None)
            write = partial(session.keep_finding, image_id, packed, source or None)
            self._keeper.keep((session, image_id, source), write)

    def _on_kept(self, key: tuple[Session, int, str], kept: KeptFinding) -> None:
        session, image_id, _ = key
        if session is not self._context.session:  # closed in the meantime
            return
        session.take_finding(image_id, kept)
        if kept.main:
            summary = kept.finding.summary
            self._model.update_row(image_id, **finding_fields(summary), broken=False)

    def _on_finding_changed(self, image_id: int, _source: str) -> None:
        """Note a finding that was forgotten, so that the models are asked again."""
        session = self._context.session
        if session is not None and session.read_only and session.main_source(image_id) is None:
            self._model.update_row(image_id, **finding_fields(None))

    def _on_failed(self, image_id: int, source: str, sentence: str) -> None:
        if source:  # a question; see `SourcesController`
            return
        self._context.set_partial(image_id, None)
        row = self._model.row(image_id)
        if row is not None and row.has_finding:  # which stands; only the run anew has failed
            with self._context.about(image_id):
                self._context.say(sentence, MessageKind.ALARM)
            return
        self._failures[image_id] = said_below(sentence)
        self._model.update_row(image_id, broken=True)
        if image_id == self._context.image_id:
            self._show(image_id)

    def _on_progressed(self, progress: ModelProgress | None) -> None:
        if progress is None:
            self._status.set_progress("")
        else:
            step = progress.step
            who = f"{progress.request.source}, " if progress.request.source else ""
            words = f"{progress.request.path.stem}: {who}{step_words(step.step)}"
            done, total = self._runner.batch_progress
            if total:
                count = tr("{shown} of {total}", shown=done + 1, total=total)
                words = f"{count}  ·  {words}"
            self._status.set_progress(words, done=step.done, total=step.total)
        self.changed.emit()

    def _on_device_known(self, label: str) -> None:
        self._device = label
        self._status.set_device(label)
