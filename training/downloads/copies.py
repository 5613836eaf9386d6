"""Find photographs of IDRiD that stand twice, so that no copy is on both sides of a split."""

from __future__ import annotations

import csv
import io
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.whole_files import write_atomically
from training.grading.data.scaled import fill_square

ALIKE = 0.995
"""Least correlation of the green channel of two copies, scaled to `SIDE`. All 66 pairs of IDRiD
that are known reach .9958; the next, two photographs of one eye, .9942."""
SIDE = 64
_SETS = {
    "segmentation/train": "segmentation/train/images",
    "segmentation/test": "segmentation/test/images",
    "grading/train": "grading/train",
    "grading/test": "grading/test",
}
Key = tuple[str, str]


def write_copies(data: Path) -> int:
    """Compare all photographs in ``idrid/`` and write ``idrid/same_photo.csv``.

    Parameters
    ----------
    data : Path
        Data folder.

    Returns
    -------
    int
        Number of pairs.

    Raises
    ------
    ReadError
        There are no photographs, or one cannot be read.
    WriteError
        The list cannot be written.
    """
    found = {
        (name, path.stem): _thumbnail(path)
        for name, folder in _SETS.items()
        for path in sorted((data / "idrid" / folder).glob("*.jpg"))
    }
    if not found:
        raise ReadError("there are no photographs of IDRiD", path=data / "idrid")
    pairs = alike(found)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("set_a", "image_a", "set_b", "image_b"))
    writer.writerows((*one, *other) for one, other in pairs)
    write_atomically(data / "idrid" / "same_photo.csv", text.getvalue().encode())
    return len(pairs)


def alike(thumbnails: dict[Key, NDArray[np.float32]]) -> list[tuple[Key, Key]]:
    """Return the pairs whose thumbnails correlate by at least `ALIKE`."""
    keys = list(thumbnails)
    flat = np.stack([thumbnails[key].ravel() for key in keys])
    flat = flat - flat.mean(axis=1, keepdims=True)
    flat /= np.linalg.norm(flat, axis=1, keepdims=True)
    correlation = flat @ flat.T
    return [
        (keys[first], keys[second])
        for first, second in combinations(range(len(keys)), 2)
        if correlation[first, second] >= ALIKE
    ]


def _thumbnail(path: Path) -> NDArray[np.float32]:
    """Return the green channel of the field of view, float32 ``(SIDE, SIDE)``."""
    image = cv2.imread(str(path), cv2.IMREAD_REDUCED_COLOR_2)
    if image is None:
        raise ReadError("the photograph cannot be read", path=path)
    rgb = np.ascontiguousarray(image[..., ::-1], dtype=np.uint8)
    none = np.zeros((*rgb.shape[:2], 0), np.uint8)
    return fill_square(rgb, none, side=SIDE)[0][..., 1].astype(np.float32)
