"""EyePACS photographs of 256 px with grades of both eyes of every patient."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from training.data.graded import UNKNOWN, GradedPhotograph
from training.data.scaled import fill_square, read_rgb


def read_eyepacs(data: Path, *, side: int = 256) -> list[GradedPhotograph]:
    """Read ``eyepacs256/``; patients are the groups, and there are no grades of oedema.

    Photographs without retinopathy count as free of lesions.
    """
    folder = data / "eyepacs256"
    with (folder / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [_photograph(folder, row, side) for row in rows]


def _photograph(folder: Path, row: dict[str, str], side: int) -> GradedPhotograph:
    rgb = read_rgb(folder / "images" / f"{row['image']}.jpg")
    image, field, _ = fill_square(rgb, np.zeros((*rgb.shape[:2], 0), np.uint8), side=side)
    grade = int(row["dr_grade"])
    free = "masks" if grade == 0 else ""
    return GradedPhotograph(
        name=f"eyepacs256/{row['image']}",
        group=f"eyepacs/{row['patient']}",
        image=image,
        field=field,
        dr=grade,
        dme=UNKNOWN,
        labelled=(free, free, free, ""),
    )
