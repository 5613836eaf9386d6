"""Opening, looking, going on, grading."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel

from retinaview.core.findings import Quality
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality
from retinaview.core.left_at import KEY, LeftAt
from retinaview.core.lesions import LesionClass
from retinaview.imaging.views import View
from retinaview.session.study import open_study

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver

DOUBTFUL = Quality(0.5, True, reasons=("haze",))
UNGRADABLE = Quality(0.1, False, reasons=("dark",))


def test_a_folder_opens_with_its_first_photograph(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    window = driver.window
    assert driver.name == "P1_OD.jpg"
    assert window.study_panel.shown_ids() == [image.id for image in window.context.session.images]
    assert window.windowTitle() == "P1_OD.jpg – study – RetinaView"
    tabs = window.tabs
    assert [tabs.tabText(n) for n in range(tabs.count()) if tabs.isTabVisible(n)] == [
        *("Evidence", "Layers", "Marks", "Scores")
    ]


def test_the_welcome_page_gives_way_to_the_photograph(driver: Driver, folder: Path) -> None:
    assert driver.window.welcome.isVisible()
    driver.open(folder)
    assert driver.window.canvas.isVisible()
    assert not driver.window.welcome.isVisible()


def test_the_window_says_what_it_is_not(driver: Driver) -> None:
    labels = driver.window.findChildren(QLabel)
    shown = [label.text() for label in labels if label.isVisible()]
    assert "Research use only, not a medical device" in shown


def test_the_photograph_asked_for_comes_first_and_its_folder_is_the_study(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder / "P2_OD.jpg")
    assert driver.name == "P2_OD.jpg"
    assert driver.window.context.session.path == folder / "study.retinaview"


def test_keys_go_from_photograph_to_photograph(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    seen = [driver.name]
    for key in (Qt.Key.Key_D, Qt.Key.Key_PageDown, Qt.Key.Key_A, Qt.Key.Key_PageUp):
        driver.key(key)
        driver.until(lambda: driver.window.context.photograph is not None)
        seen.append(driver.name)
    assert seen == ["P1_OD.jpg", "P1_OS.jpg", "P2_OD.jpg", "P1_OS.jpg", "P1_OD.jpg"]


def test_past_the_last_photograph_the_window_says_so(driver: Driver, folder: Path) -> None:
    driver.open(folder / "P2_OD.jpg")
    driver.do("next")
    assert driver.name == "P2_OD.jpg"
    assert "last photograph" in driver.window.messages.text


def test_a_click_in_the_list_shows_the_photograph(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    view = driver.window.study_panel.view
    view.setCurrentIndex(view.model().index(2, 0))
    driver.until(
        lambda: driver.name == "P2_OD.jpg" and driver.window.context.photograph is not None
    )


def test_the_list_is_filtered_by_name_and_state(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    panel = driver.window.study_panel
    panel.filter.setText("p1")
    assert len(panel.shown_ids()) == 2
    panel.filter.setText("OS")
    assert len(panel.shown_ids()) == 1
    panel.filter.clear()
    driver.do("grade_2")
    panel.show_only.setCurrentText("Graded")
    panel.show_only.activated.emit(panel.show_only.currentIndex())
    assert panel.shown_ids() == [driver.window.context.image_id]


def test_unread_is_what_has_neither_answer_nor_mark(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    panel = driver.window.study_panel
    first, second, third = panel.shown_ids()

    def unread() -> list[int]:
        panel.show_only.setCurrentText("Unread")
        panel.show_only.activated.emit(panel.show_only.currentIndex())
        return panel.shown_ids()

    for action in ("next", "previous"):  # both have been on the screen
        driver.do(action)
        driver.until(lambda: driver.window.context.photograph is not None)
    assert unread() == [first, second, third]
    driver.window.context.session.set_grading(second, Grading(comment="twice in the study"))
    assert unread() == [first, second, third]
    driver.do("grade_0")
    driver.window.context.session.draw(third, LesionClass.HAEMORRHAGE, Box(10, 10, 20, 20))
    assert unread() == [second]
    driver.do("undo")
    assert unread() == [second, third]


def test_the_list_is_filtered_by_quality(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    first, second, third = driver.window.study_panel.shown_ids()
    driver.window.study_model.update_row(second, quality=DOUBTFUL)
    driver.window.study_model.update_row(third, quality=UNGRADABLE)
    driver.do("ungradable")  # the reader's answer on the first
    panel, shown = driver.window.study_panel, {}
    for choice in ("Quality doubtful", "Ungradable"):
        panel.show_only.setCurrentText(choice)
        panel.show_only.activated.emit(panel.show_only.currentIndex())
        shown[choice] = panel.shown_ids()
    assert shown == {"Quality doubtful": [second], "Ungradable": [first, third]}


def test_a_photograph_that_is_graded_stays_in_the_list_of_ungraded_ones(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    panel = driver.window.study_panel
    panel.show_only.setCurrentText("Not graded")
    panel.show_only.activated.emit(panel.show_only.currentIndex())
    driver.do("grade_1")
    assert driver.name == "P1_OD.jpg"
    assert len(panel.shown_ids()) == 3


def test_answers_are_kept_undone_and_redone(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    session, image_id = driver.window.context.open_image
    driver.window.answer_bar.dr.button(3).click()
    driver.window.answer_bar.dme.button(2).click()
    assert session.grading(image_id).dr is DRGrade.SEVERE
    assert session.grading(image_id).dme is DMEGrade.CENTRAL
    driver.do("undo")
    assert session.grading(image_id).dme is None
    assert driver.window.answer_bar.dme.choice is None
    driver.do("redo")
    assert session.grading(image_id).dme is DMEGrade.CENTRAL


def test_the_same_grade_again_takes_it_back(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    session, image_id = driver.window.context.open_image
    dr = driver.window.answer_bar.dr
    dr.button(4).click()
    driver.do("grade_4")  # a key pressed twice takes nothing back
    assert session.grading(image_id).dr is DRGrade.PROLIFERATIVE
    dr.button(4).click()
    assert session.grading(image_id).is_empty
    driver.do("ungradable")
    driver.do("ungradable")
    assert session.grading(image_id).ungradable


def test_shift_and_a_digit_grade_macular_oedema(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    session, image_id = driver.window.context.open_image
    for key, grade in ((Qt.Key.Key_2, DMEGrade.CENTRAL), (Qt.Key.Key_0, DMEGrade.NONE)):
        driver.key(key, Qt.KeyboardModifier.ShiftModifier)
        assert session.grading(image_id) == Grading(dme=grade)
    driver.window.answer_bar.dme.button(0).click()
    assert session.grading(image_id).is_empty
    assert driver.window.answer_bar.dme.choice is None


def test_ungradable_and_a_grade_take_each_other_back_visibly_and_undoably(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    session, image_id = driver.window.context.open_image
    panel = driver.window.answer_bar
    panel.dr.button(2).click()
    panel.dme.button(1).click()
    panel.gradable.reasons.actions()[1].trigger()
    assert session.grading(image_id) == Grading(ungradable=True)
    assert (panel.dr.choice, panel.dme.choice) == (None, None)
    assert panel.confirmation.words == "OD: Ungradable; the grade was removed"
    driver.do("undo")
    assert session.grading(image_id) == Grading(DRGrade.MODERATE, DMEGrade.AWAY)
    assert (panel.dr.choice, panel.gradable.text()) == (2, "Gradable")
    driver.do("ungradable")
    driver.do("grade_1")
    assert session.grading(image_id) == Grading(DRGrade.MILD)
    assert panel.gradable.text() == "Gradable"
    assert panel.confirmation.words == "OD: DR 1; no longer ungradable"


def test_a_comment_still_being_typed_goes_with_its_own_photograph(
    driver: Driver, folder: Path
) -> None:
    driver.open(folder)
    session, first = driver.window.context.open_image
    line = driver.window.answer_bar.comment
    line.setFocus()
    line.insert("laser scars")
    line.setModified(True)
    driver.window.reading.show_next()
    assert session.grading(first).comment == "laser scars"
    assert line.text() == ""


def test_shift_d_goes_to_the_next_ungraded_photograph(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.do("next_ungraded")
    assert driver.name == "P1_OS.jpg"
    driver.until(lambda: driver.window.context.photograph is not None)
    driver.do("grade_0")
    driver.do("previous")
    driver.until(lambda: driver.window.context.photograph is not None)
    driver.do("next_ungraded")
    assert driver.name == "P2_OD.jpg"


def test_views_change_what_is_seen_and_nothing_else(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    controls = driver.window.view_controls
    for view in (View.RED_FREE, View.CLAHE, View.COLOUR):
        driver.key(Qt.Key.Key_V)
        assert controls.appearance.view is view
    controls.brightness.set_value(0.5)
    driver.do("plain_view")
    assert controls.appearance.brightness == 0


def test_saving_says_that_everything_is_saved(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.key(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert driver.window.messages.text == "Everything is already saved in study.retinaview."


def test_a_damaged_photograph_is_one_sentence_and_the_next_one_opens(
    driver: Driver, folder: Path
) -> None:
    (folder / "P1_OD.jpg").write_bytes((folder / "P1_OD.jpg").read_bytes()[:900])
    driver.window.open([folder])
    driver.until(lambda: bool(driver.window.messages.text))
    assert "P1_OD.jpg" in driver.window.messages.text
    assert driver.window.context.photograph is None
    driver.do("next")
    driver.until(lambda: driver.window.context.photograph is not None)
    assert driver.name == "P1_OS.jpg"


@pytest.mark.parametrize("content", [b"", b"this is no photograph"])
def test_what_is_no_photograph_is_said(driver: Driver, folder: Path, content: bytes) -> None:
    path = folder / "notes.jpg"
    path.write_bytes(content)
    driver.window.open([path])
    driver.until(lambda: "notes.jpg" in driver.window.messages.text)


def test_what_is_no_project_is_said_and_the_open_study_stays(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    foreign = folder / "other.retinaview"
    foreign.write_text("not a database")
    driver.window.open([foreign])
    driver.until(lambda: "other.retinaview" in driver.window.messages.text)
    assert driver.name == "P1_OD.jpg"


def test_damage_of_no_photograph_is_said_on_opening(driver: Driver, folder: Path) -> None:
    with closing(open_study([folder], reader="Anna")) as session:
        session.set_setting("panel", "lesions")
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute("UPDATE settings SET value = x'00' WHERE key = 'panel'")
    driver.open(folder)
    driver.until(lambda: "the setting panel cannot be read" in driver.window.messages.text)
    assert driver.name == "P1_OD.jpg"


def test_a_missing_path_is_said(driver: Driver, folder: Path) -> None:
    driver.window.open([folder / "gone.jpg"])
    driver.until(lambda: "gone.jpg" in driver.window.messages.text)
    assert driver.window.context.session is None


def drop(driver: Driver, path: Path) -> None:
    """Drag a file or folder into the window and let it go there."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enters = QDragEnterEvent(QPoint(10, 10), *how)
    QApplication.sendEvent(driver.window, enters)
    assert enters.isAccepted()
    QApplication.sendEvent(driver.window, QDropEvent(QPointF(10, 10), *how))


