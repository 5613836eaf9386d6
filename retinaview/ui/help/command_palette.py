"""Every command by a few letters of its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from retinaview.ui.language import tr

_WIDTH_PX, _HEIGHT_PX = 520, 420


class CommandPalette(QDialog):
    """A line to type in and the commands that match; Enter does the first one.

    Parameters
    ----------
    actions : sequence of (str, QAction, str)
        Menu path, action, and other words that find it.
    parent : QWidget
        The window.
    """

    def __init__(self, actions: Sequence[tuple[str, QAction, str]], *, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self._actions = [
            (label(group, action), action, also)
            for group, action, also in actions
            if action.isEnabled()
        ]
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Type a command"))
        self.line.installEventFilter(self)
        self.list = QListWidget()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.line.textChanged.connect(self._fill)
        self.line.returnPressed.connect(self._run)
        self.list.itemClicked.connect(lambda _: self._run())
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Move through the list with the arrow keys while the line keeps the focus."""
        arrows = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            step = arrows.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
        return super().eventFilter(watched, event)

    def _fill(self, text: str) -> None:
        self.list.clear()
        for words, action, also in sorted(self._actions, key=lambda each: rank(text, each[0])):
            if matches(text, f"{words} {also}"):
                keys = ", ".join(key.toString() for key in action.shortcuts())
                item = QListWidgetItem(f"{words}    {keys}" if keys else words)
                item.setData(Qt.ItemDataRole.UserRole, action)
                self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        self.accept()
        if item is not None:
            item.data(Qt.ItemDataRole.UserRole).trigger()


def label(group: str, action: QAction) -> str:
    """Return a command with the menu that holds it."""
    return " › ".join([*map(tr, group.split("/")), action.text().rstrip("…").replace("&&", "&")])


def matches(typed: str, words: str) -> bool:
    """Whether every typed word occurs, in any order, case and spelling (edema, oedema)."""
    return all(part in _plain(words) for part in _plain(typed).split())


def rank(typed: str, words: str) -> int:
    """Return how late in the name the first typed word begins; smaller is better."""
    parts = _plain(typed).split()
    name = _plain(words.rsplit("› ", 1)[-1])
    return name.find(parts[0]) % 1000 if parts else 0


def _plain(text: str) -> str:
    """Return a text in small letters, British and American spelling alike."""
    return text.casefold().replace("ae", "e").replace("oe", "e")
