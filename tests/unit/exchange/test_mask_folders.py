"""Masks in the folders of data sets: every spot becomes a box on its photograph."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.label_problems import OnProblem
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.photograph_names import match_names
from retinaview.core.photos import LabelledImage
from retinaview.exchange import Intake, read_labels, write_labels

EX, MA, HE = LesionClass.HARD_EXUDATE, LesionClass.MICROANEURYSM, LesionClass.HAEMORRHAGE
IDRID = "2. All Segmentation Groundtruths/a. Training Set"


def mask(file: Path, *spots: tuple[int, int, int, int], value: int = 255) -> None:
    pixels = np.zeros((100, 200), np.uint8)
    for x, y, width, height in spots:
        pixels[y : y + height, x : x + width] = value
    file.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(file), pixels)


@pytest.mark.parametrize(
    ("files", "photograph", "means"),
    [
        (
            [
                f"{IDRID}/3. Hard Exudates/IDRiD_01_EX.tif",
                f"{IDRID}/1. Microaneurysms/IDRiD_01_MA.tif",
            ],
            f"{IDRID}/IDRiD_01",
            "1. Original Images/a. Training Set/IDRiD_01.jpg",
        ),
        (
            ["Annotation_EX/E01/C02_EX.png", "Annotation_MA/E01/C02.png"],
            "E01/C02",
            "EX/E01/C02.jpg",
        ),
        (
            ["hardexudates/image001.png", "redsmalldots/image001.png"],
            "image001",
            "ddb1_fundusimages/image001.png",
        ),
        (["EX/a.png", "MA/a.png"], "a", "a.jpg"),
        (["a_hard_exudate.png", "a_microaneurysm.png", "a_index.png"], "a", "a.jpg"),
    ],
)
def test_the_folders_of_data_sets(
    files: list[str], photograph: str, means: str, tmp_path: Path
) -> None:
    folder = tmp_path / "masks"
    mask(folder / files[0], (20, 10, 40, 20), (100, 50, 5, 5), value=76)
    mask(folder / files[1], (3, 4, 2, 2))
    (image,) = read_labels([folder])
    assert image.image == photograph
    assert {(mark.lesion, mark.box) for mark in image.marks} == {
        (EX, Box(20, 10, 40, 20)),
        (EX, Box(100, 50, 5, 5)),
        (MA, Box(3, 4, 2, 2)),
    }
    assert {mark.source for mark in image.marks} == {"masks"}
    others = ["1. Original Images/b. Testing Set/IDRiD_01.jpg", "b.jpg"]
    assert match_names([image.image], [means, *others]) == {image.image: means}


def test_our_own_masks_come_back(tmp_path: Path) -> None:
    marks = tuple(Mark.drawn(lesion, Box(10, 20, 30, 40), author="ann") for lesion in (EX, HE))
    write_labels("masks", [LabelledImage("a.jpg", 200, 100, marks=marks)], tmp_path)
    (image,) = read_labels([tmp_path])
    assert {(m.lesion, m.box) for m in image.marks} == {(m.lesion, m.box) for m in marks}


def test_a_mask_of_half_a_photograph_is_a_problem(tmp_path: Path) -> None:
    mask(tmp_path / "EX" / "a.png", (0, 0, 200, 60))
    with pytest.raises(LabelError, match=r"a\.png: covers more than half of its photograph"):
        read_labels([tmp_path])
    intake = Intake(on_problem=OnProblem.SKIP)
    (image,) = read_labels([tmp_path], intake=intake)
    assert image.marks == ()
    assert len(intake.problems) == 1


def test_a_damaged_mask_is_named(tmp_path: Path) -> None:
    (tmp_path / "EX").mkdir()
    (tmp_path / "EX" / "a.png").write_bytes(b"no mask")
    with pytest.raises(LabelError, match=r"a\.png: cannot be read as a mask"):
        read_labels([tmp_path])
