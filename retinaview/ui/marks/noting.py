"""What a reader notes of single marks: a doubt, a comment."""

from __future__ import annotations

from PySide6.QtWidgets import QInputDialog, QLineEdit, QWidget

from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.window_context import WindowContext


class NotingController(Controller):
    """Sends what is noted of the selected marks to the session."""

    def __init__(self, context: WindowContext, *, panes: Panes, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._panes, self._window = context, panes, parent

    def toggle_unsure(self) -> None:
        """Doubt the selected marks; where all are doubted already, doubt none of them."""
        marks = self._panes.canvas.selected_marks()
        if (opened := self._context.open_image) and marks:
            ids = [mark.id for mark in marks]
            opened[0].set_unsure(opened[1], ids, not all(mark.unsure for mark in marks))

    def ask_comment(self) -> None:
        """Let the reader write a comment on the selected marks; empty takes it away."""
        marks, opened = self._panes.canvas.selected_marks(), self._context.open_image
        if opened is None or not marks:
            return
        normal = QLineEdit.EchoMode.Normal
        label = tr("Comment on %n mark(s):", "", len(marks))
        text, given = QInputDialog.getText(
            self._window, tr("Comment"), label, normal, marks[0].comment
        )
        if given:
            opened[0].set_mark_comment(opened[1], [mark.id for mark in marks], text)
