"""Disc and fovea in the window: dragged, undone, measured from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt

from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retinaview.ui.study.rows import StudyRow
    from tests.e2e.conftest import Driver

# Where the stand-in finds them, and what they are dragged to.
TIP = Qt.ItemDataRole.ToolTipRole
DISC, FOVEA = (520, 240), (330, 240)


def places(driver: Driver) -> tuple[tuple[float, float], tuple[float, float]]:
    found = driver.window.context.landmarks
    assert found is not None
    return (found.disc.x, found.disc.y), (found.fovea.x, found.fovea.y)


def near(found: tuple[float, float], wanted: tuple[float, float]) -> bool:
    """Whether two places are one, but for the screen's pixels."""
    return all(abs(a - b) <= 2 for a, b in zip(found, wanted, strict=True))


def column(driver: Driver, number: int) -> list[str]:
    model = driver.window.marks_panel.model
    return [str(model.index(row, number).data()) for row in range(model.rowCount())]


def test_the_fovea_is_dragged_and_is_the_readers_then(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_F)
    driver.drag(*FOVEA, 300, 260)
    assert near(places(driver)[1], (300, 260))
    assert near(places(driver)[0], DISC)
    (mark,) = driver.marks("drawn", "edited")
    assert (mark.lesion, mark.author) == (
        LesionClass.FOVEA,
        driver.window.context.session.reader,
    )
    assert driver.window.canvas._overlays.shown_landmarks == driver.window.context.landmarks
    driver.do("run")
    driver.until(lambda: driver.window.context.finding is not None)
    assert near(places(driver)[1], (300, 260))
    driver.do("undo")
    assert places(driver) == (DISC, FOVEA)


def test_the_disc_is_dragged_by_its_middle_or_its_circle(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_F)
    driver.drag(*DISC, 500, 250)
    assert near(places(driver)[0], (500, 250))
    radius = (500 - 330) / 2.43 / 2
    driver.drag(500, 250 - radius, 500, 230 - radius)
    assert near(places(driver)[0], (500, 230))


def test_what_is_not_seen_cannot_be_dragged(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.drag(*FOVEA, 300, 260)
    assert places(driver) == (DISC, FOVEA)
    driver.key(Qt.Key.Key_F)
    driver.window.canvas.set_locked(True)
    driver.drag(*FOVEA, 300, 260)
    assert places(driver) == (DISC, FOVEA)


def test_escape_gives_a_drag_up(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_F)
    viewport = driver.window.canvas.viewport()
    left = Qt.MouseButton.LeftButton
    driver._qtbot.mousePress(viewport, left, pos=driver.at(*FOVEA))
    driver._qtbot.mouseMove(viewport, driver.at(300, 260))
    driver._qtbot.keyClick(driver.window.canvas, Qt.Key.Key_Escape)
    driver._qtbot.mouseRelease(viewport, left, pos=driver.at(300, 260))
    assert places(driver) == (DISC, FOVEA)


def test_the_list_of_marks_tells_quadrant_distance_and_size(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    # A disc diameter is (520 - 330) / 2.43 = 78 px; the exudates are 60 and 40 px long.
    assert sorted(column(driver, 1)) == ["0.51 DD", "0.51 DD", "0.77 DD"]
    assert sorted(column(driver, 2)) == ["IT 0.9", "IT 1.6", "ST 2.7"]
    driver.key(Qt.Key.Key_F)
    driver.drag(*DISC, 140, 240)  # a left eye now: its temporal side is the other one
    quadrants = {text[:2] for text in column(driver, 2) if text}
    assert quadrants == {"SN", "IT"}


def test_a_place_alone_is_no_reading(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_F)
    driver.drag(*FOVEA, 300, 260)
    row = driver.window.study_model.row(driver.window.context.image_id)
    assert row is not None
    assert row.marks == 0


def row_of(driver: Driver, name: str) -> StudyRow:
    return next(row for row in driver.window.study_model.rows if row.name == name)


def click_on_question(driver: Driver, name: str) -> None:
    """Click on the words that question the eye, on a photograph's row."""
    panel, row = driver.window.study_panel, row_of(driver, name)
    index = panel.view.model().index(panel.shown_ids().index(row.image_id), 0)
    place = panel.view.visualRect(index)
    where = QPoint(place.left() + 100, place.center().y() + 20)
    driver._qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_the_list_questions_an_eye_that_the_disc_contradicts_and_one_click_corrects_it(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder / "P1_OS.jpg")
    driver.until(lambda: row_of(driver, "P1_OS.jpg").told_eye is Laterality.OD)
    assert row_of(driver, "P1_OS.jpg").question == "Disc says OD, not OS"
    assert "Disc says OD" in str(driver.window.study_panel.view.currentIndex().data(TIP))
    click_on_question(driver, "P1_OS.jpg")
    assert row_of(driver, "P1_OS.jpg").eye is Laterality.OD
    assert row_of(driver, "P1_OS.jpg").question == ""
    assert "right (OD) eye" in driver.window.messages.text
    driver.do("undo")
    assert row_of(driver, "P1_OS.jpg").question == "Disc says OD, not OS"


def test_a_right_eye_is_questioned_once_the_reader_drags_the_disc_to_the_other_side(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    assert row_of(driver, "P1_OD.jpg").question == ""
    driver.key(Qt.Key.Key_F)
    driver.drag(*DISC, 140, 240)
    assert row_of(driver, "P1_OD.jpg").question == "Disc says OS, not OD"
    driver.do("undo")
    assert row_of(driver, "P1_OD.jpg").question == ""


def test_a_reopened_study_questions_as_before(start: Callable[[], Driver], folder: Path) -> None:
    first = start()
    first.open_with_findings(folder)
    first.key(Qt.Key.Key_F)
    first.drag(*DISC, 140, 240)
    first.window.close()
    second = start()
    second.open(folder)
    assert row_of(second, "P1_OD.jpg").question == "Disc says OS, not OD"
    assert near(places(second)[0], (140, 240))
