"""The classes of the study, changed by the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from retinaview.core.errors import ProjectError
from retinaview.core.study_classes import ClassList
from retinaview.ui.controller import Controller
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.ui.classes.dialog import ClassesDialog


class ClassesController(Controller):
    """Opens the dialog of the classes; what shows them follows the context.

    Attributes
    ----------
    dialog : ClassesDialog or None
        While it is open.
    """

    def __init__(self, context: WindowContext, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._window = parent
        self.dialog: ClassesDialog | None = None
        context.study_changed.connect(self.close_windows)

    def show(self) -> None:
        """Let the reader change the classes of the open study."""
        from retinaview.ui.classes.dialog import ClassesDialog

        session = self._context.session
        if session is None:
            return
        try:
            used = session.classes.marks()
        except ProjectError as error:
            self._context.complain(error)
            return
        self.close_windows()
        self.dialog = ClassesDialog(session.classes.current, used=used, parent=self._window)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.chosen.connect(self.change)
        self.dialog.destroyed.connect(self._on_closed)
        self.dialog.open()

    def change(self, to: ClassList) -> None:
        """Offer these classes from now on; undo takes that back."""
        session = self._context.session
        if session is not None and to != session.classes.current:
            session.set_classes(to)

    def close_windows(self) -> None:
        """Close the dialog, and leave the classes as they are."""
        if self.dialog is not None:
            self.dialog.close()

    def _on_closed(self) -> None:
        self.dialog = None
