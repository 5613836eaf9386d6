"""The event log as a file, and the same study made anew from it."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from retinaview.core.edits import DayEdit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError, ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.mask import Mask
from retinaview.project.event_file import replay, write_events
from retinaview.project.proposals import is_untouched
from retinaview.project.store import ProjectStore

if TYPE_CHECKING:
    from pathlib import Path

HE = LesionClass.HAEMORRHAGE
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def worked_on(store: ProjectStore) -> None:
    """What two readers and a network do: draw, decide, undo, answer, flag, rename, paint."""
    first, second = (image.id for image in store.images())
    store.update_image(first, sha256="a" * 64, width=640, height=480)
    origin = Provenance("ganet", "1", "b" * 64, 0.5, 0.9)
    proposals = [Mark.proposed(HE, Box(x, 10, 9, 9), provenance=origin) for x in (10, 50, 90)]
    store.replace_proposals(first, proposals)
    drawn = Mark.drawn(HE, Box(1, 2, 30, 40), author="Anna")
    painted = drawn.with_mask(Mask.filling(Box(1, 2, 5, 6)), author="Ben")
    accepted = proposals[0].with_status(Status.ACCEPTED, author="Anna")
    rejected = proposals[1].with_status(Status.REJECTED, author="Anna")
    given = Grading(DRGrade.MILD, comment="haze", flag=True).signed("Anna", NOON)
    imported = Grading(DRGrade.SEVERE, reader="Eve", at=NOON, source="eve.csv")
    steps = [
        ("Anna", MarksEdit(first, "Draw", (), (drawn,))),
        ("Anna", MarksEdit(first, "Accept", (proposals[0],), (accepted,))),
        ("Anna", MarksEdit(first, "Reject", (proposals[1],), (rejected,))),
        ("Anna", MarksEdit(first, "Reject", (rejected,), (proposals[1],))),  # taken back
        ("Ben", MarksEdit(first, "Paint", (drawn,), (painted,))),
        ("Ben", MarksEdit(first, "Doubt", (painted,), (replace(painted, unsure=True),))),
        ("Anna", GradingEdit(first, "Grade", Grading(), given)),
        ("Ben", GradingEdit(first, "Import grading", Grading(), imported)),
        ("Ben", GradingEdit(second, "Grade", Grading(), Grading(ungradable=True))),
        ("Ben", EyeEdit(second, "Change patient", ("1", Laterality.OS), ("7", None))),
        ("Ben", DayEdit(second, "Change date", None, date(2023, 1, 10))),
        ("Anna", DayEdit(second, "Change date", date(2023, 1, 10), date(2024, 5, 1))),
    ]
    for reader, edit in steps:
        store.apply([edit], reader=reader)
    store.note_first_answer(first, given, reader="Anna")


def contents(store: ProjectStore) -> dict[str, object]:
    """All that readers have made, by paths: the numbers of photographs are a project's own."""
    images = {image.id: image for image in store.images()}
    signed = {
        images[each].path: [
            (a, a.reader, a.source, a.decided_by, a.at if a.reader != "Ben" else None)
            for a in given
        ]
        for each, given in store.answers().items()
    }
    return {
        "images": [replace(image, id=0) for image in images.values()],
        "marks": {
            images[each].path: [mark for mark in marks if not is_untouched(mark)]
            for each, marks in store.all_marks().items()
        },
        "answers": signed,
        "first": {images[i].path: (a, a.at) for i, a in store.first_answers("Anna").items()},
    }


def test_replaying_the_log_makes_the_same_study(store: ProjectStore, tmp_path: Path) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    written = write_events(store, store.images(), path)
    with closing(ProjectStore.create(tmp_path / "again.retinaview")) as again:
        assert replay(path, again) == written
        assert contents(again) == contents(store)
        other = tmp_path / "second.jsonl"
        write_events(again, again.images(), other)
    with closing(ProjectStore.create(tmp_path / "third.retinaview")) as third:
        replay(other, third)
        assert contents(third) == contents(store)


def told_again(path: Path, label: str, changes: dict[str, object]) -> None:
    """Change in a file what the first event of a label says stood afterwards."""
    lines = path.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if f'"label": "{label}"' in line)
    told = json.loads(lines[number])
    (told["after"][0] if isinstance(told["after"], list) else told["after"]).update(changes)
    lines[number] = json.dumps(told)
    path.write_text("\n".join(lines), "utf-8")


def test_regions_that_an_earlier_version_took_for_marks_are_not_done_again(
    store: ProjectStore, tmp_path: Path
) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    told_again(path, "Accept", {"class": "suspicious_region"})
    with closing(ProjectStore.create(tmp_path / "again.retinaview")) as again:
        replay(path, again)
        (marks,) = again.all_marks().values()
        assert {mark.status for mark in marks} == {Status.DRAWN}


def test_an_answer_that_an_earlier_version_let_contradict_itself_is_the_one_it_showed(
    store: ProjectStore, tmp_path: Path
) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    told_again(path, "Grade", {"ungradable": True})
    with closing(ProjectStore.create(tmp_path / "again.retinaview")) as again:
        replay(path, again)
        answers = {each.reader: each for each in again.answers(1)[1]}
        assert answers["Anna"] == Grading(ungradable=True, comment="haze", flag=True)


