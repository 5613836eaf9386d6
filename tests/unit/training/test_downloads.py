"""Public sets as they are downloaded, in miniature."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from openpyxl import Workbook

from training import downloads
from training.downloads.copies import SIDE, alike
from training.grading.data.eyepacs import read_eyepacs
from training.grading.data.idrid import read_boxes, train_entries
from training.grading.data.idrid import test_entries as idrid_test_entries
from training.segmentation.idrid import read_mask, segmentation_names


def draw(path: Path) -> None:
    """A field of view 80 px across on 120 x 100 px."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = np.zeros((100, 120, 3), np.uint8)
    cv2.circle(image, (60, 50), 40, (40, 90, 160), cv2.FILLED)
    cv2.imwrite(str(path), image)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def aptos(root: Path) -> None:
    write(root / "train.csv", "id_code,diagnosis\na1,0\nb2,4\n")
    for name in ("a1", "b2"):
        draw(root / "train_images" / f"{name}.png")


def eyepacs(root: Path) -> None:
    write(root / "trainLabels.csv", "image,level\n10_left,0\n10_right,2\n")
    for name in ("10_left", "10_right"):
        draw(root / "train" / f"{name}.jpeg")


def messidor(root: Path) -> None:
    columns = (
        "Image name",
        "Ophthalmologic department",
        "Retinopathy grade",
        "Risk of macular edema ",
    )
    for base, row in (("11", ("m1.tif", "X", 3, 2)), ("12", ("m2.tif", "X", 0, 0))):
        draw(root / f"Base{base}" / row[0])
        book = Workbook()
        book.active.append(columns)
        book.active.append(row)
        book.save(root / f"Base{base}" / f"Annotation_Base{base}.xlsx")


def segmentation(root: Path) -> None:
    """IDRiD's part A: a photograph of each set, two of its masks."""
    base = root / "A. Segmentation"
    for letter, word in (("a", "Training"), ("b", "Testing")):
        draw(base / "1. Original Images" / f"{letter}. {word} Set" / "IDRiD_01.jpg")
        for number, kind, code in (("1", "Microaneurysms", "MA"), ("5", "Optic Disc", "OD")):
            truths = base / "2. All Segmentation Groundtruths" / f"{letter}. {word} Set"
            path = truths / f"{number}. {kind}" / f"IDRiD_01_{code}.tif"
            path.parent.mkdir(parents=True, exist_ok=True)
            mask = np.zeros((100, 120), np.uint8)
            mask[40:44, 50:53] = 76
            cv2.imwrite(str(path), mask)


def messidor2(root: Path) -> None:
    head = "image_id,adjudicated_dr_grade,adjudicated_dme,adjudicated_gradable\n"
    write(root / "messidor_data.csv", f"{head}x1.tif,3.0,1.0,1\nx2.tif,,,0\n")
    draw(root / "IMAGES" / "x1.tif")


def ddr(root: Path) -> None:
    for split, line in (("train", "d1.jpg 1"), ("valid", "d2.jpg 5"), ("test", "d3.jpg 3")):
        write(root / "DR_grading" / f"{split}.txt", f"{line}\n")
        draw(root / "DR_grading" / split / f"{line.split('.')[0]}.jpg")


def idrid(root: Path) -> None:
    base, head = (
        root / "B. Disease Grading",
        "Image name,Retinopathy grade,Risk of macular edema ,,\n",
    )
    for letter, word, grade in (("a", "Training", 2), ("b", "Testing", 4)):
        table = base / "2. Groundtruths" / f"{letter}. IDRiD_Disease Grading_{word} Labels.csv"
        write(table, f"{head}IDRiD_001,{grade},1,,\n")
        draw(base / "1. Original Images" / f"{letter}. {word} Set" / "IDRiD_001.jpg")


SETS: dict[str, tuple[Callable[[Path], None], str, list[tuple[str, str, str]]]] = {
    "aptos": (aptos, "aptos", [("a1", "0", ""), ("b2", "4", "")]),
    "eyepacs": (eyepacs, "eyepacs256", [("10_left", "0", ""), ("10_right", "2", "")]),
    "messidor": (messidor, "messidor", [("m1", "3", "2"), ("m2", "0", "0")]),
    "messidor2": (messidor2, "messidor2", [("x1", "3", "1")]),
    "ddr": (ddr, "ddr", [("d1", "1", ""), ("d3", "3", "")]),
    "idrid": (idrid, "idrid/grading", [("IDRiD_001", "2", "1"), ("IDRiD_001", "4", "1")]),
}


