"""The event log as a file, and a study made anew from it.

The file is JSON Lines: a head with the photographs, then one event a line, oldest first. What
networks propose is not in it, since they propose it again; what a reader made of a proposal is.
Suspicious regions that an earlier version took for marks stay in the log alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import uuid4

from retinaview.core.budget import MAX_SIDE_PX
from retinaview.core.edits import DayEdit, Edit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import LabelError, ProjectError
from retinaview.core.grades import Grading, Laterality
from retinaview.core.lesions import is_place
from retinaview.core.marks import Mark
from retinaview.core.regular_files import read_regular
from retinaview.core.study_classes import ClassList
from retinaview.core.whole_files import write_new
from retinaview.project import faults
from retinaview.project.classes import CHANGE_CLASSES, of_told
from retinaview.project.images import NewImage, StudyImage
from retinaview.project.log import FIRST_ANSWER, LoggedEvent
from retinaview.project.proposals import is_untouched
from retinaview.project.rows import grading_of_json, mark_of_json
from retinaview.project.store import ProjectStore, StudyStore
from retinaview.project.values import (
    TAKEN,
    UNREADABLE,
    count,
    day,
    day_text,
    moment,
    optional,
    text,
)

FILE_NAME = "history.jsonl"
_KIND, _VERSION = "retinaview history", 1


def write_events(
    store: StudyStore, images: Sequence[StudyImage], path: Path, *, replace: bool = False
) -> int:
    """Write the event log of a study; returns how many events there are.

    Parameters
    ----------
    store : StudyStore
        The study.
    images : sequence of StudyImage
        Its photographs, with checksums as far as they are known.
    path : Path
        The file.
    replace : bool
        Replace a file of that name with another content.

    Raises
    ------
    ProjectError
        The study cannot be read.
    WriteError
        There is such a file, or it cannot be written.
    """
    events = store.events()
    content = "".join(f"{line}\n" for line in _lines(images, events))
    write_new(path, content.encode(errors="surrogateescape"), replace=replace)
    return len(events)


def _lines(images: Sequence[StudyImage], events: Sequence[LoggedEvent]) -> Iterator[str]:
    photographs = [
        {
            "id": image.id,
            "path": image.path,
            "sha256": image.sha256,
            "width": image.width,
            "height": image.height,
            "patient": image.patient,
            "eye": image.eye,
            TAKEN: day_text(image.taken),
        }
        for image in images
    ]
    head = {"kind": _KIND, "version": _VERSION, "photographs": photographs}
    yield json.dumps(head, ensure_ascii=False)
    for event in events:
        told = {
            "at": event.at.isoformat(),
            "reader": event.reader,
            "label": event.label,
            "photograph": event.image_id,
            "before": event.before,
            "after": event.after,
        }
        yield json.dumps(told, ensure_ascii=False)


def make_study(history: Path, path: Path) -> int:
    """Make a project of what an event log tells; it appears complete or not at all.

    Parameters
    ----------
    history : Path
        The event log.
    path : Path
        The new project file.

    Returns
    -------
    int
        How many events that were.

    Raises
    ------
    LabelError
        The file is no event log, or a line of it cannot be read.
    ProjectError
        Something of that name is there already, or it cannot be written.
    """
    if path.exists():
        raise ProjectError("is there already; a history makes a new project", path=path)
    staged = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with closing(ProjectStore.create(staged)) as store:
            count = replay(history, store)
        with faults.as_project_errors(path):
            staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    return count


def replay(path: Path, store: ProjectStore) -> int:
    """Do again in an empty project what an event log tells; returns how many events that were.

    Photographs, classes, readers' marks, answers and first answers are then those of the study
    that the log is of. A clock that went backwards does not matter: events count in their order.

    Raises
    ------
    LabelError
        The file is no event log, or a line of it cannot be read; the project stays empty then.
    ProjectError
        The project is not empty, or cannot be written.
    """
    head, events = _read(path)
    if store.images():
        raise ProjectError("is not empty; a history makes a new project", path=store.path)
    photographs = head["photographs"]
    eyes = _first_eyes(photographs, events)
    days = _first_days(photographs, events)
    steps = _steps(_Replay(dict(eyes), dict(days)), events, path=path)
    ids = _add_photographs(store, photographs, eyes, days)
    for step in steps:
        step(store, ids)
    return len(events)


Action = Callable[[StudyStore, Mapping[int, int]], None]
"""Does one thing in a project, by the new numbers of the photographs."""


def _read(path: Path) -> tuple[dict[str, Any], list[LoggedEvent]]:
    try:
        # Not splitlines: a comment may contain another of Unicode's line separators.
        lines = read_regular(path).decode().removesuffix("\n").split("\n")
        head = json.loads(lines[0])
        if head["kind"] != _KIND or head["version"] > _VERSION:
            raise ValueError
        for image in head["photographs"]:
            _image_of(image)
    except OSError as error:
        raise LabelError(f"cannot be read ({error.strerror})", path=path) from error
    except UNREADABLE as error:
        raise LabelError("is no history of a study", path=path) from error
    return head, [_event(line, number, path) for number, line in enumerate(lines[1:], start=2)]


def _event(line: str, number: int, path: Path) -> LoggedEvent:
    try:
        told = json.loads(line)
        return LoggedEvent(
            moment(told["at"]),
            str(told["reader"]),
            str(told["label"]),
            None if told["photograph"] is None else int(told["photograph"]),
            told["before"],
            told["after"],
        )
    except UNREADABLE as error:
        raise LabelError("cannot be read", path=path, field=f"line {number}") from error


def _image_of(told: Mapping[str, Any]) -> NewImage:
    eye = None if told["eye"] is None else Laterality(told["eye"])
    int(told["id"])
    text(told.get("sha256", ""))
    if any((optional(count, told.get(side)) or 0) > MAX_SIDE_PX for side in ("width", "height")):
        raise ValueError("no photograph is so large")
    taken = day(told.get(TAKEN, ""))
    return NewImage(text(told["path"]), text(told["patient"]), eye, taken)


def _first_eyes(
    photographs: Sequence[Mapping[str, Any]], events: Sequence[LoggedEvent]
) -> dict[int, Sequence[Any]]:
    """Return patient and eye of each photograph as they were before any event, by its number."""
    first = {event.image_id: event.before for event in reversed(events) if _is_of_eye(event)}
    return {
        int(image["id"]): first.get(int(image["id"]), (image["patient"], image["eye"]))
        for image in photographs
    }


def _first_days(
    photographs: Sequence[Mapping[str, Any]], events: Sequence[LoggedEvent]
) -> dict[int, str]:
    """Return the day of each photograph as it was before any event, by its number."""
    first = {event.image_id: event.before[TAKEN] for event in reversed(events) if _is_of_day(event)}
    return {int(i["id"]): first.get(int(i["id"]), i.get(TAKEN, "")) for i in photographs}


def _add_photographs(
    store: ProjectStore,
    told: Sequence[Mapping[str, Any]],
    eyes: Mapping[int, Sequence[Any]],
    days: Mapping[int, str],
) -> dict[int, int]:
    """Add the photographs as they were at first; returns their new numbers by the old ones."""
    new = []
    for image in told:
        patient, eye = eyes[int(image["id"])]
        first = {"patient": patient, "eye": eye, TAKEN: days[int(image["id"])]}
        new.append(_image_of({**image, **first}))
    added = {image.path: image.id for image in store.add_images(new)}
    ids = {int(image["id"]): added[str(image["path"])] for image in told}
    for image in told:
        sha256, width, height = (image.get(name) for name in ("sha256", "width", "height"))
        if sha256 or width or height:
            number = ids[int(image["id"])]
            store.update_image(number, sha256=sha256, width=width, height=height)
    return ids


@dataclass
class _Replay:
    """What stands after the events so far, so that each is done to what is there."""

    eyes: dict[int, Sequence[Any]]
    days: dict[int, str]
    marks: dict[int, dict[str, Mark]] = field(default_factory=dict)
    answers: dict[tuple[int, str], Grading] = field(default_factory=dict)

    def edit(self, event: LoggedEvent) -> Edit | None:
        """Return what an event changes now; None where it is none of a reader's edits."""
        image_id = event.image_id
        if image_id is None or image_id not in self.eyes:
            return None
        if _is_of_eye(event):
            before, self.eyes[image_id] = self.eyes[image_id], event.after
            return EyeEdit(image_id, event.label, _whose(before), _whose(event.after))
        if _is_of_day(event):
            before, self.days[image_id] = self.days[image_id], event.after[TAKEN]
            return DayEdit(image_id, event.label, day(before), day(event.after[TAKEN]))
        if _is_of_answer(event):
            return self._answer(event, image_id)
        if isinstance(event.before, list) and isinstance(event.after, list):
            return self._marks(event, image_id)
        return None

    def _answer(self, event: LoggedEvent, image_id: int) -> GradingEdit | None:
        told = _answer_of(event.after)
        after = replace(told, reader=told.reader or event.reader, at=told.at or event.at)
        key = image_id, after.reader
        before = self.answers.get(key, Grading())
        self.answers[key] = after
        return None if after == before else GradingEdit(image_id, event.label, before, after)

    def _marks(self, event: LoggedEvent, image_id: int) -> MarksEdit | None:
        standing = self.marks.setdefault(image_id, {})
        gone = [str(told["id"]) for told in event.before]
        lesions = (told for told in event.after if not is_place(text(told["class"])))
        marks = map(mark_of_json, lesions)
        after = tuple(mark for mark in marks if not is_untouched(mark))
        touched = dict.fromkeys([*gone, *(mark.id for mark in after)])
        before = tuple(standing.pop(each) for each in touched if each in standing)
        standing.update({mark.id: mark for mark in after})
        return MarksEdit(image_id, event.label, before, after) if before or after else None


