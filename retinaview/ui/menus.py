"""Menus whose entries are not all in the table of actions: recent studies, and the marks' own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from retinaview.core.server_address import Place, short_name
from retinaview.ui.action_set import ActionSet
from retinaview.ui.language import tr
from retinaview.ui.plain_style import without_mnemonics

_ON_MARKS = (
    *("accept", "reject", "|", "snap", "to_masks", "to_boxes", "split"),
    *("duplicate", "copy", "paste", "mark_unsure", "mark_comment", "lock", "delete"),
)


def add_recent(
    commands: ActionSet,
    recent: Callable[[], Sequence[Place]],
    open_paths: Callable[[Sequence[Place]], None],
) -> None:
    """Put the menu of recent studies into the menu of files; listed whenever that is opened."""
    menu = commands.menu("File/Recent")
    commands.menu("File").insertMenu(commands["open_address"], menu)
    commands.menu("File").aboutToShow.connect(lambda: fill_recent(menu, recent(), open_paths))


def fill_recent(
    menu: QMenu, paths: Sequence[Place], open_paths: Callable[[Sequence[Place]], None]
) -> None:
    """List recent studies, the latest first."""
    menu.setTitle(tr("Open recent"))
    menu.setToolTipsVisible(True)  # two studies may have the same name
    menu.clear()
    for path in paths:
        menu.addAction(without_mnemonics(short_name(path)), partial(open_paths, [path])).setToolTip(
            str(path)
        )
    menu.setEnabled(not menu.isEmpty())


def show_marks_menu(commands: ActionSet, widget: QWidget, where: QPoint) -> None:
    """Show the menu of the selected marks at a place of a widget."""
    menu = QMenu(widget)
    for name in _ON_MARKS:
        if name == "|":
            # Not `addMenu`: the submenu is the menu bar's, and would go with this menu.
            menu.addAction(commands.menu("Mark/Change class to").menuAction())
            menu.addSeparator()
        else:
            menu.addAction(commands[name])
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(widget.mapToGlobal(where))
