"""Going from photograph to photograph."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core import left_at
from retinaview.core.geometry import Box
from retinaview.core.left_at import LeftAt
from retinaview.session.side_by_side import Layout, SideBySide, arranged, both_eyes
from retinaview.ui import settings as kept
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layouts.link import Viewpoint
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.reading.loading import PhotographLoader
from retinaview.ui.reading.pane_filler import PaneFiller
from retinaview.ui.reading.place_keeper import PlaceKeeper
from retinaview.ui.settings import Settings
from retinaview.ui.study.listing import Listing
from retinaview.ui.study.model import StudyModel
from retinaview.ui.study.panel import StudyPanel
from retinaview.ui.study.rows import ReadingStage, StudyRow, mark_fields, rows_of_study
from retinaview.ui.visits.words import absence_words
from retinaview.ui.widgets.message_bar import MessageKind
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from retinaview.session.session import Session

# The next one is likelier than the one after it, and that likelier than the one before.
_NEIGHBOURS = (1, -1, 2)
# Of both eyes: those of the next patient, and of the one before.
_NEIGHBOURS_OF_BOTH = (1, 2, 3, -1, -2)


class ReadingController(Controller):
    """Keeps list and panes on the same photograph.

    Attributes
    ----------
    filler : PaneFiller
        Shows the photographs.
    previewed : Signal()
        Once: the first photograph since the start is on the screen, or cannot be shown.
    leaving : Signal()
        Another photograph, or none, is about to be shown; what is being typed is to be kept.
    """

    previewed = Signal()
    leaving = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        loader: PhotographLoader,
        model: StudyModel,
        study_panel: StudyPanel,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._model = model
        self._list = study_panel
        self._settings = settings
        self.filler = PaneFiller(context, panes=panes, loader=loader)
        self.filler.views.carry = settings.get(kept.KEEP_ZOOM)
        self._keeper = PlaceKeeper(context, panes=panes, filler=self.filler)
        self._prepared: tuple[Session, Listing] | None = None
        self._place: tuple[int, Box, float] | None = None
        self._connect_signals()

    # What actions call

    def show(self, image_id: int | None) -> None:
        """Bring a photograph to the front."""
        session = self._context.session
        if session is None or image_id is None or image_id == self._context.image_id:
            return
        if image_id in self._context.image_ids:
            self.work_on(1 - self._context.front)
        else:
            self.leaving.emit()
            self._arrange(session, image_id)

    def work_on(self, pane: int) -> None:
        """Bring the photograph in a pane to the front, where it stands."""
        session, image_id = self._context.session, self._context.panes[pane].image_id
        if session is not None and image_id is not None:
            self.leaving.emit()
            first, second = self._context.panes
            self.filler.seat(session, SideBySide((first.image_id, second.image_id), pane))

    def set_layout(self, layout: Layout) -> None:
        """Show the open photograph alone, beside its fellow eye's, or twice."""
        self._context.layout = layout
        session, image_id = self._context.session, self._context.image_id
        if session is not None and image_id is not None:
            self.leaving.emit()
            self._arrange(session, image_id)
        else:
            self._panes.set_front(0, alone=layout.is_alone)

    def show_next(self) -> None:
        """Show the next photograph in the list."""
        self._step(1)

    def show_previous(self) -> None:
        """Show the previous photograph in the list."""
        self._step(-1)

    def show_next_unread(self) -> bool:
        """Show the next photograph without answer and mark; after the last one the first.

        Returns
        -------
        bool
            False where the list has none.
        """
        return self._show_next(lambda row: row.reading is ReadingStage.UNREAD)

    @property
    def all_read_words(self) -> str:
        """What is said where no other photograph of the list is unread."""
        if self._list.is_narrowed:
            return tr("All others in the list are read")
        return tr("All others are read")

    def show_next_ungraded(self) -> None:
        """Show the next photograph without the reader's grade; after the last one the first."""
        if not self._show_next(lambda row: row.reading is not ReadingStage.GRADED):
            self._context.say(tr("Every photograph in the list is graded."))

    def prepare(self, session: Session, listing: Listing) -> None:
        """Take the rows of a study that is about to be opened, made beside the window."""
        self._prepared = session, listing

    def find(self) -> None:
        """Let the reader type which photograph to find in the list."""
        self._list.start_search()

    def show_fellow(self) -> None:
        """Show the photograph of the patient's fellow eye."""
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            return
        if self._context.layout is Layout.BOTH_EYES and len(self._context.image_ids) > 1:
            self.work_on(1 - self._context.front)
        elif (fellow := session.fellow(image_id)) is None:
            name = session.image(image_id).name
            words = tr("{name}: no photograph of the patient's fellow eye is known.", name=name)
            with self._context.about(image_id):
                self._context.say(words)
        else:
            self.show(fellow.id)

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

    def keep_zoom(self, keep: bool) -> None:
        """Show the next photograph at the zoom and place of the one before, or no longer."""
        self._settings.set(kept.KEEP_ZOOM, keep)
        self.filler.views.carry = keep
        self.changed.emit()

    def switches(self) -> dict[str, bool]:
        """Tell whether turning keeps the zoom."""
        return {"keep_zoom": self.filler.views.carry}

    def zoom(self, factor: float) -> None:
        """Zoom about the middle of the view."""
        self._panes.canvas.zoom_by(factor)

    def flush(self) -> None:
        """Keep what is still being typed."""
        self.leaving.emit()

    def leave_study(self) -> None:
        """Keep with the study where it is left."""
        self.leaving.emit()
        self._keeper.keep()

    def neighbours(self) -> list[int]:
        """List photographs that are in view or likely to come next, the likeliest first."""
        here = self._context.image_id
        by_patient = self._context.layout is Layout.BOTH_EYES
        steps = _NEIGHBOURS_OF_BOTH if by_patient else _NEIGHBOURS
        near = (self._list.neighbour(here, step) for step in steps)
        found = dict.fromkeys([*self._context.image_ids, *near])
        return [image_id for image_id in found if image_id is not None and image_id != here]

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that looks for moved photographs."""
        return (self.filler.search.worker,)

    # What happens

    def _arrange(self, session: Session, image_id: int) -> None:
        context = self._context
        seats = arranged(session, image_id, context.layout, front=context.front)
        if context.layout is Layout.VISITS:
            why = absence_words(session.image(image_id), session.previous_visit(image_id))
            seats = replace(seats, absence=why)
        self.filler.seat(session, seats)

    def _connect_signals(self) -> None:
        self.filler.previewed.connect(self.previewed)
        self.filler.broke.connect(lambda image_id: self._model.update_row(image_id, broken=True))
        self._list.image_chosen.connect(self.show)
        self._list.left.connect(lambda: self._panes.canvas.setFocus())
        self._context.study_changed.connect(self._on_study_changed)
        self._context.images_changed.connect(self._fill_list)
        self._context.image_changed.connect(self._on_image_changed)
        self._context.photograph_shown.connect(self._centre_place)
        self._context.settled.connect(self._on_settled)
        self._context.image_updated.connect(self._on_image_updated)
        self._context.marks_changed.connect(self._on_marks_changed)
        self._context.finding_changed.connect(self._on_finding_changed)
        self._context.grading_changed.connect(self._on_grading_changed)
        self._context.blinding_changed.connect(self._on_blinding_changed)

    def _centre_place(self) -> None:
        """Show the place that was asked for, once its photograph is there."""
        if self._place is None or self._context.photograph is None:
            return
        (image_id, box, share), self._place = self._place, None
        if image_id == self._context.image_id:
            if share:
                viewport = self._panes.canvas.viewport()
                room = min(viewport.width(), viewport.height())
                self._panes.canvas.zoom_to(share * room / box.width)
            self._panes.canvas.centre_on(box)
            self._panes.canvas.show_place(box)

    def _step(self, step: int) -> None:
        found = self._list.neighbour(self._context.image_id, step)
        while found is not None and found in self._context.image_ids:
            found = self._list.neighbour(found, step)
        if found is None:
            self._context.say(
                tr("This is the last photograph.")
                if step > 0
                else tr("This is the first photograph.")
            )
        self._turn_to(found, lambda _: True)

    def _show_next(self, wanted: Callable[[StudyRow], bool]) -> bool:
        """Show the next photograph that is wanted, in the order of the list, if there is one.

        The fellow eye beside comes first; but nobody is led to and fro between two that are wanted.
        """
        here, in_view = self._context.image_id, self._context.image_ids
        beside = next((each for each in in_view if each != here and self._is(each, wanted)), None)
        if beside is not None and not (self._is(here, wanted) and beside == in_view[0]):
            self.show(beside)
            return True
        found = self._list.next_where(here, lambda row: row.image_id not in in_view and wanted(row))
        if found is not None:
            self._turn_to(found, wanted)
        else:
            self.show(beside)
        return found is not None or beside is not None

    def _is(self, image_id: int | None, wanted: Callable[[StudyRow], bool]) -> bool:
        row = None if image_id is None else self._model.row(image_id)
        return row is not None and wanted(row)

    def _turn_to(self, image_id: int | None, wanted: Callable[[StudyRow], bool]) -> None:
        """Show a photograph; of a patient's two eyes, the right one first if that is wanted too."""
        session = self._context.session
        if (
            session is not None
            and image_id is not None
            and self._context.layout is Layout.BOTH_EYES
        ):
            first = both_eyes(session, image_id).image_ids[0]
            if self._is(first, wanted):
                image_id = first
        self.show(image_id)

    def _on_study_changed(self) -> None:
        self._place = None
        self._fill_list()
        if self._context.session is not None:
            self._return_to_view(self._context.session)
            self.filler.search.look_for_all(self._context.session)
        else:
            self.filler.empty()

    def _return_to_view(self, session: Session) -> None:
        """Show the photograph to begin with as it was seen when the study was left."""
        left = LeftAt.from_text(session.setting(left_at.KEY))
        first = session.first_image_id
        if left is None or left.view is None or first is None:
            return
        if session.image(first).path == left.path:
            self.filler.views.put(first, Viewpoint(*left.view))

    def _fill_list(self) -> None:
        session = self._context.session
        prepared, self._prepared = self._prepared, None
        if session is None:
            self._model.set_rows([])
        elif prepared is not None and prepared[0] is session:
            self._model.set_listing(prepared[1])
        else:
            self._model.set_rows(rows_of_study(session))
        self._list.set_current(self._context.image_id)

    def _on_image_changed(self) -> None:
        self._list.set_current(self._context.image_id)

    def _on_settled(self) -> None:
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            return
        with self._context.about(image_id):
            for problem in session.problems(image_id):
                self._context.say(problem, MessageKind.CAUTION)
            if self._context.photograph is not None:
                session.note_photograph(image_id, self._context.photograph)
                for note in self._context.photograph.notes:
                    self._context.say(note)
        self._prefetch(session)

    def _prefetch(self, session: Session) -> None:
        near = [image_id for image_id in self.neighbours() if session.is_in_place(image_id)]
        self.filler.prefetch([session.expected_path(image_id) for image_id in near])

    def _on_image_updated(self, image_id: int) -> None:
        session, before = self._context.session, self._model.row(image_id)
        if session is not None and before is not None:
            image = session.image(image_id)
            known = {"eye": image.eye, "patient": image.patient, "taken": image.taken}
            self._model.update_row(image_id, **known)
            if image.patient != before.patient:
                self._question_patients(session, image_id, (before.patient, image.patient))

    def _question_patients(
        self, session: Session, image_id: int, patients: tuple[str, str]
    ) -> None:
        """Say of photographs whose patient may be another's in another spelling how else that is.

        Also of those that a correction has just freed of that doubt.
        """
        for each in {image_id, *(one for who in patients for one in session.spelled_alike(who))}:
            self._model.update_row(each, spellings=session.other_spellings(each))

    def _on_marks_changed(self, image_id: int) -> None:
        if (session := self._context.session) is not None:
            told = session.told_eye(image_id)
            fields = mark_fields(session.marks(image_id), session.reader)
            self._model.update_row(image_id, told_eye=told, **fields)

    def _on_finding_changed(self, image_id: int, _source: str) -> None:
        session = self._context.session
        if session is not None:
            told, spread = session.told_eye(image_id), session.opinions.spread(image_id)
            self._model.update_row(image_id, told_eye=told, spread=spread)

    def _on_blinding_changed(self, image_id: int | None) -> None:
        if image_id is None:
            self._fill_list()
        else:
            self._model.update_row(image_id, blind=False)

    def _on_grading_changed(self, image_id: int) -> None:
        if self._context.session is not None:
            grading = self._context.session.grading(image_id)
            self._model.update_row(image_id, grading=grading)
