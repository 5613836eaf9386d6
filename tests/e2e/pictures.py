"""What a canvas shows once everything is there that is made beside the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from retinaview.ui.canvas import FundusCanvas


def picture(canvas: FundusCanvas) -> QImage:
    """Grab a canvas whose workers have nothing left to do."""
    canvas.grab()  # asks for what has to be made
    while any(worker.busy for worker in canvas.workers):
        QTest.qWait(1)
    QApplication.processEvents()
    return canvas.grab().toImage()
