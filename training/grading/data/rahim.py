"""Read rahim600, photographs of another camera, with grades for both eyes of every patient."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retinaview.core.errors import ReadError
from training.grading.data.graded import UNKNOWN, LabelledPhotograph
from training.grading.data.scaled import fill_square, read_rgb

_TWICE = ("Patient299", "Patient300")
"""The same two photographs with different grades."""


@dataclass(frozen=True)
class Entry:
    """A photograph that has not been read yet; its group is the patient."""

    name: str
    group: str
    dr: int

    def path(self, data: Path) -> Path:
        """Return the photograph's file."""
        return data / "rahim600/images" / f"{self.name}.jpg"


def entries(data: Path) -> list[Entry]:
    """List the graded photographs of ``rahim600/``.

    Those without a grade are left out, and so are the two patients who are one.
    """
    path = data / "rahim600/labels.csv"
    try:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=path) from error
    return [
        Entry(row["image"], f"rahim600/{row['group']}", int(row["dr_grade"]))
        for row in rows
        if row["dr_grade"] and row["patient"] not in _TWICE
    ]


def read_rahim(data: Path, *, side: int) -> list[LabelledPhotograph]:
    """Read all photographs.

    Maculopathy, yes or no there, is not the grade of oedema, which is therefore unknown.
    Photographs without retinopathy count as free of lesions.
    """
    return [read_entry(data, entry, side=side) for entry in entries(data)]


def read_entry(data: Path, entry: Entry, *, side: int) -> LabelledPhotograph:
    """Read one photograph; see `read_rahim`."""
    rgb = read_rgb(entry.path(data))
    image, field, _ = fill_square(rgb, np.zeros((*rgb.shape[:2], 0), np.uint8), side=side)
    free = "masks" if entry.dr == 0 else ""
    return LabelledPhotograph(
        name=f"rahim600/{entry.name}",
        group=entry.group,
        image=image,
        field=field,
        dr=entry.dr,
        dme=UNKNOWN,
        labelled=(free, free, free, ""),
    )
