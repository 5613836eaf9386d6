from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from retinaview.core.edits import EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DMEGrade, DRGrade, Grading, Laterality, UngradableReason
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.project.faults import ProjectClosed, StaleEdit
from retinaview.project.store import NewImage, ProjectStore, StudyImage


def drawn(x: float = 10.0) -> Mark:
    return Mark.drawn(LesionClass.HAEMORRHAGE, Box(x, 20, 30, 40), author="Anna")


def draw(image_id: int, *marks: Mark) -> MarksEdit:
    return MarksEdit(image_id, "Draw haemorrhage", (), marks)


def test_images_keep_their_order_and_are_added_once(store: ProjectStore) -> None:
    added = store.add_images([NewImage("photos/1_left.jpg"), NewImage("b.jpg"), NewImage("b.jpg")])

    assert [image.path for image in added] == ["b.jpg"]
    assert [(i.path, i.position) for i in store.images()] == [
        ("photos/1_right.jpg", 0),
        ("photos/1_left.jpg", 1),
        ("b.jpg", 2),
    ]
    assert store.images()[0] == StudyImage(
        1, "photos/1_right.jpg", "", None, None, "1", Laterality.OD, 0
    )
    assert store.images()[0].name == "1_right.jpg"


def test_update_image_fills_in_and_leaves_the_rest(store: ProjectStore, image_id: int) -> None:
    store.update_image(image_id, sha256="ab", width=30, height=20)
    updated = store.update_image(image_id, eye=Laterality.OS, reader="Anna")

    assert updated == store.images()[0]
    assert (updated.sha256, updated.width, updated.height) == ("ab", 30, 20)
    assert (updated.eye, updated.patient) == (Laterality.OS, "1")
    assert store.events(image_id)[-1].before == {"eye": "OD"}
    assert store.events(image_id)[-1].after == {"eye": "OS"}
    assert store.events(image_id)[-1].reader == "Anna"


def test_updating_with_what_is_known_logs_nothing(store: ProjectStore, image_id: int) -> None:
    store.update_image(image_id, sha256="ab")
    before = store.events()
    store.update_image(image_id, sha256="ab", patient="1")
    assert store.events() == before


def test_marks_survive_closing(store: ProjectStore, image_id: int) -> None:
    mark = drawn()
    store.apply([draw(image_id, mark)], reader="Anna")
    store.close()

    reopened = ProjectStore.open(store.path)
    assert reopened.marks(image_id) == (mark,)
    assert reopened.all_marks() == {image_id: (mark,)}
    reopened.close()


def test_one_file_remains_after_closing(store: ProjectStore, image_id: int) -> None:
    store.apply([draw(image_id, drawn())], reader="Anna")
    store.close()
    assert [path.name for path in store.path.parent.iterdir()] == ["study.retinaview"]


finite = st.floats(-1e6, 1e6, allow_nan=False)
sides = st.floats(1e-6, 1e6, allow_nan=False)
words = st.text(st.characters(codec="utf-8"), max_size=20)
shares = st.none() | st.floats(0, 1)
times = st.datetimes(
    datetime(1990, 1, 1),
    datetime(2090, 1, 1),
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
)
any_mark = st.builds(
    Mark,
    id=st.uuids().map(lambda u: u.hex),
    lesion=st.sampled_from(LesionClass),
    box=st.builds(Box, finite, finite, sides, sides),
    status=st.sampled_from(Status),
    author=words,
    created=times,
    modified=times,
    provenance=st.none() | st.builds(Provenance, words, words, words, shares, shares),
    locked=st.booleans(),
    comment=words,
)
any_mask = st.builds(
    lambda raster, x, y: Mask.of(np.array(raster), x=x, y=y),
    st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=4),
    st.integers(-9, 9000),
    st.integers(-9, 9000),
).filter(lambda mask: mask is not None)
any_masked_mark = st.builds(
    lambda mark, mask: mark.with_mask(mask, author="Anna"), any_mark, any_mask
)


@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(marks=st.lists(any_mark | any_masked_mark, min_size=1, max_size=4, unique_by=lambda m: m.id))
def test_every_mark_comes_back_as_it_was(
    store: ProjectStore, image_id: int, marks: list[Mark]
) -> None:
    edit = draw(image_id, *marks)
    store.apply([edit], reader="Anna")
    assert set(store.marks(image_id)) == set(marks)
    store.apply([edit.inverse()], reader="Anna")
    assert store.marks(image_id) == ()


