"""Findings to and from their rows: numbers as JSON, maps as compressed bytes."""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Transaction

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import (
    Finding,
    GradeProbabilities,
    HeatMap,
    Lesion,
    LesionMap,
    ModelIdentity,
    Quality,
    Region,
    Uint8Array,
)
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import now
from retinaview.project.schema import FindingRow, MapRow, RunRow

Json = dict[str, Any]

# Maps are smooth; the fastest level is within a few per cent of the best one.
_COMPRESSION_LEVEL = 1

_CIRCLE = ("cx", "cy", "radius", "width", "height")


def grades_json(grades: GradeProbabilities | None) -> Json | None:
    """Grades for the summary column."""
    return None if grades is None else {"dr": grades.dr, "dme": grades.dme}


def grades_of(data: Json | None) -> GradeProbabilities | None:
    """Grades from the summary column."""
    if data is None:
        return None
    dme = data["dme"]
    return GradeProbabilities(tuple(data["dr"]), None if dme is None else tuple(dme))


def summary_json(finding: Finding) -> Json:
    """Everything but the grades and the maps' values."""
    quality, field = finding.quality, finding.field_of_view
    return {
        "quality": {
            "score": quality.score,
            "gradable": quality.gradable,
            "is_fundus": quality.is_fundus,
            "reasons": quality.reasons,
        },
        "heat_maps": [
            {"source": m.source, "target": m.target, **_grid(m.extent, m.values)}
            for m in finding.heat_maps
        ],
        "lesion_maps": [
            {"class": m.lesion, "threshold": m.threshold, **_grid(m.extent, m.probability)}
            for m in finding.lesion_maps
        ],
        "regions": [[*_corner(r.box), r.score, r.rank] for r in finding.regions],
        "lesions": [[v.lesion, *_corner(v.box), v.area_px, v.score] for v in finding.lesions],
        "models": [[m.role, m.name, m.version, m.weights_sha256] for m in finding.models],
        "seconds": finding.seconds,
        "notes": finding.notes,
        "field_of_view": None if field is None else [getattr(field, n) for n in _CIRCLE],
    }


def map_blobs(finding: Finding) -> list[bytes]:
    """Heat maps, then lesion maps, as 8-bit grids, compressed.

    A heat map is shown in 256 colours; it is kept to within 1/510.
    """
    heat = [np.rint(np.clip(m.values, 0, 1) * 255).astype(np.uint8) for m in finding.heat_maps]
    grids = [*heat, *(m.probability for m in finding.lesion_maps)]
    return [zlib.compress(np.ascontiguousarray(g).tobytes(), _COMPRESSION_LEVEL) for g in grids]


def finding_of(grades: Json | None, summary: Json, blobs: list[bytes]) -> Finding:
    """A finding from its rows.

    Raises
    ------
    ValueError, KeyError, zlib.error
        The rows do not fit together.
    """
    heat, lesions = summary["heat_maps"], summary["lesion_maps"]
    field = summary["field_of_view"]
    grids = [_grid_of(m, blob) for m, blob in zip([*heat, *lesions], blobs, strict=True)]
    return Finding(
        quality=_quality_of(summary["quality"]),
        grades=grades_of(grades),
        heat_maps=tuple(
            HeatMap(
                m["source"], m["target"], np.divide(grid, 255, dtype=np.float32), Box(*m["extent"])
            )
            for m, grid in zip(heat, grids[: len(heat)], strict=True)
        ),
        lesion_maps=tuple(
            LesionMap(LesionClass(m["class"]), grid, Box(*m["extent"]), m["threshold"])
            for m, grid in zip(lesions, grids[len(heat) :], strict=True)
        ),
        regions=tuple(Region(Box(*r[:4]), r[4], r[5]) for r in summary["regions"]),
        lesions=tuple(
            Lesion(LesionClass(v[0]), Box(*v[1:5]), v[5], v[6]) for v in summary["lesions"]
        ),
        models=tuple(ModelIdentity(*m) for m in summary["models"]),
        seconds=dict(summary["seconds"]),
        notes=tuple(summary["notes"]),
        field_of_view=None if field is None else FieldCircle(*field),
    )


def _quality_of(data: Json) -> Quality:
    return Quality(data["score"], data["gradable"], data["is_fundus"], tuple(data["reasons"]))


def _corner(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _grid(extent: Box, values: NDArray[Any]) -> Json:
    return {"extent": _corner(extent), "shape": values.shape}


def _grid_of(data: Json, blob: bytes) -> Uint8Array:
    return np.frombuffer(zlib.decompress(blob), dtype=np.uint8).reshape(data["shape"])


def write_finding(transaction: Transaction, image_id: int, finding: Finding) -> None:
    """Put a finding in place of the one before, and note the runs."""
    transaction.execute(delete(MapRow).where(MapRow.image_id == image_id))
    transaction.execute(delete(FindingRow).where(FindingRow.image_id == image_id))
    transaction.add(
        FindingRow(
            image_id=image_id,
            created=now(),
            grades=grades_json(finding.grades),
            summary=summary_json(finding),
        )
    )
    transaction.flush()
    blobs = map_blobs(finding)
    transaction.add_all(
        MapRow(image_id=image_id, position=number, data=blob) for number, blob in enumerate(blobs)
    )
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


def read_finding(transaction: Transaction, image_id: int) -> Finding | None:
    """The finding of a photograph; None where there is none."""
    row = transaction.get(FindingRow, image_id)
    if row is None:
        return None
    maps = select(MapRow.data).where(MapRow.image_id == image_id).order_by(MapRow.position)
    return finding_of(row.grades, row.summary, list(transaction.scalars(maps)))
