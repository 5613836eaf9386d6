"""A network's candidates on one photograph, matched to a reader's boxes."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray, box_array
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.box_lesions import box_tally
from retinaview.evaluation.lesions import LesionTally
from retinaview.evaluation.segmentation import SegmentationTally
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.models.outputs.lesion_probability import LesionProbability
from retinaview.models.weights.files import LoadedModel
from training.retraining.examples import boxed, marked, outlined

_FAINTEST_SHARE = 1 / 3
"""Share of a class's threshold from which candidates enter the free-response curve."""
_LEAST_PIXELS = 3


def candidates_of(
    model: LoadedModel, found: LesionProbability, name: str, *, threshold: float
) -> tuple[FloatArray, FloatArray]:
    """Return the components of a class's map: boxes (C, 4) in source pixels, and peaks (C,)."""
    values = found.values[model.card.classes.index(name)]
    above = (values >= threshold).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(above, connectivity=8)
    peaks = np.zeros(len(stats))
    np.maximum.at(peaks, labels.ravel(), values.ravel())
    kept = np.flatnonzero(stats[1:, cv2.CC_STAT_AREA] >= _LEAST_PIXELS) + 1
    boxes = [_in_source(stats[k], found) for k in kept]
    return np.array(boxes, float).reshape(-1, 4), peaks[kept]


def _in_source(stats: NDArray[np.int32], found: LesionProbability) -> tuple[float, ...]:
    left, top, width, height = (float(value) for value in stats[:4])
    x0, y0 = found.frame.point_to_source(left, top)
    x1, y1 = found.frame.point_to_source(left + width, top + height)
    return x0, y0, x1 - x0, y1 - y0


def pixel_tally(
    photograph: ReadPhotograph, name: str, model: LoadedModel, found: LesionProbability
) -> SegmentationTally | None:
    """Count a class's pixels against the reader's masks; None unless masks tell about all of it.

    Photographs without a label of the class count as having none of it.
    """
    if boxed(photograph, name):
        return None
    plane = found.frame.to_source(found.values[model.card.classes.index(name)])
    levels = np.rint(plane * 255).astype(np.uint8)
    truth = outlined(photograph, name, levels.shape)
    empty = np.zeros(levels.shape, bool)
    return SegmentationTally.of(
        photograph.labels.image,
        LesionClass(name),
        probability=levels,
        truth=empty if truth is None else truth,
    )


@dataclass(frozen=True)
class Tallies:
    """A network's candidates of a class on one photograph, matched to a reader's boxes.

    Attributes
    ----------
    curve : LesionTally
        With faint candidates, for the free-response curve.
    shown : LesionTally
        At the network's threshold, as the window shows them.
    """

    curve: LesionTally
    shown: LesionTally


def tallies(
    photograph: ReadPhotograph,
    name: str,
    model: LoadedModel,
    found: LesionProbability,
    diameter_px: float,
    *,
    faintest: float,
) -> Tallies:
    """Match a network's candidates of a class to a reader's boxes on one photograph.

    Parameters
    ----------
    photograph : ReadPhotograph
        The photograph with its labels.
    name : str
        The class.
    model : LoadedModel
        The network.
    found : LesionProbability
        Its answers.
    diameter_px : float
        Diameter of the field of view in source pixels.
    faintest : float
        Probability from which candidates enter the curve, 0-1.
    """
    curve, shown = (
        tally(photograph, name, model, found, diameter_px, threshold=threshold)
        for threshold in (faintest, model.card.thresholds[name])
    )
    return Tallies(curve, shown)


def faintest_of(model: LoadedModel, name: str) -> float:
    """Return the probability from which a class's candidates enter the free-response curve."""
    return model.card.thresholds[name] * _FAINTEST_SHARE


def tally(
    photograph: ReadPhotograph,
    name: str,
    model: LoadedModel,
    found: LesionProbability,
    diameter_px: float,
    *,
    threshold: float,
) -> LesionTally:
    """Match the candidates at one threshold; see `tallies`."""
    boxes, scores = candidates_of(model, found, name, threshold=threshold)
    truth = box_array(marked(photograph, name))
    return box_tally(
        photograph.labels.image,
        LesionClass(name),
        truth=truth,
        candidates=boxes,
        scores=scores,
        field_diameter_px=diameter_px,
    )
