"""Broken label files: each gets one sentence that names the file and the field."""

import json
from pathlib import Path

import pytest

from retinaview.core.errors import LabelError, WriteError
from retinaview.core.photos import LabelledImage
from retinaview.exchange import read_labels, write_labels

HEADER = "image,class,x,y,width,height,image_width,image_height\n"


def coco(**changes: object) -> str:
    annotation = {"id": 1, "image_id": 1, "category_id": 1, "bbox": [1, 2, 3, 4]} | changes
    return json.dumps(
        {
            "images": [{"id": 1, "file_name": "a.jpg", "width": 100, "height": 80}],
            "categories": [{"id": 1, "name": "haemorrhage"}],
            "annotations": [annotation],
        }
    )


def labelme(**changes: object) -> str:
    shape = {"label": "EX", "points": [[1, 2], [5, 6]], "shape_type": "rectangle"} | changes
    return json.dumps(
        {"shapes": [shape], "imagePath": "a.jpg", "imageWidth": 100, "imageHeight": 80}
    )


def voc(name: str = "EX", xmin: str = "1", xmax: str = "5") -> str:
    return (
        "<annotation><filename>a.jpg</filename><size><width>100</width><height>80</height></size>"
        f"<object><name>{name}</name><bndbox><xmin>{xmin}</xmin><ymin>2</ymin>"
        f"<xmax>{xmax}</xmax><ymax>6</ymax></bndbox></object></annotation>"
    )


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><annotation>&b;</annotation>'
)

