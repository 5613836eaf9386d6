"""Keys that no action carries: held Tab and Enter, wherever the focus is but in a text field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMainWindow, QPlainTextEdit

_TYPING = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)


class BareKeyWindow(QMainWindow):
    """A main window that reports Tab and Enter; in text fields they are the fields' own.

    Attributes
    ----------
    bare_held : Signal(bool)
        Tab went down, or up.
    enter_pressed : Signal()
        Enter was pressed, and nothing that has the focus wanted it.
    """

    bare_held = Signal(bool)
    enter_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        tab = QShortcut(QKeySequence(Qt.Key.Key_Tab), self)
        tab.setAutoRepeat(False)
        tab.activated.connect(self._on_tab)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Report Enter once, however long it is held."""
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and not event.isAutoRepeat() and not isinstance(self.focusWidget(), _TYPING):
            self.enter_pressed.emit()
        else:
            super().keyPressEvent(event)

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
