"""Read sets that list a retinopathy grade for each photograph, and nothing within it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from retinaview.core.errors import ReadError
from training.grading.data.graded import UNKNOWN, LabelledPhotograph
from training.grading.data.scaled import fill_square, read_rgb


@dataclass(frozen=True)
class ListedPhotograph:
    """A photograph that has not been read yet; its group is the patient."""

    folder: str
    name: str
    group: str
    dr: int

    def path(self, data: Path) -> Path:
        """Return the photograph's file."""
        return data / self.folder / "images" / f"{self.name}.jpg"


def read_rows(path: Path) -> list[dict[str, str]]:
    """Return the rows of the list."""
    try:
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=path) from error


def read_entry(data: Path, entry: ListedPhotograph, *, side: int) -> LabelledPhotograph:
    """Read one photograph.

    The grade of oedema is unknown. Without retinopathy it counts as free of lesions.
    """
    rgb = read_rgb(entry.path(data))
    image, field, _ = fill_square(rgb, np.zeros((*rgb.shape[:2], 0), np.uint8), side=side)
    free = "masks" if entry.dr == 0 else ""
    return LabelledPhotograph(
        name=f"{entry.folder}/{entry.name}",
        group=entry.group,
        image=image,
        field=field,
        dr=entry.dr,
        dme=UNKNOWN,
        labelled=(free, free, free, ""),
    )
