"""Labels out, in, and scored."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.pictures import Pictures
from retinaview.exchange import READABLE
from retinaview.session.study import open_study
from retinaview.ui.labels import controller
from retinaview.ui.labels.export_dialog import FORMATS, PICTURES, ExportDialog
from retinaview.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.e2e.conftest import Driver


def look_through(driver: Driver) -> None:
    """Show every photograph once, and end on the first: sizes are known from then on."""
    session = driver.window.context.session
    for image_id in reversed(driver.window.study_panel.shown_ids()):
        driver.window.reading.show(image_id)
        driver.until(lambda image_id=image_id: session.image(image_id).sha256 != "")


def label_all(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    look_through(driver)
    driver.until(lambda: bool(driver.marks()))
    driver.do("accept_all")


@pytest.mark.parametrize("name", [name for name, *_ in FORMATS])
def test_labels_are_exported_in_every_format(driver: Driver, folder: Path, name: str) -> None:
    label_all(driver, folder)
    out = folder.parent / "out"
    driver.window.labels.export(name, out)
    driver.until(lambda: not driver.window.labels.busy)
    assert any(path.is_file() for path in out.rglob("*"))
    messages = driver.window.messages
    assert f"written to {out}" in messages.text
    assert messages.offered == "Open folder"


@pytest.mark.parametrize("name", READABLE)
def test_exported_labels_are_imported_again(driver: Driver, folder: Path, name: str) -> None:
    label_all(driver, folder)
    marks = {(mark.lesion, mark.box.x, mark.box.y) for mark in driver.marks()}
    out = folder.parent / "out"
    driver.window.labels.export(name, out)
    driver.until(lambda: not driver.window.labels.busy)
    copy = folder.parent / "copy"
    copy.mkdir()
    for path in folder.glob("*.jpg"):
        shutil.copy(path, copy)
    driver.window.findings.set_automatic(False)
    driver.window.open([copy])
    driver.until(lambda: driver.window.context.session.path.parent == copy)
    look_through(driver)
    assert driver.marks() == []
    driver.window.labels.import_files([out])
    driver.until(lambda: not driver.window.labels.busy)
    back = {(mark.lesion, round(mark.box.x, 3), round(mark.box.y, 3)) for mark in driver.marks()}
    assert back == marks


def test_a_chosen_mask_brings_in_its_folder(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    look_through(driver)
    opened = driver.window.context.open_image
    assert opened is not None
    session, image_id = opened
    name = Path(session.image(image_id).name).stem
    mask = np.zeros((480, 640), np.uint8)
    mask[100:130, 200:230] = 255
    (folder.parent / "masks").mkdir()
    masks = [folder.parent / "masks" / f"{name}_{code}.png" for code in ("MA", "HE")]
    for path in masks:
        assert cv2.imwrite(str(path), mask)
    monkeypatch.setattr(controller, "choose_files", lambda *_: [str(path) for path in masks])
    driver.window.labels.ask_for_import()
    driver.until(lambda: len(driver.marks()) == 2)


def test_a_broken_label_file_is_one_sentence_and_changes_nothing(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    before = driver.marks()
    bad = folder / "labels.csv"
    bad.write_text("image,class,x,y,width,height\nP1_OD.jpg,hard_exudate,5,5,-3,4\n")
    driver.window.labels.import_files([bad])
    driver.until(lambda: not driver.window.labels.busy)
    assert "labels.csv" in driver.window.messages.text
    assert "width" in driver.window.messages.text
    assert driver.marks() == before


def test_problems_are_shown_before_anything_comes_in(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    look_through(driver)
    before = driver.marks()
    labels = folder.parent / "labels.csv"
    labels.write_text(
        "image,class,x,y,width,height\nP1_OD.jpg,exudate,5,5,9,9\nP1_OD.jpg,blob,20,5,9,9\n"
        "P1_OD.jpg,exudate,-9,40,15,9\ngone.jpg,exudate,5,5,9,9\n"
    )
    flow = driver.window.labels.importing
    driver.window.labels.import_files([labels])
    driver.until(lambda: flow.preview is not None)
    preview = flow.preview
    assert "1 mark and" in preview.comes
    assert [text.rpartition(" (")[2] for text in preview.problems] == ["left out)"] * 3
    assert driver.marks() == before
    preview.choose("blob", LesionClass.HAEMORRHAGE)
    driver.until(lambda: "2 marks" in preview.comes)
    preview.clip_button.click()
    driver.until(lambda: "3 marks" in preview.comes)
    assert "1 Haemorrhage" in preview.comes
    preview.accept()
    driver.until(lambda: not driver.window.labels.busy)
    new = {(mark.lesion.value, mark.box) for mark in driver.marks() if mark not in before}
    assert new == {
        ("haemorrhage", Box(20, 5, 9, 9)),
        ("hard_exudate", Box(0, 40, 6, 9)),
        ("hard_exudate", Box(5, 5, 9, 9)),
    }
    driver.do("undo")
    assert driver.marks() == before


def test_a_refused_preview_changes_nothing(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    before = driver.marks()
    labels = folder.parent / "labels.csv"
    labels.write_text(
        "image,class,x,y,width,height\nP1_OD.jpg,exudate,5,5,9,9\ngone.jpg,exudate,5,5,9,9\n"
    )
    flow = driver.window.labels.importing
    driver.window.labels.import_files([labels])
    driver.until(lambda: flow.preview is not None)
    flow.preview.reject()
    assert flow.preview is None
    assert driver.marks() == before


def test_a_data_set_is_exported_from_the_window(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    driver.window.findings.set_automatic(False)
    out = folder.parent / "out"
    driver.window.labels.export("yolo", out, pictures=Pictures.COPY, split="0.8/0.2")
    driver.until(lambda: not driver.window.labels.busy)
    assert "split: train" in driver.window.messages.text
    assert (out / "split.csv").is_file()
    assert list((out / "images" / "train").glob("*.jpg"))


def test_a_folder_that_cannot_be_written_is_one_sentence(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("accept_all")
    in_the_way = folder.parent / "out"
    in_the_way.write_text("a file, not a folder")
    driver.window.labels.export("csv", in_the_way)
    driver.until(lambda: not driver.window.labels.busy)
    assert str(in_the_way) in driver.window.messages.text
    assert in_the_way.read_text() == "a file, not a folder"


def test_a_file_of_somebody_else_is_replaced_on_request_alone(driver: Driver, folder: Path) -> None:
    label_all(driver, folder)
    mine = folder.parent / "out" / "boxes.csv"
    mine.parent.mkdir()
    mine.write_text("mine")
    driver.window.labels.export("csv", mine.parent)
    driver.until(lambda: not driver.window.labels.busy)
    messages = driver.window.messages
    assert messages.text == (
        f"{mine}: was not written by this program, or has changed since; nothing was exported."
    )
    assert messages.offered == "Replace"
    assert mine.read_text() == "mine"
    messages._on_action()
    driver.until(lambda: "written to" in messages.text)
    assert mine.read_text().startswith("image,")


def test_labels_without_a_study_are_explained(driver: Driver, folder: Path) -> None:
    driver.window.labels.import_files([folder / "labels.csv"])
    assert "Open the photographs first" in driver.window.messages.text


def test_the_export_dialog_gives_format_and_folder(qtbot: QtBot, driver: Driver) -> None:

    dialog = ExportDialog(Path("/data/labels"), parent=driver.window)
    qtbot.addWidget(dialog)
    assert (dialog.format_name, dialog.folder) == ("csv", Path("/data/labels"))
    dialog.choose("voc")
    assert dialog.format_name == "voc"
    assert (dialog.pictures, dialog.split) == (Pictures.NONE, None)
    dialog.findChild(Segmented).set_choice([name for name, *_ in PICTURES].index(Pictures.LINK))
    dialog.findChild(QComboBox).setCurrentText("0.8/0.2")
    assert (dialog.pictures, dialog.split) == (Pictures.LINK, "0.8/0.2")
    dialog.choose("history")  # which goes out whole
    assert (dialog.pictures, dialog.split) == (Pictures.NONE, None)


def test_scores_follow_the_boxes(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    panel = driver.window.scores_panel
    driver.window.tabs.setCurrentIndex(3)
    driver.until(lambda: "nothing to score" in panel.explanation)
    driver.do("accept_all")
    driver.until(lambda: panel.figure(0, 0) == "Coverage regions")
    assert panel.figure(0, 1).startswith("1.00")  # they hold the lesions that were accepted
    driver.window.layers.regions.choose("attention")
    driver.until(lambda: panel.figure(0, 1).startswith("0."))
    first = panel.figure(0, 1)
    assert [panel.figure(row, 0) for row in range(4)] == [
        "Attention regions",
        "Another photograph's",
        "As many at random",
        "At the centre",
    ]
    session, image_id = driver.window.context.open_image
    session.draw(image_id, driver.marks()[0].lesion, driver.window.context.finding.regions[0].box)
    driver.until(lambda: panel.figure(0, 1) != first)
    driver.until(lambda: driver.window.scores.workers[0].running is None)


def test_a_missed_box_leads_to_its_photograph(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    window, panel = driver.window, driver.window.scores_panel
    session, _ = window.context.open_image
    other = next(image.id for image in session.images if session.finding(image.id))
    box = Box(300, 20, 8, 8)
    session.draw(other, LesionClass.HAEMORRHAGE, box)
    driver.do("next")
    window.tabs.setCurrentIndex(3)
    panel.options.number.set_value(1)
    panel.options.side.set_value(20)
    panel.options.side.settled.emit(20)
    driver.until(lambda: len(panel.missed.model.boxes) == 1)
    assert panel.missed.model.boxes[0].box == box
    panel.missed.view.clicked.emit(panel.missed.model.index(0, 0))
    driver.until(lambda: window.context.image_id == other and window.context.photograph is not None)
    driver.until(lambda: window.canvas.visible_box().contains(304, 24))
    assert not window.canvas.fitted
    driver.until(lambda: window.scores.workers[0].running is None)


def test_close_and_reopen_with_everything_there(
    driver: Driver, start: Callable[[], Driver], folder: Path
) -> None:
    driver.open_with_findings(folder)
    driver.select(driver.marks("proposed")[0].id)
    driver.do("reject")
    driver.do("draw")
    driver.drag(220, 200, 280, 240)
    driver.do("grade_3")
    before = (driver.marks(), driver.window.context.session.grading(driver.window.context.image_id))
    driver.window.close()
    again = start()
    again.open(folder / "study.retinaview")
    assert again.marks() == before[0]
    assert again.window.context.session.grading(again.window.context.image_id) == before[1]
    assert again.window.answer_bar.dr.choice == 3


def test_a_copy_is_saved_beside_the_window(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    target = folder / "copy.retinaview"
    driver.window.labels.save_copy(target)
    assert driver.window.labels.busy, "the window waited for the copy"
    driver.until(lambda: not driver.window.labels.busy)
    assert driver.window.messages.text == f"A copy of the study was saved to {target}."
    with closing(open_study([target], reader="Ben")) as kept:
        assert kept.marks(1) == tuple(driver.marks())
    driver.window.labels.save_copy(target)
    driver.until(lambda: not driver.window.labels.busy)
    assert "is there already" in driver.window.messages.text