SCORED = "image,class,x,y,width,height,status,score,created,modified\n"
CASES = {
    "negative width": ("b.csv", HEADER + "a,EX,1,2,-3,4,,\n", "row 2, width: must be positive"),
    "negative place": ("b.csv", HEADER + "a,EX,-9,2,3,4,,\n", "row 2, x: must not be negative"),
    "outside": ("b.csv", HEADER + "a,EX,90,2,30,4,100,80\n", "row 2: the box ends at .* 100x80"),
    "not a number": ("b.csv", HEADER + "a,EX,NaN,2,3,4,,\n", "row 2, x: must be a finite number"),
    "words": ("b.csv", HEADER + "a,EX,one,2,3,4,,\n", "row 2, x: .*'one'"),
    "unknown class": ("b.csv", HEADER + "a,naevus,1,2,3,4,,\n", "row 2, class: unknown.*naevus"),
    "no image": ("b.csv", HEADER + ",EX,1,2,3,4,,\n", "row 2, image: must not be empty"),
    "short row": ("b.csv", HEADER + "a,EX,1,2\n", "row 2: must have 8 cells"),
    "long row": ("b.csv", HEADER + "a,EX,1,2,3,4,,,9\n", "row 2: must have 8 cells"),
    "open quote": ("b.csv", HEADER + 'a,"EX,1,2,3,4,,\n', "is not CSV"),
    "wrong columns": ("b.csv", "name,colour\na,red\n", "neither the columns of boxes"),
    "missing column": ("b.csv", "image,class,x,y,width\na,EX,1,2,3\n", "height: the column"),
    "wrong grade": ("g.csv", "image,dr_grade\na,7\n", "row 2, dr_grade: must be 0-4, not '7'"),
    "half a grade": ("g.csv", "image,dr_grade\na,1.5\n", "row 2, dr_grade: must be 0-4"),
    "graded and ungradable": (
        "g.csv",
        "image,dr_grade,ungradable\na,2,true\n",
        "row 2, ungradable: a photograph cannot be both graded and ungradable",
    ),
    "dme and ungradable": (
        "g.csv",
        "image,dme_grade,ungradable\na,1,yes\n",
        "row 2, ungradable: a photograph cannot be both graded",
    ),
    "ungradable for no known reason": (
        "g.csv",
        "image,dr_grade,ungradable,ungradable_reason\na,,true,cat\n",
        "row 2, ungradable_reason: must be one of blur, dark, artefact, field, other, not 'cat'",
    ),
    "gradable with a reason": (
        "g.csv",
        "image,dr_grade,ungradable_reason\na,2,blur\n",
        "row 2, ungradable_reason: blur is a reason for an ungradable photograph, which this is",
    ),
    "graded at noon": ("g.csv", "image,dr_grade,graded_at\na,1,noon\n", "graded_at: must be an IS"),
    "score above 1": (
        "b.csv",
        SCORED + "a,EX,1,2,3,4,,1.5,,\n",
        "row 2, score: must be from 0 to 1",
    ),
    "score of a drawn mark above 1": (
        "b.csv",
        SCORED + "a,EX,1,2,3,4,drawn,7,,\n",
        "row 2, score: must be from 0 to 1",
    ),
    "score of a drawn mark": (
        "b.csv",
        SCORED + "a,EX,1,2,3,4,drawn,0.7,,\n",
        "row 2, status: a mark with a model or a score cannot be drawn",
    ),
    "changed before it was made": (
        "b.csv",
        SCORED + "a,EX,1,2,3,4,,,2026-03-02,2026-03-01\n",
        "row 2, modified: must not be before the mark was created",
    ),
    "underscores": ("b.csv", HEADER + "a,EX,1_0,2,3,4,,\n", "row 2, x: must be a finite number"),
    "one column twice": ("b.csv", "image,class,x,y,width,height,x\na,EX,1,2,3,4,9\n", ": x: two"),
    "one grade twice": ("g.csv", "image,dr_grade,dr_grade\na,0,4\n", "dr_grade: two columns"),
    "one key twice": (
        "b.json",
        coco()[:-1] + ', "annotations": []}',
        "annotations: appears twice in one object",
    ),
    "labelme shapes twice": ("b.json", labelme()[:-1] + ', "shapes": []}', "shapes: appears twi"),
    "voc two boxes": (
        "b.xml",
        voc().replace("</bndbox>", "</bndbox><bndbox/>"),
        "object 1, bndbox: appears twice",
    ),
    "voc two corners": (
        "b.xml",
        voc().replace("<xmin>", "<xmin>3</xmin><xmin>"),
        "object 1, xmin: appears twice",
    ),
    "voc two names": (
        "b.xml",
        voc().replace("<filename>", "<filename>b.jpg</filename><filename>"),
        "filename: appears twice",
    ),
    "coco score": ("b.json", coco(score=3.0), "annotations.0, score: must be from 0 to 1"),
    "coco threshold": ("b.json", coco(attributes={"threshold": -1}), "threshold: must be from 0"),
    "wrong eye": ("g.csv", "image,eye,dr_grade\na,OU,1\n", "row 2, eye: must be OD or OS"),
    "two gradings": ("g.csv", "image,dr_grade\na,1\na,2\n", "a: has two different gradings"),
    "two sizes": (
        "b.csv",
        HEADER + "a,EX,1,2,3,4,100,80\na,EX,1,2,3,4,90,80\n",
        "a: has width 100 and 90",
    ),
    "not text": ("b.csv", b"\xff\xfe\x00\xd8", "is not UTF-8 text"),
    "empty": ("b.csv", "", "is empty"),
    "no kind of label": ("b.docx", "hello", "is not a label file"),
    "broken json": ("b.json", '{"images": [', "line 1, column 13: is not JSON"),
    "deep json": ("b.json", "[" * 100_000, "nested too deeply"),
    "other json": ("b.json", '{"a": 1}', "images: Field required"),
    "list json": ("b.json", "[1, 2]", "Input should be"),
    "coco negative": ("b.json", coco(bbox=[1, 2, -3, 4]), "annotations.0.bbox, width: must be"),
    "coco nan": ("b.json", coco(bbox=[float("nan"), 2, 3, 4]), "annotations.0.bbox: must be a fin"),
    "coco text": ("b.json", coco(bbox=["x", 2, 3, 4]), "annotations.0.bbox: must be a finite"),
    "coco three sides": ("b.json", coco(bbox=[1, 2, 3]), "annotations.0.bbox"),
    "coco no image": (
        "b.json",
        coco(image_id=9),
        "annotations.0.image_id: is not the id of an image",
    ),
    "coco no class": (
        "b.json",
        coco(category_id=9),
        "annotations.0.category_id: is not the id of a cat",
    ),
    "coco status": ("b.json", coco(attributes={"status": "maybe"}), "status: must be one of"),
    "coco time": ("b.json", coco(attributes={"created": "noon"}), "created: must be an ISO"),
    "labelme spiral": ("b.json", labelme(shape_type="spiral"), "shapes.0.shape_type"),
    "labelme circle": ("b.json", labelme(shape_type="circle"), "shapes.0.points, x: must not be"),
    "labelme point": ("b.json", labelme(points=[[1, 2]]), "shapes.0.points, width: must be"),
    "labelme nothing": ("b.json", labelme(points=[]), "shapes.0.points"),
    "labelme line": ("b.json", labelme(points=[[1, 2], [1, 6]]), "shapes.0.points, width: must"),
    "labelme class": ("b.json", labelme(label="cat"), "shapes.0, class: unknown class 'cat'"),
    "voc bomb": ("b.xml", BOMB, "contains XML entities"),
    "voc broken": ("b.xml", "<annotation>", "is not XML"),
    "voc other": ("b.xml", "<svg/>", "is not Pascal VOC: it starts with <svg>"),
    "voc no name": ("b.xml", "<annotation/>", "filename: is missing"),
    "voc negative": ("b.xml", voc(xmin="9", xmax="5"), "object 1, width: must be positive"),
    "voc nan": ("b.xml", voc(xmin="nan"), "object 1, xmin: must be a finite number"),
    "voc class": ("b.xml", voc(name="cat"), "object 1, class: unknown class 'cat'"),
    "voc nothing": ("b.xml", voc(xmin=""), "object 1, xmin: must be a finite number"),
}


