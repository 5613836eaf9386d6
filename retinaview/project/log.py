"""What the project remembers of the past: events and model runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.grades import Grading
from retinaview.project.rows import as_kept_in, grading_of_json
from retinaview.project.schema import EVENTS, RUNS
from retinaview.project.values import Damage, count, moment, number, optional, text

FIRST_ANSWER = "First answer"
"""Label of the event that keeps the answer which was given before the models' was seen."""


@dataclass(frozen=True)
class LoggedEvent:
    """One thing that happened.

    Attributes
    ----------
    at : datetime
        When, with time zone.
    reader : str
        Who; empty where the program did it by itself.
    label : str
        What, such as ``"Draw hard exudate"``.
    image_id : int or None
        On which photograph.
    before, after : JSON value
        Marks or answers as lists and dicts.
    """

    at: datetime
    reader: str
    label: str
    image_id: int | None
    before: Any
    after: Any


@dataclass(frozen=True)
class LoggedRun:
    """One model that ran on one photograph.

    Attributes
    ----------
    at : datetime
        When, with time zone.
    image_id : int
        On which photograph.
    role, model, version, weights_sha256 : str
        What ran.
    thresholds : dict of str to float
        The model card's threshold per lesion class, 0-1.
    """

    at: datetime
    image_id: int
    role: str
    model: str
    version: str
    weights_sha256: str
    thresholds: dict[str, float]


def read_events(
    transaction: Transaction, image_id: int | None, *, damage: Damage
) -> tuple[LoggedEvent, ...]:
    """Return the events, oldest first; of one photograph or of all."""
    query = select(*as_kept_in(EVENTS)).order_by(EVENTS.c.id)
    if image_id is not None:
        query = query.where(EVENTS.c.image_id == image_id)
    found = []
    for row in transaction.execute(query):
        with damage.noted(row.image_id, "an entry of its history cannot be read"):
            found.append(_event_of(row))
    return tuple(found)


def read_first_answers(
    transaction: Transaction, reader: str, *, damage: Damage
) -> dict[int, Grading]:
    """Return a reader's answers that were given blind, by photograph."""
    query = select(*as_kept_in(EVENTS)).order_by(EVENTS.c.id)
    given = query.where(EVENTS.c.label == FIRST_ANSWER, EVENTS.c.reader == reader)
    found: dict[int, Grading] = {}
    for row in transaction.execute(given):
        if isinstance(row.image_id, int):
            found.setdefault(row.image_id, Grading())
            with damage.noted(row.image_id, "the first answer cannot be read"):
                found[row.image_id] = _first_answer(_event_of(row))
    return found


def _first_answer(event: LoggedEvent) -> Grading:
    return grading_of_json(event.after).signed(event.reader, event.at)


def _event_of(row: Row[Any]) -> LoggedEvent:
    return LoggedEvent(
        moment(row.at),
        text(row.reader),
        text(row.label),
        optional(count, row.image_id),
        json.loads(row.before),
        json.loads(row.after),
    )


def read_runs(transaction: Transaction, *, damage: Damage) -> tuple[LoggedRun, ...]:
    """Return every model that ran, oldest first."""
    found = []
    for row in transaction.execute(select(*as_kept_in(RUNS)).order_by(RUNS.c.id)):
        with damage.noted(row.image_id, "the record of a model's run cannot be read"):
            found.append(_run_of(row))
    return tuple(found)


def _run_of(row: Row[Any]) -> LoggedRun:
    return LoggedRun(
        moment(row.at),
        count(row.image_id),
        text(row.role),
        text(row.model),
        text(row.model_version),
        text(row.weights_sha256),
        thresholds_of(row.thresholds),
    )


def thresholds_of(kept: str) -> dict[str, float]:
    """Return thresholds by class from a row; TypeError or ValueError where they are none."""
    return {name: number(value) for name, value in json.loads(kept).items()}
