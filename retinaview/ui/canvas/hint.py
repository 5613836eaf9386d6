"""What the canvas says while it has no photograph."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget


class DropHint(QLabel):
    """A quiet invitation in the middle of an empty canvas."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        title = self.tr("Drop fundus photographs or a folder here")
        below = self.tr("or open them with Ctrl+O, a folder with Ctrl+U")
        self.setText(
            f"<p style='font-size:17px; color:#9aa0a8'>{title}</p>"
            f"<p style='font-size:13px; color:#6d737b'>{below}</p>"
        )
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
