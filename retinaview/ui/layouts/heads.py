"""What stands above two photographs: whose eye each is, and what is answered for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.session.answers import agreeing, can_be_agreed_with
from retinaview.session.side_by_side import Layout
from retinaview.ui.answering.words import brief_words
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.project.images import StudyImage


class HeadsController(Controller):
    """Keeps the lines above the photographs up to date."""

    def __init__(self, context: WindowContext, *, panes: Panes) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        for changed in (context.image_changed, context.answer_changed):
            changed.connect(self._show)
        for changed_one in (context.image_updated, context.grading_changed):
            changed_one.connect(self._on_changed)

    def _on_changed(self, image_id: int) -> None:
        if image_id in self._context.image_ids:
            self._show()

    def _show(self) -> None:
        if self._context.layout.is_alone:  # then there are none
            return
        session = self._context.session
        for index, pane in enumerate(self._panes.both):
            held = self._context.panes[index]
            if session is None or held.image_id is None:
                pane.set_title(None, "")
                pane.set_answers("", "")
                continue
            image = session.image(held.image_id)
            comparing = self._context.layout is Layout.COMPARE
            pane.set_title(image.eye, "" if comparing else image.name, day=self._day(image))
            given = brief_words(session.grading(image.id))
            pane.set_answers("" if comparing else given, self._models_words(index))

    def _day(self, image: StudyImage) -> str:
        """Return a photograph's day where that is what tells two apart."""
        from retinaview.session.visits import day_of

        day = day_of(image) if self._context.layout is Layout.VISITS else None
        return "" if day is None else day.isoformat()

    def _models_words(self, pane: int) -> str:
        finding = self._context.answer_in(pane)
        if finding is None or not can_be_agreed_with(finding):
            return ""
        words = brief_words(agreeing(finding))
        comparing = self._context.layout is Layout.COMPARE
        return words if comparing else tr("models: {answer}", answer=words)
