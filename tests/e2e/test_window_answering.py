"""Answering in the bar at the bottom: keys, modes, going on; and nothing moves."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from retinaview.core.findings import Quality
from retinaview.core.grades import DMEGrade, DRGrade, Grading, UngradableReason
from retinaview.core.lesions import LesionClass
from retinaview.ui.action_spec import Mode
from retinaview.ui.answering.bar import AnswerBar
from retinaview.ui.language.translation import speak
from retinaview.ui.widgets.message_bar import MessageKind
from tests.e2e.conftest import finding

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver, FakeEngine

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A person at an open photograph, with the models switched off."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    return driver


def answer(reader: Driver) -> Grading:
    """Return the answer for the photograph in front."""
    session, image_id = reader.window.context.open_image
    return session.grading(image_id)


def loaded(reader: Driver) -> None:
    reader.until(lambda: reader.window.context.photograph is not None)


# Keys


def test_four_keys_read_a_patient_without_findings(reader: Driver) -> None:
    session = reader.window.context.session
    for _ in range(2):
        reader.key(Qt.Key.Key_0)
        reader.key(Qt.Key.Key_Return)
        loaded(reader)
    healthy = Grading(DRGrade.NONE, DMEGrade.NONE)
    assert list(session.gradings().values()) == [healthy, healthy]
    assert reader.name == "P2_OD.jpg"


def test_digits_grade_in_read_and_shift_grades_oedema(reader: Driver) -> None:
    reader.key(Qt.Key.Key_3)
    reader.key(Qt.Key.Key_2, SHIFT)
    assert answer(reader) == Grading(DRGrade.SEVERE, DMEGrade.CENTRAL)
    reader.key(Qt.Key.Key_3)  # again takes nothing back
    assert answer(reader).dr is DRGrade.SEVERE
    assert reader.marks() == []


def test_no_oedema_comes_with_no_retinopathy_and_goes_with_it(reader: Driver) -> None:
    reader.key(Qt.Key.Key_0)
    assert answer(reader) == Grading(DRGrade.NONE, DMEGrade.NONE)
    reader.key(Qt.Key.Key_2)
    assert answer(reader) == Grading(DRGrade.MODERATE)
    reader.key(Qt.Key.Key_0, SHIFT)
    reader.key(Qt.Key.Key_0)
    reader.key(Qt.Key.Key_1)
    assert answer(reader) == Grading(DRGrade.MILD, DMEGrade.NONE)  # that the reader said


def test_u_is_ungradable_and_a_letter_says_why(reader: Driver, qtbot: QtBot) -> None:
    reader.key(Qt.Key.Key_U)
    assert answer(reader) == Grading(ungradable=True)
    reader.key(Qt.Key.Key_U, SHIFT)
    menu = reader.window.answer_bar.gradable.reasons
    reader.until(menu.isVisible)
    qtbot.keyClick(menu, Qt.Key.Key_B)
    assert answer(reader) == Grading(ungradable=True, reason=UngradableReason.BLUR)
    reader.do("undo")
    assert answer(reader) == Grading(ungradable=True)


def test_unsure_and_comment_have_keys_and_enter_leaves_the_comment(
    reader: Driver, qtbot: QtBot
) -> None:
    reader.key(Qt.Key.Key_2)
    reader.key(Qt.Key.Key_I)
    reader.key(Qt.Key.Key_T)
    line = reader.window.answer_bar.comment
    assert line.hasFocus()
    qtbot.keyClicks(line, "u 2")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert reader.window.canvas.hasFocus()
    assert reader.name == "P1_OD.jpg"
    assert answer(reader) == Grading(DRGrade.MODERATE, comment="u 2", unsure=True)
    reader.key(Qt.Key.Key_T)
    qtbot.keyClicks(line, "!")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert answer(reader).comment == "u 2!"


def test_y_agrees_unless_a_proposal_is_selected(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.select(driver.marks("proposed")[-1].id)
    driver.key(Qt.Key.Key_Y)
    assert (answer(driver).is_empty, len(driver.marks("accepted"))) == (True, 1)
    driver.window.canvas.set_selection(())
    driver.key(Qt.Key.Key_Y)
    assert answer(driver) == Grading(DRGrade.MODERATE, DMEGrade.CENTRAL)
    assert len(driver.marks("accepted")) == 1


def test_agreeing_that_a_photograph_is_ungradable(reader: Driver) -> None:
    session, image_id = reader.window.context.open_image
    assert not reader.can("agree")
    bad = replace(finding(640, 480), quality=Quality(0.1, False, reasons=("dark",)), grades=None)
    session.take_finding(image_id, bad)
    assert reader.window.answer_bar.agree.text() == "Agree: ungradable"
    reader.do("agree")
    assert answer(reader) == Grading(ungradable=True)


# Modes


def test_drawing_leads_to_mark_and_esc_back_to_read(reader: Driver) -> None:
    modes, commands = reader.window.modes, reader.window.commands
    assert (modes.mode, commands["read_mode"].isChecked()) == (Mode.READ, True)
    reader.key(Qt.Key.Key_R)
    reader.key(Qt.Key.Key_2)
    assert (modes.mode, reader.window.answer_bar.mode.choice) == (Mode.MARK, 1)
    assert reader.window.drawing.lesion is LesionClass.HAEMORRHAGE
    reader.drag(200, 150, 260, 190)
    assert (len(reader.marks()), answer(reader)) == (1, Grading())
    reader.key(Qt.Key.Key_Escape)
    assert (modes.mode, commands["mark_mode"].isChecked()) == (Mode.READ, False)
    reader.key(Qt.Key.Key_2)
    assert answer(reader) == Grading(DRGrade.MODERATE)
    assert reader.window.canvas.selection() == (reader.marks()[0].id,)
    reader.key(Qt.Key.Key_Escape)
    assert reader.window.canvas.selection() == ()


def test_boxes_are_moved_without_leaving_mark(reader: Driver) -> None:
    reader.do("mark_mode")
    reader.key(Qt.Key.Key_Q)
    assert reader.window.modes.mode is Mode.MARK
    reader.key(Qt.Key.Key_5)
    assert (reader.window.drawing.lesion, answer(reader)) == (LesionClass.IRMA, Grading())


def test_the_mode_is_kept_and_the_bar_changes_it(
    reader: Driver, start: Callable[[], Driver]
) -> None:
    reader.window.answer_bar.mode.button(1).click()
    reader.window.close()
    again = start().window
    assert again.modes.mode is Mode.MARK
    again.answer_bar.mode.button(0).click()
    assert again.modes.mode is Mode.READ


# Going on


def test_enter_goes_to_what_has_neither_answer_nor_mark(reader: Driver) -> None:
    session = reader.window.context.session
    first, second, third = reader.window.study_panel.shown_ids()
    session.set_grading(second, Grading(DRGrade.MILD))
    reader.key(Qt.Key.Key_1)
    reader.key(Qt.Key.Key_Return)
    loaded(reader)
    assert reader.window.context.image_id == third
    reader.key(Qt.Key.Key_4)
    reader.key(Qt.Key.Key_Return)
    assert reader.window.context.image_id == third
    assert reader.window.answer_bar.confirmation.words == "All others are read"
    reader.window.study_panel.filter.setText(session.image(third).name)
    reader.key(Qt.Key.Key_Return)
    assert reader.window.answer_bar.confirmation.words == "All others in the list are read"
    assert session.grading(first).dr is DRGrade.MILD


def test_e_goes_to_the_fellow_eye_and_back(reader: Driver) -> None:
    for name in ("P1_OS.jpg", "P1_OD.jpg"):
        reader.key(Qt.Key.Key_E)
        loaded(reader)
        assert reader.name == name
    reader.do("next")
    reader.do("next")
    reader.key(Qt.Key.Key_E)
    assert reader.name == "P2_OD.jpg"
    assert "no photograph of the patient's fellow eye" in reader.window.messages.text


def test_what_was_answered_is_said_and_undone_from_the_next_photograph(reader: Driver) -> None:
    confirmation = reader.window.answer_bar.confirmation
    reader.key(Qt.Key.Key_2)
    assert confirmation.words == "OD: DR 2"
    reader.key(Qt.Key.Key_Return)
    loaded(reader)
    assert (reader.name, confirmation.words) == ("P1_OS.jpg", "OD: DR 2")
    confirmation.undo.click()
    loaded(reader)
    assert (reader.name, answer(reader), confirmation.words) == ("P1_OD.jpg", Grading(), "")
    reader.key(Qt.Key.Key_1)
    reader.until(lambda: confirmation.words == "")  # after two seconds by itself
    assert answer(reader).dr is DRGrade.MILD


def test_undo_in_the_bar_never_takes_back_anything_else(reader: Driver) -> None:
    reader.key(Qt.Key.Key_2)
    reader.key(Qt.Key.Key_R)
    reader.drag(200, 150, 260, 190)
    assert not reader.window.answer_bar.confirmation.undo.isVisible()


# Nothing moves


def places(reader: Driver) -> dict[str, QRect]:
    """Where every part of the bar stands in the window."""
    window, bar = reader.window, reader.window.answer_bar
    window.layout().activate()
    found = {}
    for part in [bar, *bar.findChildren(QWidget)]:
        if part.window() is window and part is not bar.confirmation.undo:
            name = f"{type(part).__name__} {part.accessibleName()} {len(found)}"
            found[name] = QRect(part.mapTo(window, QPoint()), part.size())
    return found


def test_the_bar_stays_where_it_is_whatever_happens(
    driver: Driver, engine: FakeEngine, folder: Path
) -> None:
    engine.hold.clear()
    driver.open(folder)
    session, image_id = driver.window.context.open_image
    before = places(driver)
    longest = Grading(
        ungradable=True, reason=UngradableReason.ARTEFACT, unsure=True, comment="W" * 99
    )
    for grading in (Grading(DRGrade.PROLIFERATIVE, DMEGrade.CENTRAL), longest, Grading()):
        session.set_grading(image_id, grading)
        assert places(driver) == before
    driver.window.answer_bar.confirmation.say("W" * 99, can_undo=True)
    assert places(driver) == before
    engine.hold.set()
    driver.until(lambda: driver.window.context.answer is not None)
    assert places(driver) == before
    for panel in ("study_list", "side_panel", "zoom_strip"):
        driver.do(panel)
        assert places(driver) == before
    driver.window.context.say("W " * 400)
    driver.do("mark_mode")
    assert places(driver) == before


@pytest.mark.parametrize("language", ["en", "fr", "es", "zh_CN"])
def test_the_comment_has_its_share_of_the_room(qtbot: QtBot, language: str) -> None:
    speak(language)
    bar = AnswerBar()
    qtbot.addWidget(bar)
    bar.resize(bar.minimumSizeHint().width() + 200, bar.height())
    bar.show()
    speak("en")
    assert bar.comment.width() >= 120
    assert bar.confirmation.width() >= 180


def test_the_photograph_stays_where_it_is_whatever_is_said(
    driver: Driver, engine: FakeEngine, folder: Path
) -> None:
    window, context = driver.window, driver.window.context
    engine.hold.clear()
    driver.open(folder)
    session, image_id = context.open_image
    dock = window.arrangement.side_dock
    window.resizeDocks([dock], [350], Qt.Orientation.Horizontal)
    driver.until(lambda: dock.width() == 350)

    def place() -> tuple[QRect, float, int, int]:
        window.layout().activate()
        QApplication.processEvents()
        canvas = window.canvas
        where = QRect(canvas.mapTo(window, QPoint()), canvas.size())
        return where, canvas.zoom, dock.width(), window.arrangement.study_dock.width()

    before = place()
    context.say("A notice")
    context.say("W " * 400, MessageKind.ALARM)
    assert window.messages.isVisible()
    assert place() == before
    window.task_strip.show_task("Drawing …", done=1, total=2)
    window.status.labels.set_progress("Exporting " + "W" * 30, done=1, total=2)
    assert place() == before
    engine.hold.set()
    driver.until(lambda: context.answer is not None)
    assert place() == before
    for index in range(window.tabs.count()):
        window.tabs.setCurrentIndex(index)
        assert place() == before
    panel = window.study_panel
    for choice in ("Unread", "Graded", "All"):
        panel.show_only.setCurrentText(choice)
        panel.show_only.activated.emit(panel.show_only.currentIndex())
        assert place() == before
    panel.filter.setText("P2")
    session.set_grading(image_id, Grading(DRGrade.PROLIFERATIVE, comment="W" * 99))
    assert place() == before
    window.messages.clear()
    window.task_strip.clear()
    assert place() == before
    for action in ("side_panel", "study_list") * 2:
        driver.do(action)
    assert place() == before
    workers = [worker for controller in window.controllers for worker in controller.workers]
    driver.until(lambda: not any(worker.busy for worker in workers))  # the scores, too
    assert place() == before


def test_the_bar_is_the_last_but_one_line_in_full_screen_too(reader: Driver) -> None:
    bar, window = reader.window.answer_bar, reader.window
    reader.do("full_screen")
    reader.until(window.isFullScreen)
    reader.until(lambda: bar.mapTo(window, QPoint(0, bar.height())).y() > window.height() - 60)
    assert bar.visibleRegion().boundingRect() == bar.rect()
    assert window.createPopupMenu() is None or "Your answer" not in [
        action.text() for action in window.createPopupMenu().actions() if action.isVisible()
    ]


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_1])
def test_shift_and_a_digit_of_the_keypad_grade_oedema(
    driver: Driver, folder: Path, key: Qt.Key
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    keypad = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    driver.key(key, keypad)
    session, image_id = driver.window.context.session, driver.window.context.image_id
    assert session.grading(image_id).dme is DMEGrade.AWAY


def test_shift_and_a_digit_of_the_keypad_do_not_move_marks(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("select_all")
    before = [mark.box for mark in driver.marks()]
    keypad = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    driver.key(Qt.Key.Key_Down, keypad)
    assert [mark.box for mark in driver.marks()] == before
    session, image_id = driver.window.context.session, driver.window.context.image_id
    assert session.grading(image_id).dme is DMEGrade.CENTRAL
