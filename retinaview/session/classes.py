"""The classes of an open study, and how they are changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from retinaview.session.observing import Notifier

if TYPE_CHECKING:
    from retinaview.core.lesions import LesionClass
    from retinaview.core.study_classes import ClassList
    from retinaview.project.store import StudyStore


class Classes:
    """Which classes a study offers, with their names, keys and colours.

    A change is in the event log, with the reader. `Session.set_classes` makes it a step that can
    be taken back.

    Parameters
    ----------
    store : StudyStore
        The project.
    reader : str
        Who reads.

    Attributes
    ----------
    changed : Notifier[[]]
        The study has other classes, or they look otherwise.
    current : ClassList
        What the study offers now.
    """

    def __init__(self, store: StudyStore, *, reader: str) -> None:
        self.changed: Notifier[[]] = Notifier()
        self.current: ClassList = store.classes()
        self._store = store
        self._reader = reader

    def marks(self) -> Mapping[LesionClass, int]:
        """Count the marks of every class that has any, rejected ones and proposals too."""
        return self._store.marks_of_classes()

    def change(self, to: ClassList) -> None:
        """Offer other classes from now on.

        Raises
        ------
        ProjectError
            A class that would go has marks, another window was faster, or the project cannot be
            written. Nothing was changed.
        """
        if self.write(to):
            self.changed.emit()

    def write(self, to: ClassList, *, since: ClassList | None = None) -> bool:
        """Do as `change` does, in any thread; the caller has `changed` told if it returns True.

        Parameters
        ----------
        to : ClassList
            What the study shall offer.
        since : ClassList, optional
            What it has to offer for that; what it did when last looked at, where absent.
        """
        if to == self.current:
            return False
        try:
            self._store.set_classes(since or self.current, to, reader=self._reader)
        except BaseException:
            self.current = self._store.classes()
            raise
        self.current = to
        return True

    def renew(self) -> list[Callable[[], None]]:
        """Read again what others may have changed; return what to tell of it."""
        before, self.current = self.current, self._store.classes()
        return [self.changed.emit] if self.current != before else []
