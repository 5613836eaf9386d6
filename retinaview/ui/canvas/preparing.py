"""What takes longer than a frame to be painted, made beside the window."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Signal

from retinaview.ui.workers import Worker

Ask = Callable[[Hashable, Callable[[], object]], None]


class Preparer(QObject):
    """Makes what the items of a canvas ask for; of each kind only the newest waits.

    Attributes
    ----------
    ready : Signal()
        Something is at hand: paint anew.
    worker : Worker
        The thread; to stop on close.
    """

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("painting", background=False)

    def ask(self, kind: Hashable, make: Callable[[], object]) -> None:
        """Have something made, in place of what waits under the same kind."""
        self.worker.submit(kind, lambda: self._make(make))

    def _make(self, make: Callable[[], object]) -> None:
        make()
        self.ready.emit()
