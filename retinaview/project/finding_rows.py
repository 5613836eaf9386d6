"""Findings and opinions to and from their rows."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.findings import Finding
from retinaview.core.marks import now
from retinaview.project.packed_finding import Json, PackedFinding, finding_of
from retinaview.project.schema import FindingRow, MapRow, OpinionMapRow, OpinionRow, RunRow


def write_finding(transaction: Transaction, image_id: int, packed: PackedFinding) -> None:
    """Put a finding in place of the one before, and note the runs."""
    transaction.execute(delete(MapRow).where(MapRow.image_id == image_id))
    transaction.execute(delete(FindingRow).where(FindingRow.image_id == image_id))
    transaction.add(
        FindingRow(image_id=image_id, created=now(), grades=packed.grades, summary=packed.summary)
    )
    transaction.flush()
    transaction.add_all(
        MapRow(image_id=image_id, position=number, data=data)
        for number, data in enumerate(packed.maps)
    )
    _note_runs(transaction, image_id, packed.finding)


def read_finding(transaction: Transaction, image_id: int) -> Finding | None:
    """The finding of a photograph; None where there is none."""
    row = transaction.get(FindingRow, image_id)
    if row is None:
        return None
    maps = select(MapRow.data).where(MapRow.image_id == image_id).order_by(MapRow.position)
    return finding_of(row.grades, row.summary, list(transaction.scalars(maps)))


def write_opinion(
    transaction: Transaction, image_id: int, source: str, packed: PackedFinding
) -> None:
    """Put a source's opinion in place of its last one, and note the runs."""
    for table in (OpinionMapRow, OpinionRow):
        transaction.execute(delete(table).where(table.image_id == image_id, table.source == source))
    key = {"image_id": image_id, "source": source}
    transaction.add(OpinionRow(**key, created=now(), grades=packed.grades, summary=packed.summary))
    transaction.flush()
    transaction.add_all(
        OpinionMapRow(**key, position=number, data=data) for number, data in enumerate(packed.maps)
    )
    _note_runs(transaction, image_id, packed.finding)


def read_opinion(transaction: Transaction, image_id: int, source: str) -> Finding | None:
    """A source's opinion on a photograph; None where there is none."""
    row = transaction.get(OpinionRow, (image_id, source))
    if row is None:
        return None
    maps = (
        select(OpinionMapRow.data)
        .where(OpinionMapRow.image_id == image_id, OpinionMapRow.source == source)
        .order_by(OpinionMapRow.position)
    )
    return finding_of(row.grades, row.summary, list(transaction.scalars(maps)))


def opinion_sources(transaction: Transaction, image_id: int) -> tuple[str, ...]:
    """Sources that have an opinion on a photograph, by name."""
    query = select(OpinionRow.source).where(OpinionRow.image_id == image_id)
    return tuple(transaction.scalars(query.order_by(OpinionRow.source)))


def findings_without_maps(transaction: Transaction, source: str) -> dict[int, Finding]:
    """What a source said wherever it was asked, or graded for the study; no map is read."""
    main = transaction.execute(select(FindingRow.image_id, FindingRow.grades, FindingRow.summary))
    findings = {image_id: _without_maps(grades, summary) for image_id, grades, summary in main}
    graded = {image_id: found for image_id, found in findings.items() if found.graded_by(source)}
    asked = transaction.execute(
        select(OpinionRow.image_id, OpinionRow.grades, OpinionRow.summary).where(
            OpinionRow.source == source
        )
    )
    return graded | {
        image_id: _without_maps(grades, summary) for image_id, grades, summary in asked
    }


def _without_maps(grades: Json | None, summary: Json) -> Finding:
    return finding_of(grades, summary | {"heat_maps": [], "lesion_maps": []}, ())


def _note_runs(transaction: Transaction, image_id: int, finding: Finding) -> None:
    thresholds = {m.lesion.value: m.threshold for m in finding.lesion_maps}
    transaction.add_all(
        RunRow(
            image_id=image_id,
            at=now(),
            role=model.role,
            model=model.name,
            model_version=model.version,
            weights_sha256=model.weights_sha256,
            thresholds=thresholds if model.role == "segmentation" else {},
        )
        for model in finding.models
    )
