"""The table of measures of all samples, cached for the next fit."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import find_field_of_view
from retinaview.imaging.quality import measure_quality
from training.quality.photographs import Sample

_KNOWN = ("name", "source", "split", "severity", "reasons", "kind", "weight")


@dataclass(frozen=True, eq=False)
class Table:
    """One row per sample.

    Attributes
    ----------
    names : tuple of str
        Names of the measures.
    measures : ndarray of float64, shape (N, M)
        Their values; NaN where the photograph is too small for a measure.
    name, source, split, kind : ndarray of str, shape (N,)
        As in `Sample`.
    severity, weight : ndarray of float64, shape (N,)
        As in `Sample`.
    reasons : tuple of tuple of str
        As in `Sample`.
    """

    names: tuple[str, ...]
    measures: NDArray[np.float64]
    name: NDArray[np.str_]
    source: NDArray[np.str_]
    split: NDArray[np.str_]
    kind: NDArray[np.str_]
    severity: NDArray[np.float64]
    weight: NDArray[np.float64]
    reasons: tuple[tuple[str, ...], ...]

    def has(self, reason: str) -> NDArray[np.bool_]:
        """Return which samples have a reason, bool, shape (N,)."""
        return np.array([reason in reasons for reasons in self.reasons])


def measure_samples(samples: Iterable[Sample], path: Path) -> None:
    """Measure samples and write a CSV file; samples without a field of view are omitted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    writer = None
    with part.open("w", encoding="utf-8", newline="") as file:
        for sample in samples:
            fov = find_field_of_view(sample.rgb)
            measures = None if fov is None else measure_quality(sample.rgb, fov)
            if measures is None:
                continue
            known = {key: getattr(sample, key) for key in _KNOWN}
            known["reasons"] = "|".join(sample.reasons)
            if writer is None:
                writer = csv.DictWriter(file, [*known, *measures])
                writer.writeheader()
            writer.writerow(known | {name: f"{value:.6g}" for name, value in measures.items()})
    part.replace(path)


def read_table(path: Path) -> Table:
    """Read what `measure_samples` wrote."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    names = tuple(name for name in rows[0] if name not in _KNOWN)
    text = {
        key: np.array([row[key] for row in rows]) for key in ("name", "source", "split", "kind")
    }
    numbers = {key: np.array([float(row[key]) for row in rows]) for key in ("severity", "weight")}
    measures = np.array([[float(row[name] or math.nan) for name in names] for row in rows])
    reasons = tuple(tuple(filter(None, row["reasons"].split("|"))) for row in rows)
    return Table(names, measures, **text, **numbers, reasons=reasons)
