"""A large step of edits that is being written in another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Protocol

from retinaview.core.errors import ProjectError
from retinaview.session.history import Step

LARGE = 100
"""Marks and answers from which a step is written in another thread: longer than a frame."""
NEWS_PER_TURN = 200
"""Photographs that are told of at once."""


class Turns(Protocol):
    """How the owner of a session, such as a window, has work done without being kept waiting."""

    def beside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        """Do work in another thread, and `then` in the session's own, whatever came of it."""

    def later(self, do: Callable[[], None]) -> None:
        """Do something in a later turn of the session's thread."""


class PendingStep:
    """A step that is written once, by whichever thread comes first; the other one waits.

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
    error : ProjectError or None
        Why the project refused it.
    """

    def __init__(
        self,
        step: Step,
        write: Callable[[], None],
        *,
        done: Callable[[Step], None],
        stale: Callable[[], None] = lambda: None,
    ) -> None:
        self.step = step
        self.error: ProjectError | None = None
        self.done, self.stale = done, stale
        self._write = write
        self._lock = threading.Lock()
        self._is_written = False

    def write(self) -> None:
        """Write it, unless it is written; an error that nobody expected is raised every time."""
        with self._lock:
            if not self._is_written:
                try:
                    self._write()
                except ProjectError as error:
                    self.error = error
                self._is_written = True
