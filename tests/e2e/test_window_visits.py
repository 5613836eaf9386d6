"""The previous visit: beside the photograph, blinking over it, and as hints that label nothing."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QInputDialog

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.marks import Mark
from retinaview.phantoms import make_phantom
from retinaview.session.side_by_side import Layout
from retinaview.ui.canvas import Layer

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.session.session import Session
    from retinaview.ui.canvas.earlier_item import Hint
    from retinaview.ui.visits.controller import VisitsController
    from tests.e2e.conftest import Driver

SHIFT_PX = 30, 12
BEFORE, NOW = "P1_2023-01-10_OD.png", "P1_2024-02-20_OD.png"
ANOTHER, ANOTHER_NOW = "P2_2023-01-10_OS.png", "P2_2024-02-20_OS.png"
UNDATED = "P3_OD.png"
LESION = Box(250, 200, 30, 20)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An eye photographed twice, two eyes under one name, and one photograph without a date."""
    folder = tmp_path_factory.mktemp("drawn")
    eye, other = (make_phantom(seed, height_px=480).rgb[:, :, ::-1] for seed in (3, 4))
    motion = np.array([[1.0, 0, SHIFT_PX[0]], [0, 1, SHIFT_PX[1]]])
    again = cv2.warpAffine(eye, motion, (eye.shape[1], eye.shape[0]))
    pictures = {BEFORE: eye, NOW: again, ANOTHER: eye, ANOTHER_NOW: other, UNDATED: other}
    for name, picture in pictures.items():
        assert cv2.imwrite(str(folder / name), picture)
    return folder


@pytest.fixture
def reader(driver: Driver, drawn: Path, tmp_path: Path) -> Driver:
    """A person at the study, with the models switched off and a lesion marked in 2023."""
    driver.window.findings.set_automatic(False)
    driver.open(shutil.copytree(drawn, tmp_path / "study"))
    session_of(driver).draw(id_of(driver, BEFORE), LesionClass.HARD_EXUDATE, LESION)
    return driver


def session_of(driver: Driver) -> Session:
    session = driver.window.context.session
    assert session is not None
    return session


def id_of(driver: Driver, name: str) -> int:
    return next(image.id for image in session_of(driver).images if image.name == name)


def visits(driver: Driver) -> VisitsController:
    return driver.window.layouts.visits


def go_to(driver: Driver, name: str) -> None:
    driver.window.reading.show(id_of(driver, name))
    driver.until(lambda: driver.name == name and driver.window.context.photograph is not None)


def words(driver: Driver) -> str:
    return "; ".join(visits(driver).panel.words)


def beside(driver: Driver, name: str) -> None:
    """Go to a photograph and put its previous visit beside it."""
    go_to(driver, name)
    driver.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)


def seen(driver: Driver) -> list[str]:
    return [pane.title for pane in driver.window.panes.both]


def hints(driver: Driver, pane: int) -> tuple[Hint, ...]:
    return driver.window.panes.canvases[pane]._overlays.earlier.hints


def test_the_previous_visit_stands_left_and_is_registered(reader: Driver) -> None:
    go_to(reader, NOW)
    assert words(reader) == "2023-01-10, 406 days before this one; "
    beside(reader, NOW)
    reader.until(lambda: "Registered" in words(reader))
    assert seen(reader) == [f"OD 2023-01-10 {BEFORE}", f"OD 2024-02-20 {NOW}"]
    assert reader.name == NOW
    assert "Registered within 1 px" in words(reader)
    assert "matching points" in words(reader)
    assert reader.window.commands["visits"].isChecked()


def test_both_panes_show_the_same_place_of_the_retina(reader: Driver) -> None:
    beside(reader, NOW)
    reader.until(lambda: "Registered" in words(reader))
    left, right = reader.window.panes.canvases
    right.look_at(QPointF(300, 240), 2.0)
    assert left.centre.x() == pytest.approx(300 - SHIFT_PX[0], abs=1)
    assert left.centre.y() == pytest.approx(240 - SHIFT_PX[1], abs=1)


