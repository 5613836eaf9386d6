"""Read the graded photographs of IDRiD and EyePACS, split into training and validation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from training.grading.data.cache import cached
from training.grading.data.eyepacs import read_eyepacs
from training.grading.data.graded import LabelledPhotograph
from training.grading.data.idrid import read_train
from training.grading.data.mixture import hold_out


@dataclass(frozen=True)
class GraderData:
    """Training and held-out photographs of IDRiD and EyePACS.

    `idrid` includes photographs that have masks but no grade.
    """

    idrid: list[LabelledPhotograph]
    eyepacs: list[LabelledPhotograph]
    idrid_held_out: list[LabelledPhotograph]
    eyepacs_held_out: list[LabelledPhotograph]

    @property
    def held_out(self) -> dict[str, list[LabelledPhotograph]]:
        """Held-out photographs by set."""
        return {"idrid": self.idrid_held_out, "eyepacs": self.eyepacs_held_out}


def read_graders_data(
    data: Path, cache: Path, *, eyepacs: bool = True, idrid: bool = True
) -> GraderData:
    """Read IDRiD and EyePACS, or one of them, with the same held-out photographs as Zoom-in-Net.

    Lesion planes, which only Zoom-in-Net uses, are dropped; outlines are kept.
    """
    photographs: list[LabelledPhotograph] = []
    photographs_held_out: list[LabelledPhotograph] = []
    if idrid:
        found = cached(cache / "idrid", lambda: read_train(data))
        photographs, photographs_held_out = _split(found)
    eyes: list[LabelledPhotograph] = []
    eyes_held_out: list[LabelledPhotograph] = []
    if eyepacs:
        read = cached(cache / "eyepacs", lambda: read_eyepacs(data))
        eyes, eyes_held_out = _split(read)
    return GraderData(photographs, eyes, photographs_held_out, eyes_held_out)


def graded(photographs: Sequence[LabelledPhotograph]) -> list[LabelledPhotograph]:
    """Return the photographs whose retinopathy is graded."""
    return [photograph for photograph in photographs if photograph.dr >= 0]


def _split(
    photographs: Sequence[LabelledPhotograph],
) -> tuple[list[LabelledPhotograph], list[LabelledPhotograph]]:
    bare = [replace(photograph, lesions=None) for photograph in photographs]
    return hold_out(bare)
