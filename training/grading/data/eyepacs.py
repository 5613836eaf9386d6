"""Read EyePACS photographs of 256 px, with grades for both eyes of nearly every patient."""

from __future__ import annotations

from pathlib import Path

from training.grading.data.graded import LabelledPhotograph
from training.grading.data.graded_list import ListedPhotograph, read_entry, read_rows

FOLDER = "eyepacs256"
SIDE_PX = 256


def entries(data: Path) -> list[ListedPhotograph]:
    """List ``eyepacs256/``."""
    return [
        ListedPhotograph(FOLDER, row["image"], f"eyepacs/{row['patient']}", int(row["dr_grade"]))
        for row in read_rows(data / FOLDER / "grades.csv")
    ]


def read_eyepacs(data: Path) -> list[LabelledPhotograph]:
    """Read all photographs."""
    return [read_entry(data, entry, side=SIDE_PX) for entry in entries(data)]
