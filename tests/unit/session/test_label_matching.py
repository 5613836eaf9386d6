"""Which photograph of a study a label file speaks of, in the words of each format."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.errors import LabelError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.label_problems import OnProblem
from retinaview.core.lesions import LesionClass
from retinaview.exchange import READABLE
from retinaview.session.label_export import export_labels
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.importing import import_labels

EX = LesionClass.HARD_EXUDATE


def study(folder: Path, *names: str) -> Session:
    """A study of small photographs at these paths."""
    for n, name in enumerate(names):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), 40 + n, np.uint8))
    return open_study([folder / name for name in names], reader="ann")


def marked(session: Session) -> dict[str, int]:
    return {i.path: len(session.marks(i.id)) for i in session.images if session.marks(i.id)}


def voc(folder: Path, filename: str, path: str) -> Path:
    file = folder / "labels.xml"
    file.write_text(
        f"<annotation><folder>eyes</folder><filename>{filename}</filename><path>{path}</path>"
        "<object><name>EX</name><bndbox><xmin>5</xmin><ymin>6</ymin><xmax>15</xmax>"
        "<ymax>26</ymax></bndbox></object></annotation>"
    )
    return file


@pytest.mark.parametrize("format_name", READABLE)
def test_an_export_of_equal_names_in_two_folders_comes_back(
    format_name: str, tmp_path: Path
) -> None:
    names = ("a.png", "sub/a.png", "other/sub/a.png")
    first = study(tmp_path / "one", *names)
    for n, image in enumerate(first.images):
        for k in range(n + 1):
            first.draw(image.id, EX, Box(10, 10 * k + 5, 5, 5))
    export_labels(first, format_name, tmp_path / "out")
    second = study(tmp_path / "two", *names)
    import_labels(second, [tmp_path / "out"])
    assert marked(second) == dict(zip(names, (1, 2, 3), strict=True))
    first.close()
    second.close()


@pytest.mark.parametrize(
    ("filename", "path", "photograph", "is_said"),
    [
        ("b.png", "/home/ann/eyes/a.png", "b.png", True),
        ("b.png", "Unknown", "b.png", False),
        ("b.png", "/home/ann/eyes", "b.png", False),
        ("b", "/home/ann/eyes/b.jpg", "b.png", False),
        ("", "C:\\eyes\\a.png", "a.png", False),
        ("a.png", "/data/sub/a.png", "sub/a.png", False),
        ("a.png", "", "a.png", False),
        ("a.png", "/home/ann/eyes/a.png", "a.png", False),
    ],
)
def test_a_voc_file_is_of_its_file_name(
    filename: str, path: str, photograph: str, is_said: bool, tmp_path: Path
) -> None:
    session = study(tmp_path / "one", "a.png", "b.png", "sub/a.png")
    report = import_labels(session, [voc(tmp_path, filename, path)])
    assert marked(session) == {photograph: 1}
    assert ("<path> names another one: 1" in str(report)) is is_said
    session.close()


def yolo(folder: Path, *names: str) -> Path:
    folder.mkdir()
    (folder / "classes.txt").write_text("EX\n")
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("0 0.5 0.5 0.1 0.1\n")
    return folder


def test_yolo_labels_of_two_folders_are_of_two_photographs(tmp_path: Path) -> None:
    labels = yolo(tmp_path / "labels", "labels/train/a.txt", "labels/val/a.txt")
    flat = study(tmp_path / "flat", "a.png", "b.png")
    with pytest.raises(LabelError, match=r"train/a and labels/val/a both fit a\.png"):
        import_labels(flat, [labels])
    split = study(tmp_path / "split", "images/train/a.png", "images/val/a.png")
    import_labels(split, [labels])
    assert sorted(marked(split)) == ["../val/a.png", "a.png"]
    half = study(tmp_path / "half", "images/train/a.png", "images/train/b.png")
    with pytest.raises(LabelError, match=r"labels/val/a is in another folder than a\.png"):
        import_labels(half, [labels])
    for session in (flat, split, half):
        session.close()


@pytest.mark.parametrize("name", ["test/IDRiD_001.jpg", "/data/idrid/test/IDRiD_001"])
@pytest.mark.parametrize("inside", ["", "train/"])
def test_labels_of_another_part_of_a_split_are_refused(
    name: str, inside: str, tmp_path: Path
) -> None:
    folder = tmp_path if inside else tmp_path / "train"
    session = study(folder, f"{inside}IDRiD_001.png")
    file = tmp_path / "labels.csv"
    file.write_text(f"image,class,x,y,width,height\n{name},EX,1,2,3,4\n")
    with pytest.raises(LabelError, match=r"IDRiD_001.* is in another folder than"):
        import_labels(session, [file])
    assert marked(session) == {}
    session.close()


def test_problems_are_left_out_and_the_rest_comes_in(tmp_path: Path) -> None:
    session = study(tmp_path / "one", "a.png", "b.png", "x/c.png", "y/c.png")
    file = tmp_path / "labels.csv"
    head = "image,class,x,y,width,height,image_width,image_height,dr_grade\n"
    rows = [
        "a.png,EX,1,2,3,4,,,1",
        "gone.png,EX,1,2,3,4,,,",
        "c.png,EX,1,2,3,4,,,",
        "b.png,EX,98,2,5,4,640,480,",
        "a.png,EX,98,2,5,4,,,1",
        "a.png,EX,1,2,0,4,,,1",
    ]
    file.write_text(head + "\n".join(rows) + "\n")
    session.set_grading(session.images[0].id, Grading(dr=DRGrade.SEVERE))
    with pytest.raises(LabelError):
        import_labels(session, [file])
    report = import_labels(session, [file], on_problem=OnProblem.CLIP)
    assert marked(session) == {"a.png": 2}
    assert {mark.box for mark in session.marks(1)} == {Box(1, 2, 3, 4), Box(98, 2, 2, 4)}
    kinds = [problem.kind for problem in report.problems]
    assert sorted(kinds) == ["box", "box", "grading", "photograph", "photograph", "photograph"]
    assert session.grading(session.images[0].id).dr is DRGrade.SEVERE
    assert "1 box cut to the photograph; 5 labels with problems were left out" in str(report)
    assert report.classes() == "2 Hard exudate"
    session.undo()
    assert marked(session) == {}
    session.close()
