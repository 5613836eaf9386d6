"""Label files that contradict themselves, or hold what is no text, are refused where they do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retinaview.cli.main import main
from retinaview.core.errors import LabelError
from retinaview.core.lesions import LesionClass
from retinaview.exchange import Intake, read_labels, write_labels
from tests.mutators.seeds import labelled


def read_csv(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "labels.csv"
    path.write_text(text)
    (image,) = read_labels([path])
    return image


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("image,filename,dr_grade\na.jpg,b.jpg,1\n", "row 2, image: is 'a.jpg', but filename is"),
        ("Image name,file,level\na,b.jpg,1\n", "row 2, image: is 'a', but file is 'b.jpg'"),
        ("image,dr_grade,level\na.jpg,1,2\n", "row 2, dr_grade: is '1', but level is '2'"),
        ("image,dr_grade,eye,side\na.jpg,1,OD,left\n", "row 2, eye: is 'OD', but side is 'left'"),
        ("image,dr_grade,patient,subject\na.jpg,1,7,8\n", "row 2, patient: is '7', but subject"),
        (
            "image,filename,class,x,y,width,height\na.jpg,b.jpg,EX,1,2,3,4\n",
            "row 2, image: is 'a.jpg', but filename",
        ),
    ],
)
def test_columns_that_disagree_are_refused_with_their_row(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(LabelError, match=message):
        read_csv(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        "image,filename,dr_grade\ntrain/a.jpg,a.jpg,1\n",
        "image,filename,dr_grade\na,data\\a.jpg,1\n",
        "image,image_id,dr_grade\na.jpg,17,1\n",
        "image,dr_grade,level\na.jpg,1,1.0\n",
        "image,dr_grade,level\na.jpg,,1\n",
        "image,dr_grade,diagnosis\na.jpg,1,drusen in both eyes\n",
        "image,dr_grade,eye,side\na.jpg,1,OD,right\n",
        "image,sha256,file,dr_grade\nleft/a.jpg,,images/left__a.jpg,1\n",
    ],
)
def test_columns_that_agree_or_say_something_else_are_read(tmp_path: Path, text: str) -> None:
    assert read_csv(tmp_path, text).grading.dr == 1


NO_TEXT: tuple[Any, ...] = ([], ["a"], {}, {"a": 1}, True)


@pytest.mark.parametrize("value", NO_TEXT, ids=repr)
@pytest.mark.parametrize("format_name", ["coco", "labelme"])
def test_a_list_is_no_text(tmp_path: Path, format_name: str, value: object) -> None:
    (written,) = (
        path
        for path in write_labels(format_name, labelled()[:1], tmp_path)
        if path.suffix == ".json"
    )
    names = ("patient", "author", "comment", "model", "source", "reader", "image", "sha256")
    tried, sound = 0, written.read_text()
    for name in names:
        tree = json.loads(sound)
        for place in places(tree, name):
            before, place[name] = place[name], value
            written.write_text(json.dumps(tree))
            with pytest.raises(LabelError, match=rf"{name}: must be text, not"):
                read_labels([written])
            place[name], tried = before, tried + 1
    assert tried > 5


def places(tree: Any, name: str) -> list[dict[str, Any]]:
    """Return our own extras that have a field of this name."""
    found = []
    for value in tree.values() if isinstance(tree, dict) else tree:
        if isinstance(value, dict | list):
            found += places(value, name)
    if isinstance(tree, dict) and name in tree and {"status", "dr_grade"} & set(tree):
        found.append(tree)
    return found


def test_a_number_is_text(tmp_path: Path) -> None:
    (path,) = write_labels("coco", labelled()[:1], tmp_path)
    tree = json.loads(path.read_text())
    tree["images"][0]["retinaview"]["patient"] = 0
    path.write_text(json.dumps(tree))
    assert read_labels([path])[0].patient == "0"


@pytest.mark.parametrize("given", ["Hard\nstuff", r"Hard\nstuff", "hard stuff"])
def test_a_class_with_a_line_feed_is_mapped_by_what_messages_show(
    tmp_path: Path, given: str
) -> None:
    path = tmp_path / "labels.csv"
    path.write_text('image,class,x,y,width,height\na.jpg,"Hard\nstuff",1,2,3,4\n')
    with pytest.raises(LabelError, match=r"unknown class 'Hard\\nstuff'"):
        read_labels([path])
    (image,) = read_labels([path], intake=Intake(classes={given: "EX"}))
    assert [mark.lesion for mark in image.marks] == [LesionClass.HARD_EXUDATE]


@pytest.mark.parametrize("map_", ["a\nb", "a\nb=c\nd", "\n=EX"])
def test_an_option_with_a_line_feed_is_one_line(
    map_: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "labels.csv").write_text("image,class,x,y,width,height\n")
    command = ["import", str(tmp_path / "labels.csv"), "--project", str(tmp_path), "--map", map_]
    assert main(command) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["evaluate", "grading", "-t", "a", "-p", "b", "--where", "a\nb"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["screen", "--o\npe"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
