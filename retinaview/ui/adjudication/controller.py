"""The adjudication layout: everybody's marks over each other, copied across and decided on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.core.errors import ProjectError
from retinaview.core.grades import Grading
from retinaview.session.side_by_side import Layout
from retinaview.ui.action_spec import When
from retinaview.ui.adjudication.panel import AdjudicationPanel
from retinaview.ui.canvas.voices_item import Outline
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.editing import EditingController
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.session.session import Session


class AdjudicationController(Controller):
    """Shows whose each mark and answer is, and records what is decided and by whom.

    Attributes
    ----------
    panel : AdjudicationPanel
        Stands in the side panel while this layout is on.
    """

    def __init__(self, context: WindowContext, *, panes: Panes, editing: EditingController) -> None:
        super().__init__()
        self.panel = AdjudicationPanel()
        self._context, self._panes, self._editing = context, panes, editing
        self.panel.chosen.connect(self._decide)
        self.panel.taken_back.connect(lambda: self._decide(Grading()))
        for changed in (context.image_changed, context.photograph_shown, context.answer_changed):
            changed.connect(self.show)
        for changed_one in (context.marks_changed, context.grading_changed):
            changed_one.connect(self._on_changed)

    @property
    def on(self) -> bool:
        """Whether readers are adjudicated."""
        return self._context.layout is Layout.ADJUDICATE

    def conditions(self) -> set[When]:
        """Tell whether something can be decided."""
        opened = self._context.open_image
        if not self.on or opened is None:
            return set()
        from retinaview.session.adjudicating import may_adjudicate

        return {When.ADJUDICATING} if may_adjudicate(*opened) else set()

    def adopt(self) -> None:
        """Copy the selected labels across to the reader's own."""
        opened, ids = self._context.open_image, self._panes.canvas.selection()
        if opened is None or not ids:
            return
        from retinaview.session.adjudicating import adopt

        try:
            made = adopt(*opened, ids)
        except ProjectError as error:
            self._context.complain(error)
            return
        with self._context.about(opened[1]):
            if made:
                self._editing.select(made)
                said = tr("%n mark(s) copied across. {key:undo} undoes this.", "", len(made))
            else:
                said = tr("These are yours already.")
            self._context.say(said)

    def decide_own(self) -> None:
        """Record the reader's own answer as what was decided."""
        if (opened := self._context.open_image) is None:
            return
        own = opened[0].grading(opened[1])
        if own.is_answer:
            self._decide(own)
        else:
            self._context.say(tr("Answer first; then it can be the consensus."))

    def show(self) -> None:
        """Show who says what of the photograph in front; nothing in another layout."""
        opened = self._context.open_image if self.on else None
        if opened is None:
            self._clear("")
        else:
            self._show(*opened)
        self.changed.emit()

    def _show(self, session: Session, image_id: int) -> None:
        # Only here: with a study open, the database library is there already.
        from retinaview.session.adjudicating import (
            consensus_on,
            may_adjudicate,
            voice_of,
            voices_on,
        )

        if not may_adjudicate(session, image_id):
            self._clear(tr("Shown once you have answered, or two others have."))
            return
        voices = voices_on(session, image_id)
        numbers = {(each.name, each.is_model): n for n, each in enumerate(voices)}
        marks = self._context.marks_on(image_id)
        whose = [(mark.box, numbers.get(voice_of(mark))) for mark in marks]
        outlines = [Outline(box, number) for box, number in whose if number is not None]
        for canvas in self._panes.canvases:
            canvas.set_voices(outlines if canvas is self._panes.canvas else ())
        nobody = "" if voices else tr("Nobody has marked or answered this photograph yet.")
        self.panel.show_voices(voices, nobody)
        self.panel.show_consensus(consensus_on(session, image_id))

    def _clear(self, note: str) -> None:
        for canvas in self._panes.canvases:
            canvas.set_voices(())
        self.panel.show_voices((), note)
        self.panel.show_consensus(Grading())

    def _decide(self, answer: Grading) -> None:
        opened = self._context.open_image
        if opened is None:
            return
        from retinaview.session.adjudicating import decide

        try:
            decide(*opened, answer)
        except ProjectError as error:
            self._context.complain(error)

    def _on_changed(self, image_id: int) -> None:
        if self.on and image_id == self._context.image_id:
            self.show()
