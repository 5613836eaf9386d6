"""Measure registration on eyes that were photographed twice, and on pairs of different eyes.

python -m training.registration --data DATA

Eyes photographed twice are those of `training.same_eyes`; the window registers previous visits in
the same way (`retinaview.imaging.registration`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from retinaview.core.errors import ReadError
from retinaview.imaging.photograph import read_photograph
from retinaview.imaging.registration import (
    Features,
    Registration,
    TooFewMatches,
    find_features,
    moved,
    register,
)
from training.answer import answer
from training.landmarks.photographs import Points, disc_diameters, places
from training.same_eyes import SAME_EYES

_DISC_SHARE = 0.12
"""Diameter of the disc as a share of the field's, the median of IDRiD's; where no box tells."""
_OTHERS = 12
"""Photographs of further eyes, for pairs of different eyes."""


@dataclass(frozen=True)
class RegisteredEye:
    """An eye that was photographed twice.

    Attributes
    ----------
    keys : (str, str)
        Its photographs.
    found : Registration or None
        From the first to the second; None if it was refused.
    matches : int
        Points that match.
    error_dd : float
        The error that the registration states, disc diameters.
    landmarks_dd : tuple of float
        How far disc and fovea, placed by hand on both photographs, come to lie from each other,
        disc diameters; empty where one photograph has no such places.
    """

    keys: tuple[str, str]
    found: Registration | None
    matches: int
    error_dd: float
    landmarks_dd: tuple[float, ...]


def registered_eyes(data: Path, features: dict[str, Features]) -> Iterator[RegisteredEye]:
    """Yield the eyes that were photographed twice, registered."""
    centres, discs = places(data), disc_diameters(data)
    for first, second in SAME_EYES:
        try:
            found = register(features[first], features[second])
        except TooFewMatches as few:
            yield RegisteredEye((first, second), None, few.matches, np.nan, ())
            continue
        disc_px = discs.get(second, 2 * _DISC_SHARE * features[second].radius_px)
        known = first in centres and second in centres
        off = _apart(centres[first], centres[second], found) / disc_px if known else ()
        yield RegisteredEye(
            (first, second), found, found.matches, found.error_px / disc_px, tuple(map(float, off))
        )


def chance_matches(features: dict[str, Features]) -> list[int]:
    """Return how many points match in every pair of photographs of different eyes."""
    same = {frozenset(pair) for pair in SAME_EYES}
    pairs = [pair for pair in combinations(features, 2) if frozenset(pair) not in same]
    return [_matches(features[first], features[second]) for first, second in pairs]


def _matches(first: Features, second: Features) -> int:
    try:
        return register(first, second).matches
    except TooFewMatches as few:
        return few.matches


def _apart(first: Points, second: Points, found: Registration) -> Points:
    return np.asarray(np.linalg.norm(moved(first, found.matrix) - second, axis=1))


def read_features(data: Path, *, others: int = _OTHERS) -> dict[str, Features]:
    """Read the photographs of the eyes seen twice, and some of further eyes; by their keys.

    Raises
    ------
    ReadError
        One is missing or cannot be read.
    """
    twice = [key for pair in SAME_EYES for key in pair]
    further = sorted((data / "idrid" / "grading" / "train").rglob("IDRiD_*.jpg"))
    drawn = np.random.default_rng(0).permutation(len(further))
    keys = [f"grading/train/{further[number].stem}" for number in drawn]
    chosen = [*twice, *[key for key in keys if key not in twice][:others]]
    return {key: find_features(read_photograph(_path(data, key)).rgb) for key in chosen}


def _path(data: Path, key: str) -> Path:
    folder, name = data / "idrid" / key.rpartition("/")[0], key.rpartition("/")[2]
    found = sorted(folder.rglob(f"{name}.jpg"))
    if not found:
        raise ReadError("is missing", path=folder / f"{name}.jpg")
    return found[0]


def in_words(eyes: Sequence[RegisteredEye], chance: Sequence[int]) -> str:
    """Return a line per eye, one on all of them, and one on pairs of different eyes."""
    lines = []
    for eye in eyes:
        names = " and ".join(eye.keys)
        if eye.found is None:
            lines.append(f"{names}: refused, {eye.matches} points match")
            continue
        apart = ", ".join(f"{each:.2f}" for each in eye.landmarks_dd)
        marks = f"; disc and fovea placed by hand {apart} apart" if apart else ""
        lines.append(
            f"{names}: {eye.matches} points match, within {eye.error_dd:.3f} disc diameters{marks}"
        )
    done = [eye for eye in eyes if eye.found is not None]
    worst = max((eye.error_dd for eye in done), default=float("nan"))
    fewest = min((eye.matches for eye in done), default=0)
    lines.append(
        f"{len(done)} of {len(eyes)} eyes photographed twice are registered: at least {fewest} "
        f"points match, within {worst:.3f} disc diameters at most"
    )
    lines.append(f"{len(chance)} pairs of different eyes: at most {max(chance)} points match")
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the numbers; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m training.registration", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    given = parser.parse_args(arguments)
    return answer(lambda: _run(given.data))


def _run(data: Path) -> str:
    features = read_features(data)
    return in_words(list(registered_eyes(data, features)), chance_matches(features))


if __name__ == "__main__":
    sys.exit(main())
