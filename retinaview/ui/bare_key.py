"""Hold Tab to see the bare photograph, wherever the focus is but in a text field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMainWindow, QPlainTextEdit

_TYPING = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


class BareKeyWindow(QMainWindow):
    """A main window that reports Tab; in text fields it moves the focus, as Shift+Tab does always.

    Attributes
    ----------
    bare_held : Signal(bool)
        Tab went down, or up.
    """

    bare_held = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        tab = QShortcut(QKeySequence(Qt.Key.Key_Tab), self)
        tab.setAutoRepeat(False)
        tab.activated.connect(self._on_tab)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Report that Tab was released; repeats of a held key do not count."""
        if event.key() == Qt.Key.Key_Tab and not event.isAutoRepeat():
            self.bare_held.emit(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Release Tab when the window loses the focus: its release is not reported here."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.bare_held.emit(False)
        super().changeEvent(event)

    def _on_tab(self) -> None:
        if isinstance(self.focusWidget(), _TYPING):
            self.focusNextChild()
        else:
            self.bare_held.emit(True)
