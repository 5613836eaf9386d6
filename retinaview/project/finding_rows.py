"""Findings and opinions to and from their rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    String,
    Table,
    case,
    delete,
    func,
    insert,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session as Transaction

from retinaview.core.findings import Finding
from retinaview.core.marks import now
from retinaview.project.damage import Damage
from retinaview.project.packed_finding import PackedFinding, finding_of
from retinaview.project.schema import (
    MAPS,
    OPINION_MAPS,
    FindingRow,
    MapRow,
    OpinionMapRow,
    OpinionRow,
    RunRow,
)


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
        """The finding; without maps where they were not read.

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


def write_finding(transaction: Transaction, image_id: int, packed: PackedFinding) -> None:
    """Put a finding in place of the one before, and note the runs."""
    for table in (MapRow, FindingRow):
        transaction.execute(delete(table).where(table.image_id == image_id))
    row = {"image_id": image_id, "created": now()}
    row |= {"grades": packed.grades, "summary": packed.summary}
    transaction.execute(insert(FindingRow), [row])
    _insert(transaction, MAPS, _map_rows({"image_id": image_id}, packed.maps))
    _note_runs(transaction, image_id, packed.finding)


def read_finding(transaction: Transaction, image_id: int) -> StoredFinding | None:
    """The finding of a photograph; None where there is none."""
    query = select(*_as_text(FindingRow)).where(FindingRow.image_id == image_id)
    row = transaction.execute(query).one_or_none()
    if row is None:
        return None
    maps = select(MapRow.data).where(MapRow.image_id == image_id).order_by(MapRow.position)
    return StoredFinding(row.grades, row.summary, list(transaction.scalars(maps)))


def write_opinion(
    transaction: Transaction, image_id: int, source: str, packed: PackedFinding
) -> None:
    """Put a source's opinion in place of its last one, and note the runs."""
    for table in (OpinionMapRow, OpinionRow):
        transaction.execute(delete(table).where(table.image_id == image_id, table.source == source))
    key = {"image_id": image_id, "source": source}
    row = {"created": now(), "grades": packed.grades, "summary": packed.summary}
    transaction.execute(insert(OpinionRow), [key | row])
    _insert(transaction, OPINION_MAPS, _map_rows(key, packed.maps))
    _note_runs(transaction, image_id, packed.finding)


def read_opinion(transaction: Transaction, image_id: int, source: str) -> StoredFinding | None:
    """A source's opinion on a photograph; None where there is none."""
    this = OpinionRow.image_id == image_id, OpinionRow.source == source
    row = transaction.execute(select(*_as_text(OpinionRow)).where(*this)).one_or_none()
    if row is None:
        return None
    maps = (
        select(OpinionMapRow.data)
        .where(OpinionMapRow.image_id == image_id, OpinionMapRow.source == source)
        .order_by(OpinionMapRow.position)
    )
    return StoredFinding(row.grades, row.summary, list(transaction.scalars(maps)))


def opinion_sources(transaction: Transaction, image_id: int) -> tuple[str, ...]:
    """Sources that have an opinion on a photograph, by name."""
    query = select(OpinionRow.source).where(OpinionRow.image_id == image_id)
    return tuple(transaction.scalars(query.order_by(OpinionRow.source)))


def read_without_maps(
    transaction: Transaction, source: str
) -> tuple[dict[int, StoredFinding], dict[int, StoredFinding]]:
    """Every finding, and the opinions of one source, by photograph; no map is read."""
    main = select(FindingRow.image_id, *_as_text(FindingRow))
    asked = select(OpinionRow.image_id, *_as_text(OpinionRow)).where(OpinionRow.source == source)
    findings, opinions = (
        {image_id: StoredFinding(*texts) for image_id, *texts in transaction.execute(query)}
        for query in (main, asked)
    )
    return findings, opinions


def decoded_of_source(
    findings: dict[int, StoredFinding],
    opinions: dict[int, StoredFinding],
    source: str,
    damage: Damage,
) -> dict[int, Finding]:
    """What a source said wherever it was asked, or graded for the study, and can be read."""
    main, asked = _decoded(findings, damage), _decoded(opinions, damage)
    return {image_id: f for image_id, f in main.items() if f.graded_by(source)} | asked


def _decoded(stored: dict[int, StoredFinding], damage: Damage) -> dict[int, Finding]:
    found = {}
    for image_id, finding in stored.items():
        with damage.noted(image_id, "what the models said cannot be read; run them again"):
            found[image_id] = finding.decoded()
    return found


def read_qualities(transaction: Transaction) -> Sequence[Any]:
    """Photograph, grades and quality of every finding, the last two as JSON text or None."""
    grades, summary = _as_text(FindingRow)
    valid = case((func.json_valid(summary), func.json_extract(summary, "$.quality")))
    return transaction.execute(
        select(FindingRow.image_id, grades, type_coerce(valid, String))
    ).all()


def _as_text(table: type[FindingRow] | type[OpinionRow]) -> tuple[ColumnElement[Any], ...]:
    """Grades and summary as they are stored, so that no lock is held while they are decoded."""
    columns = ("grades", table.grades), ("summary", table.summary)
    return tuple(type_coerce(column, String).label(name) for name, column in columns)


def _map_rows(key: dict[str, Any], maps: Sequence[bytes]) -> list[dict[str, Any]]:
    return [key | {"position": number, "data": data} for number, data in enumerate(maps)]


def _insert(transaction: Transaction, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        transaction.connection().execute(insert(table), rows)


def _note_runs(transaction: Transaction, image_id: int, finding: Finding) -> None:
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
        for model in finding.models
    ]
    if rows:
        transaction.execute(insert(RunRow), rows)
