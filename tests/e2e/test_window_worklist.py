"""The worklist: patients with their eyes, columns, order, filters and search."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.ui.study.columns import BY_NAME
from retinaview.ui.study.model import FIRST_ROLE
from retinaview.ui.study.pattern_dialog import PatternDialog
from tests.e2e.conftest import photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.conftest import Driver


def names(driver: Driver) -> list[str]:
    """What the list shows, from the top, without the names' common end."""
    model = driver.window.study_model
    shown = [model.at_line(line).name for line in range(model.rowCount())]
    return [name.removesuffix(".jpg") for name in shown]


def keep(driver: Driver, words: str) -> list[str]:
    """Choose a filter."""
    chooser = driver.window.study_panel.show_only
    chooser.setCurrentText(words)
    assert chooser.currentText() == words
    chooser.activated.emit(chooser.currentIndex())
    return names(driver)


@pytest.fixture
def reader(driver: Driver, folder: Path) -> Driver:
    """A study of three patients whose left eyes come first by name; no network runs."""
    for seed, name in enumerate(("P0_left.jpg", "P0_right.jpg")):
        assert cv2.imwrite(str(folder / name), photograph(seed))
    driver.window.findings.set_automatic(False)
    driver.open(folder / "P1_OD.jpg")
    driver.window.context.session.add_paths([folder])
    return driver


def ids(driver: Driver) -> dict[str, int]:
    return {row.name.removesuffix(".jpg"): row.image_id for row in driver.window.study_model.rows}


def test_a_patients_eyes_are_together_the_right_one_first(reader: Driver) -> None:
    assert names(reader) == ["P1_OD", "P1_OS", "P0_right", "P0_left", "P2_OD"]
    model = reader.window.study_model
    first = [model.index(line, 0).data(FIRST_ROLE) for line in range(5)]
    assert first == [True, False, True, False, True]


def test_columns_are_chosen_sorted_by_and_remembered(
    start: Callable[[], Driver], folder: Path
) -> None:
    first = start()
    first.window.findings.set_automatic(False)
    first.open(folder)
    session, image = first.window.context.session, ids(first)
    session.set_grading(image["P2_OD"], Grading(dr=DRGrade.SEVERE))
    session.set_grading(image["P1_OS"], Grading(dr=DRGrade.MILD))
    chooser = first.window.study_panel.columns
    assert first.window.study_panel.view.horizontalHeader().isHidden()
    chooser.choose(BY_NAME["answer"], True)
    chooser.choose(BY_NAME["reader"], True)
    assert not first.window.study_panel.view.horizontalHeader().isHidden()
    model = first.window.study_model
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == [
        "Photograph", "You", "Reader",
    ]  # fmt: skip
    header = first.window.study_panel.view.horizontalHeader()
    header.sectionClicked.emit(1)
    assert names(first) == ["P1_OD", "P1_OS", "P2_OD"]
    header.sectionClicked.emit(1)
    assert names(first) == ["P2_OD", "P1_OD", "P1_OS"]
    assert [model.index(line, 1).data() for line in range(3)] == ["DR 3", "", "DR 1"]
    assert model.index(0, 2).data() == session.reader
    first.window.close()
    second = start()
    second.open(folder)
    assert names(second) == ["P2_OD", "P1_OD", "P1_OS"]
    assert [column.name for column in second.window.study_model.columns] == [
        "photograph", "answer", "reader",
    ]  # fmt: skip
    header = second.window.study_panel.view.horizontalHeader()
    header.sectionClicked.emit(1)
    assert names(second) == ["P1_OD", "P1_OS", "P2_OD"]


def test_the_photograph_in_front_stays_highlighted_however_the_list_is_arranged(
    reader: Driver,
) -> None:
    panel, shown = reader.window.study_panel, reader.window.context.image_id
    panel.columns.sort_by(BY_NAME["photograph"], descending=True)
    assert reader.window.study_model.at_line(panel.view.currentIndex().row()).image_id == shown
    assert reader.window.context.image_id == shown


def test_filters_follow_what_is_known_of_a_photograph(reader: Driver) -> None:
    session, image = reader.window.context.session, ids(reader)
    session.draw(image["P1_OD"], LesionClass.IRMA, Box(10, 10, 9, 9))
    session.set_grading(image["P2_OD"], Grading(dr=DRGrade.MILD, unsure=True))
    session.set_grading(image["P0_left"], Grading(ungradable=True))
    reader.window.study_model.update_row(image["P2_OD"], spread=2, model_grade=3)
    assert keep(reader, "Unread") == ["P1_OS", "P0_right"]  # as among all
    assert keep(reader, "With IRMA") == ["P1_OD"]
    assert keep(reader, "With haemorrhage") == []
    assert keep(reader, "Unsure or commented") == ["P2_OD"]
    assert keep(reader, "Networks disagree") == ["P2_OD"]
    assert keep(reader, "You and models differ") == ["P2_OD"]
    assert keep(reader, "Ungradable") == ["P0_left"]
    assert keep(reader, "All") == ["P1_OD", "P1_OS", "P0_right", "P0_left", "P2_OD"]


