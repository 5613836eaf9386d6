"""Scores of files, on rows whose numbers are known by hand."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.batch.file_scoring import score_agreement, score_localization
from retinaview.core.errors import LabelError, ReadError
from retinaview.core.lesions import LesionClass
from tests.shared_data import DATA

PUBLIC_BOXES = DATA / "idrid/grading/boxes.csv"
BOXES = "split,image,patient,class,x,y,width,height\n"


def row(image: str, *regions: tuple[float, ...], grade: int = 2, dme: int = 0) -> dict[str, object]:
    probabilities = [0.1] * 5
    probabilities[grade] = 0.6
    dme_probabilities = [0.1] * 3
    dme_probabilities[dme] = 0.8
    sides = ("x", "y", "width", "height", "score")
    return {
        "image": image,
        "sha256": "0" * 64,
        "width": 200,
        "height": 100,
        "quality": {"score": 0.9, "gradable": True},
        "dr": {"grade": grade, "probabilities": probabilities},
        "dme": {"grade": dme, "probabilities": dme_probabilities},
        "referable": {"probability": 0.7, "decision": True},
        "regions": [dict(zip(sides, (*region, 0.5), strict=True)) for region in regions],
        "lesions": [],
        "models": {},
        "seconds": {},
        "field_of_view": {"cx": 100, "cy": 50, "radius": 50}
        | {"x": 50, "y": 0, "width": 100, "height": 100},
    }


@pytest.fixture
def findings(tmp_path: Path) -> Path:
    rows = [
        row("/data/test/a.jpg", (60, 20, 40, 40), grade=2),
        row("/data/test/b.jpg", (60, 20, 40, 40), grade=3, dme=2),
        {"image": "/data/test/c.jpg", "error": {"kind": "read", "message": "broken"}},
    ]
    (tmp_path / "findings.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return tmp_path


def test_localization_with_a_condition_and_a_photograph_that_failed(findings: Path) -> None:
    truth = findings / "truth.csv"
    truth.write_text(
        BOXES
        + "test,a,P1,haemorrhage,65,25,5,5\n"
        + "test,b,P1,hard_exudate,120,60,5,5\n"
        + "test,b,P1,optic_disc,65,25,5,5\n"
        + "test,c,P2,haemorrhage,65,25,5,5\n"
        + "train,a,P9,haemorrhage,120,60,5,5\n"
    )
    report = score_localization([truth], findings, where={"split": "test"})
    assert (report.images, report.boxes, report.persons) == (3, 3, 2)
    assert report.regions.box.at(0.3, 3).value == pytest.approx(1 / 3)
    assert report.regions.person.at(0.3, 2).value == 0.5
    assert report.per_class[LesionClass.HARD_EXUDATE].regions.at(0.3, 1).value == 0
    # One 40-px square in a circle of radius 50, on two of the three photographs.
    assert report.coverage == pytest.approx(2 / 3 * 1600 / (np.pi * 2500), rel=0.03)


def test_boxes_of_a_label_file_can_be_the_regions(tmp_path: Path) -> None:
    truth, regions = tmp_path / "t.csv", tmp_path / "r.csv"
    truth.write_text(BOXES + "test,a,P1,haemorrhage,65,25,5,5\n")
    regions.write_text(BOXES + "test,a.jpg,,suspicious_region,60,20,40,40\n")
    assert score_localization([truth], regions).regions.box.at(0.3, 1).value == 1


def test_regions_among_the_truth_do_not_count(findings: Path) -> None:
    truth = findings / "truth.csv"
    regions = "test,a,P1,suspicious_region,60,20,40,40\n"
    truth.write_text(BOXES + regions + "test,a,P1,haemorrhage,150,5,5,5\n")
    report = score_localization([truth], findings)
    assert (report.boxes, report.regions.box.at(0.3, 1).value) == (1, 0)
    truth.write_text(BOXES + regions)
    with pytest.raises(LabelError, match="contains no lesion box"):
        score_localization([truth], findings)
    other = findings / "other.csv"
    other.write_text(BOXES + regions)
    with pytest.raises(LabelError, match="no photograph in common"):
        score_agreement(truth, other)


def test_findings_are_no_truth(findings: Path) -> None:
    for truth in (findings / "findings.jsonl", findings):
        with pytest.raises(LabelError, match=" label file "):
            score_localization([truth], findings)


def test_localization_without_anything_in_common(findings: Path) -> None:
    truth = findings / "truth.csv"
    truth.write_text(BOXES + "test,z,P1,haemorrhage,65,25,5,5\n")
    with pytest.raises(LabelError, match="none of the truth's photographs"):
        score_localization([truth], findings)
    truth.write_text(BOXES + "test,a,P1,optic_disc,65,25,5,5\n")
    with pytest.raises(LabelError, match="contains no lesion box"):
        score_localization([truth], findings)
    truth.write_text(BOXES + "test,a,P1,haemorrhage,65,25,5,5\n")
    with pytest.raises(ReadError, match=r"gone.*does not exist"):
        score_localization([truth], findings / "gone.jsonl")


def test_agreement(tmp_path: Path) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("image,dr_grade\na,0\nb,1\nc,2\n")
    second.write_text("image,dr_grade\na.jpg,0\nb.jpg,2\nz.jpg,2\n")
    assert score_agreement(first, second).scores["same DR grade"].value == 0.5


def test_agreement_of_a_part(tmp_path: Path) -> None:
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("image,dr_grade,split\na,0,test\nb,1,train\n")
    second.write_text("image,dr_grade\na,0\nb,2\n")
    found = score_agreement(first, second, where={"split": "test"})
    assert (found.scores["same DR grade"].value, found.scores["same DR grade"].n) == (1, 1)
    with pytest.raises(LabelError, match=r"1\.csv.*site"):
        score_agreement(first, second, where={"site": "A"})
    second.write_text("image,dr_grade\nz,0\n")
    with pytest.raises(LabelError, match="no photograph in common"):
        score_agreement(first, second)


@pytest.mark.parametrize(
    ("row_of_truth", "message"),
    [
        ("a,EX,190,10,40,20,,", r"a: a box ends at \(230, 30\), but 200x100 px were screened"),
        ("a,EX,20,10,40,20,400,200", "a: its labels are for 400x200 px, but 200x100 px were"),
    ],
)
def test_labels_of_a_photograph_of_another_size_are_refused(
    row_of_truth: str, message: str, tmp_path: Path
) -> None:
    truth, findings = tmp_path / "truth.csv", tmp_path / "findings.jsonl"
    truth.write_text(f"image,class,x,y,width,height,image_width,image_height\n{row_of_truth}\n")
    findings.write_text(json.dumps(row("/data/a.jpg")) + "\n")
    with pytest.raises(LabelError, match=message):
        score_localization([truth], findings)


def test_a_box_drawn_slightly_over_the_edge_is_scored(tmp_path: Path) -> None:
    truth, findings = tmp_path / "truth.csv", tmp_path / "findings.jsonl"
    truth.write_text("image,class,x,y,width,height\na,EX,161,10,40.5,20\n")
    findings.write_text(json.dumps(row("/data/a.jpg")) + "\n")
    assert score_localization([truth], findings).boxes == 1


@pytest.mark.data
@pytest.mark.skipif(not PUBLIC_BOXES.is_file(), reason="no photographs")
def test_boxes_of_a_public_set_are_scored_on_its_photographs(tmp_path: Path) -> None:
    findings = tmp_path / "findings.jsonl"
    photographs = sorted((PUBLIC_BOXES.parent / "test").glob("*.jpg"))
    sizes = {path: _size(path) for path in photographs}
    rows = [row(str(path)) | {"width": w, "height": h} for path, (w, h) in sizes.items()]
    findings.write_text("".join(f"{json.dumps(each)}\n" for each in rows))
    assert score_localization([PUBLIC_BOXES], findings, where={"split": "test"}).boxes == 535


def _size(path: Path) -> tuple[int, int]:
    photograph = cv2.imread(str(path), cv2.IMREAD_REDUCED_GRAYSCALE_8)
    assert photograph is not None
    height, width = photograph.shape
    return 8 * width, 8 * height
