"""The line that the worklist is searched by."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QToolButton

from retinaview.ui.language import tr

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OWN = (*_ENTER, Qt.Key.Key_Escape)


class SearchLine(QLineEdit):
    """A text field whose Enter goes to what was found, and whose Esc ends the search.

    Attributes
    ----------
    entered, left : Signal()
        Enter was pressed; Esc, or the button that clears.
    """

    entered = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(tr("Find by name, patient, eye"))
        self.setAccessibleName(tr("Find photographs"))
        self.setToolTip(tr("Enter shows the first one found; Esc ends the search ({key:find})"))
        self.setClearButtonEnabled(True)
        for button in self.findChildren(QToolButton):  # the only one: it clears
            button.clicked.connect(self.left)

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc, which would else be the window's."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.key() in _OWN
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Report Enter and Esc."""
        if event.key() in _ENTER:
            event.accept()
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)
