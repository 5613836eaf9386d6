"""Lesion maps on the photograph from probabilities on a network's input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import WeightsError
from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import lesion_class
from retinaview.models.preprocessing import Frame
from retinaview.models.weights.card import ModelCard


def frame_extent(frame: Frame) -> Box:
    """Return the part of the photograph that a network's input covers, source pixels."""
    return Box(frame.left, frame.top, frame.width, frame.height)


def on_photograph(frame: Frame) -> tuple[slice, slice]:
    """Return the rows and columns of the canvas that lie on the photograph."""
    rows = slice(frame.pad_top, frame.pad_top + frame.scaled_height)
    return rows, slice(frame.pad_left, frame.pad_left + frame.scaled_width)


def require_thresholds(card: ModelCard, classes: Sequence[str]) -> None:
    """Raise `WeightsError` if a card lacks the threshold of a class."""
    for name in classes:
        if name not in card.thresholds:
            message = f"the model card of {card.name} has no threshold for it"
            raise WeightsError(message, field=f"thresholds.{name}")


def lesion_maps(
    values: NDArray[np.float32],
    frame: Frame,
    *,
    classes: Sequence[str],
    thresholds: Mapping[str, float],
) -> tuple[LesionMap, ...]:
    """Return the maps on the photograph's part of the canvas, as bytes.

    Parameters
    ----------
    values : ndarray of float32, shape (classes, canvas_height, canvas_width)
        Probabilities, 0-1.
    frame : Frame
        Position of the canvas on the photograph.
    classes : sequence of str
        Classes of the channels.
    thresholds : mapping of str to float
        Threshold of every class.
    """
    rows, columns = on_photograph(frame)
    return tuple(
        LesionMap(
            lesion_class(name),
            np.rint(probability[rows, columns] * 255).astype(np.uint8),
            frame_extent(frame),
            thresholds[name],
        )
        for name, probability in zip(classes, values, strict=True)
    )
