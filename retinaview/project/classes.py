"""The classes of a study in its settings and its event log, and which of them are in use."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.core.lesions import LesionClass
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList, StudyClass
from retinaview.project.edits import log
from retinaview.project.faults import StaleEdit
from retinaview.project.schema import MARKS, SettingRow
from retinaview.project.values import Damage, text, to_json

CHANGE_CLASSES = "Change classes"
"""Label in the event log."""
_KEY = "classes"
_STALE = "another window changed the classes first; nothing was changed, look at them again"
_UNREADABLE = "the list of its classes cannot be read; that of all studies is shown"


def told(classes: ClassList) -> list[dict[str, str]]:
    """Return a list of classes as the event log keeps it."""
    return [
        {
            "class": each.lesion.value,
            "name": each.name,
            "key": each.key,
            "colour": "#{:02x}{:02x}{:02x}".format(*each.colour),
        }
        for each in classes.classes
    ]


def of_told(rows: Iterable[Mapping[str, object]]) -> ClassList:
    """Return a list of classes as the event log tells it.

    Raises
    ------
    ValueError, TypeError, LookupError, LabelError
        It tells of none.
    """
    return ClassList(tuple(_class_of(row) for row in rows))


def read_classes(transaction: Transaction, *, damage: Damage) -> ClassList:
    """Return the classes of a study; those of all studies where it has no list of its own."""
    row = transaction.get(SettingRow, _KEY)
    if row is not None:
        with damage.noted(None, _UNREADABLE):
            return of_told(json.loads(text(row.value)))
    return DEFAULT_CLASSES


def write_classes(
    transaction: Transaction,
    before: ClassList,
    after: ClassList,
    *,
    reader: str,
    at: datetime | None = None,
) -> None:
    """Put a list of classes in the place of another, and log it, now or then.

    Raises
    ------
    StaleEdit
        The study no longer has the list `before`.
    ProjectError
        A class that is no longer in the list has marks.
    """
    if read_classes(transaction, damage=Damage()) != before:
        raise StaleEdit(_STALE)
    gone = [lesion for lesion in before.lesions if lesion not in after]
    used = marks_of_classes(transaction)
    for lesion in gone:
        if lesion in used:
            raise ProjectError(in_use(before.style(lesion).label, used[lesion]))
    change = told(before), told(after)
    log(transaction, CHANGE_CLASSES, reader=reader, change=change, at=at)
    transaction.merge(SettingRow(key=_KEY, value=to_json(change[1])))


def marks_of_classes(transaction: Transaction) -> dict[LesionClass, int]:
    """Count the marks of every class that has any, rejected ones and proposals too."""
    query = select(MARKS.c.lesion, func.count()).group_by(MARKS.c.lesion)
    found = {}
    for name, count in transaction.execute(query):
        try:
            found[LesionClass(name)] = int(count)
        except ValueError:  # a mark that cannot be read, and is told of elsewhere
            continue
    return found


def in_use(label: str, marks: int) -> str:
    """Return why a class stays in the list."""
    return f"the class {label} has marks ({marks}) and stays; change their class first"


def _class_of(row: Mapping[str, object]) -> StudyClass:
    red, green, blue = bytes.fromhex(text(row["colour"]).removeprefix("#"))
    name = LesionClass(text(row["class"]))
    return StudyClass(name, text(row["name"]), text(row["key"]), (red, green, blue))
