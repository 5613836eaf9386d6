"""Preferences: what is set holds at once, and at the next start."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade
from retinaview.core.lesions import LesionClass
from retinaview.ui import settings as kept
from retinaview.ui.canvas import Layer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.ui.preferences.dialog import PreferencesDialog
    from retinaview.ui.settings import Settings
    from tests.e2e.conftest import Driver


@pytest.fixture
def dialog(driver: Driver, folder: Path) -> PreferencesDialog:
    """The preferences, open over a photograph."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("preferences")
    dialog = driver.window.preferences.dialog
    assert dialog is not None
    return dialog


@pytest.fixture
def own_font(qapp: QApplication) -> Iterator[None]:
    font = qapp.font()
    yield
    qapp.setFont(font)


def test_another_key_works_at_once_and_after_a_start(
    driver: Driver, dialog: PreferencesDialog, start: Callable[[], Driver], folder: Path
) -> None:
    dialog.choose("grade_3")
    dialog.key.setKeySequence(QKeySequence("9"))
    assert dialog.cell("grade_3", 1).startswith("9 in Read")
    dialog.close()
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)
    driver.key(Qt.Key.Key_9)
    session, image_id = driver.window.context.open_image
    assert session.grading(image_id).dr is DRGrade.SEVERE
    driver.key(Qt.Key.Key_0)
    driver.key(Qt.Key.Key_3)
    assert session.grading(image_id).dr is DRGrade.NONE
    assert "9" in driver.window.commands["grade_3"].toolTip()
    driver.window.close()
    again = start()
    again.open(folder)
    again.key(Qt.Key.Key_9)
    assert again.window.context.session.grading(image_id).dr is DRGrade.SEVERE


def test_a_key_given_twice_is_shown_at_both_and_taken_back(dialog: PreferencesDialog) -> None:
    assert dialog.cell("next", 2) == ""
    dialog.choose("next")
    dialog.key.setKeySequence(QKeySequence("H"))
    assert dialog.cell("next", 2) == "Attention map"
    assert dialog.cell("layer_attention", 2) == "Next photograph"
    dialog.default.click()
    assert dialog.cell("next", 2) == ""
    assert dialog.cell("next", 1).startswith("D")


def test_commands_are_found_by_their_words(dialog: PreferencesDialog) -> None:
    dialog.filter.setText("both eyes")
    rows = range(dialog.table.rowCount())
    shown = [row for row in rows if not dialog.table.isRowHidden(row)]
    assert dialog.row_of("both_eyes") in shown
    assert len(shown) <= 3


@pytest.mark.usefixtures("own_font", "undressed")
def test_theme_and_size_of_text_are_those_chosen(driver: Driver, dialog: PreferencesDialog) -> None:
    dialog.text_size.activated.emit(dialog.text_size.findData(15))
    assert QApplication.font().pointSize() == 15
    assert driver.window.settings.get(kept.TEXT_SIZE) == 15
    dialog.theme_chosen.emit("light")
    assert driver.window.commands["light"].isChecked()
    dialog.text_size.activated.emit(0)
    assert driver.window.settings.get(kept.TEXT_SIZE) == 0


def test_the_reader_s_name_is_that_of_the_next_study(
    driver: Driver, dialog: PreferencesDialog, folder: Path
) -> None:
    dialog.reader.setText(" Dr Ann ")
    dialog.reader.editingFinished.emit()
    driver.window.context.set_session(None)
    driver.open(folder)
    assert driver.window.context.session.reader == "Dr Ann"


def test_layers_start_as_left_or_as_at_first(
    driver: Driver, dialog: PreferencesDialog, start: Callable[[], Driver]
) -> None:
    driver.window.layers.toggle(Layer.ATTENTION, True)
    driver.window.close()
    assert start().window.layers.is_visible(Layer.ATTENTION)
    dialog.choice_made.emit(kept.LAYERS_AS_FIRST.key, True)
    assert not start().window.layers.is_visible(Layer.ATTENTION)


def test_what_is_one_of_two_holds_at_once(driver: Driver, dialog: PreferencesDialog) -> None:
    window = driver.window
    for box in dialog.choices.values():
        box.setCurrentIndex(1)
        box.activated.emit(1)
    assert window.canvas.wheel_scrolls
    assert window.findings.automatic
    assert window.commands["keep_zoom"].isChecked()
    assert window.settings.get(kept.WHEEL_SCROLLS)
    dialog.choices[kept.WHEEL_SCROLLS.key].activated.emit(0)
    assert not window.canvas.wheel_scrolls
    dialog.close()


def test_the_field_for_a_key_shows_no_words_in_another_language(dialog: PreferencesDialog) -> None:
    (field,) = dialog.key.findChildren(QLineEdit)
    dialog.choose("next")
    dialog.key.clear()
    empty = field.grab().toImage()
    field.setPlaceholderText("Other words")
    assert field.grab().toImage() == empty


