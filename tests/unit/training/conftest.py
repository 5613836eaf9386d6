"""A tiny data folder laid out like IDRiD's, with painted discs and lesions."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

HEIGHT, WIDTH = 142, 214
RADIUS = 85

Image = NDArray[np.uint8]


def paint(seed: int) -> tuple[Image, dict[str, Image]]:
    """Return a photograph, uint8 RGB, cut at top and bottom, and its masks by IDRiD's code."""
    random = np.random.default_rng(seed)
    image = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    cv2.circle(image, (WIDTH // 2, HEIGHT // 2), RADIUS, (170, 85, 30), cv2.FILLED)
    masks = {code: np.zeros((HEIGHT, WIDTH), np.uint8) for code in ("EX", "HE", "MA", "SE", "OD")}
    colours = {
        "EX": (240, 220, 120),
        "HE": (90, 20, 10),
        "MA": (100, 25, 15),
        "SE": (225, 200, 170),
    }
    sizes = {"EX": 5, "HE": 6, "MA": 2, "SE": 7}
    for code, size in sizes.items():
        for _ in range(3):
            x, y = random.integers(55, 160), random.integers(25, 115)
            cv2.circle(image, (int(x), int(y)), size, colours[code], cv2.FILLED)
            for other, mask in masks.items():
                cv2.circle(mask, (int(x), int(y)), size, 255 * (other == code), cv2.FILLED)
    return image, masks


def write_photograph(path: Path, image: Image) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), image[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 95])


def make_data(root: Path, *, train: int = 6, test: int = 2, healthy: int = 2) -> Path:
    """Write the folder; the second training photograph lacks the haemorrhage file."""
    idrid = root / "idrid"
    areas = ["split,image,class,area_px"]
    for split, count in (("train", train), ("test", test)):
        for index in range(1, count + 1):
            name = f"IDRiD_{index:02d}"
            image, masks = paint(index + 100 * (split == "test"))
            write_photograph(idrid / "segmentation" / split / "images" / f"{name}.jpg", image)
            for code, mask in masks.items():
                if (split, index, code) == ("train", 2, "HE"):
                    continue
                path = idrid / "segmentation" / split / "masks" / code / f"{name}.png"
                path.parent.mkdir(parents=True, exist_ok=True)
                cv2.imwrite(str(path), mask)
                areas.append(f"{split},{name},{code},{np.count_nonzero(mask)}")
    (idrid / "segmentation" / "masks.csv").write_text("\n".join(areas) + "\n")
    grades = ["split,image,dr_grade,dme_grade"]
    for index in range(1, healthy + 2):
        plain = paint(0)[0] * 0
        cv2.circle(plain, (WIDTH // 2, HEIGHT // 2), RADIUS, (160, 80, 40), cv2.FILLED)
        write_photograph(idrid / "grading" / "train" / f"IDRiD_{index:03d}.jpg", plain)
        grades.append(f"train,IDRiD_{index:03d},0,0")
    grades.append("train,IDRiD_900,2,1")
    (idrid / "grading" / "grades.csv").write_text("\n".join(grades) + "\n")
    same = "set_a,image_a,set_b,image_b\nsegmentation/test,IDRiD_01,grading/train,IDRiD_001\n"
    (idrid / "same_photo.csv").write_text(same)
    return root


@pytest.fixture(scope="session")
def idrid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that no test may change."""
    return make_data(tmp_path_factory.mktemp("data"))


def draw(path: Path, seed: int, *, lesion: bool) -> None:
    """Write a field of view with a disc, and a dark spot if asked."""
    image = np.full((96, 120, 3), (30, 60, 140), np.uint8)
    noise = np.random.default_rng(seed).integers(-9, 9, image.shape)
    image = np.clip(image + noise, 0, 255).astype(np.uint8)
    cv2.circle(image, (85, 48), 7, (120, 190, 230), -1)
    if lesion:
        cv2.circle(image, (45, 40), 5, (10, 10, 60), -1)
    field = cv2.circle(np.zeros((96, 120), np.uint8), (60, 48), 46, 1, -1)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), image * field[..., None])


def write_csv(path: Path, rows: list[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def graded_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that no test may change, of three sets.

    Ten photographs to train on, four to test, one with masks; eight of EyePACS, and of rahim600.
    """
    root = tmp_path_factory.mktemp("graded")
    grades: list[dict[str, object]] = []
    boxes: list[dict[str, object]] = []
    for number in range(14):
        split, name = "test" if number >= 10 else "train", f"IDRiD_{number:03d}"
        grade = number % 5
        draw(root / f"idrid/grading/{split}/{name}.jpg", number, lesion=grade > 0)
        dme = min(grade, 2)
        grades.append({"split": split, "image": name, "dr_grade": grade, "dme_grade": dme})
        if grade > 0:
            box = {"class": "haemorrhage", "x": 39, "y": 34, "width": 12, "height": 12}
            boxes.append({"split": split, "image": name, **box})
    write_csv(root / "idrid/grading/grades.csv", grades)
    write_csv(root / "idrid/grading/boxes.csv", boxes)
    draw(root / "idrid/segmentation/train/images/IDRiD_01.jpg", 99, lesion=True)
    draw(root / "idrid/segmentation/train/images/IDRiD_02.jpg", 4, lesion=True)
    mask = cv2.circle(np.zeros((96, 120), np.uint8), (45, 40), 5, 255, -1)
    (root / "idrid/segmentation/train/masks/HE").mkdir(parents=True)
    cv2.imwrite(str(root / "idrid/segmentation/train/masks/HE/IDRiD_02.png"), mask)
    pairs = [
        ("segmentation/train", "IDRiD_02", "grading/train", "IDRiD_004"),
        ("segmentation/test", "IDRiD_60", "grading/train", "IDRiD_003"),
        ("segmentation/train", "IDRiD_01", "grading/test", "IDRiD_011"),
    ]
    keys = ("set_a", "image_a", "set_b", "image_b")
    write_csv(root / "idrid/same_photo.csv", [dict(zip(keys, pair, strict=True)) for pair in pairs])
    eyes: list[dict[str, object]] = []
    for patient in range(4):
        for eye in ("left", "right"):
            name = f"{patient}_{eye}"
            draw(root / f"eyepacs256/images/{name}.jpg", patient, lesion=patient > 1)
            eyes.append({"image": name, "patient": patient, "eye": eye, "dr_grade": patient})
    write_csv(root / "eyepacs256/grades.csv", eyes)
    write_rahim(root)
    return root


def write_rahim(root: Path) -> None:
    """Write four patients' eyes, one patient without a grade, and one who stands twice."""
    rows: list[dict[str, object]] = []
    for number in (1, 2, 3, 4, 5, 299, 300):
        for side, eye in (("L", "left"), ("R", "right")):
            patient = f"Patient{number:03d}"
            draw(root / f"rahim600/images/{patient}_{side}.jpg", number, lesion=number > 2)
            grade = "" if number == 5 else min(number - 1, 4)
            who = {"image": f"{patient}_{side}", "patient": patient, "eye": eye, "group": patient}
            rows.append({**who, "dr_grade": grade, "maculopathy": 0})
    write_csv(root / "rahim600/labels.csv", rows)
