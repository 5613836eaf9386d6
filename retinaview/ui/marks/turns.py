"""Writing beside the window, and news of many photographs a few at a time."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from PySide6.QtCore import QObject, QTimer, Signal

from retinaview.ui.workers import Worker

SLOW_MS = 300
"""A step that takes longer than this should be seen to be under way."""


class WindowTurns(QObject):
    """Gives an open study a thread to write in, and turns of the window's own.

    See `retinaview.session.pending_step.Turns`.

    Attributes
    ----------
    slow_changed : Signal(bool)
        Whether a write has been under way for so long that the reader should see it.
    """

    slow_changed = Signal(bool)
    _written = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("edits", background=False)
        self._numbers = count()
        self._waiting = 0
        self._slow = QTimer(self, interval=SLOW_MS, singleShot=True)
        self._slow.timeout.connect(lambda: self.slow_changed.emit(True))
        self._written.connect(self._finish)

    def beside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        """Do work in another thread, and `then` in the window's, whatever came of it."""

        def job() -> None:
            try:
                work()
            finally:
                self._written.emit(then)

        number = next(self._numbers)
        self._waiting += 1
        if self._waiting == 1:
            self._slow.start()
        self.worker.submit(number, job, urgency=-number)  # in their order

    def later(self, do: Callable[[], None]) -> None:
        """Do something once the window has dealt with what waits."""
        QTimer.singleShot(0, self, do)

    def _finish(self, then: Callable[[], None]) -> None:
        self._waiting -= 1
        if not self._waiting:
            self._slow.stop()
            self.slow_changed.emit(False)
        then()
