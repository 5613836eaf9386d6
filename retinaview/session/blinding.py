"""Reading blind first: what the models say stays hidden until the reader has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.core.errors import ProjectError
from retinaview.session.observing import Notifier

if TYPE_CHECKING:
    from retinaview.core.grades import Grading
    from retinaview.project.store import StudyStore


class Blinding:
    """Whether a study is read blind first, and for which photographs a first answer stands.

    First answers are kept in the project's event log, which nothing rewrites; so are all later
    changes of an answer, with their times.

    Parameters
    ----------
    store : StudyStore
        The project.
    reader : str
        Who reads.

    Attributes
    ----------
    changed : Notifier[int or None]
        The models' answer on one photograph may be seen from now on; None: on any, or no longer.
    """

    def __init__(self, store: StudyStore, *, reader: str) -> None:
        self.changed: Notifier[int | None] = Notifier()
        self._store = store
        self._reader = reader
        self._first: dict[int, Grading] = {}
        self._on = store.setting(KEY) == ON
        if self._on:
            self._first = store.first_answers(reader)

    @property
    def on(self) -> bool:
        """Whether the study is read blind first."""
        return self._on

    def hides(self, image_id: int) -> bool:
        """Return whether what the models say of a photograph is hidden from the reader."""
        return self._on and image_id not in self._first

    def turn(self, on: bool) -> None:
        """Read blind first from now on, or no longer; the event log says who chose so.

        Raises
        ------
        ProjectError
            The project cannot be written.
        """
        if on == self._on:
            return
        self._store.set_and_log(
            KEY,
            ON if on else "",
            label=f"Turn blind reading {'on' if on else 'off'}",
            reader=self._reader,
        )
        self._on = on
        if on:
            self._first = self._store.first_answers(self._reader)
        self.changed.emit(None)

    def reveal(self, image_id: int, answer: Grading) -> None:
        """Keep an answer as the first one, and let what the models say be seen.

        Raises
        ------
        ProjectError
            There is no answer, or the project cannot be written.
        """
        if not self.hides(image_id):
            return
        if not answer.is_answer:
            raise ProjectError("has no answer yet", path=self._store.path)
        self._store.note_first_answer(image_id, answer, reader=self._reader)
        self._first[image_id] = answer
        self.changed.emit(image_id)


KEY, ON = "blind", "on"
