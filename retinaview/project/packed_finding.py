"""Findings as a project keeps them: numbers as JSON, maps as compressed bytes.

Compressing the maps of a large photograph takes longer than a screen takes to be painted, so
whoever has a finding in a thread of its own packs it there.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retinaview.core.budget import TOO_LARGE, is_affordable
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
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.core.lesions import LesionClass, network_class
from retinaview.core.marks import Mark
from retinaview.project.values import count, each, flag, number, numbers, text, to_json

Json = dict[str, Any]

# Maps are smooth; the fastest level is within a few per cent of the best one.
_COMPRESSION_LEVEL = 1

_CIRCLE = ("cx", "cy", "radius", "width", "height")


@dataclass(frozen=True, eq=False)
class PackedFinding:
    """A finding, ready to be written.

    Attributes
    ----------
    finding : Finding
        What was packed, as it will be read again: heat maps are kept to within 1/510.
    grades, summary : str
        Its numbers as JSON; `grades` is None where it has none.
    maps : tuple of bytes
        Heat maps, then lesion maps, compressed.
    proposals : tuple of Mark or None
        What is proposed from it; None where whoever packed it left that open.
    """

    finding: Finding
    grades: str | None
    summary: str
    maps: tuple[bytes, ...]
    proposals: tuple[Mark, ...] | None = None


def packed(finding: Finding | PackedFinding) -> PackedFinding:
    """Pack a finding, unless that has been done.

    Raises
    ------
    ValueError
        Networks are still at work on it.
    """
    if isinstance(finding, PackedFinding):
        return finding
    if finding.pending:
        raise ValueError(f"a finding that still waits for {', '.join(finding.pending)} is not kept")
    heat_maps = tuple(replace(m, values=_values(_steps(m.values))) for m in finding.heat_maps)
    kept = replace(finding, heat_maps=heat_maps)
    maps = tuple(map_blobs(kept))
    grades = None if kept.grades is None else to_json(grades_json(kept.grades))
    return PackedFinding(kept, grades, to_json(summary_json(kept)), maps)


def grades_json(grades: GradeProbabilities | None) -> Json | None:
    """Return grades for the summary column."""
    return None if grades is None else {"dr": grades.dr, "dme": grades.dme}


def grades_of(data: Json | None) -> GradeProbabilities | None:
    """Return grades from the summary column."""
    if data is None:
        return None
    dme = data["dme"]
    return GradeProbabilities(_shares(data["dr"], 5), None if dme is None else _shares(dme, 3))


def _shares(values: object, length: int) -> tuple[float, ...]:
    shares = numbers(values)
    if len(shares) != length:
        raise ValueError(f"{length} probabilities are needed, not {len(shares)}")
    return shares


def summary_json(finding: Finding) -> Json:
    """Return everything but the grades and the maps' values."""
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
        "landmarks": _landmarks_json(finding.landmarks),
        "models": [[m.role, m.name, m.version, m.weights_sha256] for m in finding.models],
        "seconds": finding.seconds,
        "notes": finding.notes,
        "field_of_view": None if field is None else [getattr(field, n) for n in _CIRCLE],
        "together": finding.together,
    }


def map_blobs(finding: Finding) -> list[bytes]:
    """Pack heat maps, then lesion maps, as 8-bit grids, compressed."""
    heat = [_steps(m.values) for m in finding.heat_maps]
    grids = [*heat, *(m.probability for m in finding.lesion_maps)]
    return [zlib.compress(np.ascontiguousarray(g).tobytes(), _COMPRESSION_LEVEL) for g in grids]


def finding_of(grades: Json | None, summary: Json, blobs: Sequence[bytes]) -> Finding:
    """Return the finding of its rows.

    Raises
    ------
    ValueError, TypeError, LookupError, LabelError, zlib.error
        The rows do not fit together, or a value is of the wrong type.
    """
    heat, lesions = each(_object, summary["heat_maps"]), each(_object, summary["lesion_maps"])
    field = summary["field_of_view"]
    grids = [_grid_of(m, blob) for m, blob in zip([*heat, *lesions], blobs, strict=True)]
    return Finding(
        quality=quality_of(summary["quality"]),
        grades=grades_of(grades),
        heat_maps=tuple(
            HeatMap(text(m["source"]), text(m["target"]), _values(grid), _box(m["extent"]))
            for m, grid in zip(heat, grids[: len(heat)], strict=True)
        ),
        lesion_maps=tuple(
            LesionMap(_lesion(m["class"]), grid, _box(m["extent"]), number(m["threshold"]))
            for m, grid in zip(lesions, grids[len(heat) :], strict=True)
        ),
        regions=tuple(
            Region(_box(r[:4]), number(r[4]), count(r[5])) for r in each(_row, summary["regions"])
        ),
        lesions=tuple(
            Lesion(_lesion(v[0]), _box(v[1:5]), number(v[5]), number(v[6]))
            for v in each(_row, summary["lesions"])
        ),
        landmarks=landmarks_of(summary.get("landmarks")),  # older projects have none
        models=tuple(ModelIdentity(*each(text, m)) for m in each(_row, summary["models"])),
        seconds={step: number(s) for step, s in summary["seconds"].items()},
        notes=each(text, summary["notes"]),
        field_of_view=None if field is None else FieldCircle(*numbers(field)),
        together=text(summary.get("together", "")),  # older projects have no such field
    )


def _landmarks_json(landmarks: Landmarks | None) -> Json | None:
    if landmarks is None:
        return None
    both = {"disc": landmarks.disc, "fovea": landmarks.fovea}
    return {name: [found.x, found.y, found.confidence] for name, found in both.items()}


def landmarks_of(data: object) -> Landmarks | None:
    """Return disc and fovea from the summary column."""
    if data is None:
        return None
    found = _object(data)
    disc, fovea = numbers(found["disc"]), numbers(found["fovea"])
    if len(disc) != 3 or len(fovea) != 3:
        raise ValueError("a landmark has two coordinates and a confidence")
    return Landmarks(Landmark(*disc), Landmark(*fovea))


def _row(value: object) -> tuple[object, ...]:
    return each(lambda item: item, value)


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no object")
    return value


def _lesion(value: object) -> LesionClass:
    return network_class(text(value))


def _box(corner: object) -> Box:
    return Box(*numbers(corner))


def _steps(values: NDArray[np.float32]) -> Uint8Array:
    """Return a heat map in the 256 steps in which it is shown."""
    return np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)


def _values(steps: Uint8Array) -> NDArray[np.float32]:
    return np.divide(steps, 255, dtype=np.float32)


def quality_of(data: Json) -> Quality:
    """Return the quality gate's answer from the summary column."""
    flags = flag(data["gradable"]), flag(data["is_fundus"])
    return Quality(number(data["score"]), *flags, each(text, data["reasons"]))


def _corner(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.width, box.height


def _grid(extent: Box, values: NDArray[Any]) -> Json:
    return {"extent": _corner(extent), "shape": values.shape}


def _grid_of(data: Json, blob: bytes) -> Uint8Array:
    height, width = each(count, data["shape"])
    if not is_affordable(width, height):
        raise ValueError(f"a map {TOO_LARGE}")
    # One byte more than there should be, so that a bomb is not unpacked to its end.
    unpacker = zlib.decompressobj()
    content = unpacker.decompress(blob, width * height + 1)
    if len(content) != width * height or not unpacker.eof:
        raise ValueError("a map is not of its size")
    return np.frombuffer(content, dtype=np.uint8).reshape(height, width)