def test_a_clock_that_goes_backwards_changes_nothing(
    store: ProjectStore, image_id: int, tmp_path: Path
) -> None:
    """Events stand in their order, whatever their times say."""
    mild, severe = Grading(DRGrade.MILD), Grading(DRGrade.SEVERE)
    later = NOON - timedelta(days=400)  # the clock was set back before the second answer
    store.apply([GradingEdit(image_id, "Grade", Grading(), mild)], reader="Anna", at=NOON)
    store.apply([GradingEdit(image_id, "Grade", mild, severe)], reader="Anna", at=later)
    assert [event.at for event in store.events(image_id)] == [NOON, later]
    assert store.grading(image_id) == severe
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    with closing(ProjectStore.create(tmp_path / "again.retinaview")) as again:
        replay(path, again)
        assert again.gradings() == {again.images()[0].id: severe}


def test_a_comment_may_hold_any_line_separator(
    store: ProjectStore, image_id: int, tmp_path: Path
) -> None:
    said = Grading(DRGrade.MILD, comment="one\u2028two\x85three")
    store.apply([GradingEdit(image_id, "Grade", Grading(), said)], reader="Anna", at=NOON)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    with closing(ProjectStore.create(tmp_path / "again.retinaview")) as again:
        replay(path, again)
        assert again.gradings()[again.images()[0].id].comment == said.comment


def test_a_history_goes_into_a_new_project_alone(store: ProjectStore, tmp_path: Path) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    before = contents(store)
    with pytest.raises(ProjectError, match="is not empty"):
        replay(path, store)
    assert contents(store) == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is no history"),
        (b"\xff\xfe", "is no history"),
        (b"[]\n", "is no history"),
        (b'{"kind": "retinaview history", "version": 99, "photographs": []}\n', "is no history"),
        (b'{"kind": "retinaview history", "version": 1, "photographs": [7]}\n', "is no history"),
        (b'{"kind": "retinaview history", "version": 1, "photographs": []}\n{}\n', "line 2"),
        (b"[" * 100_000, "is no history"),
    ],
)
def test_what_is_no_history_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(content)
    with closing(ProjectStore.create(tmp_path / "new.retinaview")) as store:
        with pytest.raises(LabelError, match=message):
            replay(path, store)
        assert store.images() == ()


def test_a_damaged_mark_in_the_history_is_named_and_nothing_is_done(
    store: ProjectStore, tmp_path: Path
) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    lines = path.read_text().split("\n")
    number = next(n for n, line in enumerate(lines) if '"label": "Draw"' in line)
    told = json.loads(lines[number])
    told["after"][0]["box"] = [1, 2, -3, 4]
    lines[number] = json.dumps(told)
    path.write_text("\n".join(lines))
    with closing(ProjectStore.create(tmp_path / "new.retinaview")) as again:
        with pytest.raises(LabelError, match=f"line {number + 1}"):
            replay(path, again)
        assert again.images() == ()


def test_a_first_answer_on_no_photograph_of_the_history_is_passed_over(
    store: ProjectStore, tmp_path: Path
) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    lines = path.read_text().split("\n")
    number = next(n for n, line in enumerate(lines) if '"label": "First answer"' in line)
    lines[number] = json.dumps(json.loads(lines[number]) | {"photograph": 99})
    path.write_text("\n".join(lines))
    with closing(ProjectStore.create(tmp_path / "new.retinaview")) as again:
        replay(path, again)
        assert contents(again) == contents(store) | {"first": {}}


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("provenance", "threshold"), 10**400),
        (("provenance", "score"), "high"),
        (("provenance", "weights_sha256"), 1.5),
        (("provenance",), {"model": "ganet"}),
        (("created",), "0001-01-01T00:00:00+14:00"),
        (("mask",), "0 0 2 2 4"),
    ],
)
def test_a_mark_of_another_kind_is_named_and_nothing_is_done(
    store: ProjectStore, tmp_path: Path, where: tuple[str, ...], value: object
) -> None:
    worked_on(store)
    path = tmp_path / "history.jsonl"
    write_events(store, store.images(), path)
    lines = path.read_text("utf-8").split("\n")
    number = next(n for n, line in enumerate(lines) if '"label": "Accept"' in line)
    told = json.loads(lines[number])
    place = told["after"][0]
    for name in where[:-1]:
        place = place[name]
    place[where[-1]] = value
    lines[number] = json.dumps(told)
    path.write_text("\n".join(lines), "utf-8")
    with closing(ProjectStore.create(tmp_path / "new.retinaview")) as again:
        with pytest.raises(LabelError, match=f"line {number + 1}: cannot be read"):
            replay(path, again)
        assert again.images() == ()


@pytest.mark.parametrize(
    "wrong", [{"width": 10**30}, {"height": "480"}, {"sha256": 7}, {"path": None}, {"eye": "left"}]
)
def test_a_photograph_of_another_kind_is_refused_before_anything_is_done(
    tmp_path: Path, wrong: dict[str, object]
) -> None:
    sound = {"id": 1, "path": "a.png", "sha256": "", "width": 6, "height": 4, "patient": "1"}
    head = {"kind": "retinaview history", "version": 1}
    photographs = [sound | {"eye": None} | wrong]
    path = tmp_path / "history.jsonl"
    path.write_text(json.dumps(head | {"photographs": photographs}))
    with closing(ProjectStore.create(tmp_path / "new.retinaview")) as store:
        with pytest.raises(LabelError, match="is no history"):
            replay(path, store)
        assert store.images() == ()
