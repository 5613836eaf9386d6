"""Menus with entries of their own, and the two ways to find a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from shiboken6 import isValid

from retinaview.ui.help.command_palette import CommandPalette
from retinaview.ui.help.shortcuts import ShortcutsDialog

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver


def entries(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_recent_studies_stand_in_the_file_menu(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.window.commands.menu("File").aboutToShow.emit()
    recent = driver.window.commands.menu("File/Recent")
    assert entries(recent) == ["study"]
    assert entries(driver.window.commands.menu("File"))[2] == "Open recent"
    recent.actions()[0].trigger()
    driver.until(lambda: driver.window.context.photograph is not None)


def test_every_menu_has_a_letter_of_its_own(driver: Driver) -> None:
    titles = [action.text() for action in driver.window.menuBar().actions()]
    letters = [title[title.index("&") + 1].lower() for title in titles]
    assert len(set(letters)) == len(titles)


def test_the_context_menu_acts_on_the_marks(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.select(driver.marks("proposed")[0].id)
    driver.window.canvas.customContextMenuRequested.emit(QPoint(5, 5))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert entries(menu)[:3] == ["Accept proposal", "Reject proposal", "Change class to"]
    assert "Delete marks" in entries(menu)
    menu.close()
    driver.until(lambda: not isValid(menu))
    classes = driver.window.commands.menu("Mark/Change class to")
    assert entries(classes)[0] == "Microaneurysm"  # the menu bar keeps its own


@pytest.mark.parametrize(
    ("action_id", "kind"), [("palette", CommandPalette), ("shortcuts", ShortcutsDialog)]
)
def test_commands_are_found_in_a_dialog(
    driver: Driver, action_id: str, kind: type[QDialog]
) -> None:
    driver.do(action_id)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, kind)
    dialog.close()


def test_the_window_follows_the_desktop_where_that_is_wanted(driver: Driver) -> None:
    driver.do("light")
    driver.window.themes.follow_desktop()
    assert driver.window.themes.colours.name == "light"
    driver.do("system")
    driver.window.themes.follow_desktop()
    assert driver.window.commands["system"].isChecked()


def test_panels_are_hidden_and_shown(driver: Driver) -> None:
    for action_id, dock in (
        ("study_list", driver.window.arrangement.study_dock),
        ("side_panel", driver.window.arrangement.side_dock),
    ):
        driver.do(action_id)
        assert not dock.isVisible()
        driver.do(action_id)
        assert dock.isVisible()
        assert driver.window.commands[action_id].isChecked()