def test_marks_come_in_drawing_order(store: ProjectStore, image_id: int) -> None:
    first = drawn()
    later = replace(drawn(), created=first.created + timedelta(seconds=1))
    origin = Provenance("ganet", "1", "ab", 0.5, 0.2)
    weak = replace(first, id="a", provenance=origin)
    strong = replace(first, id="b", provenance=replace(origin, score=0.9))

    store.apply([draw(image_id, later, weak, strong, first)], reader="Anna")
    assert store.marks(image_id) == (strong, weak, first, later)


def test_an_edit_is_logged_with_who_and_what(store: ProjectStore, image_id: int) -> None:
    mark = drawn()
    store.apply([draw(image_id, mark)], reader="Anna")
    moved = mark.with_box(Box(0, 0, 5, 5), author="Ben")
    store.apply([MarksEdit(image_id, "Move haemorrhage", (mark,), (moved,))], reader="Ben")

    event = store.events(image_id)[-1]
    assert (event.reader, event.label, event.image_id) == ("Ben", "Move haemorrhage", image_id)
    assert event.before[0]["box"] == [10, 20, 30, 40]
    assert event.after[0]["box"] == [0, 0, 5, 5]
    assert event.at.tzinfo is not None


def test_the_event_log_cannot_be_rewritten(store: ProjectStore, image_id: int) -> None:
    store.apply([draw(image_id, drawn())], reader="Anna")
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        for sentence in ("DELETE FROM events", "UPDATE events SET reader = 'Ben'"):
            with pytest.raises(sqlite3.IntegrityError, match="only ever appended to"):
                connection.execute(sentence)


@pytest.mark.parametrize("stale", ["changed", "deleted", "added", "elsewhere"])
def test_a_stale_edit_changes_nothing(store: ProjectStore, stale: str) -> None:
    first, second = (image.id for image in store.images())
    mark, other = drawn(), drawn(500)
    store.apply([draw(first, mark)], reader="Anna")
    moved = mark.with_box(Box(1, 1, 1, 1), author="Anna")
    before = {
        "changed": replace(mark, comment="old"),
        "deleted": other,
        "added": None,
        "elsewhere": mark,
    }[stale]
    target = second if stale == "elsewhere" else first
    edit = MarksEdit(target, "Move", () if before is None else (before,), (moved,))
    events = store.events()

    with pytest.raises(StaleEdit, match=r"study\.retinaview: another window changed"):
        store.apply([draw(second, other), edit], reader="Anna")
    assert store.all_marks() == {first: (mark,)}
    assert store.events() == events


def test_a_patient_that_another_window_corrected_stays(store: ProjectStore, image_id: int) -> None:
    (image,) = (image for image in store.images() if image.id == image_id)
    before = image.patient, image.eye
    store.apply([EyeEdit(image_id, "Change patient", before, ("7", Laterality.OS))], reader="Anna")
    with pytest.raises(StaleEdit):
        store.apply([EyeEdit(image_id, "Change patient", before, ("8", None))], reader="Ben")
    (image,) = (image for image in store.images() if image.id == image_id)
    assert (image.patient, image.eye) == ("7", Laterality.OS)


def test_what_asks_a_closed_project_is_given_up(store: ProjectStore, image_id: int) -> None:
    mark = Mark.drawn(LesionClass.IRMA, Box(1, 2, 3, 4), author="Anna")
    store.close()
    with pytest.raises(ProjectClosed, match="closed meanwhile"):
        store.marks(image_id)
    with pytest.raises(ProjectClosed, match="nothing was changed"):
        store.apply([MarksEdit(image_id, "Draw", (), (mark,))], reader="Anna")


def test_a_row_that_another_program_wrote_differently_can_be_edited(
    store: ProjectStore, image_id: int
) -> None:
    mark = Mark.drawn(LesionClass.IRMA, Box(1, 2, 3, 4), author="Anna")
    store.apply([MarksEdit(image_id, "Draw", (), (mark,))], reader="Anna")
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE marks SET created = replace(created, '+00:00', 'Z')")
        other.commit()
    moved = replace(mark, box=Box(5, 6, 7, 8))
    store.apply([MarksEdit(image_id, "Move", (mark,), (moved,))], reader="Anna")
    assert store.marks(image_id) == (moved,)


