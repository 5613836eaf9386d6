"""The comment on a photograph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from retinaview.ui.language import tr

_LEAVING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
_LEAST_WIDTH_PX = 64


class CommentLine(QLineEdit):
    """A text field that Enter and Esc leave, so that the next key is the photograph's again.

    Attributes
    ----------
    left : Signal()
        Enter or Esc was pressed.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Comment"))
        self.setAccessibleName(tr("Comment on the photograph"))
        self.setMinimumWidth(_LEAST_WIDTH_PX)

    def event(self, event: QEvent) -> bool:
        """Keep Esc, which would else be the window's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() in _LEAVING
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the field on Enter and Esc; what was typed stays."""
        if event.key() in _LEAVING and not event.modifiers():
            event.accept()
            self.left.emit()
        else:
            super().keyPressEvent(event)
