"""What is being written into the project in another thread than the session's own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from retinaview.core.errors import ProjectError
from retinaview.project.faults import StaleEdit
from retinaview.project.images import StudyImage
from retinaview.session.history import Step

PATIENCE_S = 0.006
"""How long a verb waits for its step: together with what follows from it, less than a frame."""
NEWS_PER_TURN = 200
"""Photographs that are told of at once."""


class Turns(Protocol):
    """How the owner of a session, such as a window, has work done without being kept waiting."""

    def beside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        """Do work in another thread, and `then` in the session's own, whatever came of it."""

    def later(self, do: Callable[[], None]) -> None:
        """Do something in a later turn of the session's thread."""


class PendingWrite:
    """A change that is written once, by whichever thread comes first; the other one waits.

    Parameters
    ----------
    write : callable
        Puts it into the project.

    Attributes
    ----------
    error : ProjectError or None
        Why the project refused it.
    """

    def __init__(self, write: Callable[[], object]) -> None:
        self.error: ProjectError | None = None
        self._write = write
        self._lock = threading.Lock()
        self._is_written = threading.Event()

    def write(self) -> None:
        """Write it, unless it is written; an error that nobody expected is raised every time."""
        with self._lock:
            if not self._is_written.is_set():
                try:
                    self._write()
                except ProjectError as error:
                    self.error = error
                self._is_written.set()

    def is_written_within(self, seconds: float) -> bool:
        """Wait for another thread that writes it; return whether it has."""
        return self._is_written.wait(seconds)


class PendingStep(PendingWrite):
    """A step of edits.

    Parameters
    ----------
    step : Step
        What changes.
    write : callable
        Commits its edits.
    done : callable
        Called with the step by whoever tells of it, once it is written.
    stale : callable, optional
        Called instead where the project is no longer what the step started from.

    Attributes
    ----------
    is_taken_for_done : bool
        The reader was not kept waiting for it, and may be elsewhere by now.
    """

    def __init__(
        self,
        step: Step,
        write: Callable[[], None],
        *,
        done: Callable[[Step], None],
        stale: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(write)
        self.step = step
        self._done, self._stale = done, stale
        self.is_taken_for_done = False

    def settle(self) -> None:
        """Tell of it, once it is written or refused."""
        if self.error is None:
            self._done(self.step)
        elif isinstance(self.error, StaleEdit):
            self._stale()

    def refusal(self, image: Callable[[int], StudyImage]) -> str:
        """Return why it was refused; and which, where the reader has long gone on.

        Parameters
        ----------
        image : callable
            Returns a photograph by its id.
        """
        step = self.step
        if not self.is_taken_for_done or step.image_id is None:
            return str(self.error)
        return f"{step.label} on {image(step.image_id).name} was not saved: {self.error}"
