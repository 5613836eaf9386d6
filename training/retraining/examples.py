"""A reader's photographs, divided by patient, with the present network's answers about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.core.mask import Mask, Pixels
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.exchange.splits import split_by_patient
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import read_photograph
from retinaview.models.outputs.lesion_probability import LesionProbability, predict_probability
from retinaview.models.precision import in_precision
from retinaview.models.weights.files import LoadedModel
from training.retraining.progress import Progress

Image = NDArray[np.uint8]
HELD_BACK = 0.2
"""Share of the photographs to learn from on which a retraining makes its choices."""


@dataclass(frozen=True)
class Halves:
    """Photographs to learn from, and those of other patients to measure on."""

    learnt: list[ReadPhotograph]
    held_out: list[ReadPhotograph]


def hold_out(photographs: Sequence[ReadPhotograph], *, share: float, seed: int) -> Halves:
    """Divide photographs by patient, stratified by grade and by whether there are marks.

    Parameters
    ----------
    photographs : sequence of ReadPhotograph
        All of them.
    share : float
        Share of the photographs to measure on, 0-1.
    seed : int
        Seed of the division.
    """
    parts = split_by_patient([each.labels for each in photographs], (1 - share, share), seed=seed)
    learnt = [each for each in photographs if parts[each.labels.image] == "train"]
    return Halves(learnt, [each for each in photographs if parts[each.labels.image] != "train"])


def marked(photograph: ReadPhotograph, lesion: str, *, rejected: bool = False) -> list[Box]:
    """Return the reader's boxes of a class, or the rejected proposals of it."""
    kind = LesionClass(lesion)
    return [
        mark.box
        for mark in photograph.labels.marks
        if mark.lesion is kind
        and (mark.status is Status.REJECTED if rejected else mark.status.is_label)
    ]


def boxed(photograph: ReadPhotograph, lesion: str) -> list[Box]:
    """Return the reader's boxes of a class that are no masks."""
    return [mark.box for mark in _labels_of(photograph, lesion) if mark.mask is None]


def painted(photograph: ReadPhotograph, lesion: str) -> list[Mask]:
    """Return the reader's masks of a class."""
    return [mark.mask for mark in _labels_of(photograph, lesion) if mark.mask is not None]


def outlined(photograph: ReadPhotograph, lesion: str, shape: tuple[int, ...]) -> Pixels | None:
    """Return the pixels of the reader's masks of a class, bool (H, W); None if there are none.

    Parameters
    ----------
    photograph : ReadPhotograph
        The photograph.
    lesion : str
        The class.
    shape : tuple of int
        Height and width of the photograph in pixels.
    """
    height, width = shape[:2]
    clipped = (mask.clipped(width, height) for mask in painted(photograph, lesion))
    kept = [mask for mask in clipped if mask is not None]
    if not kept:
        return None
    plane = np.zeros(shape, bool)
    for mask in kept:
        plane[mask.y : mask.y + mask.height, mask.x : mask.x + mask.width] |= mask.pixels
    return plane


def has_masks(photograph: ReadPhotograph, lesion: str) -> bool:
    """Return whether a reader's label of a class has a mask."""
    return bool(painted(photograph, lesion))


def _labels_of(photograph: ReadPhotograph, lesion: str) -> list[Mark]:
    kind = LesionClass(lesion)
    return [m for m in photograph.labels.marks if m.lesion is kind and m.status.is_label]


def read_with_field(photograph: ReadPhotograph) -> tuple[Image, FieldOfView]:
    """Read a photograph and find its field of view; raise `ReadError` if there is none."""
    rgb = read_photograph(photograph.path).rgb
    fov = find_field_of_view(rgb)
    if fov is None:
        raise ReadError("no field of view found", path=photograph.path)
    return rgb, fov


def readable(
    photographs: Iterable[ReadPhotograph], progress: Progress
) -> Iterator[tuple[ReadPhotograph, Image, FieldOfView]]:
    """Yield photographs with their field of view; those that have none are left out and noted."""
    for each in photographs:
        try:
            yield each, *read_with_field(each)
        except ReadError as error:
            progress.event("note", text=f"left out: {error}")


def answers(
    model: LoadedModel, rgb: Image, fov: FieldOfView, *, bfloat16: bool
) -> LesionProbability:
    """Return a segmenter's probabilities on its canvas."""
    with in_precision(model.module, bfloat16=bfloat16):
        return predict_probability(model.module, model.card.preprocessing, rgb, fov)