def _steps(replay_: _Replay, events: Sequence[LoggedEvent], *, path: Path) -> list[Action]:
    """Return what is to be done, in order; all of it is read before anything is done."""
    steps: list[Action] = []
    numbered = enumerate(events, start=2)
    for (at, reader), together in groupby(numbered, key=lambda one: (one[1].at, one[1].reader)):
        edits: list[Edit] = []
        for number, event in together:
            try:
                if event.label == FIRST_ANSWER and event.image_id in replay_.eyes:
                    answer = _answer_of(event.after).signed(reader, at)
                    steps += [_applied(edits, reader, at), _first(event.image_id, answer)]
                    edits = []
                elif event.label == CHANGE_CLASSES:
                    classes = of_told(event.after)
                    steps += [_applied(edits, reader, at), _offered(classes, reader, at)]
                    edits = []
                elif (edit := replay_.edit(event)) is not None:
                    edits.append(edit)
            except (*UNREADABLE, LabelError) as error:
                where = f"line {number}"
                raise LabelError("cannot be read", path=path, field=where) from error
        steps.append(_applied(edits, reader, at))
    return steps


def _applied(edits: Iterable[Edit], reader: str, at: datetime) -> Action:
    told = tuple(edits)

    def step(store: StudyStore, ids: Mapping[int, int]) -> None:
        renumbered = [_renumbered(edit, ids[edit.image_id]) for edit in told]
        if renumbered:
            store.apply(renumbered, reader=reader, at=at)

    return step


