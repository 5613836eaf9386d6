"""Answering for the photograph that is shown, by keys, menu or bar, and going on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.grades import DMEGrade, DRGrade, Grading, UngradableReason
from retinaview.session.answers import agreeing, can_be_agreed_with
from retinaview.ui.action_spec import When
from retinaview.ui.answering.bar import AnswerBar
from retinaview.ui.answering.words import brief_words, change_words
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.session.session import Session


class AnsweringController(Controller):
    """Keeps the answer bar and the session's answer agreed.

    Attributes
    ----------
    undo_wanted : Signal()
        What was just answered shall be taken back.
    left : Signal()
        The reader has left the comment; the keys are the photograph's again.
    """

    undo_wanted = Signal()
    left = Signal()

    def __init__(
        self, context: WindowContext, *, bar: AnswerBar, reading: ReadingController
    ) -> None:
        super().__init__()
        self._context = context
        self._bar = bar
        self._reading = reading
        self._implied_on: set[int] = set()
        self._goes_on_later = False
        self._connect_signals()

    def conditions(self) -> set[When]:
        """Tell whether there is a model's answer to agree with."""
        return set() if self._proposed() is None else {When.ANSWERED}

    def reword(self) -> None:
        """Give the bar the widths that its words need now."""
        self._bar.fix_widths()

    # What actions call

    def answer_dr(self, grade: DRGrade | None) -> None:
        """Grade retinopathy; None takes the grade back.

        Without retinopathy there is no macular oedema either, unless the reader says so: the
        second answer comes with the first, and goes with it.
        """
        if (image_id := self._context.image_id) is None:
            return

        def change(grading: Grading) -> Grading:
            after = grading.with_dr(grade)
            if grade is DRGrade.NONE and after.dme is None:
                self._implied_on.add(image_id)
                return after.with_dme(DMEGrade.NONE)
            if grade is not DRGrade.NONE and image_id in self._implied_on:
                self._implied_on.discard(image_id)
                return after.with_dme(None)
            return after

        self._answer(change)

    def _imply_nothing(self) -> None:
        """Take the second answer of the open photograph for the reader's own."""
        if self._context.image_id is not None:
            self._implied_on.discard(self._context.image_id)

    def answer_dme(self, grade: DMEGrade | None) -> None:
        """Grade macular oedema; None takes the grade back."""
        self._imply_nothing()
        self._answer(lambda grading: grading.with_dme(grade))

    def answer_ungradable(
        self, ungradable: bool = True, reason: UngradableReason | None = None
    ) -> None:
        """Say that the photograph cannot be graded, and why, or that it can."""
        self._imply_nothing()
        self._answer(
            lambda grading: (
                grading
                if grading.ungradable and ungradable and reason is None and grading.reason is None
                else grading.with_ungradable(ungradable, reason)
            )
        )

    def ask_why(self) -> None:
        """Let a letter say why the photograph is ungradable."""
        if self._context.open_image is not None:
            self._bar.gradable.ask()

    def toggle_unsure(self) -> None:
        """Say that the answer is not certain, or that it is."""
        self._answer(lambda grading: replace(grading, unsure=not grading.unsure))

    def toggle_flag(self) -> None:
        """Set the photograph aside to come back to it, or no longer."""
        self._answer(lambda grading: replace(grading, flag=not grading.flag))

    def write_comment(self) -> None:
        """Put the cursor into the comment."""
        self._bar.comment.setFocus()

    def agree(self) -> None:
        """Answer what the models answer."""
        if (proposed := self._proposed()) is not None:
            self._imply_nothing()
            self._answer(lambda grading: agreeing(proposed, grading))

    def go_on(self) -> None:
        """Leave the answers as they stand and show the next unread photograph, or patient.

        Where what the models say was hidden, it is shown; where they differ, before going on.
        """
        self._bar.flush()
        self._goes_on_later = False
        session, left = self._context.session, self._context.image_ids
        if session is None:
            return
        session.finish()
        if self._stays_to_see():
            return
        just_said = self._bar.confirmation.words
        if not self._reading.show_next_unread():
            self._bar.confirmation.say(self._reading.all_read_words, can_undo=False)
        elif self._context.image_ids == left and len(left) > 1:
            self._bar.confirmation.stay()  # on to the other eye of two
        elif just_said and len(left) == 1:
            self._bar.confirmation.stay()
        elif left:
            unread = tr("left unread")
            answers = [(_whose(session, each, left), session.grading(each)) for each in left]
            said = [f"{whose}: {brief_words(each) or unread}" for whose, each in answers]
            self._bar.confirmation.say(";  ".join(said), can_undo=bool(just_said))

    def flush(self) -> None:
        """Keep what is still being typed."""
        self._bar.flush()

    # What happens

    def _connect_signals(self) -> None:
        bar, context = self._bar, self._context
        bar.dr_chosen.connect(self.answer_dr)
        bar.dme_chosen.connect(self.answer_dme)
        bar.gradable.chosen.connect(self.answer_ungradable)
        bar.unsure_chosen.connect(self.toggle_unsure)
        bar.commented.connect(self._on_commented)
        bar.comment_left.connect(self.left)
        bar.agreed.connect(self.agree)
        bar.next_wanted.connect(self.go_on)
        bar.confirmation.undo_wanted.connect(self.undo_wanted)
        self._reading.leaving.connect(self.flush)
        context.study_changed.connect(self._on_study_changed)
        context.image_changed.connect(self._on_image_changed)
        context.photograph_shown.connect(self._on_image_changed)
        context.answer_changed.connect(self._show_proposed)
        context.finding_read.connect(self._on_finding_read)
        context.image_updated.connect(self._on_updated)
        context.grading_changed.connect(self._on_updated)
        context.history_changed.connect(bar.confirmation.clear)

    def _answer(self, change: Callable[[Grading], Grading]) -> None:
        opened = self._context.open_image
        if opened is None:
            return
        session, image_id = opened
        session.finish()
        before = session.grading(image_id)
        wanted = change(before)
        if wanted != before:
            session.set_grading(image_id, wanted)
        session.when_finished(lambda: self._confirm(opened, before, wanted))

    def _confirm(self, opened: tuple[Session, int], before: Grading, wanted: Grading) -> None:
        """Say what stands now, unless the reader has turned meanwhile."""
        if opened != self._context.open_image:
            return
        session, image_id = opened
        stands = session.grading(image_id)
        self._bar.set_grading(stands, enabled=not session.read_only)
        if stands == wanted:
            words = brief_words(wanted) if wanted == before else change_words(before, wanted)
            eye = session.image(image_id).eye
            self._bar.confirmation.say(
                f"{eye}: {words}" if eye else words, can_undo=wanted != before
            )

    def _stays_to_see(self) -> bool:
        """Commit answers that were given blind; say whether there is a difference to be seen."""
        session, seen = self._context.session, self._context.image_ids
        if session is None or self._context.open_image is None:
            return False
        answered = [
            each for each in seen if self._context.hides(each) and session.grading(each).is_answer
        ]
        if any(map(self._is_being_read, answered)):
            self._goes_on_later = True
            return True
        differences = []
        for image_id in answered:
            answer = session.grading(image_id)
            try:
                session.blinding.reveal(image_id, answer)
            except ProjectError as error:
                self._context.complain(error)
                return True
            finding = self._context.answer_on(image_id)
            if finding is None or not can_be_agreed_with(finding):
                continue
            if (proposed := agreeing(finding, answer)) != answer:
                whose = f"{_whose(session, image_id, seen)}: " if len(seen) > 1 else ""
                differences.append(whose + brief_words(proposed))
        if differences:
            said = tr("Models: {answers}", answers=";  ".join(differences))
            self._bar.confirmation.say(said, can_undo=False)
        elif answered:
            self._bar.confirmation.clear()
        return bool(differences)

    def _is_being_read(self, image_id: int) -> bool:
        """Whether what the models say of a photograph is not at hand yet, to be compared with."""
        awaits = self._context.awaits_finding
        return awaits(image_id) or awaits(image_id, self._context.chosen_source)

    def _on_finding_read(self) -> None:
        if self._goes_on_later:
            self.go_on()

    def _on_commented(self, comment: str) -> None:
        self._answer(lambda grading: replace(grading, comment=comment))

    def _on_study_changed(self) -> None:
        self._implied_on.clear()
        self._bar.confirmation.clear()
        self._bar.set_can_go_on(self._context.session is not None)

    def _on_image_changed(self) -> None:
        self._goes_on_later = False
        self._show()
        self._show_proposed()

    def _on_updated(self, image_id: int) -> None:
        if image_id == self._context.image_id:
            self._show()

    def _show(self) -> None:
        """Show the answer for the photograph; it can be changed once that is on the screen."""
        session, image_id = self._context.session, self._context.image_id
        if session is None or image_id is None:
            self._bar.set_eye(None)
            self._bar.set_grading(Grading(), enabled=False)
            return
        self._bar.set_eye(session.image(image_id).eye)
        enabled = self._context.photograph is not None and not session.read_only
        self._bar.set_grading(session.grading(image_id), enabled=enabled)

    def _show_proposed(self) -> None:
        finding = self._proposed()
        self._bar.set_proposed(None if finding is None else agreeing(finding))
        self.changed.emit()

    def _proposed(self) -> Finding | None:
        """Return the finding that can be agreed with, once its photograph is on the screen."""
        finding = None if self._context.open_image is None else self._context.answer
        return finding if can_be_agreed_with(finding) else None


def _whose(session: Session, image_id: int, seen: Sequence[int]) -> str:
    """Return what tells a photograph from the other in view: the eye; alone, its name."""
    image = session.image(image_id)
    return image.eye.value if len(seen) > 1 and image.eye is not None else image.name