def test_a_stroke_stores_the_mark_that_it_changed_and_undo_brings_it_back(
    store: ProjectStore, image_id: int
) -> None:
    box = drawn()
    mask = Mask(10, 20, 3, 2, (0, 5, 1))
    painted = box.with_mask(mask, author="Anna")
    store.apply([draw(image_id, box, drawn(50))], reader="Anna")
    stroke = MarksEdit(image_id, "Paint haemorrhage", (box,), (painted,))
    store.apply([stroke], reader="Anna")
    assert painted in store.marks(image_id)
    event = store.events(image_id)[-1]
    assert [each["mask"] for each in (*event.before, *event.after)] == [None, "10 20 3 2 0 5 1"]
    store.apply([stroke.inverse()], reader="Anna")
    assert box in store.marks(image_id)


def test_a_mask_that_cannot_be_read_is_said_and_stays_in_the_file(
    store: ProjectStore, image_id: int
) -> None:
    mark = Mark.drawn(LesionClass.IRMA, Mask(1, 2, 2, 2, (0, 4)), author="Anna")
    store.apply([draw(image_id, mark, drawn())], reader="Anna")
    with closing(sqlite3.connect(store.path)) as other:
        other.execute("UPDATE marks SET mask = '1 2 2 2 0 7' WHERE mask IS NOT NULL")
        other.commit()
    assert [each.mask for each in store.marks(image_id)] == [None]
    assert "mark cannot be read" in store.damage.of(image_id)[0]
    assert mark.id in store.mark_ids()


def test_two_windows_on_one_project(store: ProjectStore, image_id: int) -> None:
    mark = drawn()
    store.apply([draw(image_id, mark)], reader="Anna")
    other = ProjectStore.open(store.path)
    mine = mark.with_box(Box(1, 1, 9, 9), author="Anna")
    theirs = mark.with_class(LesionClass.IRMA, author="Ben")

    store.apply([MarksEdit(image_id, "Move", (mark,), (mine,))], reader="Anna")
    with pytest.raises(StaleEdit):
        other.apply([MarksEdit(image_id, "Change class", (mark,), (theirs,))], reader="Ben")
    assert other.marks(image_id) == store.marks(image_id) == (mine,)
    other.apply([draw(image_id, drawn(300))], reader="Ben")
    assert len(store.marks(image_id)) == 2
    other.close()


def test_gradings(store: ProjectStore, image_id: int) -> None:
    empty = Grading()
    answer = Grading(DRGrade.SEVERE, DMEGrade.AWAY, ungradable=False, comment="blot")
    edit = GradingEdit(image_id, "Grade", empty, answer)

    assert store.grading(image_id) == empty
    store.apply([edit], reader="Anna")
    assert store.grading(image_id) == answer
    assert store.gradings() == {image_id: answer}
    with pytest.raises(StaleEdit):
        store.apply([edit], reader="Anna")
    store.apply([edit.inverse()], reader="Anna")
    assert store.gradings() == {}
    assert [e.after["dr"] for e in store.events(image_id)] == [3, None]


def test_each_reader_has_an_answer_and_undo_takes_back_ones_own(
    store: ProjectStore, image_id: int
) -> None:
    first, second = Grading(DRGrade.SEVERE, reader="Anna"), Grading(DRGrade.MILD, reader="Ben")
    store.apply([GradingEdit(image_id, "Grade", Grading(), first)], reader="Anna")
    edit = GradingEdit(image_id, "Grade", Grading(), second)
    store.apply([edit], reader="Ben")
    assert store.answers() == {image_id: (first, second)}
    assert [each.reader for each in store.answers(image_id)[image_id]] == ["Anna", "Ben"]
    assert store.grading(image_id).reader == "Ben"
    with pytest.raises(StaleEdit):
        store.apply([edit], reader="Ben")
    store.apply([edit.inverse()], reader="Ben")
    assert store.answers() == {image_id: (first,)}


def test_a_flag_alone_is_not_the_answer_of_a_photograph(store: ProjectStore, image_id: int) -> None:
    answer, flag = Grading(DRGrade.SEVERE), Grading(flag=True)
    store.apply([GradingEdit(image_id, "Grade", Grading(), answer)], reader="Anna")
    store.apply([GradingEdit(image_id, "Grade", Grading(), flag)], reader="Ben")
    assert store.gradings() == {image_id: answer}


