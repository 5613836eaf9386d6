"""The classes of a study: its own go through everything that marks go through."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.edits import GradingEdit
from retinaview.core.errors import LabelError, ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList, renamed
from retinaview.exchange import FORMATS
from retinaview.project.classes import CHANGE_CLASSES
from retinaview.project.event_file import replay
from retinaview.project.store import ProjectStore
from retinaview.session.agreement import readers_agreement
from retinaview.session.label_export import export_labels
from retinaview.session.label_import import commit_import, prepare_import
from retinaview.session.session import Session
from tests.importing import import_labels
from tests.unit.session.test_labels import csv, opened, photographs

FIBRES = own_class("Myelinated fibres")
WITH_FIBRES = DEFAULT_CLASSES.added([FIBRES], names=["Myelinated fibres"])


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    session = opened(photographs(tmp_path / "study"))
    session.classes.change(WITH_FIBRES)
    yield session
    session.close()


@pytest.mark.parametrize("format_name", FORMATS)
def test_a_class_of_ones_own_goes_out_and_comes_back(
    format_name: str, session: Session, tmp_path: Path
) -> None:
    image_id = session.images[0].id
    session.draw(image_id, FIBRES, Box(10, 20, 30, 40))
    session.draw(image_id, LesionClass.DRUSEN, Box(50, 20, 10, 10))
    export_labels(session, format_name, tmp_path / "out")
    with closing(opened(photographs(tmp_path / "other"))) as other:
        report = import_labels(other, [tmp_path / "out"])
        marks = other.marks(other.images[0].id)
        assert {mark.lesion: mark.box for mark in marks} == {
            FIBRES: Box(10, 20, 30, 40), LesionClass.DRUSEN: Box(50, 20, 10, 10),
        }  # fmt: skip
        assert report.new_classes == ("Myelinated fibres",)
        assert other.classes.current.own == (FIBRES,)
    again = import_labels(session, [tmp_path / "out"])
    assert (again.marks, again.new_classes) == (0, ())


def test_voc_lists_a_class_of_ones_own_with_the_others(session: Session, tmp_path: Path) -> None:
    session.draw(session.images[0].id, FIBRES, Box(10, 20, 30, 40))
    export_labels(session, "voc", tmp_path / "out")
    listed = (tmp_path / "out" / "labelmap.txt").read_text().splitlines()
    assert listed[-1].startswith(f"{FIBRES}:")


def test_an_unknown_class_joins_the_study_where_that_is_asked(
    session: Session, tmp_path: Path
) -> None:
    file = csv(tmp_path, "P1_OD.png,Silicone oil,1,2,3,4,100,80")
    with pytest.raises(LabelError, match=r"unknown class 'Silicone oil'"):
        import_labels(session, [file])
    assert session.classes.current is WITH_FIBRES
    report = import_labels(session, [file], classes={"Silicone oil": "+Oil in the eye"})
    (mark,) = session.marks(session.images[0].id)
    assert mark.lesion == "oil_in_the_eye"
    assert session.classes.current.style(mark.lesion).label == "Oil in the eye"
    assert "new class joins the study: Oil in the eye" in str(report)
    assert import_labels(session, [file], classes={"Silicone oil": "+"}).marks == 1
    assert session.classes.current.own[-1] == "silicone_oil"


def test_classes_that_changed_while_a_reader_looked_at_an_import_stay_as_they_are_now(
    session: Session, tmp_path: Path
) -> None:
    file = csv(tmp_path, "P1_OD.png,Silicone oil,1,2,3,4,100,80")
    joins = prepare_import(session, [file], classes={"Silicone oil": "+Oil in the eye"})
    plain = prepare_import(session, [file], classes={"Silicone oil": "drusen"})
    first, *rest = WITH_FIBRES.classes
    now = ClassList((*rest, renamed(first, "Red dot"))).added([own_class("Naevus")])
    session.set_classes(now)
    commit_import(session, plain)
    assert session.classes.current == now
    commit_import(session, joins)
    assert session.classes.current.classes[:-1] == now.classes
    assert session.classes.current.classes[-1].label == "Oil in the eye"


def test_the_studys_own_names_are_known_in_label_files(session: Session, tmp_path: Path) -> None:
    names = "MYELINATED FIBRES", "myelinated_fibres"
    rows = [f"P1_OD.png,{name},{n},2,3,4,100,80" for n, name in enumerate(names)]
    import_labels(session, [csv(tmp_path, *rows)])
    assert {mark.lesion for mark in session.marks(session.images[0].id)} == {FIBRES}


@pytest.mark.parametrize("name", ["+Haemorrhage", "+?", "myelinated"])
def test_a_class_that_cannot_join(name: str, session: Session, tmp_path: Path) -> None:
    file = csv(tmp_path, "P1_OD.png,Silicone oil,1,2,3,4,100,80")
    with pytest.raises(LabelError, match="class"):
        import_labels(session, [file], classes={"Silicone oil": name})


def test_a_class_in_use_stays_and_an_unused_one_goes(session: Session) -> None:
    told: list[bool] = []
    session.classes.changed.connect(lambda: told.append(True))
    mark = session.draw(session.images[0].id, FIBRES, Box(10, 20, 30, 40))
    assert mark is not None
    assert session.classes.marks() == {FIBRES: 1}
    with pytest.raises(ProjectError, match=r"fibres has marks \(1\) and stays"):
        session.classes.change(DEFAULT_CLASSES)
    assert (session.classes.current, told) == (WITH_FIBRES, [])
    session.delete(session.images[0].id, [mark.id])
    session.classes.change(DEFAULT_CLASSES)
    assert (session.classes.current, told) == (DEFAULT_CLASSES, [True])
    session.undo()
    assert session.marks(session.images[0].id)[0].lesion is FIBRES


def test_other_classes_are_a_step_that_is_taken_back_and_done_again(session: Session) -> None:
    more = WITH_FIBRES.added([own_class("Naevus")])
    assert session.set_classes(more)
    assert session.undo_label == "Change classes"
    assert session.undo() is None
    assert session.classes.current == WITH_FIBRES
    session.redo()
    assert session.classes.current == more
    session.draw(session.images[0].id, own_class("Naevus"), Box(1, 2, 3, 4))
    labels = [event.label for event in session._store.events()]
    assert labels.count(CHANGE_CLASSES) == 4
    session.undo()
    session.undo()
    assert session.classes.current == WITH_FIBRES


def test_classes_that_cannot_be_changed_are_said_to_stay(session: Session) -> None:
    said: list[str] = []
    session.message.connect(said.append)
    session.draw(session.images[0].id, FIBRES, Box(10, 20, 30, 40))
    assert not session.set_classes(DEFAULT_CLASSES)
    assert "the class Myelinated fibres has marks (1) and stays" in said[0]
    assert session.undo_label == "Draw myelinated fibres"


def test_a_change_that_another_window_crossed_is_no_longer_taken_back(session: Session) -> None:
    session.set_classes(WITH_FIBRES.added([own_class("Naevus")]))
    with closing(opened(session.path.parent)) as other:
        other.set_classes(DEFAULT_CLASSES)
    session.undo()
    assert session.classes.current == DEFAULT_CLASSES
    assert not session.can_undo


def test_the_history_makes_the_same_classes(session: Session, tmp_path: Path) -> None:
    session.draw(session.images[0].id, FIBRES, Box(10, 20, 30, 40))
    session.write_history(session.images, tmp_path / "history.jsonl")
    with closing(ProjectStore.create(tmp_path / "again.retinaview")) as again:
        replay(tmp_path / "history.jsonl", again)
        assert again.classes() == WITH_FIBRES
        assert [m.lesion for marks in again.all_marks().values() for m in marks] == [FIBRES]
        assert [e.reader for e in again.events() if e.label == CHANGE_CLASSES] == ["ann"]


def test_readers_agree_on_a_class_of_their_own(session: Session) -> None:
    image_id = session.images[0].id
    answers = [Grading(dr=DRGrade.NONE, reader=reader) for reader in ("ann", "ben")]
    session.commit([GradingEdit(image_id, "Grade", Grading(), each) for each in answers])
    session.draw(image_id, FIBRES, Box(10, 20, 30, 40))
    session.reader = "ben"
    session.draw(image_id, FIBRES, Box(11, 20, 30, 40))
    found = readers_agreement(session, "ann", "ben")
    assert found.scores["myelinated fibres (F1, IoM 0.5)"].value == 1
    assert not any(name.startswith("box agreement") for name in found.scores)


def test_a_mark_of_a_class_that_another_window_has_just_removed_stays(session: Session) -> None:
    with closing(opened(session.path.parent)) as other:
        other.set_classes(DEFAULT_CLASSES)
    session.draw(session.images[0].id, FIBRES, Box(10, 20, 30, 40))
    with closing(opened(session.path.parent)) as again:
        (mark,) = again.marks(again.images[0].id)
        assert mark.lesion is FIBRES
        assert FIBRES not in again.classes.current
        assert again.classes.current.style(mark.lesion).label == "Myelinated fibres"
