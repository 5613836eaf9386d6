"""Read EyePACS photographs, of 256 px unless converted larger, with grades for both eyes."""

from __future__ import annotations

from collections.abc import Iterator
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
        if row.get("split") != "test"
    ]


def read_eyepacs(data: Path) -> Iterator[LabelledPhotograph]:
    """Read one photograph after the other, at the height that `training.downloads` gave them."""
    side = side_px(data)
    return (read_entry(data, entry, side=side) for entry in entries(data))


def side_px(data: Path) -> int:
    """Return the height of the photographs; `SIDE_PX` where the list does not tell it."""
    rows = read_rows(data / FOLDER / "grades.csv")
    return int(rows[0].get("height") or SIDE_PX) if rows else SIDE_PX