@pytest.mark.parametrize("name", SETS)
def test_a_set_becomes_a_folder_that_commands_read(name: str, tmp_path: Path) -> None:
    make, folder, expected = SETS[name]
    make(tmp_path / "download")
    command = [name, str(tmp_path / "download"), "--data", str(tmp_path), "--height", "64"]
    assert downloads.main(command) == 0
    with (tmp_path / folder / "grades.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted((row["image"], row["dr_grade"], row["dme_grade"]) for row in rows) == expected
    photographs = sorted((tmp_path / folder).rglob("*.jpg"))
    assert len(photographs) == len(expected)
    assert {cv2.imread(str(path)).shape for path in photographs} == {(64, 64, 3)}
    kept = photographs[0].stat().st_mtime_ns
    assert downloads.main(command) == 0  # again, as after an interruption
    assert photographs[0].stat().st_mtime_ns == kept


def test_recipes_read_what_was_converted(tmp_path: Path) -> None:
    eyepacs(tmp_path / "kaggle")
    idrid(tmp_path / "ieee")
    for name, folder in (("eyepacs", "kaggle"), ("idrid", "ieee")):
        assert downloads.main([name, str(tmp_path / folder), "--data", str(tmp_path)]) == 0
    left, right = read_eyepacs(tmp_path)
    assert (left.dr, right.dr, left.group) == (0, 2, right.group)
    assert left.image.shape == (256, 256, 3)
    (entry,) = idrid_test_entries(tmp_path)
    assert (entry.path(tmp_path).name, entry.dr, entry.dme) == ("IDRiD_001.jpg", 4, 1)


def test_masks_of_idrid_are_copied_and_photographs_that_stand_twice_are_listed(
    tmp_path: Path,
) -> None:
    segmentation(tmp_path / "ieee")
    idrid(tmp_path / "ieee")
    for name, part in (("idrid-segmentation", "A. Segmentation"), ("idrid", "B. Disease Grading")):
        command = [name, str(tmp_path / "ieee" / part), "--data", str(tmp_path)]
        assert downloads.main(command) == 0
    mask = read_mask(tmp_path, "train", "IDRiD_01", "microaneurysm")
    assert np.argwhere(mask).min(axis=0).tolist() == [40, 50]
    assert np.count_nonzero(mask) == 12
    assert segmentation_names(tmp_path, "test") == ["IDRiD_01"]
    rows = (tmp_path / "idrid/segmentation/masks.csv").read_text().splitlines()
    assert rows[:2] == ["split,image,class,area_px", "train,IDRiD_01,MA,12"]
    with (tmp_path / "idrid/same_photo.csv").open(newline="") as file:
        pairs = list(csv.DictReader(file))
    assert ("segmentation/train", "segmentation/test") in {(p["set_a"], p["set_b"]) for p in pairs}
    assert all(not entry.masks_key for entry in train_entries(tmp_path))  # it is tested too
    assert read_boxes(tmp_path) == {}


def test_only_copies_are_alike() -> None:
    random = np.random.default_rng(0)
    one, other = random.normal(100, 20, (2, SIDE, SIDE)).astype(np.float32)
    compressed = one + random.normal(0, 0.3, one.shape).astype(np.float32)
    keys = [("grading/train", name) for name in "abc"]
    found = alike(dict(zip(keys, (one, compressed, other), strict=True)))
    assert found == [(keys[0], keys[1])]


def test_a_part_without_masks_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    idrid(tmp_path / "download")
    error = refusal("idrid-segmentation", tmp_path, capsys)
    assert "there is no photograph of IDRiD with masks in it" in error


def refusal(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert downloads.main([name, str(tmp_path / "download"), "--data", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert error.count("\n") == 1
    assert not (tmp_path / "out").exists()
    return error


def test_half_a_download_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "does not exist" in refusal("aptos", tmp_path, capsys)
    aptos(tmp_path / "download")
    (tmp_path / "download/train_images/b2.png").unlink()
    assert "1 of 2 listed photographs are missing, such as b2" in refusal("aptos", tmp_path, capsys)
    write(tmp_path / "download/train.csv", "id_code,diagnosis\na1,7\n")
    assert "must be a whole number from 0 to 4, not '7'" in refusal("aptos", tmp_path, capsys)
    write(tmp_path / "download/train.csv", "id,grade\na1,7\n")
    assert "is no folder of the set aptos" in refusal("aptos", tmp_path, capsys)
    (tmp_path / "download/train.csv").unlink()
    assert "is no folder of the set aptos" in refusal("aptos", tmp_path, capsys)