def test_marks_are_carried_across_as_hints_that_nobody_can_touch(reader: Driver) -> None:
    beside(reader, NOW)
    reader.until(lambda: bool(hints(reader, 1)))
    (hint,) = hints(reader, 1)
    assert hint.lesion is LesionClass.HARD_EXUDATE
    assert hint.corners[0] == pytest.approx((LESION.x + SHIFT_PX[0], LESION.y + SHIFT_PX[1]), abs=1)
    assert hints(reader, 0) == ()
    assert reader.marks() == []
    reader.click(LESION.x + SHIFT_PX[0], LESION.y + SHIFT_PX[1])
    assert reader.window.canvas.selection() == ()
    session_of(reader).delete(
        id_of(reader, BEFORE), [session_of(reader).marks(id_of(reader, BEFORE))[0].id]
    )
    reader.until(lambda: hints(reader, 1) == ())


def test_a_blind_reader_sees_hints_of_what_was_drawn_by_that_reader_alone(reader: Driver) -> None:
    session, earlier = session_of(reader), id_of(reader, BEFORE)
    other = Mark.drawn(LesionClass.HAEMORRHAGE, Box(300, 300, 20, 20), author="somebody else")
    session.commit([MarksEdit(earlier, "Draw", (), (other,))])
    beside(reader, NOW)
    reader.until(lambda: len(hints(reader, 1)) == 2)
    reader.do("blind")
    reader.until(lambda: len(hints(reader, 1)) == 1)
    assert hints(reader, 1)[0].lesion is LesionClass.HARD_EXUDATE


def test_classes_that_no_network_knows_are_hints_too_and_places_of_the_eye_are_not(
    reader: Driver,
) -> None:
    classes = LesionClass.LASER_SCAR, own_class("Silicone oil"), LesionClass.FOVEA
    drawn = tuple(Mark.drawn(each, Box(300, 300, 20, 20), author="") for each in classes)
    session_of(reader).commit([MarksEdit(id_of(reader, BEFORE), "Draw", (), drawn)])
    beside(reader, NOW)
    reader.until(lambda: len(hints(reader, 1)) == 3)
    assert {hint.lesion for hint in hints(reader, 1)} == {LesionClass.HARD_EXUDATE, *classes[:2]}


def test_hints_have_a_layer_of_their_own(reader: Driver) -> None:
    beside(reader, NOW)
    reader.until(lambda: bool(hints(reader, 1)))
    item = reader.window.panes.canvases[1]._overlays.earlier
    assert item.isVisible()
    reader.key(Qt.Key.Key_H, Qt.KeyboardModifier.ShiftModifier)
    assert not item.isVisible()
    assert not reader.window.layers.is_visible(Layer.EARLIER)


def test_hints_are_no_labels_and_are_not_exported(reader: Driver, tmp_path: Path) -> None:
    from retinaview.session.label_export import export_labels

    beside(reader, NOW)
    reader.until(lambda: bool(hints(reader, 1)))
    out = tmp_path / "out"
    export_labels(session_of(reader), "coco", out)
    told = json.loads((out / "annotations.json").read_text("utf-8"))
    names = {image["id"]: image["file_name"] for image in told["images"]}
    assert [names[each["image_id"]] for each in told["annotations"]] == [BEFORE]


def test_it_blinks_over_the_photograph_and_says_when_it_is_seen(reader: Driver) -> None:
    go_to(reader, NOW)
    reader.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
    overlays, sign = reader.window.canvas._overlays, reader.window.canvas._plates.visit
    reader.until(lambda: overlays.before.isVisible())
    assert sign.text == "Previous visit, 2023-01-10"
    assert not overlays.photograph.isVisible()
    reader.until(lambda: overlays.photograph.isVisible())
    assert sign.isHidden()
    reader.until(lambda: overlays.before.isVisible())
    reader.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ControlModifier)
    assert overlays.photograph.isVisible()
    assert not overlays.before.isVisible()
    assert not reader.window.commands["blink"].isChecked()


def test_it_blinks_in_the_pane_of_this_visit_and_goes_on_alone(reader: Driver) -> None:
    beside(reader, NOW)
    reader.do("blink")
    left, right = (canvas._overlays for canvas in reader.window.panes.canvases)
    reader.until(lambda: right.before.isVisible())
    assert not left.before.isVisible()
    reader.key(Qt.Key.Key_F2)
    reader.until(lambda: reader.window.canvas._overlays.before.isVisible())
    assert reader.name == NOW