def test_why_a_photograph_is_ungradable_and_doubt_are_kept(
    store: ProjectStore, image_id: int
) -> None:
    answer = Grading(ungradable=True, reason=UngradableReason.ARTEFACT, unsure=True)
    store.apply([GradingEdit(image_id, "Grade", Grading(), answer)], reader="Anna")
    assert store.grading(image_id) == answer
    (event,) = store.events(image_id)
    assert (event.after["reason"], event.after["unsure"]) == ("artefact", True)


def test_an_edit_of_no_photograph_is_refused(store: ProjectStore) -> None:
    with pytest.raises(ProjectError, match=r"study\.retinaview: holds no photograph number 99"):
        store.apply([draw(99, drawn())], reader="Anna")
    with pytest.raises(ProjectError, match="holds no photograph number 99"):
        store.update_image(99, sha256="ab")


def test_a_mark_belongs_to_one_photograph(store: ProjectStore) -> None:
    first, second = (image.id for image in store.images())
    mark = drawn()
    store.apply([draw(first, mark)], reader="Anna")
    with pytest.raises(StaleEdit):
        store.apply([draw(second, mark)], reader="Anna")


def test_text_that_is_no_text_is_refused(store: ProjectStore, image_id: int) -> None:
    mark = replace(drawn(), comment="\udcff")
    with pytest.raises(ProjectError, match="characters that cannot be stored"):
        store.apply([draw(image_id, mark)], reader="Anna")
    assert store.marks(image_id) == ()


def test_settings(store: ProjectStore) -> None:
    assert store.setting("panel") is None
    store.set_setting("panel", "lesions")
    store.set_setting("panel", "grades")
    assert store.setting("panel") == "grades"


def test_a_name_with_signs_that_mean_something_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "50% ?a=b #1 ü.retinaview"
    store = ProjectStore.create(path)
    store.add_images([NewImage("é ß.jpg")])
    store.close()
    store = ProjectStore.open(path)
    assert store.images()[0].path == "é ß.jpg"
    store.close()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_use_from_another_thread(store: ProjectStore, image_id: int) -> None:
    from concurrent.futures import ThreadPoolExecutor

    marks = [drawn(x) for x in range(20)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda m: store.apply([draw(image_id, m)], reader="Anna"), marks))
    assert set(store.marks(image_id)) == set(marks)


def test_an_import_asks_the_file_as_often_for_many_photographs_as_for_few(tmp_path: Path) -> None:
    store = ProjectStore.create(tmp_path / "s.retinaview")
    images = store.add_images([NewImage(f"{number}.jpg") for number in range(60)])
    asked: list[str] = []
    event.listen(store._engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for some in (images[:2], images[2:]):
        edits = [MarksEdit(image.id, "Import", (), (drawn(),)) for image in some]
        answers = [GradingEdit(i.id, "Import", Grading(), Grading(DRGrade.MILD)) for i in some]
        asked.clear()
        store.apply([*edits, *answers], reader="Anna")
        counts.append(len(asked))
    assert counts[0] == counts[1] < 10
    assert len(store.events()) == 1 + 2 * len(images)
    store.close()


def test_more_marks_than_a_query_takes_come_and_go_in_one_edit(
    store: ProjectStore, image_id: int
) -> None:
    # Some systems' SQLite takes 250,000 values in a query, others 999; here it takes fewer still.
    store._connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 100)
    marks = tuple(drawn() for _ in range(350))
    edit = MarksEdit(image_id, "Import", (), marks)
    store.apply([edit], reader="Anna")
    assert len(store.marks(image_id)) == len(marks)
    store.apply([edit.inverse()], reader="Anna")
    assert store.marks(image_id) == ()


def test_more_photographs_than_a_query_takes_are_assigned_and_given_back(
    store: ProjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("retinaview.project.edits._PER_QUERY", 1)
    ids = [image.id for image in store.images()]
    store.assign(ids, reader="Ben", by="Anna")
    assert {i: each.reader for i, each in store.assignments().items()} == dict.fromkeys(ids, "Ben")
    with pytest.raises(ProjectError, match="holds no photograph number 99"):
        store.assign([*ids, 99], reader=None, by="Anna")
    store.assign(ids, reader=None, by="Anna")
    assert store.assignments() == {}
