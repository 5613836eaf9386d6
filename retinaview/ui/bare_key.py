"""Keys that no action carries, wherever the focus is but in a text field."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QMainWindow, QPlainTextEdit

_TYPING = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
_TAB = "Tab"
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
    """A main window that reports keys which no action carries, and those that nothing wanted.

    In text fields they are the fields' own.

    Attributes
    ----------
    key_used : Signal(str, bool)
        One of the keys of `set_bare_keys` went down, or up: what it does, and whether it is held.
    keypad_pressed : Signal(int)
        A digit of the keypad, 0-9, was pressed with Shift.
    unused_pressed : Signal(object)
        The `QKeySequence` of another key that nothing wanted.
    """

    key_used = Signal(str, bool)
    keypad_pressed = Signal(int)
    unused_pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._named: dict[str, str] = {}
        self._down: dict[str, int] = {}
        # Tab comes to no key event: it moves the focus.
        self._tab = QShortcut(QKeySequence(Qt.Key.Key_Tab), self)
        self._tab.setAutoRepeat(False)
        self._tab.activated.connect(self._on_tab)

    def set_bare_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        """Report these keys, by what they do."""
        self._let_go()
        self._named = {
            QKeySequence(key).toString(): name for name, own in keys.items() for key in own
        }
        self._tab.setEnabled(_TAB in self._named)

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
        if (digit := _keypad_digit(event)) is not None:
            self.keypad_pressed.emit(digit)
        elif (name := self._named.get(_written(event))) is not None:
            self._press(name, event.key())
        else:
            self.unused_pressed.emit(QKeySequence(event.keyCombination()))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Report that a held key was released; its repeats do not count."""
        if not event.isAutoRepeat():
            self._let_go(event.key())
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Release held keys when the window loses the focus: their release is not reported here."""
        if event.type() is QEvent.Type.ActivationChange and not self.isActiveWindow():
            self._let_go()
        super().changeEvent(event)

    def _press(self, name: str, key: int) -> None:
        self._down[name] = key
        self.key_used.emit(name, True)

    def _let_go(self, key: int | None = None) -> None:
        """Report that a key, or every one, is not held any more."""
        for name, held in [*self._down.items()]:
            if key is None or held == key:
                del self._down[name]
                self.key_used.emit(name, False)

    @property
    def _is_typing(self) -> bool:
        return isinstance(self.focusWidget(), _TYPING)

    def _on_tab(self) -> None:
        if self._is_typing:
            self.focusNextChild()
        else:
            self._press(self._named[_TAB], Qt.Key.Key_Tab)


def _written(event: QKeyEvent) -> str:
    """Return a key as tables write it; on the keypad it is the same."""
    pressed = event.keyCombination()
    modifiers = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return QKeySequence(QKeyCombination(modifiers, pressed.key())).toString()


def _keypad_digit(event: QKeyEvent) -> int | None:
    """Return the digit of the keypad that is pressed with Shift; None for any other key."""
    if event.modifiers() != _SHIFT_ON_KEYPAD:
        return None
    digit = event.key() - Qt.Key.Key_0
    if 0 <= digit <= 9:
        return digit
    return next((digit for key, digit in _KEYPAD.items() if key == event.key()), None)