def _first(image_id: int, answer: Grading) -> Action:
    def step(store: StudyStore, ids: Mapping[int, int]) -> None:
        store.note_first_answer(ids[image_id], answer, reader=answer.reader, at=answer.at)

    return step


def _offered(classes: ClassList, reader: str, at: datetime) -> Action:
    def step(store: StudyStore, _: Mapping[int, int]) -> None:
        store.set_classes(store.classes(), classes, reader=reader, at=at)

    return step


def _renumbered(edit: Edit, image_id: int) -> Edit:
    return replace(edit, image_id=image_id)


def _is_of_eye(event: LoggedEvent) -> bool:
    """Whether an event tells of patient and eye: two pairs, whose second is an eye or None."""
    sides = (event.before, event.after)
    pairs = all(isinstance(side, list) and len(side) == 2 for side in sides)
    return pairs and all(isinstance(side[0], str) for side in sides)


def _is_of_day(event: LoggedEvent) -> bool:
    """Whether an event tells on which day a photograph was taken."""
    return all(
        isinstance(side, dict) and [*side] == [TAKEN] for side in (event.before, event.after)
    )


def _is_of_answer(event: LoggedEvent) -> bool:
    sides = (event.before, event.after)
    answers = all(isinstance(side, dict) and "ungradable" in side for side in sides)
    return answers and event.label != FIRST_ANSWER


def _answer_of(told: Mapping[str, Any]) -> Grading:
    """Return an answer; of one that was both graded and ungradable, as old ones are, the latter."""
    graded = {} if not told["ungradable"] else {"dr": None, "dme": None}
    return grading_of_json({**told, **graded})


def _whose(told: Sequence[Any]) -> tuple[str, Laterality | None]:
    return str(told[0]), None if told[1] is None else Laterality(told[1])
