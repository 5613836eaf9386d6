"""Miniatures of public sets in the layouts in which they are downloaded, with painted eyes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
from openpyxl import Workbook

HEIGHT, WIDTH = 96, 120
SPOT = (45, 40)
PATIENTS = 24
Rows = list[tuple[str, int]]


def eye(path: Path, number: int) -> int:
    """Paint an eye, with a dark spot unless its grade is 0; return the grade."""
    grade = number % 5
    image = np.full((HEIGHT, WIDTH, 3), (30, 60, 140), np.uint8)
    noise = np.random.default_rng(number).integers(-9, 9, image.shape)
    image = np.clip(image + noise, 0, 255).astype(np.uint8)
    cv2.circle(image, (85, 48), 7, (120, 190, 230), -1)
    if grade:
        cv2.circle(image, SPOT, 5, (10, 10, 60), -1)
    field = cv2.circle(np.zeros((HEIGHT, WIDTH), np.uint8), (60, 48), 46, 1, -1)
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), image * field[..., None])
    return grade


def mask(path: Path, *, value: int = 255, radius: int = 5) -> None:
    """Paint the mask of the spot; a radius of 0 gives an empty one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plane = np.zeros((HEIGHT, WIDTH), np.uint8)
    if radius:
        cv2.circle(plane, SPOT, radius, value, -1)
    cv2.imwrite(str(path), plane)


