"""The table of actions: complete, without clashes, and true to the window."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QKeySequence

from retinaview.ui.action_spec import Mode, When
from retinaview.ui.actions import ACTIONS, MENUS, TOOLBAR
from retinaview.ui.bare_actions import BARE_ACTIONS
from retinaview.ui.language.keys import key_text
from retinaview.ui.settings import Settings
from retinaview.ui.window import MainWindow

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

SPECS = {spec.id: spec for spec in ACTIONS}

# What people know from other tools; a key that goes missing here is missed by someone.
EXPECTED = {
    "next": {"D", "PgDown"},
    "previous": {"A", "PgUp"},
    "draw": {"R", "W", "N"},
    "undo": {"Ctrl+Z"},
    "redo": {"Ctrl+Shift+Z", "Ctrl+Y"},
    "delete": {"Del"},
    "duplicate": {"Ctrl+D"},
    "copy": {"Ctrl+C"},
    "paste": {"Ctrl+V"},
    "select": {"Q"},
    "read_mode": {"Esc"},
    "zoom_in": {"Ctrl++"},
    "zoom_out": {"Ctrl+-"},
    "fit": {"Ctrl+F"},
    "open": {"Ctrl+O"},
    "open_folder": {"Ctrl+U"},
    "save": {"Ctrl+S"},
    "palette": {"Ctrl+L"},
    "shortcuts": {"?"},
    "guide": {"F1"},
    "layer_attention": {"H"},
    "layer_lesions": {"L"},
    "layer_regions": {"G"},
    "layer_marks": {"M"},
    "layer_proposals": {"P"},
    "accept": {"Y"},
    "agree": {"Y"},
    "ungradable": {"U", "Ctrl+Alt+U"},
    "grade_4": {"4", "Ctrl+Alt+4"},
    "dme_2": {"Shift+2"},
    "reject": {"X"},
    "class_microaneurysm": {"1"},
    "class_optic_disc": {"0"},
    "reclass_haemorrhage": {"Alt+2"},
    "nudge_left": {"Left"},
    "nudge_left_far": {"Shift+Left"},
}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    store = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    window = MainWindow(settings=Settings(store))
    qtbot.addWidget(window)
    return window


@pytest.mark.parametrize(("action_id", "keys"), EXPECTED.items())
def test_known_keys_do_what_is_known(action_id: str, keys: set[str]) -> None:
    spec = SPECS[action_id]
    assert keys <= {*spec.read_keys, *spec.mark_keys, *spec.keys, *spec.canvas_keys}


def test_ids_are_unique() -> None:
    assert len(SPECS | {spec.id: spec for spec in BARE_ACTIONS}) == len(ACTIONS) + len(BARE_ACTIONS)


@pytest.mark.parametrize("mode", Mode)
def test_no_key_does_two_things(mode: Mode) -> None:
    counts = Counter(
        QKeySequence(key).toString()
        for spec in (*ACTIONS, *BARE_ACTIONS)
        if not spec.yields_to and not spec.apart
        for key in (*spec.keys_in(mode), *spec.canvas_keys)
    )
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_key_is_one_that_qt_knows() -> None:
    for spec in (*ACTIONS, *BARE_ACTIONS):
        for key in (*spec.keys, *spec.canvas_keys):
            assert key_text(key), f"{spec.id}: {key}"


def test_every_group_is_a_menu() -> None:
    assert {spec.group.partition("/")[0] for spec in ACTIONS} == set(MENUS)


def test_the_toolbar_holds_known_actions_with_icons() -> None:
    for entry in TOOLBAR:
        if entry not in ("|", "->", "class"):
            assert SPECS[entry].icon, entry


def test_every_slot_is_there(window: MainWindow) -> None:
    for spec in (*ACTIONS, *BARE_ACTIONS):
        assert callable(attrgetter(spec.slot)(window)), spec.slot
    window.close()


def test_nothing_but_the_always_possible_is_enabled_without_a_study(window: MainWindow) -> None:
    for spec in ACTIONS:
        assert window.commands[spec.id].isEnabled() is (spec.when is When.ALWAYS), spec.id
    window.close()


def test_every_icon_exists(window: MainWindow) -> None:
    window.themes.set_icons()
    for spec in ACTIONS:
        if spec.icon:
            assert not window.commands[spec.id].icon().isNull(), spec.id
    window.close()


def test_tooltips_name_the_keys(window: MainWindow) -> None:
    assert window.commands["next"].toolTip() == "Next photograph (D, PgDown)"
    window.close()


def test_a_key_that_two_actions_share_says_why_the_one_of_the_mode_is_not_possible(
    window: MainWindow,
) -> None:
    commands, key = window.commands, QKeySequence("Y")
    commands.set_mode(Mode.READ)
    assert commands.why_not(key).startswith("Agree with the models: ")
    commands.set_mode(Mode.MARK)
    assert commands.why_not(key).startswith("Accept proposal: ")
