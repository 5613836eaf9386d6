"""Marks: what the reader draws, moves, decides and deletes, as commands to the session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.fundus_frame import FundusFrame
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.ui.action_spec import When
from retinaview.ui.canvas import Layer
from retinaview.ui.canvas.layers import layer_of
from retinaview.ui.canvas.placed_marks import Kind
from retinaview.ui.controller import Controller
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.panel import MarksPanel
from retinaview.ui.marks.turns import WindowTurns
from retinaview.ui.splicing import fresh_in
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.session.session import Session

SAVING = later("Saving the marks")
# A copy is laid beside its original, so that both are seen.
_COPY_SHIFT_PX = 12


class EditingController(Controller):
    """Keeps canvas and list of marks in step with the session, and sends it commands.

    Attributes
    ----------
    changed : Signal()
        Selection, marks or history have changed: other actions may be possible now.
    image_wanted : Signal(int)
        A step of the history belongs to another photograph, which should be shown.
    layer_wanted : Signal(str, bool)
        A mark was chosen whose layer is hidden, which should be shown.
    saving : Signal(str)
        What is being written that takes a while; empty once it is done.
    """

    image_wanted = Signal(int)
    layer_wanted = Signal(str, bool)
    saving = Signal(str)

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        panel: MarksPanel,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._panel = panel
        self._hidden: frozenset[LesionClass] = frozenset()
        self._clipboard: tuple[Mark, ...] = ()
        self._order: tuple[str, ...] | None = None
        self._turns = WindowTurns()
        self._turns.slow_changed.connect(lambda slow: self.saving.emit(tr(SAVING) if slow else ""))
        self._connect_signals()

    def conditions(self) -> set[When]:
        """Return the conditions of the actions on marks."""
        holding: set[When] = set()
        session = self._context.session
        if session is not None and session.can_undo:
            holding.add(When.UNDO)
        if session is not None and session.can_redo:
            holding.add(When.REDO)
        if self._clipboard and self._context.open_image is not None:
            holding.add(When.CLIPBOARD)
        seen = {status for (_, status), count in self._visible_counts().items() if count > 0}
        if seen:
            holding.add(When.MARKS)
        if self._panes.canvas.selection():
            holding.add(When.SELECTION)
        if Status.PROPOSED in seen:
            holding.add(When.PROPOSALS)
        if any(mark.provenance is not None for mark in self._panes.canvas.selected_marks()):
            holding.add(When.PROPOSAL)
        return holding

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that writes large edits."""
        return (self._turns.worker,)

    # Commands on the selection

    def set_class(self, lesion: LesionClass) -> None:
        """Give the selected marks another class."""
        opened, ids = self._context.open_image, self._panes.canvas.selection()
        if opened is not None and opened[0].set_class(opened[1], ids, lesion):
            with self._context.about(opened[1]):
                self._context.say(
                    tr(
                        "Class changed to {lesion}. {key:undo} undoes this.",
                        lesion=lesion_words(lesion),
                    )
                )

    def delete(self) -> None:
        """Delete the selected marks; a model's proposal is kept as rejected."""
        if (opened := self._context.open_image) and (ids := self._panes.canvas.selection()):
            opened[0].delete(opened[1], ids)

    def duplicate(self) -> None:
        """Copy the selected marks beside themselves, and select the copies."""
        if (opened := self._context.open_image) and (ids := self._panes.canvas.selection()):
            copies = opened[0].duplicate(opened[1], ids, _COPY_SHIFT_PX, _COPY_SHIFT_PX)
            opened[0].when_finished(lambda: self.select(copies))

    def copy(self) -> None:
        """Remember the selected marks for pasting, here or on another photograph."""
        self._clipboard = tuple(self._panes.canvas.selected_marks())
        self.changed.emit()

    def paste(self) -> None:
        """Put the remembered marks onto this photograph, and select them."""
        if (opened := self._context.open_image) and self._clipboard:
            copies = opened[0].paste(opened[1], self._clipboard)
            opened[0].when_finished(lambda: self.select(copies))

    def toggle_locked(self) -> None:
        """Lock the selected marks, or unlock them where all are locked."""
        if (opened := self._context.open_image) and (ids := self._panes.canvas.selection()):
            marks = self._panes.canvas.selected_marks()
            opened[0].set_locked(opened[1], ids, not all(mark.locked for mark in marks))

    def nudge(self, step: tuple[float, float]) -> None:
        """Move the selected marks by source pixels."""
        self._panes.canvas.nudge_selection(*step)

    def accept(self) -> None:
        """Accept the selected proposals, and go on to the next one."""
        self._decide(accept=True)

    def reject(self) -> None:
        """Reject the selected proposals, and go on to the next one."""
        self._decide(accept=False)

    def accept_all(self) -> None:
        """Accept every proposal that is shown, in one step."""
        self.decide(self._proposal_ids(), accept=True)

    def reject_all(self) -> None:
        """Reject every proposal that is shown, in one step."""
        self.decide(self._proposal_ids(), accept=False)

    def decide(self, ids: Sequence[str], *, accept: bool) -> int:
        """Accept or reject proposals in one step; returns how many."""
        if (opened := self._context.open_image) is None or not ids:
            return 0
        return len((opened[0].accept if accept else opened[0].reject)(opened[1], ids))

    # Selection and history

    def follow(self, order: Sequence[str] | None) -> None:
        """Walk through marks in this order, by id, and no further by itself; None as listed."""
        self._order = None if order is None else tuple(order)

    def proposals(self) -> tuple[Mark, ...]:
        """Return the untouched proposals of the classes that are shown, their layer or not."""
        marks = self._listed_marks(self._context.image_id if self._context.open_image else None)
        return tuple(mark for mark in marks if mark.status is Status.PROPOSED)

    @property
    def has_proposals(self) -> bool:
        """Whether there is any of `proposals`; as fast with very many."""
        counts = self._counts().items()
        kinds = (kind for kind, count in counts if count > 0)
        return any(s is Status.PROPOSED and lesion not in self._hidden for lesion, s in kinds)

    def select(self, marks: Iterable[Mark]) -> None:
        """Select these marks."""
        self._choose(tuple(mark.id for mark in marks))

    def measure_from(self, frame: FundusFrame | None) -> None:
        """List where marks lie as seen from this disc and fovea; None where they are not known."""
        self._panel.model.set_frame(frame)

    def go_to(self, ids: Sequence[str]) -> None:
        """Select marks by id, and bring one of them into view."""
        self._choose(tuple(ids))
        self._bring_into_view(self._panel.listed(ids))

    def select_all(self) -> None:
        """Select every mark that is seen."""
        self.select(self._visible_marks())

    def select_next(self) -> None:
        """Select the next mark of the list, and centre it."""
        self._walk(1)

    def select_previous(self) -> None:
        """Select the previous mark of the list, and centre it."""
        self._walk(-1)

    def undo(self) -> None:
        """Take the last step back, wherever it was made, and select what it brings back."""
        if (session := self._context.session) is not None:
            self._step_through_history(session, session.undo)

    def redo(self) -> None:
        """Do the step again that was last taken back, and select what it brings back."""
        if (session := self._context.session) is not None:
            self._step_through_history(session, session.redo)

    # What happens

    def _connect_signals(self) -> None:
        self._panes.boxes_edited.connect(self._on_boxes_edited)
        self._panes.selection_changed.connect(self._on_canvas_selection)
        self._panes.mark_activated.connect(self._centre)
        self._panel.selection_changed.connect(self._choose)
        self._panel.mark_activated.connect(self._centre)
        self._panel.hidden_classes_changed.connect(self._on_hidden_changed)
        self._context.study_changed.connect(self._on_study_changed)
        self._context.image_changed.connect(self._on_image_changed)
        self._context.photograph_shown.connect(self.show_marks)
        self._context.beside_shown.connect(self._show_on_canvases)
        self._context.blinding_changed.connect(self.show_marks)
        self._context.marks_changed.connect(self._on_marks_changed)
        self._context.history_changed.connect(self.changed)

    def _decide(self, *, accept: bool) -> None:
        opened, ids = self._context.open_image, self._panes.canvas.selection()
        if opened is None or not ids:
            return
        session, image_id = opened
        following = None if self._order is not None else self._after(ids)
        (session.accept if accept else session.reject)(image_id, ids)
        if following is not None:
            self._choose((following,))
            self._bring_into_view(self._panel.listed((following,)))

    def _after(self, ids: tuple[str, ...]) -> str | None:
        """Return the next untouched proposal below the selection, where that is one proposal."""
        if len(ids) != 1:
            return None
        hidden = self._hidden_statuses()

        def is_open(mark: Mark) -> bool:
            return mark.status is Status.PROPOSED and mark.status not in hidden

        chosen = [mark for mark in self._panes.canvas.selected_marks() if is_open(mark)]
        return self._panel.next_below(chosen[0].id, is_open) if chosen else None

    def _walk(self, step: int) -> None:
        seen = {mark.id for mark in self._visible_marks()}
        walk = self._panel.in_order() if self._order is None else self._order
        order = [mark_id for mark_id in walk if mark_id in seen]
        selected = self._panes.canvas.selection()
        if not order:
            return
        if selected and selected[-1] in order:
            position = (order.index(selected[-1]) + step) % len(order)
        else:
            position = 0 if step > 0 else len(order) - 1
        self._choose((order[position],))
        self._centre(order[position])

    def _choose(self, ids: tuple[str, ...]) -> None:
        """Select marks, also one that only the selection brings onto the canvas.

        What the reader has just drawn, pasted or picked from the list is never out of sight.
        """
        for layer in {layer_of(mark.status) for mark in self._panel.listed(ids)}:
            if not self._panes.canvas.is_layer_on(layer):
                self.layer_wanted.emit(str(layer), True)
        self._panes.canvas.set_marks(self._listed_marks(self._context.image_id))
        self._panes.canvas.set_selection(ids)

    def _step_through_history(
        self, session: Session, step: Callable[[int | None], int | None]
    ) -> None:
        """Show what a step changed, selected: the next key would else fall on another mark."""
        session.finish()
        before = self._all_marks()
        image_id = step(self._context.image_id)
        if image_id is None:
            return
        if image_id != self._context.image_id:
            self.image_wanted.emit(image_id)
            return
        session.when_finished(lambda: self._show_changed(image_id, before))

    def _show_changed(self, image_id: int, before: tuple[Mark, ...]) -> None:
        if image_id != self._context.image_id:  # turned in the meantime
            return
        changed = self._visible(fresh_in(before, self._all_marks()))
        if changed:
            self.select(changed)
            self._bring_into_view(changed)

    def _bring_into_view(self, marks: Sequence[Mark]) -> None:
        """Centre the first of these marks, unless one of them is in view."""
        seen = self._panes.canvas.visible_box()
        if marks and not any(
            seen is not None and seen.contains(*mark.box.centre) for mark in marks
        ):
            self._panes.canvas.centre_on(marks[0].box)

    def _centre(self, mark_id: str) -> None:
        for mark in self._panel.listed((mark_id,)):
            self._panes.canvas.centre_on(mark.box)

    def _proposal_ids(self) -> tuple[str, ...]:
        return tuple(m.id for m in self._visible_marks() if m.status is Status.PROPOSED)

    def _all_marks(self) -> tuple[Mark, ...]:
        return self._context.marks_on(self._context.image_id if self._context.open_image else None)

    def _listed_marks(self, image_id: int | None) -> tuple[Mark, ...]:
        marks = self._context.marks_on(image_id)
        if not self._hidden:
            return marks
        return tuple(mark for mark in marks if mark.lesion not in self._hidden)

    def _counts(self) -> Mapping[Kind, int]:
        opened = self._context.open_image
        if self._context.hidden:
            return Counter((mark.lesion, mark.status) for mark in self._all_marks())
        return {} if opened is None else opened[0].mark_counts(opened[1])

    def _visible_counts(self) -> dict[Kind, int]:
        hidden = self._hidden_statuses()
        return {
            (lesion, status): count
            for (lesion, status), count in self._counts().items()
            if lesion not in self._hidden and status not in hidden
        }

    def _hidden_statuses(self) -> tuple[Status, ...]:
        return tuple(s for s in Status if not self._panes.canvas.is_layer_on(layer_of(s)))

    def _visible_marks(self) -> tuple[Mark, ...]:
        """Return the marks whose class and layer are shown: what "all" means."""
        return self._visible(self._all_marks())

    def _visible(self, marks: Sequence[Mark]) -> tuple[Mark, ...]:
        hidden = self._hidden_statuses()
        return tuple(
            mark for mark in marks if mark.lesion not in self._hidden and mark.status not in hidden
        )

    def show_marks(self) -> None:
        """Show the marks as they stand, on the canvases and in the list."""
        self._show_on_canvases()
        proposals_seen = self._panes.canvas.is_layer_on(Layer.PROPOSALS)
        marks, counts = self._all_marks(), self._counts()
        self._panel.set_marks(marks, counts=counts, proposals_seen=proposals_seen)
        self._panel.set_selection(self._panes.canvas.selection())
        self.changed.emit()

    def _show_on_canvases(self) -> None:
        for canvas, pane in zip(self._panes.canvases, self._context.panes, strict=True):
            canvas.set_marks(self._listed_marks(pane.image_id if pane.photograph else None))

    def _on_boxes_edited(self, boxes: dict[str, Box]) -> None:
        if (opened := self._context.open_image) is not None:
            opened[0].set_boxes(opened[1], boxes)

    def _on_canvas_selection(self, ids: tuple[str, ...]) -> None:
        self._panel.set_selection(ids)
        self.changed.emit()

    def _on_hidden_changed(self, hidden: frozenset[LesionClass]) -> None:
        self._hidden = hidden
        self.show_marks()

    def _on_study_changed(self) -> None:
        if (session := self._context.session) is not None:
            session.use_turns(self._turns)

    def _on_image_changed(self) -> None:
        self._panes.canvas.set_selection(())
        self.show_marks()

    def _on_marks_changed(self, image_id: int) -> None:
        if image_id == self._context.image_id:
            self.show_marks()
        elif image_id in self._context.image_ids:
            self._show_on_canvases()