def test_a_dropped_folder_opens(driver: Driver, folder: Path) -> None:
    drop(driver, folder)
    driver.until(lambda: driver.window.context.photograph is not None)
    assert driver.name == "P1_OD.jpg"


def test_a_dropped_label_file_is_imported(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    labels = folder / "labels.csv"
    labels.write_text("image,class,x,y,width,height\nP1_OD.jpg,haemorrhage,20,30,40,50\n")
    drop(driver, labels)
    driver.until(lambda: len(driver.marks("drawn")) == 1)
    assert driver.name == "P1_OD.jpg"


def test_recent_studies_are_offered_at_the_next_start(
    driver: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    driver.open(folder)
    driver.window.close()
    again = start()
    assert again.window.settings.recent() == (folder / "study.retinaview",)
    again.window.welcome.path_chosen.emit(folder / "study.retinaview")
    again.until(lambda: again.window.context.photograph is not None)


def test_two_thousand_photographs_open_at_once_and_few_of_them_are_read(
    driver: Driver, tmp_path: Path, folder: Path
) -> None:
    many = tmp_path / "many"
    many.mkdir()
    source = folder / "P1_OD.jpg"
    for number in range(2000):
        (many / f"{number:04}_left.jpg").hardlink_to(source)
    driver.open(many)
    assert driver.window.study_model.rowCount() == 2000
    asked: list[Path] = []
    thumbnails = driver.window.thumbnails
    get = thumbnails.get
    thumbnails.get = lambda path: asked.append(path) or get(path)
    driver.window.study_panel.view.viewport().repaint()
    assert 0 < len(set(asked)) < 30


def test_the_theme_changes_while_a_study_is_open(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    for name in ("light", "dark"):
        driver.do(name)
        assert driver.window.themes.colours.name == name
        assert driver.window.commands[name].isChecked()


def test_held_tab_shows_the_bare_photograph(driver: Driver, folder: Path, qtbot: QtBot) -> None:
    driver.open_with_findings(folder)
    held: list[bool] = []
    driver.window.key_used.connect(lambda _, down: held.append(down))
    driver.window.canvas.setFocus()
    qtbot.keyPress(driver.window.canvas, Qt.Key.Key_Tab)
    qtbot.keyRelease(driver.window.canvas, Qt.Key.Key_Tab)
    assert held == [True, False]


def test_tab_in_a_text_field_moves_on(driver: Driver, folder: Path, qtbot: QtBot) -> None:
    driver.open(folder)
    held: list[bool] = []
    driver.window.key_used.connect(lambda _, down: held.append(down))
    line = driver.window.answer_bar.comment
    line.setFocus()
    qtbot.keyPress(line, Qt.Key.Key_Tab)
    assert held == []
    assert not line.hasFocus()


def test_a_large_photograph_comes_sharp_without_a_jump(driver: Driver, tmp_path: Path) -> None:
    rows, columns = np.indices((2000, 2400))
    bgr = np.stack([rows % 256, columns % 256, rows * 0 + 90], -1).astype(np.uint8)
    folder = tmp_path / "large"
    folder.mkdir()
    assert cv2.imwrite(str(folder / "eye.jpg"), bgr)
    canvas, seen = driver.window.canvas, []
    driver.window.loader.reduced.connect(lambda *_: canvas.zoom_by(1.5))
    driver.window.loader.reduced.connect(lambda *_: seen.append(canvas.visible_box()))
    driver.open(folder)
    driver.until(lambda: driver.window.context.photograph is not None)
    assert seen == [canvas.visible_box()]
    assert not canvas.fitted


def test_patient_and_eye_are_corrected_in_the_list(driver: Driver, folder: Path) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    panel, model = driver.window.study_panel, driver.window.study_model
    row = model.rows[0]
    left = next(a for a in panel.menu_of(row).actions() if a.text() == "Left eye (OS)")
    left.trigger()
    assert model.rows[0].eye is Laterality.OS
    panel.eyes_given.emit({row.image_id: ("P9", Laterality.OS)})
    assert model.rows[0].patient == "P9"
    driver.do("undo")
    driver.do("undo")
    assert model.rows[0] == row


def test_the_list_stays_as_wide_with_every_filter(driver: Driver, folder: Path) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    panel, width = driver.window.study_panel, driver.window.study_panel.width()
    for at in range(panel.show_only.count()):
        panel.show_only.setCurrentIndex(at)
        panel.show_only.activated.emit(at)
        panel._count.setText("2222 of 5000")
        assert panel.minimumSizeHint().width() <= width


def test_the_place_is_kept_while_the_study_is_open(
    start: Callable[[], Driver], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.ui.reading.place_keeper.KEPT_AFTER_MS", 1)
    driver = start()
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("next")
    driver.until(lambda: driver.window.context.photograph is not None)
    driver.window.canvas.zoom_to(3.0)

    def left() -> LeftAt | None:
        """What another process would find now, whatever becomes of this one."""
        engine = sqlite3.connect(f"file:{folder / 'study.retinaview'}?mode=ro", uri=True)
        with closing(engine):
            found = engine.execute("SELECT value FROM settings WHERE key = ?", [KEY]).fetchone()
        return LeftAt.from_text(found[0] if found else None)

    driver.until(lambda: (found := left()) is not None and found.view is not None)
    at = left()
    assert at.path == "P1_OS.jpg"
    assert at.view[2] == pytest.approx(3.0)