@pytest.mark.parametrize("case", CASES)
def test_one_sentence_names_file_and_field(case: str, tmp_path: Path) -> None:
    name, content, message = CASES[case]
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LabelError, match=message) as caught:
        read_labels([file])
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


YOLO_CASES = {
    "four cells": ("0 0.5 0.5 0.1", "line 1: must be: class cx cy"),
    "class": ("7 0.5 0.5 0.1 0.1", "line 1, class: there is no class '7'"),
    "negative class": ("-1 0.5 0.5 0.1 0.1", "line 1, class"),
    "nan": ("0 nan 0.5 0.1 0.1", "line 1, cx: must be a finite"),
    "outside": ("0 0.99 0.5 0.5 0.1", "line 1: the box ends at"),
    "flat": ("0 0.5 0.5 0 0.1", "line 1, width: must be positive"),
}


def names_in_yaml(folder: Path, names: str, *, line: str = "2 0.5 0.5 0.1 0.1") -> str:
    (folder / "data.yaml").write_text(names)
    (folder / "a.txt").write_text(line)
    (image,) = read_labels([folder], size_of=lambda _: (100, 80))
    return str(image.marks[0].lesion)


@pytest.mark.parametrize(
    "names",
    [
        "names: ['optic disc, or what looks like it', EX, haemorrhage]\n",
        "names: [x,  # first, and rarely drawn\n EX,\n haemorrhage]\n",
        "names: {0: 'x } y', 1: EX, 2: haemorrhage}\nnc: 3\n",
    ],
)
def test_quotes_and_comments_do_not_shift_the_numbers_of_classes(
    names: str, tmp_path: Path
) -> None:
    assert names_in_yaml(tmp_path, names) == "haemorrhage"


def test_yolo_files_that_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"data\.yaml: nc: says 4 classes, but names lists 3"):
        names_in_yaml(tmp_path, "nc: 4\nnames: [MA, EX, HE]\n")
    (tmp_path / "classes.txt").write_text("MA\nHE\nEX\n")
    with pytest.raises(LabelError, match=r"names: names other classes than classes\.txt"):
        names_in_yaml(tmp_path, "names: [MA, EX, HE]\n")
    assert names_in_yaml(tmp_path, "names: [ma, he, ex]\n") == "hard_exudate"
    assert names_in_yaml(tmp_path, "train: images\n") == "hard_exudate"


@pytest.mark.parametrize("case", YOLO_CASES)
def test_yolo_lines(case: str, tmp_path: Path) -> None:
    line, message = YOLO_CASES[case]
    (tmp_path / "classes.txt").write_text("EX\nHE\n")
    (tmp_path / "a.txt").write_text(line)
    with pytest.raises(LabelError, match=message) as caught:
        read_labels([tmp_path], size_of=lambda _: (100, 80))
    assert "a.txt" in str(caught.value)


def test_yolo_without_sizes_or_classes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("0 0.5 0.5 0.1 0.1")
    with pytest.raises(LabelError, match=r"needs classes\.txt"):
        read_labels([tmp_path], format="yolo")
    (tmp_path / "classes.txt").write_text("EX\n")
    with pytest.raises(LabelError, match="size of its photograph is unknown"):
        read_labels([tmp_path])
    with pytest.raises(LabelError, match="give the YOLO folder"):
        read_labels([tmp_path / "a.txt"])


def test_missing_empty_and_wrong_things(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match=r"gone\.csv: does not exist"):
        read_labels([tmp_path / "gone.csv"])
    with pytest.raises(LabelError, match="contains no label file"):
        read_labels([tmp_path])
    with pytest.raises(LabelError, match="'kitti' cannot be read"):
        read_labels([tmp_path], format="kitti")
    (tmp_path / "b.csv").write_text(HEADER)
    with pytest.raises(LabelError, match="colour: there is no such column"):
        read_labels([tmp_path / "b.csv"], where={"colour": "red"})


def test_an_export_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    known = LabelledImage("a.jpg", 100, 80)
    write_labels("coco", [known], tmp_path)
    before = (tmp_path / "annotations.json").read_bytes()
    with pytest.raises(LabelError, match="size is not known"):
        write_labels("coco", [known, LabelledImage("b.jpg")], tmp_path)
    with pytest.raises(LabelError, match="size is not known"):
        write_labels("yolo", [known, LabelledImage("b.jpg")], tmp_path)
    assert (tmp_path / "annotations.json").read_bytes() == before or not any(
        path.name.startswith(".writing") for path in tmp_path.iterdir()
    )
    assert [path.name for path in tmp_path.glob("[!.]*")] == ["annotations.json"]


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WriteError, match="file: cannot be written"):
        write_labels("csv", [LabelledImage("a.jpg")], tmp_path / "file")


def test_an_unknown_format(tmp_path: Path) -> None:
    with pytest.raises(LabelError, match="unknown format 'kitti'"):
        write_labels("kitti", [], tmp_path)
