"""Keys that no action carries, wherever the focus is but in a text field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMainWindow, QPlainTextEdit

_TYPING = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
LENS_KEY = Qt.Key.Key_F5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# What the keypad's digits are while Shift is held.
_KEYPAD = {
    Qt.Key.Key_Insert: 0,
    Qt.Key.Key_End: 1,
    Qt.Key.Key_Down: 2,
    Qt.Key.Key_PageDown: 3,
    Qt.Key.Key_Left: 4,
    Qt.Key.Key_Clear: 5,
    Qt.Key.Key_Right: 6,
    Qt.Key.Key_Home: 7,
    Qt.Key.Key_Up: 8,
    Qt.Key.Key_PageUp: 9,
}
_SHIFT_ON_KEYPAD = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class BareKeyWindow(QMainWindow):
    """A main window that reports Tab, Enter and keys that nothing wanted.

    In text fields they are the fields' own.

    Attributes
    ----------
    bare_held : Signal(bool)
        Tab went down, or up.
    lens_held : Signal(bool)
        The key of the lens went down, or up.
    enter_pressed : Signal()
        Enter was pressed, and nothing that has the focus wanted it.
    keypad_pressed : Signal(int)
        A digit of the keypad, 0-9, was pressed with Shift.
    unused_pressed : Signal(object)
        The `QKeySequence` of another key that nothing wanted.
    """

    bare_held = Signal(bool)
    lens_held = Signal(bool)
    enter_pressed = Signal()
    keypad_pressed = Signal(int)
    unused_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        tab = QShortcut(QKeySequence(Qt.Key.Key_Tab), self)
        tab.setAutoRepeat(False)
        tab.activated.connect(self._on_tab)

    def event(self, event: QEvent) -> bool:
        """Keep the keypad's digits from the actions of the keys that they are with Shift."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _keypad_digit(event) is not None
            and not self._is_typing
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Report a key once, however long it is held."""
        super().keyPressEvent(event)
        if event.isAutoRepeat() or self._is_typing:
            return
        if event.key() in _ENTER:
            self.enter_pressed.emit()
        elif event.key() == LENS_KEY:
            self.lens_held.emit(True)
        elif (digit := _keypad_digit(event)) is not None:
            self.keypad_pressed.emit(digit)
        else:
            self.unused_pressed.emit(QKeySequence(event.keyCombination()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Report that a held key was released; its repeats do not count."""
        if event.key() == Qt.Key.Key_Tab and not event.isAutoRepeat():
            self.bare_held.emit(False)
        if event.key() == LENS_KEY and not event.isAutoRepeat():
            self.lens_held.emit(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Release held keys when the window loses the focus: their release is not reported here."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.bare_held.emit(False)
            self.lens_held.emit(False)
        super().changeEvent(event)

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focusWidget(), _TYPING)

    def _on_tab(self) -> None:
        if self._is_typing:
            self.focusNextChild()
        else:
            self.bare_held.emit(True)


def _keypad_digit(event: QKeyEvent) -> int | None:
    """Return the digit of the keypad that is pressed with Shift; None for any other key."""
    if event.modifiers() != _SHIFT_ON_KEYPAD:
        return None
    digit = event.key() - Qt.Key.Key_0
    if 0 <= digit <= 9:
        return digit
    return next((digit for key, digit in _KEYPAD.items() if key == event.key()), None)
