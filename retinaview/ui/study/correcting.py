"""Correcting whose eyes photographs show, from the worklist."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from retinaview.core.grades import Laterality
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.language.terms import eye_words
from retinaview.ui.study.panel import StudyPanel
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retinaview.session.session import Session
    from retinaview.ui.study.eyes_menu import Whose


class CorrectingController(Controller):
    """Sends the reader's corrections to the session, and says what stands then."""

    def __init__(self, context: WindowContext, *, panel: StudyPanel) -> None:
        super().__init__()
        self._context, self._panel = context, panel
        panel.eyes_given.connect(self._correct)
        panel.days_given.connect(self._date)

    def ask_pattern(self) -> None:
        """Let the reader give a pattern for the names of photographs."""
        self._panel.ask_pattern()

    def _correct(self, whose: Whose) -> None:
        session = self._context.session
        if session is None or not whose:
            return
        count = session.set_eyes(whose)
        if len(whose) > 1 and count:
            words = tr(
                "Patient or eye of %n photograph(s) changed. {key:undo} undoes this.", "", count
            )
            session.when_finished(lambda: self._context.say(words))
        elif len(whose) == 1:
            ((image_id, (patient, eye)),) = whose.items()
            session.when_finished(lambda: self._confirm(session, image_id, patient, eye))

    def _date(self, written: Mapping[int, str]) -> None:
        """Take dates as they are written; one that is none changes nothing."""
        session = self._context.session
        if session is None or not written:
            return
        try:
            days = {each: date.fromisoformat(day) if day else None for each, day in written.items()}
        except ValueError:
            wrong = next(iter(written.values()))
            self._context.say(
                tr("{day} is not a date such as 2024-05-01; nothing was changed.", day=wrong)
            )
            return
        if count := session.set_days(days):
            words = tr("Date of %n photograph(s) changed. {key:undo} undoes this.", "", count)
            session.when_finished(lambda: self._context.say(words))

    def _confirm(
        self, session: Session, image_id: int, patient: str, eye: Laterality | None
    ) -> None:
        image = session.image(image_id)
        if (image.patient, image.eye) == (patient.strip(), eye):
            words = tr("eye unknown") if eye is None else eye_words(eye)
            if image.patient:
                words = tr("{eye}, patient {patient}", eye=words, patient=image.patient)
            said = tr("{name}: {words}. {key:undo} undoes this.", name=image.name, words=words)
            self._context.say(said)
