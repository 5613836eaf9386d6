"""`data check` and `data split` on small sets of drawn eyes."""

import csv
import json
from collections import Counter
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from retinaview.batch.data_check import DataCheck, check_data
from retinaview.batch.data_folds import fold_data
from retinaview.batch.likeness import LIKE, alike, likeness, structure_of
from retinaview.cli.main import main
from retinaview.core.errors import LabelError

Image = NDArray[np.uint8]


def eye(seed: int, *, side: int = 320) -> Image:
    """Return a disc with lines and spots of its own, RGB."""
    random = np.random.default_rng(seed)
    plane = np.full((side, side), 120, np.uint8)
    for _ in range(25):
        points = random.integers(0, side, (4, 2))
        cv2.polylines(plane, [points], False, int(random.integers(60, 200)), 3)
    field = np.zeros_like(plane)
    cv2.circle(field, (side // 2, side // 2), side // 2 - 12, 1, -1)
    plane = cv2.GaussianBlur(plane, (0, 0), 1.5) * field
    return np.stack([plane, (plane * 0.7).astype(np.uint8), plane // 3], axis=-1).astype(np.uint8)


def save(path: Path, rgb: Image) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), rgb[..., ::-1])


def kinds(check: DataCheck) -> Counter[str]:
    return Counter(each.kind for each in check.problems)


@pytest.fixture
def eyes(tmp_path: Path) -> Path:
    """APTOS's layout: eight eyes, two of them in the test part."""
    for n in range(8):
        part = "train" if n < 6 else "test"
        save(tmp_path / f"{part}_images" / f"{n}.png", eye(n))
    rows = "".join(f"{n},{n % 2 * 2}\n" for n in range(6))
    (tmp_path / "train.csv").write_text("id_code,diagnosis\n" + rows)
    (tmp_path / "test.csv").write_text("id_code\n6\n7\n")
    return tmp_path


def test_a_sound_set_has_no_problem(eyes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "check", str(eyes)]) == 0
    said = capsys.readouterr().out
    assert "APTOS 2019" in said
    assert "photographs   8" in said
    assert "0 3, 2 3" in said
    assert "no problem found" in said


def test_a_copy_of_other_bytes_is_found_across_the_split(eyes: Path) -> None:
    """Scaled, brighter and compressed: another file of the same eye."""
    copy = cv2.resize(cv2.imread(str(eyes / "train_images" / "2.png")), (450, 450))
    brighter = np.clip(copy.astype(float) * 1.2, 0, 255).astype(np.uint8)
    cv2.imwrite(str(eyes / "test_images" / "6.png"), brighter)
    check = check_data(eyes)
    assert kinds(check) == {"alike": 1, "leak": 1}
    assert set(check.problems[0].photographs) == {"train_images/2.png", "test_images/6.png"}


def test_the_same_file_with_two_grades(eyes: Path) -> None:
    (eyes / "train_images" / "1.png").write_bytes((eyes / "train_images" / "0.png").read_bytes())
    check = check_data(eyes)
    assert kinds(check) == {"duplicate": 1, "conflict": 1}


def test_what_is_missing_damaged_or_stated_twice(eyes: Path) -> None:
    (eyes / "train_images" / "3.png").unlink()
    (eyes / "train_images" / "4.png").write_bytes(b"\x89PNG\r\n\x1a\n and no more")
    with (eyes / "train.csv").open("a") as file:
        file.write("0,4\n")
    check = check_data(eyes)
    assert kinds(check) == {"missing": 1, "unreadable": 1, "conflict": 1}
    assert all("\n" not in each.sentence for each in check.problems)


def test_masks_of_the_wrong_size_and_over_30_percent(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        save(tmp_path / "images" / f"{name}.png", eye(ord(name)))
    masks = {"a": np.ones((320, 320)), "b": np.zeros((100, 100)), "c": np.eye(320)}
    for name, mask in masks.items():
        path = tmp_path / "masks" / "EX" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(path), (mask * 255).astype(np.uint8))
    found = check_data(tmp_path)
    assert [each.photographs for each in found.problems if each.kind == "mask"] == [
        ("images/a.png",),
        ("images/b.png",),
    ]
    assert "covers 100%" in found.problems[0].sentence


def test_a_patient_in_two_parts(tmp_path: Path) -> None:
    save(tmp_path / "train" / "a.png", eye(1))
    save(tmp_path / "test" / "b.png", eye(2))
    text = "image,patient,dr_grade\ntrain/a.png,P1,0\ntest/b.png,P1,0\n"
    (tmp_path / "grades.csv").write_text(text)
    check = check_data(tmp_path)
    assert kinds(check) == {"leak": 1}
    assert check.problems[0].sentence == "patient P1 is in test and train"


def test_json_and_contact_sheet(
    eyes: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path_factory.mktemp("out") / "sheet.png"
    (eyes / "train_images" / "3.png").unlink()
    assert main(["data", "check", str(eyes), "--json", "--sheet", str(sheet)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["photographs"] == 7
    assert told["grades"] == {"0": 3, "2": 3}
    assert told["problems"][0]["kind"] == "missing"
    picture = cv2.imread(str(sheet))
    assert (picture.max(axis=(1, 2)) > 100).mean() > 0.4


def test_folds_keep_patients_and_copies_together(tmp_path: Path) -> None:
    rows = ["image,patient,dr_grade"]
    for n in range(20):
        save(tmp_path / "set" / f"{n}.png", eye(n))
        rows.append(f"{n}.png,P{n // 2},{n // 2 % 2 * 2}")
    (tmp_path / "set" / "19.png").write_bytes((tmp_path / "set" / "0.png").read_bytes())
    (tmp_path / "set" / "grades.csv").write_text("\n".join(rows))
    out = tmp_path / "folds.csv"
    command = ["data", "split", str(tmp_path / "set"), "--out", str(out), "--folds", "3"]
    assert main(command) == 0
    table = list(csv.DictReader(out.read_text().splitlines()))
    fold = {row["image"]: row["fold"] for row in table}
    assert all(fold[f"{2 * n}.png"] == fold[f"{2 * n + 1}.png"] for n in range(10))
    assert fold["0.png"] == fold["19.png"]
    grades = Counter((row["fold"], row["dr_grade"]) for row in table)
    assert all(2 <= grades[f, g] <= 6 for f in "123" for g in "02")
    first = out.read_bytes()
    assert main([*command, "--replace"]) == 0
    assert out.read_bytes() == first


def test_eyes_of_a_patient_whom_only_the_names_tell_are_in_one_fold(tmp_path: Path) -> None:
    for n in range(8):
        save(tmp_path / "set" / f"P{n // 2}_{'OD' if n % 2 else 'OS'}.png", eye(n))
    folds = fold_data(check_data(tmp_path / "set"), 3)
    fold = {each.name: n for each, n in zip(folds.photographs, folds.fold, strict=True)}
    assert all(fold[f"P{n}_OD.png"] == fold[f"P{n}_OS.png"] for n in range(4))
    with pytest.raises(LabelError, match="4 patients cannot be divided into 5 folds"):
        fold_data(check_data(tmp_path / "set"), 5)


def test_more_folds_than_patients_is_one_sentence(
    eyes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", "split", str(eyes), "--out", str(tmp_path / "f.csv"), "--folds", "9"]) == 2
    assert "8 patients cannot be divided into 9 folds" in capsys.readouterr().err
    assert not (tmp_path / "f.csv").exists()


def test_likeness_tells_copies_from_others_without_all_pairs() -> None:
    structures = [structure_of(eye(n)) for n in range(12)]
    cropped = structure_of(eye(3)[8:-8, 8:-8])
    assert cropped is not None
    others = [likeness(cropped, each) for n, each in enumerate(structures) if each and n != 3]
    assert max(others) < LIKE - 0.15
    assert [(i, j) for i, j, _ in alike([*structures, cropped])] == [(3, 12)]


def test_a_black_photograph_is_like_nothing() -> None:
    black = structure_of(np.zeros((300, 300, 3), np.uint8))
    assert black is None
    assert list(alike([black, black])) == []


def test_what_a_project_in_the_folder_says_counts(tmp_path: Path) -> None:
    folder = tmp_path / "set"
    for n in range(6):
        save(folder / f"{n}.png", eye(n))
    grades = "".join(f"{n}.png,{n // 2},Anna\n" for n in range(4))
    (tmp_path / "grades.csv").write_text("image,dr_grade,reader\n" + grades)
    command = ["import", str(tmp_path / "grades.csv"), "--project", str(folder)]
    assert main(command) == 0
    out = tmp_path / "folds.csv"
    assert main(["data", "split", str(folder), "--out", str(out), "--folds", "2"]) == 0
    table = {row["image"]: row for row in csv.DictReader(out.read_text().splitlines())}
    assert [table[f"{n}.png"]["dr_grade"] for n in range(6)] == ["0", "0", "1", "1", "", ""]
    found = check_data(folder).found
    assert found.scale == "ICDR 0-4"
    assert "and the project" in found.layout
    (folder / "grades.csv").write_text("image,dr_grade\n0.png,3\n")
    assert kinds(check_data(folder))["conflict"] == 1


@pytest.mark.parametrize("format_", ["coco", "csv"])
def test_boxes_of_a_study_and_of_its_export_beside_it_count_once(
    format_: str, tmp_path: Path
) -> None:
    folder = tmp_path / "set"
    for n in range(2):
        save(folder / f"{n}.png", eye(n))
    boxes = tmp_path / "boxes.csv"
    boxes.write_text(
        "image,class,x,y,width,height,author\n"
        "0.png,EX,30.123,40,20.456,10,Anna\n0.png,EX,30.123,40,20.456,10,Ben\n"
    )
    assert main(["import", str(boxes), "--project", str(folder)]) == 0
    command = ["export", str(folder), "--format", format_, "--out", str(folder / "export")]
    assert main(command) == 0
    found = check_data(folder).found
    assert [len(each.boxes) for each in found.photographs] == [2, 0]
