"""Labels into a study and out: nothing that is there is changed, and all comes back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import LabelError, ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.exchange import FORMATS, READABLE, read_labels
from retinaview.imaging.photograph import read_photograph
from retinaview.session.label_export import export_labels
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.importing import import_labels

EX, HE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
HEADER = "image,class,x,y,width,height,image_width,image_height\n"


def photographs(folder: Path) -> Path:
    folder.mkdir()
    for n, name in enumerate(("P1_OD.png", "P1_OS.png")):
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), 40 + n, np.uint8))
    return folder


def opened(folder: Path) -> Session:
    session = open_study([folder], reader="ann")
    for image in session.images:
        session.note_photograph(image.id, read_photograph(session.path_of(image.id)))
    return session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = opened(photographs(tmp_path / "study"))
    yield session
    session.close()


def csv(folder: Path, *rows: str) -> Path:
    file = folder / "import.csv"
    file.write_text(HEADER + "".join(f"{row}\n" for row in rows))
    return file


@pytest.mark.parametrize("format_name", READABLE)
def test_one_study_to_another(format_name: str, session: Session, tmp_path: Path) -> None:
    first, second = session.images
    session.draw(first.id, EX, Box(10, 20, 30, 40))
    session.draw(second.id, HE, Box(5, 5, 12, 12))
    session.set_grading(first.id, Grading(dr=DRGrade.MODERATE))
    export_labels(session, format_name, tmp_path / "out")
    other = opened(photographs(tmp_path / "other"))
    report = import_labels(other, [tmp_path / "out"])
    assert (report.photographs, report.marks, report.gradings) == (2, 2, 1)
    for mine, theirs in zip(session.images, other.images, strict=True):
        assert theirs.eye is mine.eye
        boxes = [(mark.lesion, mark.box) for mark in other.marks(theirs.id)]
        expected = [(mark.lesion, mark.box) for mark in session.marks(mine.id)]
        assert [lesion for lesion, _ in boxes] == [lesion for lesion, _ in expected]
        for (_, box), (_, wanted) in zip(boxes, expected, strict=True):
            assert box.x == pytest.approx(wanted.x, abs=1e-6)
            assert box.width == pytest.approx(wanted.width, abs=1e-6)
    other.close()


def test_an_import_is_undone_in_steps_and_repeated_without_harm(
    session: Session, tmp_path: Path
) -> None:
    file = csv(tmp_path, "P1_OD,EX,1,2,3,4,,", "P1_OD,HE,9,9,3,4,,")
    first = session.images[0].id
    drawn = session.draw(first, HE, Box(50, 50, 5, 5))
    assert import_labels(session, [file]).marks == 2
    again = import_labels(session, [file])
    assert (again.marks, again.already_there) == (0, 2)
    assert len(session.marks(first)) == 3
    session.undo()
    assert session.marks(first) == (drawn,)


def test_only_labels_leave_unless_more_is_asked(session: Session, tmp_path: Path) -> None:
    first = session.images[0].id
    kept = session.draw(first, EX, Box(1, 2, 3, 4))
    session.draw(first, HE, Box(20, 20, 5, 5))
    assert kept is not None
    rejected = Mark.drawn(EX, Box(40, 40, 4, 4), author="x").with_status(
        Status.REJECTED, author="x"
    )
    session.commit([MarksEdit(first, "test", (), (rejected,))])
    export_labels(session, "csv", tmp_path / "labels")
    export_labels(session, "csv", tmp_path / "all", statuses=frozenset(Status))
    lines = [(tmp_path / name / "boxes.csv").read_text().count("\n") for name in ("labels", "all")]
    assert lines == [3, 4]


def test_places_are_left_out_and_told(session: Session, tmp_path: Path) -> None:
    file = csv(tmp_path, "P1_OD,EX,1,2,3,4,,", "P1_OD,suspicious_region,9,9,30,30,,")
    report = import_labels(session, [file])
    assert (report.marks, report.places) == (1, 1)
    assert "1 regions or patches of a network were left out" in str(report)
    assert [mark.lesion for mark in session.marks(session.images[0].id)] == [EX]


def test_imported_marks_carry_status_author_and_file(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "theirs.csv"
    file.write_text(
        "image,class,x,y,width,height,status,author,model\n"
        "P1_OD,EX,1,2,3,4,,,\nP1_OD,HE,9,9,3,4,accepted,Ben,net\nP1_OD,MA,30,30,3,4,proposed,,net\n"
    )
    import_labels(session, [file])
    first = session.images[0].id
    found = {mark.lesion: mark for mark in session.marks(first)}
    expected = {
        EX: (Status.DRAWN, "ann"),
        HE: (Status.ACCEPTED, "Ben"),
        LesionClass.MICROANEURYSM: (Status.PROPOSED, ""),
    }
    assert {lesion: (m.status, m.author) for lesion, m in found.items()} == expected
    assert {mark.source for mark in found.values()} == {"theirs.csv"}
    assert session._store.marks(first) == session.marks(first)
    assert [mark["source"] for mark in session._store.events(first)[-1].after] == ["theirs.csv"] * 3
    for format_name in READABLE:
        out = tmp_path / format_name
        export_labels(session, format_name, out, statuses=frozenset(Status))
        (image, _) = read_labels([out])
        assert set(image.marks) == set(found.values()), format_name


def test_an_answer_keeps_reader_time_and_file(session: Session, tmp_path: Path) -> None:
    first, second = session.images
    session.set_grading(first.id, Grading(dr=DRGrade.MODERATE))
    mine = session.grading(first.id)
    assert mine.reader == "ann"
    assert mine.at is not None
    export_labels(session, "csv", tmp_path / "out")
    row = (tmp_path / "out" / "grades.csv").read_text().splitlines()[1]
    assert f",ann,{mine.at.isoformat()}," in row
    opened(photographs(tmp_path / "other")).close()
    other = open_study([tmp_path / "other"], reader="Ben")
    import_labels(other, [tmp_path / "out"])
    for kept in (other.answers.by(1, "ann"), other._store.grading(1)):
        assert (kept.dr, kept.reader, kept.at) == (DRGrade.MODERATE, "ann", mine.at)
        assert kept.source == "out/grades.csv"
    assert other.answers.standing(second.id).is_empty
    assert other.grading(1).is_empty
    other.set_grading(1, Grading(dr=DRGrade.MILD))
    assert (other.grading(1).reader, other.grading(1).source) == ("Ben", "")
    assert other.answers.others(1) == (mine,)
    other.undo()
    assert other.grading(1).is_empty
    assert (other.answers.standing(1).reader, other.answers.standing(1).at) == ("ann", mine.at)
    assert other._store.grading(1).reader == "ann"
    other.close()
    other.close()


def test_equal_ids_do_not_collide(session: Session, tmp_path: Path) -> None:
    file = tmp_path / "ids.csv"
    rows = ["P1_OD,EX,1,2,3,4,same", "P1_OD,EX,5,6,3,4,same", "P1_OS,EX,1,2,3,4,same"]
    file.write_text("image,class,x,y,width,height,id\n" + "\n".join([*rows, rows[0]]) + "\n")
    report = import_labels(session, [file])
    assert (report.marks, report.already_there) == (3, 1)
    ids = {mark.id for marks in session.all_marks().values() for mark in marks}
    assert len(ids) == 3
    assert "same" in ids


WRONG = {
    "not in the study": (["P9_OD,EX,1,2,3,4,,"], "P9_OD is not in the study"),
    "another size": (["P1_OD,EX,1,2,3,4,640,480"], "P1_OD: the labels are for .* 640x480"),
    "outside": (
        ["P1_OD,EX,90,2,30,4,,"],
        "row 2: the box ends at .120, 6., outside its photog",
    ),
    "one bad row of two": (["P1_OD,EX,1,2,3,4,,", "P1_OS,EX,1,2,-3,4,,"], "row 3, width"),
}


@pytest.mark.parametrize("case", WRONG)
def test_all_or_nothing(case: str, session: Session, tmp_path: Path) -> None:
    rows, message = WRONG[case]
    with pytest.raises(LabelError, match=message):
        import_labels(session, [csv(tmp_path, *rows)])
    assert all(session.marks(image.id) == () for image in session.images)
    assert not session.can_undo


def test_another_answer_is_not_overwritten(session: Session, tmp_path: Path) -> None:
    first = session.images[0].id
    session.set_grading(first, Grading(dr=DRGrade.SEVERE))
    grades = tmp_path / "grades.csv"
    grades.write_text("image,dr_grade\nP1_OS,1\nP1_OD,1\n")
    with pytest.raises(LabelError, match="the study has another grading"):
        import_labels(session, [grades])
    assert session.grading(first).dr is DRGrade.SEVERE
    assert session.grading(session.images[1].id).is_empty


def test_another_photograph_of_the_same_name_is_refused(session: Session, tmp_path: Path) -> None:
    export_labels(session, "csv", tmp_path / "out")
    other = photographs(tmp_path / "other")
    cv2.imwrite(str(other / "P1_OD.png"), np.full((80, 100, 3), 99, np.uint8))
    study = opened(other)
    with pytest.raises(LabelError, match="SHA-256 differs"):
        import_labels(study, [tmp_path / "out"])
    study.close()


@pytest.mark.parametrize(
    ("columns", "cells", "message"),
    [
        ("sha256", "00", "SHA-256 differs"),
        ("image_width,image_height", "640,480", "640x480"),
        ("eye", "OS", r"for the left \(OS\) eye, the study's is right \(OD\)"),
    ],
)
def test_a_photograph_that_was_never_shown_is_looked_at_before_it_takes_labels(
    columns: str, cells: str, message: str, tmp_path: Path
) -> None:
    study = open_study([photographs(tmp_path / "study")], reader="ann")
    file = tmp_path / "labels.csv"
    file.write_text(f"image,class,x,y,width,height,{columns}\nP1_OD,EX,1,2,3,4,{cells}\n")
    with pytest.raises(LabelError, match=message):
        import_labels(study, [file])
    study.close()


@pytest.mark.parametrize("format_name", ["csv", "coco", "yolo", "voc", "labelme"])
def test_an_export_names_the_content_of_photographs_that_were_never_shown(
    format_name: str, tmp_path: Path
) -> None:
    folder = photographs(tmp_path / "study")
    study = open_study([folder], reader="ann")
    export_labels(study, format_name, tmp_path / "out")
    sums = {image.image: image.sha256 for image in read_labels([tmp_path / "out"])}
    assert sums == {
        path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.png")
    }
    study.close()


@pytest.mark.parametrize(
    ("format_name", "said"), [("yolo", True), ("masks", True), ("coco", False)]
)
def test_photographs_that_nobody_has_read_are_said_where_they_would_pass_for_healthy(
    format_name: str, said: bool, tmp_path: Path
) -> None:
    study = open_study([photographs(tmp_path / "study")], reader="ann")
    unread = "unread photograph will count as free of lesions"
    first, *others = study.images
    study.set_grading(first.id, Grading(dr=DRGrade.NONE))
    study.set_grading(others[0].id, Grading(flag=True))  # to come back to it
    report = export_labels(study, format_name, tmp_path / "out")
    assert report.gradings == 1
    assert (f"{len(others)} {unread}" in str(report)) is said
    study.close()


@pytest.mark.parametrize("format_name", FORMATS)
def test_photographs_that_were_never_opened_leave_too(format_name: str, tmp_path: Path) -> None:
    study = open_study([photographs(tmp_path / "study")], reader="ann")
    written = export_labels(study, format_name, tmp_path / "out")
    assert written
    study.close()


# Decisions of several readers


RUN = Provenance("ganet", "1", "ab", 0.5, 0.75)


def proposed(session: Session, *boxes: Box) -> tuple[Mark, ...]:
    """The same proposals on every computer, with the ids of this one."""
    marks = tuple(Mark.proposed(EX, box, provenance=RUN) for box in boxes)
    session.commit([MarksEdit(1, "Propose", (), marks)])
    return marks


BOXES = Box(10, 20, 30, 40), Box(50, 20, 10, 10), Box(70, 20, 10, 10)


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Session]:
    session = opened(photographs(tmp_path / "second"))
    session.reader = "ben"
    yield session
    session.close()


def exchange(source: Session, target: Session, folder: Path, format_name: str = "csv") -> int:
    export_labels(source, format_name, folder, statuses=frozenset(Status))
    return import_labels(target, [folder]).marks


def decisions(session: Session) -> set[tuple[Box, str, Status]]:
    return {(mark.box, mark.author, mark.status) for mark in session.marks(1)}


@pytest.mark.parametrize("format_name", ["csv", "coco", "voc", "labelme"])
def test_a_readers_decisions_take_the_place_of_untouched_proposals(
    session: Session, second: Session, tmp_path: Path, format_name: str
) -> None:
    mine, theirs = proposed(session, *BOXES), proposed(second, *BOXES)
    second.accept(1, [theirs[0].id])
    second.reject(1, [theirs[1].id])
    assert exchange(second, session, tmp_path / "out", format_name) == 2
    expected = {
        (BOXES[0], "ben", Status.ACCEPTED),
        (BOXES[1], "ben", Status.REJECTED),
        (BOXES[2], "", Status.PROPOSED),
    }
    assert decisions(session) == expected
    assert all(mark.provenance == RUN for mark in session.marks(1))
    assert mine[2].id in {mark.id for mark in session.marks(1)}
    assert exchange(second, session, tmp_path / "out", format_name) == 0
    assert decisions(session) == expected
    session.undo()
    assert set(session.marks(1)) == set(mine)


def test_what_was_imported_outlives_the_next_run(
    session: Session, second: Session, tmp_path: Path
) -> None:
    proposed(session, *BOXES)
    second.accept(1, [mark.id for mark in proposed(second, *BOXES[:2])])
    exchange(second, session, tmp_path / "out")
    session._store.replace_proposals(1, [])
    session._store.replace_proposals(1, [Mark.proposed(EX, BOXES[2], provenance=RUN)])
    kept = session._store.marks(1)
    assert {m.box for m in kept if m.status is Status.ACCEPTED} == set(BOXES[:2])


def test_two_readers_decisions_both_stay(session: Session, second: Session, tmp_path: Path) -> None:
    session.accept(1, [mark.id for mark in proposed(session, BOXES[0])])
    second.reject(1, [mark.id for mark in proposed(second, BOXES[0])])
    exchange(second, session, tmp_path / "out")
    both = {(BOXES[0], "ann", Status.ACCEPTED), (BOXES[0], "ben", Status.REJECTED)}
    assert decisions(session) == both
    exchange(second, session, tmp_path / "out")
    assert decisions(session) == both


def test_a_copy_of_the_study_comes_back_edited(
    session: Session, second: Session, tmp_path: Path
) -> None:
    """The same marks, ids and all: one reader moved a box that the other has not touched."""
    marks = proposed(session, *BOXES[:2])
    second.commit([MarksEdit(1, "Propose", (), marks)])
    second.set_boxes(1, {marks[0].id: Box(11, 22, 33, 44)})
    exchange(second, session, tmp_path / "out")
    assert decisions(session) == {
        (Box(11, 22, 33, 44), "ben", Status.EDITED),
        (BOXES[1], "", Status.PROPOSED),
    }


def test_proposals_and_nameless_boxes_add_nothing_to_decisions(
    session: Session, second: Session, tmp_path: Path
) -> None:
    session.accept(1, [mark.id for mark in proposed(session, BOXES[0])])
    proposed(second, BOXES[0])
    assert exchange(second, session, tmp_path / "out") == 0
    row = "P1_OD.png,EX,10,20,30,40,100,80"
    assert import_labels(session, [csv(tmp_path, row)]).already_there == 1
    assert decisions(session) == {(BOXES[0], "ann", Status.ACCEPTED)}


def test_an_import_that_fails_on_its_second_photograph_leaves_the_first(
    session: Session, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(session.path)) as connection, connection:
        connection.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON marks WHEN NEW.image_id = 2 "
            "BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    rows = [f"P1_{eye}.png,EX,10,20,30,40,100,80" for eye in ("OD", "OS")]
    with pytest.raises(ProjectError):
        import_labels(session, [csv(tmp_path, *rows)])
    assert session._store.all_marks() == {}
    assert session.marks(1) == ()
    assert not session.can_undo


def test_labels_of_a_photograph_that_has_gone_leave_without_its_checksum(tmp_path: Path) -> None:
    study = open_study([photographs(tmp_path / "study")], reader="ann")
    first = study.images[0]
    study._store.update_image(first.id, width=100, height=80)
    study.close()
    study = open_study([tmp_path / "study" / "study.retinaview"], reader="ann")
    study.draw(first.id, EX, Box(1, 2, 3, 4))
    (tmp_path / "study" / "P1_OD.png").unlink()
    export_labels(study, "csv", tmp_path / "out")
    image, other = read_labels([tmp_path / "out"])
    assert (len(image.marks), image.sha256, len(other.sha256)) == (1, "", 64)
    study.close()


def test_a_table_knows_better_than_a_name_whose_eyes_they_are(tmp_path: Path) -> None:
    folder, file = tmp_path / "study", tmp_path / "b.csv"
    folder.mkdir()
    for name in ("0.png", "P1_OD.png"):
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), 40, np.uint8))
    header = "image,patient,eye,class,x,y,width,height\n"
    with closing(opened(folder)) as session:
        file.write_text(f"{header}0.png,Q7,left,EX,1,2,3,4\nP1_OD.png,,,EX,1,2,3,4\n")
        report = import_labels(session, [file])
        assert [(image.patient, image.eye) for image in session.images] == [
            ("Q7", Laterality.OS),
            ("P1", Laterality.OD),
        ]
        assert "get their patient or eye from the files: 1" in str(report)
        file.write_text(f"{header}0.png,Q8,left,EX,1,2,3,4\n")
        assert "keep another patient than the files say: 1" in str(import_labels(session, [file]))
        assert session.images[0].patient == "Q7"
        session.undo()
        assert (session.images[0].patient, session.images[0].eye) == ("0", None)
        assert not any(session.all_marks().values())
