"""Read the graded photographs of IDRiD, EyePACS and rahim600, and hold out some of each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from training.grading.data.cache import cached
from training.grading.data.eyepacs import read_eyepacs
from training.grading.data.graded import LabelledPhotograph
from training.grading.data.idrid import read_train
from training.grading.data.mixture import hold_out
from training.grading.data.rahim import read_rahim

SAME_EYE = (
    ("grading/train/IDRiD_017", "grading/test/IDRiD_072"),
    ("grading/train/IDRiD_046", "grading/train/IDRiD_404"),
    ("grading/train/IDRiD_271", "segmentation/train/IDRiD_39"),
    ("grading/train/IDRiD_013", "grading/train/IDRiD_397"),
    ("grading/train/IDRiD_339", "grading/train/IDRiD_354"),
    ("grading/train/IDRiD_319", "grading/train/IDRiD_338"),
    ("grading/train/IDRiD_299", "segmentation/train/IDRiD_26"),
    ("grading/train/IDRiD_043", "grading/train/IDRiD_401"),
    ("grading/train/IDRiD_038", "grading/train/IDRiD_126"),
)
"""Photographs of IDRiD that show the same eye though ``same_photo.csv`` does not list them."""


@dataclass(frozen=True)
class ThreeSets:
    """Training photographs of each set, and held-out photographs by set.

    IDRiD's training photographs include some that have masks but no grade.
    """

    idrid: list[LabelledPhotograph]
    eyepacs: list[LabelledPhotograph]
    rahim: list[LabelledPhotograph]
    held_out: dict[str, list[LabelledPhotograph]]


def read_three_sets(data: Path, cache: Path, *, side: int) -> ThreeSets:
    """Read the three sets; held out are the photographs that the other graders hold out.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/``, ``eyepacs256/`` and ``rahim600/``.
    cache : Path
        Folder in which scaled photographs are kept.
    side : int
        Side in pixels to which photographs of IDRiD and rahim600 are scaled.
    """
    rahim, rahim_held = hold_out(
        cached(cache / "rahim600.npz", lambda: read_rahim(data, side=side))
    )
    eyepacs, eyepacs_held = hold_out(cached(cache / "eyepacs.npz", lambda: read_eyepacs(data)))
    idrid, idrid_held = hold_out(cached(cache / "idrid.npz", lambda: read_train(data, side=side)))
    held_out = {"eyepacs": eyepacs_held, "idrid": idrid_held, "rahim": rahim_held}
    return ThreeSets(without_same_eyes(idrid, idrid_held), eyepacs, rahim, held_out)


def without_same_eyes(
    training: list[LabelledPhotograph], held_out: list[LabelledPhotograph]
) -> list[LabelledPhotograph]:
    """Leave out training photographs of IDRiD of an eye that is held out or in a test folder.

    The split itself stays, so that graders are compared on the same photographs.
    """
    held = {photograph.group for photograph in held_out}
    left_out = set()
    for pair in SAME_EYE:
        for one, other in (pair, pair[::-1]):
            if "/test/" in other or f"idrid/{other}" in held:
                left_out.add(f"idrid/{one}")
    return [
        photograph
        for photograph in training
        if photograph.name not in left_out and photograph.group not in left_out
    ]
