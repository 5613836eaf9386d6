"""Views of a photograph that take longer than a frame, made beside the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from retinaview.imaging.halvings import Halving
from retinaview.imaging.views import View
from retinaview.ui.workers import Worker


class ViewPreparer(QObject):
    """Makes the view that is wanted now; one that is no longer wanted does not wait its turn.

    Attributes
    ----------
    ready : Signal()
        A view is at hand.
    worker : Worker
        The thread; to stop on close.
    """

    ready = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worker = Worker("views", background=False)

    def prepare(self, size: Halving, view: View) -> None:
        """Make a view of one size of a photograph, unless it is under way."""
        key = (id(size), view)
        if not self.worker.holds(key):
            self.worker.retain(())
            self.worker.submit(key, lambda: self._make(size, view))

    def _make(self, size: Halving, view: View) -> None:
        size.seen(view)
        self.ready.emit()