def test_slash_searches_enter_shows_what_is_found_and_escape_ends_it(reader: Driver) -> None:
    line = reader.window.study_panel.filter
    reader.key(Qt.Key.Key_Slash)
    assert QApplication.focusWidget() is line
    reader._qtbot.keyClicks(line, "p1_os")
    assert names(reader) == ["P1_OS"]
    reader._qtbot.keyClick(line, Qt.Key.Key_Return)
    reader.until(lambda: reader.name == "P1_OS.jpg")
    assert QApplication.focusWidget() is reader.window.canvas
    assert reader.window.context.session.grading(reader.window.context.image_id).is_empty
    reader.key(Qt.Key.Key_Slash)
    reader._qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    assert len(names(reader)) == len(reader.window.study_model.rows)
    assert QApplication.focusWidget() is reader.window.canvas


def test_a_hidden_list_comes_back_for_a_search(reader: Driver) -> None:
    reader.do("study_list")
    assert not reader.window.study_panel.isVisible()
    reader.key(Qt.Key.Key_Slash)
    assert reader.window.study_panel.isVisible()


def test_a_flag_is_set_by_a_key_seen_in_the_list_and_filtered(driver: Driver, folder: Path) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.key(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    panel, session = driver.window.study_panel, driver.window.context.session
    first = session.images[0].id
    assert driver.window.study_model.row(first).is_flagged
    assert not session.grading(first).is_answer
    panel.show_only.setCurrentText("Flagged")
    panel.show_only.activated.emit(panel.show_only.currentIndex())
    assert panel.shown_ids() == [first]
    driver.key(Qt.Key.Key_F, Qt.KeyboardModifier.ShiftModifier)
    assert not driver.window.study_model.row(first).is_flagged


def test_several_are_given_a_patient_at_once_and_one_undo_takes_it_back(
    driver: Driver, folder: Path
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    panel, session = driver.window.study_panel, driver.window.context.session
    panel.view.selectAll()
    menu = panel.menu_of(panel.selected_rows()[0])
    assert menu.actions()[0].text() == "3 photographs"
    next(a for a in menu.actions() if a.text() == "Left eye (OS)").trigger()
    assert {image.eye for image in session.images} == {Laterality.OS}
    said = driver.window.messages.text
    assert said == "Patient or eye of 2 photographs changed. Ctrl+Z undoes this."
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [image.eye for image in session.images] == [Laterality.OD, Laterality.OS, Laterality.OD]


def test_names_are_read_by_a_pattern_that_is_seen_before(driver: Driver, folder: Path) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    session = driver.window.context.session
    driver.do("eyes_from_names")
    dialog = driver.window.findChild(PatternDialog)
    assert not dialog.apply.isEnabled()  # all are on record so
    dialog.pattern.setText("P{patient}_{eye}")
    assert [dialog.table.item(row, 1).text() for row in range(3)] == ["1", "1", "2"]
    assert dialog.summary.text() == "3 changes, 0 as on record"
    dialog.pattern.setText("{patient")
    assert "is not known" in dialog.summary.text()
    assert not dialog.apply.isEnabled()
    dialog.pattern.setText("P{patient}_{eye}")
    dialog.apply.click()
    assert [image.patient for image in session.images] == ["1", "1", "2"]
    driver.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [image.patient for image in session.images] == ["P1", "P1", "P2"]


def test_a_patient_in_two_spellings_is_found_and_written_alike(
    driver: Driver, folder: Path
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    panel, session = driver.window.study_panel, driver.window.context.session
    second = session.images[1].id
    session.set_eyes({second: ("p-01", Laterality.OS)})
    panel.show_only.setCurrentText("Patient in two spellings")
    panel.show_only.activated.emit(panel.show_only.currentIndex())
    assert panel.shown_ids() == [image.id for image in session.images[:2]]
    menu = panel.menu_of(driver.window.study_model.row(second))
    next(a for a in menu.actions() if a.text() == "The same patient as P1").trigger()
    assert session.image(second).patient == "P1"
    assert not any(row.spellings for row in driver.window.study_model.rows)


def test_a_laser_scar_is_a_mark_that_counts_in_the_list_and_in_no_score(
    driver: Driver, folder: Path
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("mark_mode")
    driver.key(Qt.Key.Key_9)
    driver.drag(200, 150, 260, 190)
    (mark,) = driver.marks()
    assert mark.lesion is LesionClass.LASER_SCAR
    session, image_id = driver.window.context.session, driver.window.context.image_id
    assert driver.window.study_model.row(image_id).marks == 1
    assert session.labelled_images()[0].lesion_labels == ()
    assert keep(driver, "With laser scar") == ["P1_OD"]
