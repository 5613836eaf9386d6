"""Measure how far the fovea lies from the optic disc, in disc diameters.

python -m training.landmarks.distance --data DATA

The window's rings round the fovea use the median (`retinaview.core.macula`).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from training.answer import answer
from training.landmarks.photographs import disc_diameters, places

TRAIN = "grading/train/"


def distances(data: Path) -> NDArray[np.float64]:
    """Return the distance of IDRiD's training photographs that have both places and a disc's box.

    Raises
    ------
    ReadError
        There is none, or a list cannot be read.
    """
    diameters = disc_diameters(data)
    found = [
        np.linalg.norm(disc - fovea) / diameters[key]
        for key, (disc, fovea) in places(data).items()
        if key.startswith(TRAIN) and key in diameters
    ]
    if not found:
        raise ReadError("no photograph has both places and a disc's box", path=data / "idrid")
    return np.array(found, dtype=np.float64)


def in_words(values: NDArray[np.float64]) -> str:
    """Return median and central 90 % of distances."""
    low, median, high = np.percentile(values, [5, 50, 95])
    return (
        f"{median:.2f} disc diameters from disc to fovea (median of {len(values)} training "
        f"photographs of IDRiD; 90 % lie between {low:.2f} and {high:.2f})"
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the distance; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.landmarks.distance", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args(arguments)
    return answer(lambda: in_words(distances(given.data)))


if __name__ == "__main__":
    sys.exit(main())
