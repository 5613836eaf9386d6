"""Read rahim600, photographs of another camera, with grades for both eyes of every patient."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.grading.data.graded import LabelledPhotograph
from training.grading.data.graded_list import ListedPhotograph, read_entry, read_rows

FOLDER = "rahim600"
_TWICE = ("Patient299", "Patient300")
"""The same two photographs with different grades."""


def entries(data: Path) -> list[ListedPhotograph]:
    """List the graded photographs of ``rahim600/``.

    Those without a grade are left out, and so are the two patients who are one.
    """
    return [
        ListedPhotograph(FOLDER, row["image"], f"{FOLDER}/{row['group']}", int(row["dr_grade"]))
        for row in read_rows(data / FOLDER / "labels.csv")
        if row["dr_grade"] and row["patient"] not in _TWICE
    ]


def read_rahim(data: Path, *, side: int) -> Iterator[LabelledPhotograph]:
    """Read one photograph after the other.

    Maculopathy, yes or no there, is not the grade of oedema.
    """
    return (read_entry(data, entry, side=side) for entry in entries(data))
