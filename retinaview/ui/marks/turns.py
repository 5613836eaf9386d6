"""Writing beside the window, and news of many photographs a few at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from retinaview.ui.workers import Worker


class WindowTurns(QObject):
    """Gives an open study a thread to write in, and turns of the window's own.

    See `retinaview.session.pending_step.Turns`.
    """

    _written = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("edits", background=False)
        self._numbers = count()
        self._written.connect(lambda then: then())

    def beside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        """Do work in another thread, and `then` in the window's, whatever came of it."""

        def job() -> None:
            try:
                work()
            finally:
                self._written.emit(then)

        number = next(self._numbers)
        self.worker.submit(number, job, urgency=-number)  # in their order

    def later(self, do: Callable[[], None]) -> None:
        """Do something once the window has dealt with what waits."""
        QTimer.singleShot(0, self, do)