def text(path: Path, head: str, rows: Iterator[str] | list[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{line}\n" for line in [head, *rows] if line))


def eyes(folder: Path, names: list[str]) -> Rows:
    return [(name, eye(folder / name, n)) for n, name in enumerate(names)]


def numbered(pattern: str) -> list[str]:
    return [pattern % n for n in range(PATIENTS)]


def idrid_segmentation(root: Path) -> None:
    base = root / "A. Segmentation"
    for letter, word, names in (
        ("a", "Training", numbered("IDRiD_%02d")),
        ("b", "Testing", ["IDRiD_90"]),
    ):
        photographs = base / "1. Original Images" / f"{letter}. {word} Set"
        truths = base / "2. All Segmentation Groundtruths" / f"{letter}. {word} Set"
        for name, grade in eyes(photographs, [f"{name}.jpg" for name in names]):
            stem = name.removesuffix(".jpg")
            if grade:
                mask(truths / "2. Haemorrhages" / f"{stem}_HE.tif", value=76)
            mask(truths / "5. Optic Disc" / f"{stem}_OD.tif", value=76)


def idrid_grading(root: Path) -> None:
    base = root / "B. Disease Grading"
    for letter, word, names in (
        ("a", "Training", numbered("IDRiD_%03d")),
        ("b", "Testing", ["IDRiD_001"]),
    ):
        photographs = base / "1. Original Images" / f"{letter}. {word} Set"
        found = eyes(photographs, [f"{name}.jpg" for name in names])
        rows = [f"{name[:-4]},{grade},{min(grade, 2)},," for name, grade in found]
        labels = base / "2. Groundtruths" / f"{letter}. IDRiD_Disease Grading_{word} Labels.csv"
        text(labels, "Image name,Retinopathy grade,Risk of macular edema ,,", rows)


def idrid_localisation(root: Path) -> None:
    base = root / "C. Localization"
    found = eyes(base / "1. Original Images/a. Training Set", numbered("IDRiD_%03d.jpg"))
    for number, folder, what, x in (
        ("1", "Optic Disc Center Location", "OD", 85),
        ("2", "Fovea Center Location", "Fovea", 50),
    ):
        name = f"IDRiD_{what}_Center_Training Set_Markups.csv"
        places = base / "2. Groundtruths" / f"{number}. {folder}" / f"a. {name}"
        rows = [f"{name[:-4]},{x},48,," for name, _ in found]
        text(places, "Image No,X- Coordinate,Y - Coordinate,,", [*rows, ",,,,"])


def eyepacs(root: Path) -> None:
    names = [f"{n // 2}_{'left' if n % 2 else 'right'}.jpeg" for n in range(2 * PATIENTS)]
    found = eyes(root / "train", names)
    text(root / "trainLabels.csv", "image,level", [f"{n[:-5]},{g}" for n, g in found])


def aptos(root: Path) -> None:
    found = eyes(root / "train_images", numbered("a%dc.png"))
    text(root / "train.csv", "id_code,diagnosis", [f"{n[:-4]},{g}" for n, g in found])
    eye(root / "test_images/t1.png", 1)
    text(root / "test.csv", "id_code", ["t1"])


def messidor(root: Path) -> None:
    names = numbered("20051020_%d_0100_PP.tif")
    for base, part in (("11", names[::2]), ("12", names[1::2])):
        book = Workbook()
        sheet = book.worksheets[0]
        department, dme = "Ophthalmologic department", "Risk of macular edema "
        sheet.append(["Image name", department, "Retinopathy grade", dme])
        for name, grade in eyes(root / f"Base{base}", part):
            sheet.append([name, "Service", min(grade, 3), min(grade, 2)])
        book.save(root / f"Annotation_Base{base}.xlsx")


def messidor2(root: Path) -> None:
    found = eyes(root / "IMAGES", [f"IM{n:06d}.png" for n in range(PATIENTS + 4)])
    head = "image_id,adjudicated_dr_grade,adjudicated_dme,adjudicated_gradable"
    text(root / "messidor_data.csv", head, [f"{n},{g},{int(g > 2)},1" for n, g in found])
    pairs = [f"{a};{b}" for (a, _), (b, _) in zip(found[:8:2], found[1:8:2], strict=True)]
    text(root / "messidor-2.csv", "left;right", pairs)


def ddr(root: Path) -> None:
    for split, names in (("train", numbered("007-%d-000.jpg")), ("test", ["008-0-000.jpg"])):
        found = eyes(root / "DR_grading" / split, names)
        text(root / f"DR_grading/{split}.txt", "", [f"{n} {g}" for n, g in found])
    masked = root / "lesion_segmentation/train"
    for name, grade in eyes(masked / "image", numbered("007-%d-100.jpg")[:8]):
        for kind in ("EX", "HE", "MA", "SE"):
            path = masked / "label" / kind / name.replace(".jpg", ".tif")
            mask(path, radius=5 if grade and kind == "HE" else 0)


def eophtha(root: Path) -> None:
    base = root / "e_optha_MA"
    for name, grade in eyes(base / "MA", numbered("E%07d/C1.jpg")[1:9]):
        if grade:
            mask(base / "Annotation_MA" / name.replace("C1.jpg", "C1.png"), radius=3)
    eyes(base / "healthy", numbered("E9%06d/C2.jpg")[:4])
    for name, _ in eyes(root / "e_optha_EX/EX", ["E0000050/C3.jpg"]):
        mask(root / "e_optha_EX/Annotation_EX" / name.replace("C3.jpg", "C3_EX.png"))


def diaretdb1(root: Path) -> None:
    folder = root / "resources/images"
    for name, grade in eyes(folder / "ddb1_fundusimages", numbered("image%03d.png")[:9]):
        for kind in ("hardexudates", "hemorrhages", "redsmalldots", "softexudates"):
            there = grade and kind == "hemorrhages"
            mask(folder / "ddb1_groundtruth" / kind / name, value=191, radius=5 if there else 0)


def diaretdb0(root: Path) -> None:
    for name, _ in eyes(root / "resources/images/diaretdb0_fundus_images", ["image001.png"]):
        dots = root / "resources/groundtruths/diaretdb0_groundtruths" / name
        text(dots.with_suffix(".dot"), "redsmalldots n/a", [])


def deepdrid(root: Path) -> None:
    base = root / "regular_fundus_images/regular-fundus-training"
    names = [f"{n}/{n}_{view}.jpg" for n in range(PATIENTS) for view in ("l1", "r1")]
    found = [(Path(n).stem, g) for n, g in eyes(base / "Images", names)]
    rows = [
        f"{n.split('_')[0]},{n},x,1," + (f"{g}," if n[-2] == "l" else f",{g}") for n, g in found
    ]
    head = "patient_id,image_id,image_path,Overall quality,left_eye_DR_Level,right_eye_DR_Level"
    text(base / "regular-fundus-training.csv", head, rows)


def fgadr(root: Path) -> None:
    seg = root / "Seg-set"
    found = eyes(seg / "Original_Images", numbered("%04d_1.png"))
    for name, grade in found:
        for kind in ("HardExudate_Masks", "Hemohedge_Masks"):
            mask(seg / kind / name, radius=5 if grade and kind[0:2] == "He" else 0)
    text(seg / "DR_Seg_Grading_Label.csv", "", [f"{n},{g}" for n, g in found])


def retinal_lesions(root: Path) -> None:
    found = eyes(root / "images_896x896", numbered("%d_right.jpg"))
    for name, grade in found:
        if grade:
            mask(root / "lesion_segs_896x896" / name[:-4] / "retinal_hemorrhage.png")
    text(root / "dr_grades.csv", "image,dr_grade", [f"{n[:-4]},{g}" for n, g in found])


def rfmid(root: Path) -> None:
    found = eyes(root / "Training_Set/Training", ["1.png", "2.png"])
    rows = [f"{n[:-4]},{int(g > 0)},{int(g > 0)}" for n, g in found]
    text(root / "Training_Set/RFMiD_Training_Labels.csv", "ID,Disease_Risk,DR", rows)


def table_folder(root: Path) -> None:
    names = [f"P{n // 2}_{'OD' if n % 2 else 'OS'}.jpg" for n in range(2 * PATIENTS)]
    found = eyes(root / "images", names)
    rows = [f"{n};{n.split('_')[0]};{n[-6:-4]};{g};{min(g, 2)}" for n, g in found]
    text(root / "labels.csv", "image;patient;eye;dr_grade;dme_grade", rows)
    for name, grade in found:
        if grade:
            mask(root / "masks/HE" / name.replace(".jpg", ".png"))


Miniature = Callable[[Path], None]
GRADED: list[Miniature] = [
    idrid_grading,
    eyepacs,
    aptos,
    messidor,
    messidor2,
    ddr,
    deepdrid,
    fgadr,
    retinal_lesions,
    table_folder,
]
MASKED: list[Miniature] = [
    idrid_segmentation,
    ddr,
    eophtha,
    diaretdb1,
    fgadr,
    retinal_lesions,
    table_folder,
]
