"""Help: every command, every key, the log, and what this program is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from retinaview.ui.action_set import ActionSet
from retinaview.ui.controller import Controller
from retinaview.ui.theme import Theme

if TYPE_CHECKING:
    from retinaview.ui.help.guide import GuideWindow
    from retinaview.ui.help.tour import Tour


class HelpController(Controller):
    """Opens the dialogs of the help menu.

    Parameters
    ----------
    commands : ActionSet
        What the palette lists.
    colours : callable
        Gives the theme that is worn now.
    page : callable
        Gives the page of the guide that is about what the reader is doing.
    show_folder : callable
        Opens a folder in the desktop's file manager.
    parent : QWidget
        The window.
    """

    def __init__(
        self,
        *,
        commands: ActionSet,
        colours: Callable[[], Theme],
        show_folder: Callable[..., None],
        page: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._colours = colours
        self._show_folder = show_folder
        self._page = page
        self._window = parent
        self.guide: GuideWindow | None = None
        self.tour: Tour | None = None

    def show_palette(self) -> None:
        """Show every command, found by a few letters."""
        from retinaview.ui.help.command_palette import CommandPalette

        listed = [
            (spec.group, self._commands[spec.id], f"{spec.text} {spec.also}")
            for spec in self._commands.specs
            if spec.id != "palette" and not spec.bare
        ]
        palette = CommandPalette(listed, parent=self._window)
        middle = self._window.mapToGlobal(self._window.rect().center())
        palette.move(middle - palette.rect().center())
        _open(palette)

    def show_shortcuts(self) -> None:
        """Show every key."""
        from retinaview.ui.help.shortcuts import ShortcutsDialog

        _open(ShortcutsDialog(self._commands.specs, self._colours(), parent=self._window))

    def show_guide(self, page: str = "") -> None:
        """Show a page of the guide; that for what the reader is doing where none is named."""
        from retinaview.ui.help.guide import GuideWindow

        if self.guide is None:
            self.guide = GuideWindow(parent=self._window)
            self.guide.destroyed.connect(self._on_guide_closed)
        self.guide.show_page(page or self._page())
        self.guide.show()
        self.guide.raise_()
        self.guide.activateWindow()

    def show_tour(self) -> None:
        """Lead through the window in six steps."""
        from retinaview.ui.help.tour import Tour

        if self.tour is None:
            self.tour = Tour(self._part, parent=self._window)
            self.tour.destroyed.connect(self._on_tour_closed)
        self.tour.show()

    def close_windows(self) -> None:
        """Close guide and tour."""
        for each in (self.guide, self.tour):
            if each is not None:
                each.close()

    def _part(self, name: str) -> QWidget:
        """Return a part of the window by its name in the tour; the middle for one not in sight."""
        window = self._window
        if name == "menu" and isinstance(window, QMainWindow):
            return window.menuBar()
        part: QWidget = getattr(window, name)
        middle = window.centralWidget() if isinstance(window, QMainWindow) else None
        return middle if middle is not None and not part.isVisibleTo(window) else part

    def _on_guide_closed(self) -> None:
        self.guide = None

    def _on_tour_closed(self) -> None:
        self.tour = None

    def show_about(self) -> None:
        """Show what this program is, and what it is not."""
        from retinaview.ui.help.about import AboutDialog

        _open(AboutDialog(self._window))

    def show_log_folder(self) -> None:
        """Open the log's folder in the desktop's file manager."""
        from retinaview.ui.log_file import log_folder

        self._show_folder(log_folder())


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
