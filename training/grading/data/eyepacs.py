"""Read EyePACS photographs of 256 px, with grades for both eyes of nearly every patient."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retinaview.core.errors import ReadError
from training.grading.data.graded import UNKNOWN, LabelledPhotograph
from training.grading.data.scaled import fill_square, read_rgb


@dataclass(frozen=True)
class Entry:
    """A photograph that has not been read yet; its group is the patient."""

    name: str
    group: str
    dr: int

    def path(self, data: Path) -> Path:
        """Return the photograph's file."""
        return data / "eyepacs256/images" / f"{self.name}.jpg"


def entries(data: Path) -> list[Entry]:
    """List ``eyepacs256/``."""
    path = data / "eyepacs256/grades.csv"
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=path) from error
    return [Entry(row["image"], f"eyepacs/{row['patient']}", int(row["dr_grade"])) for row in rows]


def read_eyepacs(data: Path, *, side: int = 256) -> list[LabelledPhotograph]:
    """Read all photographs; there are no grades of oedema.

    Photographs without retinopathy count as free of lesions.
    """
    return [read_entry(data, entry, side=side) for entry in entries(data)]


def read_entry(data: Path, entry: Entry, *, side: int = 256) -> LabelledPhotograph:
    """Read one photograph; see `read_eyepacs`."""
    rgb = read_rgb(entry.path(data))
    image, field, _ = fill_square(rgb, np.zeros((*rgb.shape[:2], 0), np.uint8), side=side)
    free = "masks" if entry.dr == 0 else ""
    return LabelledPhotograph(
        name=f"eyepacs256/{entry.name}",
        group=entry.group,
        image=image,
        field=field,
        dr=entry.dr,
        dme=UNKNOWN,
        labelled=(free, free, free, ""),
    )
