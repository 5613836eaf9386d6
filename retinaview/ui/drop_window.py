"""A window on which files can be dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from retinaview.ui.bare_key import BareKeyWindow


class DropWindow(BareKeyWindow):
    """A main window that reports dropped files.

    Attributes
    ----------
    dropped : Signal(object)
        ``list[Path]``, not empty.
    """

    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        """Let files be dropped on the window."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        """Report the files; what is no file of this computer is left out."""
        event.acceptProposedAction()
        urls = event.mimeData().urls()
        if paths := [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]:
            self.dropped.emit(paths)