def test_it_lies_over_the_photograph_while_a_key_is_held(reader: Driver, qtbot: QtBot) -> None:
    go_to(reader, NOW)
    overlays = reader.window.canvas._overlays
    reader.window.canvas.setFocus()
    qtbot.keyPress(reader.window.canvas, Qt.Key.Key_F12)
    reader.until(lambda: overlays.before.isVisible())
    qtbot.keyRelease(reader.window.canvas, Qt.Key.Key_F12)
    assert overlays.photograph.isVisible()
    go_to(reader, BEFORE)
    qtbot.keyPress(reader.window.canvas, Qt.Key.Key_F12)
    qtbot.keyRelease(reader.window.canvas, Qt.Key.Key_F12)
    said = "This study has no photograph of this eye from an earlier day."
    assert reader.window.messages.text == said


def test_turning_ends_the_blinking(reader: Driver) -> None:
    go_to(reader, NOW)
    reader.do("blink")
    reader.until(lambda: reader.window.canvas._overlays.before.isVisible())
    go_to(reader, BEFORE)
    assert not reader.window.commands["blink"].isChecked()
    assert reader.window.canvas._overlays.photograph.isVisible()
    assert not reader.can("blink")


def test_another_eye_is_refused_in_words(reader: Driver) -> None:
    beside(reader, ANOTHER_NOW)
    reader.until(lambda: "Not registered" in words(reader))
    assert "where 20 are needed" in words(reader)
    assert hints(reader, 1) == ()
    reader.do("blink")
    assert not reader.window.commands["blink"].isChecked()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (BEFORE, "This study has no photograph of this eye from an earlier day."),
        (
            UNDATED,
            "No previous visit is known: this photograph has no date. "
            "Right-click it in the list to give one.",
        ),
    ],
)
def test_the_empty_pane_says_why(reader: Driver, name: str, said: str) -> None:
    beside(reader, name)
    assert reader.window.panes.both[0].words == said
    assert words(reader).startswith(said)
    assert reader.name == name


def test_a_damaged_earlier_photograph_is_named(reader: Driver) -> None:
    path = session_of(reader).expected_path(id_of(reader, BEFORE))
    go_to(reader, NOW)
    reader.window.loader.forget(path)
    path.write_bytes(b"no photograph")
    reader.do("blink")
    reader.until(lambda: BEFORE in words(reader))
    assert not reader.window.commands["blink"].isChecked()
    assert reader.window.context.layout is Layout.ONE_EYE


def test_a_date_given_by_hand_makes_a_visit_and_is_taken_back(
    reader: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, undated = session_of(reader), id_of(reader, UNDATED)
    earlier = id_of(reader, ANOTHER_NOW)
    session.set_eyes({earlier: ("P3", Laterality.OD)})
    beside(reader, UNDATED)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("2025-01-01", True))
    menu = reader.window.study_panel.menu_of(reader.window.study_model.row(undated))
    next(a for a in menu.actions() if a.text() == "Date: unknown …").trigger()
    reader.until(lambda: words(reader).startswith("2024-02-20, 316 days before this one"))
    assert reader.window.messages.text == "Date of 1 photograph changed. Ctrl+Z undoes this."
    assert seen(reader) == [f"OD 2024-02-20 {ANOTHER_NOW}", f"OD 2025-01-01 {UNDATED}"]
    reader.do("undo")
    reader.until(lambda: "this photograph has no date" in words(reader))
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("1 May", True))
    next(a for a in menu.actions() if a.text() == "Date: unknown …").trigger()
    said = "1 May is not a date such as 2024-05-01; nothing was changed."
    assert reader.window.messages.text == said
    assert session.image(undated).taken is None


def test_a_damaged_earlier_photograph_is_not_awaited_beside(reader: Driver) -> None:
    path = session_of(reader).expected_path(id_of(reader, BEFORE))
    go_to(reader, NOW)
    reader.window.loader.forget(path)
    path.write_bytes(b"no photograph")
    beside(reader, NOW)
    said = (
        "2023-01-10, 406 days before this one; The photograph of the previous visit cannot be read."
    )
    reader.until(lambda: words(reader) == said)


def test_nothing_is_said_to_be_registered_onto_a_photograph_that_cannot_be_read(
    reader: Driver,
) -> None:
    path = session_of(reader).expected_path(id_of(reader, NOW))
    go_to(reader, BEFORE)
    reader.window.loader.forget(path)
    path.write_bytes(b"no photograph")
    reader.window.reading.show(id_of(reader, NOW))
    reader.key(Qt.Key.Key_F12, Qt.KeyboardModifier.ShiftModifier)
    reader.until(lambda: reader.window.study_model.row(id_of(reader, NOW)).broken)
    reader.until(lambda: words(reader) == "2023-01-10, 406 days before this one; ")
