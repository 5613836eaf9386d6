"""Help: every command, every key, the log, and what this program is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from retinaview.ui.action_set import ActionSet
from retinaview.ui.controller import Controller
from retinaview.ui.theme import Theme


class HelpController(Controller):
    """Opens the dialogs of the help menu.

    Parameters
    ----------
    commands : ActionSet
        What the palette lists.
    colours : callable
        Gives the theme that is worn now.
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
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._commands = commands
        self._colours = colours
        self._show_folder = show_folder
        self._window = parent

    def show_palette(self) -> None:
        """Show every command, found by a few letters."""
        from retinaview.ui.help.command_palette import CommandPalette

        listed = [
            (spec.group, self._commands[spec.id], f"{spec.text} {spec.also}")
            for spec in self._commands.specs
            if spec.id != "palette"
        ]
        palette = CommandPalette(listed, parent=self._window)
        middle = self._window.mapToGlobal(self._window.rect().center())
        palette.move(middle - palette.rect().center())
        _open(palette)

    def show_shortcuts(self) -> None:
        """Show every key."""
        from retinaview.ui.help.shortcuts import ShortcutsDialog

        _open(ShortcutsDialog(self._commands.specs, self._colours(), parent=self._window))

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
