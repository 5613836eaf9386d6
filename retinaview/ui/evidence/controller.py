"""Evidence in the window: counted anew as marks, answers or disc and fovea change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from retinaview.core.evidence import evidence_of
from retinaview.core.findings import SEGMENTATION
from retinaview.core.fundus_frame import FundusFrame
from retinaview.ui.controller import Controller
from retinaview.ui.evidence.landmarks import LandmarksController
from retinaview.ui.evidence.panel import EvidencePanel
from retinaview.ui.evidence.words import HIDDEN, WITHOUT_PLACES, NetworkAnswer, others_words
from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.editing import EditingController
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.session.session import Session


class EvidenceController(Controller):
    """Keeps its panel at what is known of the photograph in front.

    Attributes
    ----------
    panel : EvidencePanel
        Stands in the side panel.
    """

    def __init__(self, context: WindowContext, *, panes: Panes, editing: EditingController) -> None:
        super().__init__()
        self.panel = EvidencePanel()
        self._landmarks = LandmarksController(context, panes=panes, editing=editing)
        self._context = context
        # After the frame in which a mark is drawn: a key is answered by the photograph first.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        self._counted: int | None = None
        context.image_changed.connect(self._on_image_changed)
        for changed in (context.settled, context.answer_changed):
            changed.connect(self._later.start)
        context.marks_changed.connect(self._on_marks_changed)
        context.grading_changed.connect(self._on_marks_changed)
        self.panel.lesions_wanted.connect(editing.go_to)

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """Disc and fovea, from which everything is measured."""
        return (self._landmarks,)

    def _on_image_changed(self) -> None:
        """Take away at once what was counted on another photograph."""
        if self._counted != self._context.image_id:
            self._clear()
        self._later.start()

    def _clear(self) -> None:
        self._counted = None
        self.panel.show_evidence(None)
        self.panel.show_networks((), None)
        self.panel.show_readers("", "")

    def _on_marks_changed(self, image_id: int) -> None:
        if image_id == self._context.image_id:
            self._later.start()

    def _show(self) -> None:
        opened = self._context.open_image
        if opened is None:
            self._clear()
            return
        session, image_id = opened
        self._counted = image_id
        self._show_readers(session, image_id)
        frame, hidden = FundusFrame.of(self._context.landmarks), self._context.hidden
        marks = self._context.marks_on(image_id)
        hint = tr(HIDDEN) if hidden else "" if frame is not None else tr(WITHOUT_PLACES)
        found = evidence_of(marks, frame)
        self.panel.show_evidence(found, hint=hint, sought=self._are_lesions_sought())
        if hidden:
            self.panel.show_networks((), None)
        else:
            self._show_networks()

    def _are_lesions_sought(self) -> bool:
        """Whether a network has looked for lesions, and the reader may see what it found."""
        shown = self._context.shown_in(self._context.front)
        if shown is None or SEGMENTATION in shown.pending:
            return False
        return shown.model(SEGMENTATION) is not None

    def _show_readers(self, session: Session, image_id: int) -> None:
        answers = session.answers
        # Blind, also with an answer as long as it is not committed.
        seen = () if self._context.hidden else answers.seen(image_id)
        words = others_words(answers.others(image_id), seen)
        self.panel.show_readers(tr("{reader} (you)", reader=session.reader), words)

    def _show_networks(self) -> None:
        opened, answer = self._context.open_image, self._context.answer
        if opened is None:
            return
        opinions = opened[0].opinions
        found = dict(opinions.of(opened[1]))
        shown = "" if answer is None else answer.source
        if answer is not None and answer.grades is not None:
            found = {shown: answer.grades} | found
        answers = [NetworkAnswer(name, grades, name == shown) for name, grades in found.items()]
        answers.sort(key=lambda each: not each.shown)
        self.panel.show_networks(answers, opinions.spread(opened[1]))
