"""Findings to and from their rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ColumnExpressionArgument,
    String,
    delete,
    func,
    insert,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session as Transaction

from retinaview.core.findings import Finding, ModelIdentity
from retinaview.core.marks import now
from retinaview.project.dialects import is_server, json_part, run
from retinaview.project.packed_finding import PackedFinding, finding_of
from retinaview.project.schema import FindingRow, MapRow, RunRow

# Findings come as JSON text already, so that nobody waits for the file while it is made.
_INSERT = (
    "INSERT INTO findings (image_id, source, main, created, grades, summary) "
    "VALUES (?, ?, ?, ?, ?, ?)"
)
_INSERT_MAP = "INSERT INTO maps (image_id, source, position, data) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True)
class StoredFinding:
    """A finding as its rows hold it: decoding it takes longer than reading it.

    Attributes
    ----------
    grades, summary : str
        JSON; `grades` is None where there are none.
    maps : sequence of bytes or None
        Compressed, in their order; None where they were not read.
    """

    grades: str | None
    summary: str
    maps: Sequence[bytes] | None = None

    def decoded(self) -> Finding:
        """Return the finding; without maps where they were not read.

        Raises
        ------
        ValueError, KeyError, zlib.error
            The rows do not fit together.
        """
        grades = None if self.grades is None else json.loads(self.grades)
        summary = json.loads(self.summary)
        if self.maps is None:
            summary |= {"heat_maps": [], "lesion_maps": []}
        return finding_of(grades, summary, self.maps or ())


def write_finding(
    transaction: Transaction,
    image_id: int,
    packed: PackedFinding,
    *,
    source: str,
    main: bool,
    ran: Sequence[ModelIdentity],
) -> None:
    """Put a finding in place of the source's last one, and note what ran.

    A main finding takes the place of the main one before it, too; and a source whose finding was
    the main one gives the main one again.
    """
    before = read_main_source(transaction, image_id)
    main = main or source == before
    for name in {source, before} if main else {source}:
        for table in (MapRow, FindingRow):
            here = table.image_id == image_id, table.source == name
            transaction.execute(delete(table).where(*here))
    row = image_id, source, main, now().isoformat(), packed.grades, packed.summary
    run(transaction, _INSERT, row)
    if maps := [(image_id, source, number, data) for number, data in enumerate(packed.maps)]:
        run(transaction, _INSERT_MAP, maps)
    _note_runs(transaction, image_id, packed.finding, ran)


def read_finding(
    transaction: Transaction, image_id: int, source: str | None
) -> StoredFinding | None:
    """Read a source's finding, or the main one (None); None where there is none."""
    columns = FindingRow.source, *_as_text()
    query = select(*columns).where(FindingRow.image_id == image_id, _by(source))
    row = transaction.execute(query).one_or_none()
    if row is None:
        return None
    this = MapRow.image_id == image_id, MapRow.source == row.source
    maps = select(MapRow.position, MapRow.data).where(*this).order_by(MapRow.position)
    placed = transaction.execute(maps).all()
    # Maps whose order is lost are as good as missing.
    are_in_order = [place for place, _ in placed] == list(range(len(placed)))
    blobs = [data for _, data in placed] if are_in_order else []
    return StoredFinding(row.grades, row.summary, blobs)


def read_main_source(transaction: Transaction, image_id: int) -> str | None:
    """Read the source of a photograph's main finding; None where there is none."""
    query = select(FindingRow.source).where(FindingRow.image_id == image_id, FindingRow.main)
    return transaction.scalar(query)


def read_main_sources(transaction: Transaction) -> Sequence[Any]:
    """Read photograph and source of all main findings."""
    query = select(FindingRow.image_id, FindingRow.source).where(FindingRow.main)
    return transaction.execute(query).all()


def read_without_maps(transaction: Transaction, source: str) -> dict[int, StoredFinding]:
    """Read a source's findings, by photograph; without the maps."""
    query = select(FindingRow.image_id, *_as_text()).where(_by(source))
    return {image_id: StoredFinding(*texts) for image_id, *texts in transaction.execute(query)}


def read_qualities(transaction: Transaction, only: Collection[int] | None = None) -> Sequence[Any]:
    """Read photograph, grades, quality and landmarks of main findings; JSON text or None."""
    grades, summary = _as_text()
    parts = [json_part(transaction, summary, name) for name in ("quality", "landmarks")]
    query = select(FindingRow.image_id, grades, *parts).where(FindingRow.main)
    if only is not None:
        query = query.where(FindingRow.image_id.in_(only))
    return transaction.execute(query).all()


def read_grades_of_several(transaction: Transaction) -> Sequence[Any]:
    """Read photograph, source and grades, as JSON text or None, where several sources answered."""
    several = select(FindingRow.image_id).group_by(FindingRow.image_id).having(func.count() > 1)
    grades = type_coerce(FindingRow.grades, String)
    query = select(FindingRow.image_id, FindingRow.source, grades)
    return transaction.execute(query.where(FindingRow.image_id.in_(several))).all()


def read_unassignable(transaction: Transaction) -> Sequence[object]:
    """Read the photographs, or what stands in their place, of findings that nobody finds."""
    if is_server(transaction):  # which takes only what a column is for
        return ()
    wrong = (
        func.typeof(FindingRow.image_id) != "integer",
        func.typeof(FindingRow.source) != "text",
        type_coerce(FindingRow.main, String).not_in((0, 1)),
    )
    return transaction.scalars(select(FindingRow.image_id).where(or_(*wrong))).all()


def _by(source: str | None) -> ColumnExpressionArgument[bool]:
    """Select a source's findings, or the main ones (None)."""
    return FindingRow.main if source is None else FindingRow.source == source


def _as_text() -> tuple[ColumnElement[Any], ...]:
    """Return grades and summary as stored, so that no lock is held while they are decoded."""
    columns = ("grades", FindingRow.grades), ("summary", FindingRow.summary)
    return tuple(type_coerce(column, String).label(name) for name, column in columns)


def _note_runs(
    transaction: Transaction, image_id: int, finding: Finding, ran: Sequence[ModelIdentity]
) -> None:
    thresholds = {m.lesion.value: m.threshold for m in finding.lesion_maps}
    rows = [
        {
            "image_id": image_id,
            "at": now(),
            "role": model.role,
            "model": model.name,
            "model_version": model.version,
            "weights_sha256": model.weights_sha256,
            "thresholds": thresholds if model.role == "segmentation" else {},
        }
        for model in ran
    ]
    if rows:
        transaction.execute(insert(RunRow), rows)
