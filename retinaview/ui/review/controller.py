"""The review of proposals: one after the other is brought into view, decided on and left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Signal
from PySide6.QtWidgets import QWidget

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.words import percent
from retinaview.session.reviewing import ReviewOrder, chosen, in_order
from retinaview.ui.action_spec import When
from retinaview.ui.canvas import Layer
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.editing import EditingController
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.reading.kept_views import viewpoint_of
from retinaview.ui.review.many_dialog import ManyDialog
from retinaview.ui.review.strip import ReviewStrip
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.findings import Finding
    from retinaview.ui.layouts.link import Viewpoint


class ReviewController(Controller):
    """Leads through the proposals of the open photograph, and says how far the reader is.

    A proposal counts as decided once it is no untouched proposal any more, however that came. What
    was passed over comes again at the end. The view returns to where it was when the review ends.
    """

    _counted = Signal(object, str)

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        editing: EditingController,
        reading: ReadingController,
        strip: ReviewStrip,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._context, self._panes, self._editing = context, panes, editing
        self._strip, self._window = strip, parent
        self._worker = Worker("left out")
        self._order: tuple[str, ...] = ()
        self._how = ReviewOrder.CERTAIN
        self._current: str | None = None
        self._before: Viewpoint | None = None
        self._layer_was_on = True
        reading.leaving.connect(self.end)
        panes.selection_changed.connect(self._on_selected)
        context.marks_changed.connect(self._on_marks_changed)
        context.study_changed.connect(self._forget)
        self._counted.connect(self._on_counted)

    def conditions(self) -> set[When]:
        """Tell whether there is something to review, and whether that is being done."""
        holding = {When.REVIEWABLE} if self._editing.has_proposals else set()
        return holding | ({When.REVIEWING} if self.on else set())

    @property
    def on(self) -> bool:
        """Whether proposals are under review."""
        return bool(self._order)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that counts what was left out."""
        return (self._worker,)

    # What actions call

    def start(self, how: ReviewOrder) -> None:
        """Go to the first proposal; where a review is on, go on in this order."""
        proposals = self._editing.proposals()
        if not proposals:
            return
        if not self.on:
            self._before = viewpoint_of(self._panes.canvas)
            self._layer_was_on = self._panes.canvas.is_layer_on(Layer.PROPOSALS)
            self._say_left_out()
        still = {mark.id for mark in proposals}
        decided = [mark_id for mark_id in self._order if mark_id not in still]
        self._how = how
        self._order = (*decided, *in_order(proposals, how))
        self._editing.follow(self._order)
        self._go_on(after=None)
        self.changed.emit()

    def end(self) -> None:
        """Return to where the reader was, and say what was decided."""
        if not self.on:
            return
        words = self._words_at_end()
        before, image_id = self._before, self._context.image_id
        self._forget()
        self._panes.canvas.set_selection(())
        if before is None:
            self._panes.canvas.fit()
        else:
            self._panes.canvas.look_at(QPointF(before.x, before.y), before.zoom)
        if not self._layer_was_on:
            self._editing.layer_wanted.emit(str(Layer.PROPOSALS), False)
        with self._context.about(image_id):
            self._context.say(words)

    def accept_class(self) -> None:
        """Accept every proposal of the selected one's class, in one step."""
        self._decide_class(accept=True)

    def reject_class(self) -> None:
        """Reject every proposal of the selected one's class, in one step."""
        self._decide_class(accept=False)

    def ask_for_many(self) -> None:
        """Let the reader choose a class and a score from which proposals are decided on."""
        proposals = self._editing.proposals()
        if proposals:
            dialog = ManyDialog(proposals, parent=self._window)
            dialog.decided.connect(self._decide)
            dialog.open()

    # What happens

    def _decide_class(self, *, accept: bool) -> None:
        classes = {mark.lesion for mark in self._panes.canvas.selected_marks()}
        proposals = self._editing.proposals()
        ids = [each for lesion in classes for each in chosen(proposals, lesion=lesion)]
        self._decide(tuple(ids), accept)

    def _decide(self, ids: tuple[str, ...], accept: bool) -> None:
        """Decide on several proposals, and say so."""
        untouched = {mark.id for mark in self._editing.proposals()}
        ids = tuple(mark_id for mark_id in ids if mark_id in untouched)
        was_on = self.on
        decided = self._editing.decide(ids, accept=accept)
        if decided and self.on == was_on:  # else the end of the review says more
            with self._context.about(self._context.image_id):
                accepted = tr("%n proposal(s) accepted. {key:undo} undoes this.", "", decided)
                rejected = tr("%n proposal(s) rejected. {key:undo} undoes this.", "", decided)
                self._context.say(accepted if accept else rejected)

    def _forget(self) -> None:
        self._order, self._current = (), None
        self._editing.follow(None)
        self._strip.clear()
        self.changed.emit()

    def _open(self) -> dict[str, Mark]:
        return {mark.id: mark for mark in self._editing.proposals()}

    def _go_on(self, *, after: str | None) -> None:
        """Bring the next undecided proposal into view; at the end, one that was passed over."""
        still = self._open()
        place = 0 if after is None else self._order.index(after) + 1
        ahead = (*self._order[place:], *self._order[:place])
        found = next((mark_id for mark_id in ahead if mark_id in still), None)
        if found is None:
            self.end()
            return
        self._current = found
        self._editing.select((still[found],))
        self._panes.canvas.show_to_judge(still[found].box)
        self._say_where(still)

    def _on_marks_changed(self, image_id: int) -> None:
        if image_id == self._context.image_id:
            if self.on:
                self._follow()
            self.changed.emit()

    def _follow(self) -> None:
        """Take in new proposals, and go on where the one under review is decided."""
        still = self._open()
        known = set(self._order)
        fresh = [mark for mark in still.values() if mark.id not in known]
        if fresh:
            self._order += in_order(fresh, self._how)
            self._editing.follow(self._order)
        if self._current in still:
            self._say_where(still)
        else:
            self._go_on(after=self._current)

    def _on_selected(self, ids: tuple[str, ...]) -> None:
        """Follow the reader to another proposal, chosen by hand, by walking on or by undo."""
        if self.on and len(ids) == 1 and ids[0] != self._current and ids[0] in self._order:
            still = self._open()
            if ids[0] in still:
                self._current = ids[0]
                self._say_where(still)

    def _say_where(self, still: dict[str, Mark]) -> None:
        mark = still.get(self._current or "")
        if mark is not None:
            place = self._order.index(mark.id) + 1
            self._strip.say(
                tr(
                    "Proposal {place} of {all}:  {mark}; {order}",
                    place=place,
                    all=len(self._order),
                    order=tr(self._how),
                    mark=_described(mark),
                )
            )

    def _words_at_end(self) -> str:
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            return ""
        known = set(self._order)
        stand = [mark.status for mark in session.marks(image_id) if mark.id in known]
        counts = {
            tr("accepted"): sum(status.is_label for status in stand),
            tr("rejected"): stand.count(Status.REJECTED),
            tr("left undecided"): stand.count(Status.PROPOSED),
        }
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        what = said or tr("none decided")
        return tr("Review of %n proposal(s): {what}.", "", len(self._order), what=what)

    def _say_left_out(self) -> None:
        """Count beside the window what is no proposal of its own."""
        session, image_id = self._context.session, self._context.image_id
        finding = self._context.finding
        if session is None or image_id is None or finding is None:
            return
        width = session.image(image_id).width
        values = {each: found.value for each, found in session.thresholds.of(finding).items()}
        if width is not None:
            self._worker.submit("count", lambda: self._count(finding, width, values))

    def _count(self, finding: Finding, width: int, values: dict[LesionClass, float]) -> None:
        from retinaview.session.left_out import left_out
        from retinaview.ui.review.words import left_out_words

        words = left_out_words(left_out(finding, width_px=width, thresholds=values))
        self._counted.emit(finding, words)

    def _on_counted(self, finding: object, words: str) -> None:
        if self.on and finding is self._context.finding:
            self._strip.set_aside(words)


def _described(mark: Mark) -> str:
    words = [lesion_words(mark.lesion)]
    if (origin := mark.provenance) is not None:
        words += [] if origin.score is None else [percent(origin.score)]
        words.append(origin.model)
    return ", ".join(words)
