"""Every tool's files say what they say: the right class in the right place of the right file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retinaview.core.errors import LabelError
from retinaview.core.grades import DMEGrade, DRGrade
from retinaview.core.label_problems import OnProblem
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.exchange import Intake, read_labels
from tests.unit.exchange.corpus import (
    CSV,
    CVAT_BOX,
    HEIGHT,
    LINE,
    SAMPLES,
    WIDTH,
    A,
    annotation,
    coco,
    cvat,
    labelme,
    shape,
    voc,
)


def size_of(_: str) -> tuple[int, int]:
    return WIDTH, HEIGHT


@pytest.mark.parametrize("name", SAMPLES)
def test_every_tool_is_understood(name: str, tmp_path: Path) -> None:
    sample = SAMPLES[name]
    intake = Intake(size_of=size_of)
    found = read_labels([sample.write(tmp_path)], intake=intake)
    boxes = {
        image.image: [
            (mark.lesion.value, mark.box.x, mark.box.y, mark.box.width, mark.box.height)
            for mark in image.marks
        ]
        for image in found
    }
    assert sorted(boxes) == sorted(sample.boxes)
    for image, expected in sample.boxes.items():
        assert len(boxes[image]) == len(expected)
        for one, other in zip(boxes[image], expected, strict=True):
            assert one[0] == other[0]
            assert one[1:] == pytest.approx(other[1:], abs=1e-3)
    assert sorted(f"{n} {note}" for note, n in intake.notes.items()) == sorted(sample.notes)
    status = Status.PROPOSED if sample.proposed else Status.DRAWN
    assert {mark.status for image in found for mark in image.marks} <= {status}


REFUSED = {
    "shares of the photograph in a table": (
        {"b.csv": CSV + "a.jpg,EX,0.1,0.1,0.2,0.2\n"},
        r"b\.csv: row 2: the box lies in the first pixel; must be in pixels",
    ),
    "shares of the photograph of Open Images": (
        {"b.csv": "ImageID,LabelName,XMin,XMax,YMin,YMax\na,EX,0.1,0.3,0.1,0.3\n"},
        "must be in pixels, not in shares",
    ),
    "shares of the photograph in COCO": (
        {"a.json": coco([annotation(bbox=[0.1, 0.1, 0.2, 0.2])])},
        r"annotations\.0\.bbox: the box lies in the first pixel",
    ),
    "a table of boxes without a header": (
        {"b.csv": "a.jpg,20,10,60,30,EX\n"},
        r"b\.csv: has no first row with the names of its columns",
    ),
    "a VIA table whose cell is no JSON": (
        {"b.csv": "filename,region_shape_attributes,region_attributes\na.jpg,{x,{}\n"},
        r"b\.csv: row 2, region_shape_attributes: is not JSON",
    ),
    "YOLO lines without the names of the classes": (
        {"a.txt": LINE},
        "YOLO also needs classes.txt, obj.names or data.yaml",
    ),
    "detections alone": (
        {"d.json": json.dumps([{"image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]}])},
        r"d\.json: lists detections by the numbers",
    ),
    "two categories of one id": (
        {"a.json": coco([], categories=[{"id": 1, "name": "EX"}, {"id": "1", "name": "HE"}])},
        r"categories: two categories have the same id",
    ),
    "neither box nor outline": (
        {"a.json": coco([annotation(bbox=None)])},
        r"annotations\.0\.bbox: there is neither a box nor an outline",
    ),
    "runs of another size": (
        {
            "a.json": coco(
                [annotation(bbox=None, segmentation={"size": [100, 200], "counts": [1, 2]})]
            )
        },
        r"annotations\.0\.segmentation: is a mask whose size is not the one it states",
    ),
    "a video": (
        {"a.xml": cvat("").replace("<image", '<track id="0"/><image')},
        "tracks of a video",
    ),
    "VIA 3": ({"a.json": json.dumps({"metadata": {}, "view": {}})}, "a project of VIA 3"),
    "a list of classes that begins at 1": (
        {"data.yaml": "names:\n  1: EX\n", "labels/a.txt": LINE},
        r"data\.yaml: names: must list the classes by number from 0",
    ),
    "no names at all": (
        {"data.yaml": "nc: 2\n", "labels/a.txt": LINE},
        "must list the classes by number",
    ),
    "an odd outline": (
        {"classes.txt": "EX\n", "labels/a.txt": "0 0.1 0.1 0.3 0.12 0.15 0.3 0.2\n"},
        r"line 1: must be: class cx cy width height",
    ),
    "Messidor's grades": (
        {"g.csv": "Image name,Ophthalmologic department,Retinopathy grade\na.tif,Brest,3\n"},
        "another scale",
    ),
    "a point": (
        {"a.json": labelme("5.0", [shape("EX", "point", (3, 4))])},
        r"shapes\.0\.points, width: must be positive",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_known_is_refused_clearly(name: str, tmp_path: Path) -> None:
    files, message = REFUSED[name]
    for file, content in files.items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(content)
    with pytest.raises(LabelError, match=message):
        read_labels([tmp_path], size_of=size_of)


@pytest.mark.parametrize(
    ("header", "row", "dr", "dme"),
    [
        ("Image name,Retinopathy grade,Risk of macular edema ,,", "IDRiD_001,3,2,,", 3, 2),
        ("image,level", "10_left,2", 2, None),
        ("id_code,diagnosis", "000c1434d8d7,4", 4, None),
        ("image_id,adjudicated_dr_grade,adjudicated_dme", "a.png,1,0", 1, None),
        ("image;dr_grade;dme_grade", "a;0;1", 0, 1),
        ("image,level,type,label", "a,2,fundus,moderate", 2, None),
    ],
)
def test_grades_of_data_sets(
    header: str, row: str, dr: int, dme: int | None, tmp_path: Path
) -> None:
    file = tmp_path / "grades.csv"
    file.write_text(f"{header}\n{row}\n")
    (image,) = read_labels([file])
    assert image.grading.dr is DRGrade(dr)
    assert image.grading.dme == (None if dme is None else DMEGrade(dme))


@pytest.mark.parametrize("size", ["", "<size><width>0</width><height>0</height></size>"])
def test_a_box_outside_is_never_taken_because_the_size_was_missing(
    size: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.xml"
    file.write_text(voc(A, size))
    with pytest.raises(LabelError, match=r"object 1: the box ends at \(60, 30\), outside"):
        read_labels([file], size_of=lambda _: (50, 50))


def test_boxes_drawn_slightly_over_an_edge_are_cut_to_it_and_counted(tmp_path: Path) -> None:
    file, found = tmp_path / "boxes.csv", Intake(size_of=lambda _: (1227, 1024))
    rows = ("a,HE,680,980,55.6,45.5", "a,HE,100,-2.9,40,40", "a,HE,1200,0,27.4,40")
    file.write_text("image,class,x,y,width,height\n" + "\n".join(rows) + "\n")
    (image,) = read_labels([file], intake=found)
    assert [mark.box.bottom for mark in image.marks] == pytest.approx([1024, 37.1, 40])
    assert image.marks[1].box.y == 0
    assert list(found.notes.values()) == [2]  # the third is a matter of rounding
    (unknown,) = read_labels([file])
    assert len(unknown.marks) == 3


PROBLEMS = (
    CSV + "a.jpg,EX,170,10,33,20\n"  # 3 px outside
    "a.jpg,naevus,20,10,40,20\n"
    "a.jpg,HE,20,10,0,20\n"
    "a.jpg,HE,300,10,5,20\n"
    "a.jpg,Cotton Wool Spots!,1,2,3,4\n"
    "a.jpg,HE,100,50,10,10\n"
)


@pytest.mark.parametrize(
    ("on_problem", "marks", "cut"), [(OnProblem.SKIP, 1, 0), (OnProblem.CLIP, 2, 1)]
)
def test_problems_are_left_out_or_cut_and_listed(
    on_problem: OnProblem, marks: int, cut: int, tmp_path: Path
) -> None:
    file = tmp_path / "b.csv"
    file.write_text(PROBLEMS)
    intake = Intake(on_problem=on_problem, size_of=size_of)
    (image,) = read_labels([file], intake=intake)
    assert len(image.marks) == marks
    assert image.marks[0].box.right <= WIDTH
    assert [p.kind for p in intake.problems] == ["box", "class", "box", "box", "class"]
    assert sum(problem.cut for problem in intake.problems) == cut
    assert "row 2" in str(intake.problems[0])
    assert intake.problems[1].about == "naevus"
    with pytest.raises(LabelError, match="row 2: the box ends"):
        read_labels([file], size_of=size_of)


@pytest.mark.parametrize(
    "files",
    [
        {"classes.txt": "EX\n", "labels/a.txt": f"{LINE}\n7{LINE[1:]}\n"},
        {"a.json": coco([annotation(), annotation(image_id=9)])},
        {"a.json": coco([annotation(), annotation(category_id=9)])},
    ],
)
def test_numbers_that_nothing_has_are_problems(files: dict[str, str], tmp_path: Path) -> None:
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    with pytest.raises(LabelError, match=r"is not the id of|there is no class '7'"):
        read_labels([tmp_path], size_of=size_of)
    intake = Intake(on_problem=OnProblem.SKIP, size_of=size_of)
    (image,) = read_labels([tmp_path], intake=intake)
    assert (len(image.marks), len(intake.problems)) == (1, 1)


def test_a_map_names_the_classes_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "b.csv"
    file.write_text(CSV + "a.jpg,Naevus,1,2,3,4\na.jpg,cotton  WOOL patch,1,2,3,4\n")
    classes = {"Cotton wool patch": "cotton_wool_spot", "naevus": ""}
    intake = Intake(classes=classes)
    (image,) = read_labels([file], intake=intake)
    assert [mark.lesion for mark in image.marks] == ["cotton_wool_spot"]
    assert intake.notes == {"of class Naevus left out, as asked": 1}
    with pytest.raises(LabelError, match="unknown class 'tooth'"):
        Intake(classes={"a": "tooth"})


def test_a_cvat_box_is_escaped_and_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_text(cvat(CVAT_BOX, name="a &amp; b.jpg"))
    (image,) = read_labels([file])
    assert image.image == "a & b.jpg"


def test_a_character_that_only_python_takes_for_a_new_line_numbers_no_class(tmp_path: Path) -> None:
    """Text of Windows has U+0085 where others have dots; the classes below keep their numbers."""
    names = "haemorrhage\x85drusen\r\nmicroaneurysm\r\n"
    (tmp_path / "classes.txt").write_bytes(names.encode())
    (tmp_path / "a.txt").write_text(f"1{LINE[1:]}\n")
    (image,) = read_labels([tmp_path], size_of=lambda _: (100, 100))
    assert [mark.lesion for mark in image.marks] == [LesionClass.MICROANEURYSM]
