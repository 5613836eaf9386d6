"""Command palette and shortcut list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from retinaview.ui import theme
from retinaview.ui.actions import ACTIONS
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.help.command_palette import CommandPalette, matches, rank
from retinaview.ui.help.shortcuts import ShortcutsDialog, shortcut_rows

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def palette(host: QWidget, done: list[str]) -> CommandPalette:
    actions = []
    for group, text in (("File", "Open folder…"), ("Edit", "Undo"), ("Models", "Run models")):
        action = QAction(text, host)
        action.triggered.connect(lambda _, text=text: done.append(text))
        actions.append((group, action, "execute" if group == "Models" else ""))
    actions[1][1].setEnabled(False)
    return CommandPalette(actions, parent=host)


def test_only_what_can_be_done_is_listed(palette: CommandPalette) -> None:
    assert palette.list.count() == 2


def test_enter_does_the_first_match(palette: CommandPalette, done: list[str], qtbot: QtBot) -> None:
    palette.show()
    qtbot.keyClicks(palette.line, "mod")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == ["Run models"]


def test_a_command_is_found_by_other_words(palette: CommandPalette, qtbot: QtBot) -> None:
    qtbot.keyClicks(palette.line, "exec")
    assert [palette.list.item(row).text() for row in range(palette.list.count())] == [
        "Models › Run models"
    ]


def test_arrows_walk_the_list(palette: CommandPalette, qtbot: QtBot) -> None:
    palette.show()
    first = palette.list.currentItem().text()
    qtbot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentItem().text() != first
    qtbot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentItem().text() == first


def test_enter_without_a_match_does_nothing(
    palette: CommandPalette, done: list[str], qtbot: QtBot
) -> None:
    palette.show()
    qtbot.keyClicks(palette.line, "xyz")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert done == []


def test_words_match_in_any_order() -> None:
    assert matches("all mod", "Models › Run models on all")
    assert not matches("none", "Models › Run models on all")
    assert matches("macular edema", "Grade › Macular oedema")
    assert matches("HEMORRHAGE", "Mark › Haemorrhage")
    assert matches("haem", "Mark › Haemorrhage")
    assert rank("run", "Models › Run models") < rank("models", "Models › Run models")


def test_the_list_of_shortcuts_names_keys_and_gestures(host: QWidget) -> None:
    rows = shortcut_rows()
    assert ("D, PgDown", "Next photograph") in rows["Go"]
    held = "While held: the bare photograph, without any overlay"
    assert ("Tab", held) in rows["View"]
    assert ("Shift+Left", "Nudge left by ten pixels") in rows["Edit: Nudge"]
    assert ("Wheel", "Zoom at the pointer") in rows["With the mouse"]
    everything = (*ACTIONS, *BARE_ACTIONS)
    dialog = ShortcutsDialog(everything, theme.LIGHT, parent=host)
    text = dialog.text.toPlainText()
    for row in rows.values():
        for _, words in row:
            assert " ".join(words.split()) in text
