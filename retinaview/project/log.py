"""What the project remembers of the past: events and model runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session as Transaction

from retinaview.project.schema import EventRow, RunRow


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


def read_events(transaction: Transaction, image_id: int | None) -> tuple[LoggedEvent, ...]:
    """Return the events, oldest first; of one photograph or of all."""
    query = select(EventRow).order_by(EventRow.id)
    if image_id is not None:
        query = query.where(EventRow.image_id == image_id)
    return tuple(
        LoggedEvent(r.at, r.reader, r.label, r.image_id, r.before, r.after)
        for r in transaction.scalars(query)
    )


def read_runs(transaction: Transaction) -> tuple[LoggedRun, ...]:
    """Return every model that ran, oldest first."""
    return tuple(
        LoggedRun(
            r.at, r.image_id, r.role, r.model, r.model_version, r.weights_sha256, r.thresholds
        )
        for r in transaction.scalars(select(RunRow).order_by(RunRow.id))
    )
