"""An export that was edited elsewhere comes back: marks are updated, never doubled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.exchange import read_labels, write_labels
from retinaview.session.label_export import export_labels
from retinaview.session.session import Session
from tests.importing import import_labels
from tests.unit.session.test_labels import opened, photographs

EX, HE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
WITH_IDS = ["csv", "coco", "voc", "labelme", "cvat"]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = opened(photographs(tmp_path / "study"))
    yield session
    session.close()


def edited(folder: Path, format_name: str, change: Callable[[Mark], Mark]) -> Path:
    """The export after another program has changed its marks, but for the times in it."""
    images = [
        replace(image, marks=tuple(change(mark) for mark in image.marks))
        for image in read_labels([folder], format=format_name)
    ]
    write_labels(format_name, images, folder.with_name("edited"))
    return folder.with_name("edited")


@pytest.mark.parametrize("format_name", WITH_IDS)
def test_an_edited_box_updates_its_mark_and_is_undone(
    format_name: str, session: Session, tmp_path: Path
) -> None:
    moved = session.draw(1, EX, Box(10, 20, 30, 40))
    other = session.draw(1, HE, Box(50, 50, 5, 5))
    assert moved is not None
    export_labels(session, format_name, tmp_path / "out")
    box = Box(12, 22, 30, 40)
    folder = edited(
        tmp_path / "out", format_name, lambda m: replace(m, box=box) if m.id == moved.id else m
    )
    report = import_labels(session, [folder])
    assert (report.marks, report.updated, report.already_there) == (0, 1, 1)
    after = {mark.id: mark for mark in session.marks(1)}
    assert after[moved.id].box == box
    assert after[moved.id].modified > moved.modified
    assert (after[moved.id].status, after[moved.id].author) == (Status.DRAWN, "ann")
    assert len(after) == 2
    assert import_labels(session, [folder]).updated == 0
    session.undo()
    assert set(session.marks(1)) == {moved, other}


PATCH = Mask(10, 20, 6, 4, (0, 10, 4, 10))


@pytest.mark.parametrize("format_name", WITH_IDS)
def test_an_edited_mask_updates_its_mark_and_is_undone(
    format_name: str, session: Session, tmp_path: Path
) -> None:
    mark = session.draw(1, EX, PATCH)
    assert mark is not None
    export_labels(session, format_name, tmp_path / "out")
    assert import_labels(session, [tmp_path / "out"]).already_there == 1
    wider = PATCH.union(PATCH.moved(3, 1))
    folder = edited(tmp_path / "out", format_name, lambda m: m.with_mask(wider, author="ann"))
    report = import_labels(session, [folder])
    assert (report.marks, report.updated) == (0, 1)
    (after,) = session.marks(1)
    assert (after.id, after.mask, after.box) == (mark.id, wider, wider.box)
    session.undo()
    assert session.marks(1) == (mark,)


def test_a_mask_stays_where_a_file_says_its_box_alone(session: Session, tmp_path: Path) -> None:
    mark = session.draw(1, EX, PATCH)
    assert mark is not None
    export_labels(session, "csv", tmp_path / "out")
    folder = edited(tmp_path / "out", "csv", lambda m: replace(m, mask=None))
    assert import_labels(session, [folder]).already_there == 1
    assert session.marks(1) == (mark,)


def test_the_mask_of_a_box_that_was_moved_elsewhere_goes_along(
    session: Session, tmp_path: Path
) -> None:
    mark = session.draw(1, EX, PATCH)
    assert mark is not None
    export_labels(session, "csv", tmp_path / "out")
    box = mark.box.moved(5, 7)
    folder = edited(tmp_path / "out", "csv", lambda m: replace(m, box=box, mask=None))
    assert import_labels(session, [folder]).updated == 1
    (after,) = session.marks(1)
    assert (after.mask, after.box) == (PATCH.moved(5, 7), box)


def test_a_polygon_that_was_a_box_before_gets_its_pixels(session: Session, tmp_path: Path) -> None:
    box = session.draw(1, EX, PATCH.box)
    assert box is not None
    (tmp_path / "coco.json").write_text(
        json.dumps(
            {
                "images": [{"id": 1, "file_name": "P1_OD.png", "width": 100, "height": 80}],
                "categories": [{"id": 1, "name": "EX"}],
                "annotations": [
                    {
                        "id": 1,
                        "image_id": 1,
                        "category_id": 1,
                        "bbox": [10, 20, 6, 4],
                        "segmentation": [[10, 20, 16, 20, 10, 24]],
                    }
                ],
            }
        )
    )
    import_labels(session, [tmp_path / "coco.json"])
    (after,) = session.marks(1)
    assert after.id == box.id
    assert after.mask is not None
    session.undo()
    assert session.marks(1) == (box,)


def test_a_line_of_yolo_that_was_moved_updates_its_mark(session: Session, tmp_path: Path) -> None:
    mark = session.draw(1, EX, Box(10, 20, 30, 40))
    assert mark is not None
    export_labels(session, "yolo", tmp_path / "out")
    lines = tmp_path / "out" / "labels" / "P1_OD.txt"
    lines.write_text("2 0.5 0.5 0.3 0.5\n")
    report = import_labels(session, [tmp_path / "out"])
    assert (report.marks, report.updated) == (0, 1)
    (after,) = session.marks(1)
    assert (after.id, after.box) == (mark.id, Box(35, 20, 30, 40))


@pytest.mark.parametrize("status", [Status.PROPOSED, Status.ACCEPTED])
def test_a_proposal_that_was_moved_elsewhere_is_an_edit(
    status: Status, session: Session, tmp_path: Path
) -> None:
    run = Provenance("ganet", "1", "ab", 0.5, 0.75)
    mark = Mark.proposed(EX, Box(10, 20, 30, 40), provenance=run)
    if status is Status.ACCEPTED:
        mark = mark.with_status(status, author="ann")
    session.commit([MarksEdit(1, "Propose", (), (mark,))])
    export_labels(session, "coco", tmp_path / "out", statuses=frozenset(Status))
    folder = edited(tmp_path / "out", "coco", lambda m: replace(m, box=Box(1, 2, 30, 40)))
    import_labels(session, [folder])
    (after,) = session.marks(1)
    assert (after.status, after.author, after.provenance) == (Status.EDITED, "ann", run)
    assert (after.id, after.box) == (mark.id, Box(1, 2, 30, 40))


def test_what_changed_in_the_study_since_stays_and_is_listed(
    session: Session, tmp_path: Path
) -> None:
    mark = session.draw(1, EX, Box(10, 20, 30, 40))
    locked = session.draw(1, HE, Box(50, 50, 5, 5))
    assert mark is not None
    assert locked is not None
    export_labels(session, "csv", tmp_path / "out")
    session.set_boxes(1, {mark.id: Box(11, 21, 30, 40)})
    session.set_locked(1, [locked.id], True)
    folder = edited(tmp_path / "out", "csv", lambda m: replace(m, box=m.box.moved(5, 5)))
    report = import_labels(session, [folder])
    assert (report.marks, report.updated, len(report.conflicts)) == (0, 0, 2)
    assert "P1_OD.png: Hard exudate at (11, 21) was changed in the study" in report.conflicts[0]
    assert "is locked" in report.conflicts[1]
    assert "2 newer ones of the study stay as they are" in str(report)
    assert {m.box for m in session.marks(1)} == {Box(11, 21, 30, 40), Box(50, 50, 5, 5)}


def test_a_locked_mark_stays_also_where_the_file_is_newer(session: Session, tmp_path: Path) -> None:
    mark = session.draw(1, EX, Box(10, 20, 30, 40))
    assert mark is not None
    session.set_locked(1, [mark.id], True)
    export_labels(session, "csv", tmp_path / "out")
    (before,) = session.marks(1)
    later = before.modified + timedelta(days=1)
    folder = edited(
        tmp_path / "out",
        "csv",
        lambda m: replace(m, box=m.box.moved(5, 5), locked=False, modified=later),
    )
    report = import_labels(session, [folder])
    assert "is locked" in report.conflicts[0]
    assert session.marks(1) == (before,)


@pytest.mark.parametrize("decimals", [2, 1, 0])
@pytest.mark.parametrize("with_id", [True, False])
def test_rounding_changes_nothing(
    decimals: int, with_id: bool, session: Session, tmp_path: Path
) -> None:
    box = Box(10.1234, 20.4567, 30.1111, 12.3456)
    session.draw(1, EX, box)
    (before,) = session.marks(1)
    x, y, r, b = (round(v, decimals) for v in (box.x, box.y, box.right, box.bottom))
    mark_id = before.id if with_id else ""
    file = tmp_path / "rounded.csv"
    file.write_text(
        f"image,class,x,y,width,height,id\nP1_OD,EX,{x},{y},{r - x},{b - y},{mark_id}\n"
    )
    report = import_labels(session, [file])
    assert (report.marks, report.updated, report.already_there) == (0, 0, 1)
    assert session.marks(1) == (before,)


def test_ids_of_two_files_of_another_tool_are_two_marks(session: Session, tmp_path: Path) -> None:
    head = "image,class,x,y,width,height,id\n"
    (tmp_path / "a.csv").write_text(head + "P1_OD,EX,1,2,3,4,1\n")
    (tmp_path / "b.csv").write_text(head + "P1_OD,EX,30,30,3,4,1\nP1_OS,EX,1,2,3,4,1\n")
    import_labels(session, [tmp_path / "a.csv"])
    assert import_labels(session, [tmp_path / "b.csv"]).marks == 2
    (tmp_path / "a.csv").write_text(head + "P1_OD,EX,5,6,3,4,1\n")
    assert import_labels(session, [tmp_path / "a.csv"]).updated == 1
    assert {mark.box for mark in session.marks(1)} == {Box(5, 6, 3, 4), Box(30, 30, 3, 4)}


def test_an_id_of_a_mark_that_cannot_be_read_is_not_used_again(
    session: Session, tmp_path: Path
) -> None:
    mark = session.draw(1, EX, Box(10, 20, 30, 40))
    assert mark is not None
    export_labels(session, "csv", tmp_path / "out")
    path = session.path
    session.close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE marks SET width = -1")
    again = opened(path.parent)
    assert import_labels(again, [tmp_path / "out"]).marks == 1
    assert [m.box for m in again.marks(1)] == [mark.box]
    again.close()


def test_a_later_answer_of_the_same_reader_wins(session: Session, tmp_path: Path) -> None:
    session.set_grading(1, Grading(dr=DRGrade.MILD))
    export_labels(session, "csv", tmp_path / "out")
    grades = tmp_path / "out" / "grades.csv"
    grades.write_text(grades.read_text().replace("OD,1,", "OD,2,"))
    assert import_labels(session, [tmp_path / "out"]).gradings == 1
    assert session.grading(1).dr is DRGrade.MODERATE
    session.set_grading(1, Grading(dr=DRGrade.SEVERE))
    report = import_labels(session, [tmp_path / "out"])
    assert session.grading(1).dr is DRGrade.SEVERE
    assert report.conflicts == (
        "P1_OD.png: was graded again after the file's grading, which is left out",
    )


def test_a_photograph_that_was_set_aside_takes_an_answer_and_stays_set_aside(
    session: Session, tmp_path: Path
) -> None:
    session.set_grading(1, Grading(dr=DRGrade.MILD))
    export_labels(session, "csv", tmp_path / "out")
    session.set_grading(1, Grading(flag=True))
    for gradings in (1, 0):
        assert import_labels(session, [tmp_path / "out"]).gradings == gradings
        assert session.grading(1) == Grading(dr=DRGrade.MILD, flag=True)