def test_preferences_edited_by_hand_do_not_keep_the_window_shut(
    settings: Settings, start: Callable[[], Driver], folder: Path
) -> None:
    for text in (
        kept.HEAT_COLOURS,
        kept.THEME,
        kept.LANGUAGE,
        kept.MODE,
        kept.REGIONS,
        kept.LESION_TO_DRAW,
        kept.STUDY_COLUMNS,
        kept.STUDY_ORDER,
    ):
        settings.set(text, "no such thing")
    settings.set(kept.BRUSH_PX, -5)
    settings.set(kept.HEAT_OPACITY, float("nan"))
    driver = start()
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    assert driver.window.context.session is not None


def test_a_held_key_is_changed_like_any_other(
    driver: Driver, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    assert dialog.cell("hold_lens", 1) == "F5"
    dialog.choose("hold_lens")
    dialog.key.setKeySequence(QKeySequence("F8"))
    assert dialog.cell("hold_lens", 2) == "Zoomed patches"
    dialog.key.setKeySequence(QKeySequence("F7"))
    dialog.choose("adopt")
    dialog.key.setKeySequence(QKeySequence("Ctrl+F7"))
    assert dialog.cell("hold_lens", 2) == ""
    dialog.close()
    held: list[tuple[str, bool]] = []
    driver.window.key_used.connect(lambda name, down: held.append((name, down)))
    driver.window.canvas.setFocus()
    for key in (Qt.Key.Key_F5, Qt.Key.Key_F7):
        qtbot.keyPress(driver.window.canvas, key)
        qtbot.keyRelease(driver.window.canvas, key)
    assert held == [("hold_lens", True), ("hold_lens", False)]


def test_a_key_that_is_not_tab_any_more_leaves_tab_to_the_focus(
    driver: Driver, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    dialog.choose("hold_bare")
    dialog.key.setKeySequence(QKeySequence("F7"))
    dialog.close()
    held: list[bool] = []
    driver.window.key_used.connect(lambda _, down: held.append(down))
    driver.window.canvas.setFocus()
    qtbot.keyPress(driver.window.canvas, Qt.Key.Key_Tab)
    assert held == []


def test_space_and_enter_are_keys_like_the_others(
    driver: Driver, dialog: PreferencesDialog, qtbot: QtBot
) -> None:
    for action_id, key in (("hold_pan", "Alt+P"), ("enter", "F13"), ("nudge_left", "Alt+J")):
        dialog.choose(action_id)
        dialog.key.setKeySequence(QKeySequence(key))
        assert (dialog.cell(action_id, 1), dialog.cell(action_id, 2)) == (key, "")
    dialog.close()
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)
    window, name = driver.window, driver.name
    qtbot.keyPress(window.canvas, Qt.Key.Key_Space)
    assert not window.canvas.panning
    qtbot.keyPress(window.canvas, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert window.canvas.panning
    qtbot.keyRelease(window.canvas, Qt.Key.Key_P)
    assert not window.canvas.panning
    driver.key(Qt.Key.Key_Return)
    assert driver.name == name
    driver.key(Qt.Key.Key_F13)
    driver.until(lambda: driver.name != name)
    mark = driver.window.context.session.draw(
        driver.window.context.image_id, LesionClass.HAEMORRHAGE, Box(50, 50, 20, 20)
    )
    driver.until(lambda: bool(driver.marks("drawn")))  # the models may propose others
    driver.select(mark.id)
    driver.key(Qt.Key.Key_J, Qt.KeyboardModifier.AltModifier)
    driver.until(lambda: driver.marks("drawn")[0].box.x == 49)
    driver.key(Qt.Key.Key_Left)
    assert driver.marks("drawn")[0].box.x == 49


def test_sentences_name_the_new_key_at_once(driver: Driver, dialog: PreferencesDialog) -> None:
    bar = driver.window.answer_bar
    assert bar.next.toolTip().endswith("(Enter)")
    dialog.choose("enter")
    dialog.key.setKeySequence(QKeySequence("F13"))
    dialog.choose("hold_bare")
    dialog.key.setKeySequence(QKeySequence("F7"))
    assert bar.next.toolTip().endswith("(F13)")
    assert driver.window.commands["bare"].toolTip().endswith("Or hold F7.")
    driver.do("guide")
    guide = driver.window.help.guide
    assert guide is not None
    assert "F13" in guide.text.toPlainText()
    assert "Enter" not in guide.text.toPlainText().replace("Enter or Esc leaves", "")


def test_the_chooser_of_classes_shows_the_keys_in_force(
    driver: Driver, dialog: PreferencesDialog
) -> None:
    chooser = driver.window.chooser
    assert "Haemorrhage   2" in [chooser.itemText(row) for row in range(chooser.count())]
    dialog.choose("class_haemorrhage")
    dialog.key.setKeySequence(QKeySequence("F7"))
    assert "Haemorrhage   F7" in [chooser.itemText(row) for row in range(chooser.count())]


def test_enter_of_the_keypad_is_enter(driver: Driver, folder: Path) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    name = driver.name
    driver.key(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    driver.until(lambda: driver.name != name)
