"""Going from photograph to photograph, and the reader's answer for each."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.controller import Controller
from retinaview.ui.reading.grading_panel import GradingPanel
from retinaview.ui.reading.loading import PhotographLoader
from retinaview.ui.reading.photograph_search import PhotographSearch
from retinaview.ui.study.model import (
    ReadingStage,
    StudyModel,
    StudyRow,
    rows_of,
)
from retinaview.ui.study.panel import StudyPanel
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.imaging.halvings import Halvings
    from retinaview.imaging.photograph import Photograph
    from retinaview.session.session import Session

logger = logging.getLogger(__name__)
# The next one is likelier than the one after it, and that likelier than the one before.
_NEIGHBOURS = (1, -1, 2)


class ReadingController(Controller):
    """Keeps list, canvas and grading panel on the same photograph.

    Attributes
    ----------
    previewed : Signal()
        Once: the first photograph since the start is on the screen, or cannot be shown.
    """

    previewed = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        canvas: FundusCanvas,
        loader: PhotographLoader,
        model: StudyModel,
        study_panel: StudyPanel,
        grading_panel: GradingPanel,
    ) -> None:
        super().__init__()
        self._context = context
        self._canvas = canvas
        self._loader = loader
        self._model = model
        self._list = study_panel
        self._grading = grading_panel
        self._search = PhotographSearch()
        self._on_canvas: Photograph | Path | None = None  # the path while it is a reduced copy
        self._previewed = False
        self._place: tuple[int, Box, float] | None = None
        self._connect_signals()

    # What actions call

    def show(self, image_id: int | None) -> None:
        """Bring a photograph to the front."""
        session = self._context.session
        if session is None or image_id is None or image_id == self._context.image_id:
            return
        self._grading.flush()
        self._context.set_image(image_id)
        self._loader.set_first_view(self._canvas.first_view())
        path = session.expected_path(image_id)
        if session.is_in_place(image_id):
            self._loader.show(path)
        else:
            self._context.say(f"Looking for {path.name} …")
            self._search.look_for(session, image_id)

    def show_next(self) -> None:
        """Show the next photograph in the list."""
        self._step(1)

    def show_previous(self) -> None:
        """Show the previous photograph in the list."""
        self._step(-1)

    def show_next_ungraded(self) -> None:
        """Show the next photograph without the reader's grade; after the last one the first."""
        ids = self._list.shown_ids()
        here = ids.index(self._context.image_id) + 1 if self._context.image_id in ids else 0
        for image_id in ids[here:] + ids[:here]:
            row = self._model.row(image_id)
            if row is not None and row.reading is not ReadingStage.GRADED:
                self.show(image_id)
                return
        self._context.say("Every photograph in the list is graded.")

    def show_place(self, image_id: int, box: Box, *, share: float = 0.0) -> None:
        """Bring a box on any photograph into the middle, and frame it.

        Parameters
        ----------
        image_id : int
            The photograph.
        box : Box
            The place, source pixels.
        share : float
            Share of the view, 0-1, that the box shall take; at 0 the zoom stays.
        """
        self._place = image_id, box, share
        if self._context.image_id == image_id:
            self._centre_place()
        else:
            self.show(image_id)

    def zoom(self, factor: float) -> None:
        """Zoom about the middle of the view."""
        self._canvas.zoom_by(factor)

    def answer_dr(self, grade: DRGrade) -> None:
        """Grade retinopathy; the same grade again takes it back."""
        if (opened := self._context.open_image) is not None:
            grading = opened[0].grading(opened[1])
            self._answer(grading.with_dr(None if grading.dr is grade else grade))

    def answer_dme(self, grade: DMEGrade) -> None:
        """Grade macular oedema; the same grade again takes it back."""
        if (opened := self._context.open_image) is not None:
            grading = opened[0].grading(opened[1])
            self._answer(grading.with_dme(None if grading.dme is grade else grade))

    def answer_ungradable(self) -> None:
        """Say, or take back, that the photograph cannot be graded."""
        if (opened := self._context.open_image) is not None:
            grading = opened[0].grading(opened[1])
            self._answer(grading.with_ungradable(not grading.ungradable))

    def flush(self) -> None:
        """Keep what is still being typed."""
        self._grading.flush()

    def neighbours(self) -> list[int]:
        """List photographs that are likely to come next, the likeliest first."""
        here = self._context.image_id
        found = (self._list.neighbour(here, step) for step in _NEIGHBOURS)
        return [image_id for image_id in found if image_id is not None and image_id != here]

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that looks for moved photographs."""
        return (self._search.worker,)

    # What happens

    def _connect_signals(self) -> None:
        self._loader.reduced.connect(self._on_reduced)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        self._search.found.connect(self._on_looked)
        self._list.image_chosen.connect(self.show)
        self._grading.answered.connect(self._answer)
        self._context.study_changed.connect(self._on_study_changed)
        self._context.images_changed.connect(self._fill_list)
        self._context.image_changed.connect(self._on_image_changed)
        self._context.photograph_shown.connect(self._centre_place)
        self._context.settled.connect(self._on_settled)
        self._context.image_updated.connect(self._on_image_updated)
        self._context.marks_changed.connect(self._on_marks_changed)
        self._context.grading_changed.connect(self._on_grading_changed)

    def _centre_place(self) -> None:
        """Show the place that was asked for, once its photograph is there."""
        if self._place is None or self._context.photograph is None:
            return
        (image_id, box, share), self._place = self._place, None
        if image_id == self._context.image_id:
            if share:
                room = min(self._canvas.viewport().width(), self._canvas.viewport().height())
                self._canvas.zoom_to(share * room / box.width)
            self._canvas.centre_on(box)
            self._canvas.show_place(box)

    def _step(self, step: int) -> None:
        found = self._list.neighbour(self._context.image_id, step)
        if found is None:
            self._context.say(
                "This is the last photograph." if step > 0 else "This is the first photograph."
            )
        self.show(found)

    def _answer(self, grading: Grading) -> None:
        if (opened := self._context.open_image) is not None:
            session, image_id = opened
            before = session.grading(image_id)
            session.set_grading(image_id, grading)
            after = session.grading(image_id)
            self._grading.set_grading(after)
            if after.ungradable and before.is_graded:
                self._context.say("Ungradable, so the grade was removed. Ctrl+Z restores it.")
            elif before.ungradable and after.is_graded:
                self._context.say("Graded, so no longer ungradable. Ctrl+Z undoes this.")

    def _on_reduced(self, path: Path, halvings: Halvings) -> None:
        """Show a copy as sharp as the screen while the photograph itself is being decoded."""
        self._on_canvas = path
        self._canvas.set_photograph(halvings)
        self._canvas.viewport().repaint()
        self._say_previewed()

    def _on_loaded(self, path: Path, photograph: Photograph) -> None:
        if photograph is not self._on_canvas:
            is_reduced = self._on_canvas == path
            self._on_canvas = photograph
            self._canvas.set_photograph(photograph.halvings, keep_view=is_reduced)
        if self._context.image_id is not None:
            self._context.set_photograph(photograph)
        self._canvas.viewport().repaint()  # now, and not after whatever else is waiting
        self._say_previewed()

    def _on_failed(self, path: Path, sentence: str) -> None:
        logger.warning("cannot show %s: %s", path, sentence)
        self._on_canvas = None
        self._canvas.set_photograph(None)
        if self._context.image_id is not None:
            self._model.update_row(self._context.image_id, broken=True)
            self._context.set_photograph(None)
        self._context.say(sentence, MessageKind.ALARM)
        self._say_previewed()

    def _say_previewed(self) -> None:
        if not self._previewed:
            self._previewed = True
            self.previewed.emit()

    def _on_study_changed(self) -> None:
        self._place = None
        self._fill_list()
        if self._context.session is not None:
            self._search.look_for_all(self._context.session)
        else:
            self._on_canvas = None
            self._canvas.set_photograph(None)

    def _fill_list(self) -> None:
        session = self._context.session
        self._model.set_rows([] if session is None else _rows_of(session))
        self._list.set_current(self._context.image_id)

    def _on_image_changed(self) -> None:
        self._list.set_current(self._context.image_id)
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            self._grading.set_grading(Grading(), enabled=False)
        else:
            self._grading.set_grading(session.grading(image_id), enabled=not session.read_only)

    def _on_settled(self) -> None:
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            return
        for problem in session.problems(image_id):
            self._context.say(problem, MessageKind.CAUTION)
        if self._context.photograph is not None:
            session.note_photograph(image_id, self._context.photograph)
            for note in self._context.photograph.notes:
                self._context.say(note)
        self._prefetch(session)

    def _prefetch(self, session: Session) -> None:
        self._loader.set_first_view(self._canvas.first_view())
        near = [image_id for image_id in self.neighbours() if session.is_in_place(image_id)]
        self._loader.prefetch([session.expected_path(image_id) for image_id in near])

    def _on_looked(self, session: Session, image_id: int, path: Path) -> None:
        """Show what was looked for; where it was not found, reading it tells what is missing."""
        if session is self._context.session:
            session.note_moved(image_id, path)
            if image_id == self._context.image_id and self._context.photograph is None:
                self._loader.show(path)

    def _on_image_updated(self, image_id: int) -> None:
        if self._context.session is not None:
            image = self._context.session.image(image_id)
            self._model.update_row(image_id, eye=image.eye, patient=image.patient)

    def _on_marks_changed(self, image_id: int) -> None:
        if self._context.session is not None:
            counts = self._context.session.mark_counts(image_id)
            labels = sum(count for (_, status), count in counts.items() if status.is_label)
            self._model.update_row(image_id, marks=labels)

    def _on_grading_changed(self, image_id: int) -> None:
        if self._context.session is not None:
            grading = self._context.session.grading(image_id)
            self._model.update_row(image_id, grading=grading)
            if image_id == self._context.image_id:
                self._grading.set_grading(grading, enabled=not self._context.session.read_only)


def _rows_of(session: Session) -> list[StudyRow]:
    marks = {
        image_id: sum(mark.status.is_label for mark in marks)
        for image_id, marks in session.all_marks().items()
    }
    return rows_of(
        session.images,
        marks=marks,
        gradings=session.gradings(),
        findings=session.finding_summaries(),
    )
