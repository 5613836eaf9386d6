"""What changed in a study since one last looked, by its event log and its list of runs."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Transaction

from retinaview.project.assignments import ASSIGN, GIVE_BACK, TAKE
from retinaview.project.classes import CHANGE_CLASSES
from retinaview.project.image_rows import ADD_PHOTOGRAPHS
from retinaview.project.schema import EVENTS, RUNS
from retinaview.project.thresholds import RESET_THRESHOLD, SET_THRESHOLD


@dataclass(frozen=True)
class LastKnown:
    """The last event and the last run that are known; ids of both only ever grow."""

    event: int = 0
    run: int = 0


@dataclass(frozen=True)
class Changes:
    """What to read again.

    Attributes
    ----------
    upto : LastKnown
        What is known after that.
    image_ids : frozenset of int
        Photographs on which something was done.
    findings : frozenset of int
        Photographs on which models ran.
    adds_photographs, thresholds, classes, assignments : bool
        Whether there are new photographs, whether thresholds or the study's classes are others,
        and whether photographs were taken, assigned or given back.
    """

    upto: LastKnown
    image_ids: frozenset[int] = frozenset()
    findings: frozenset[int] = frozenset()
    adds_photographs: bool = False
    thresholds: bool = False
    classes: bool = False
    assignments: bool = False

    def __bool__(self) -> bool:
        """Whether there is anything."""
        of_photographs = self.image_ids or self.findings or self.adds_photographs
        return bool(of_photographs or self.thresholds or self.classes)


def last_seen(transaction: Transaction) -> LastKnown:
    """Return what a reader who reads everything now has seen."""
    event, run = (transaction.scalar(select(func.max(table.c.id))) for table in (EVENTS, RUNS))
    return LastKnown(event or 0, run or 0)


def changes_since(transaction: Transaction, seen: LastKnown) -> Changes:
    """Return what was done after what is known."""
    events = EVENTS.c.id, EVENTS.c.image_id, EVENTS.c.label
    done = transaction.execute(select(*events).where(EVENTS.c.id > seen.event)).all()
    query = select(RUNS.c.id, RUNS.c.image_id).where(RUNS.c.id > seen.run)
    ran = transaction.execute(query).all()
    labels = {label for _, _, label in done}
    upto = LastKnown(
        max((number for number, _, _ in done), default=seen.event),
        max((number for number, _ in ran), default=seen.run),
    )
    return Changes(
        upto,
        frozenset(image_id for _, image_id, _ in done if image_id is not None),
        frozenset(image_id for _, image_id in ran),
        ADD_PHOTOGRAPHS in labels,
        not labels.isdisjoint((SET_THRESHOLD, RESET_THRESHOLD)),
        CHANGE_CLASSES in labels,
        not labels.isdisjoint((TAKE, ASSIGN, GIVE_BACK)),
    )
