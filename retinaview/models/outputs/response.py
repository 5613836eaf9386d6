"""Combine a network's maps into one response, and find suspicious regions in it."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.regions import greedy_regions
from retinaview.models.grade_options import GradeOptions
from retinaview.models.preprocessing import Circle, Frame, Preprocessing

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class NetworkInput:
    """A grading network's input and its position in the photograph.

    Attributes
    ----------
    image : ndarray of float32, shape (3, H, W)
        Normalised image.
    field : ndarray of bool, shape (H, W)
        True within the field of view.
    frame : Frame
        Position of the input in the photograph.
    """

    image: Floats
    field: NDArray[np.bool_]
    frame: Frame

    @classmethod
    def of(cls, preprocessing: Preprocessing, rgb: NDArray[np.uint8], fov: Circle) -> NetworkInput:
        """Prepare a photograph, uint8 ``(H, W, 3)``, RGB."""
        image, field, frame = preprocessing.scale(rgb, fov)
        return cls(preprocessing.normalise(image, field), field, frame)

    @property
    def extent(self) -> Box:
        """Area covered by the input, in source pixels; it may extend beyond the photograph."""
        left, top = self.frame.point_to_source(0, 0)
        right, bottom = self.frame.point_to_source(
            self.frame.canvas_width, self.frame.canvas_height
        )
        return Box.from_corners(left, top, right, bottom)

    def regions(self, response: Floats, grade_options: GradeOptions) -> tuple[Region, ...]:
        """Find regions, in source pixels, in a response ``(h, w)`` resized to the input."""
        frame = self.frame
        size = (frame.canvas_width, frame.canvas_height)
        resized = cv2.resize(response, size, interpolation=cv2.INTER_LINEAR)
        side = max(1, round(grade_options.region_share * frame.canvas_width))
        sought = np.where(self.field, resized, 0)
        placed: list[Region] = []
        for region in greedy_regions(sought, size=side, count=grade_options.region_count):
            corner = frame.point_to_source(region.box.x, region.box.y)
            opposite = frame.point_to_source(region.box.right, region.box.bottom)
            box = Box.from_corners(*corner, *opposite)
            inside = box.clipped(frame.source_width, frame.source_height)
            if inside is not None:
                placed.append(Region(inside, region.score, len(placed) + 1))
        return tuple(placed)


def graded_response(maps: Floats, probabilities: Floats, grade_options: GradeOptions) -> Floats:
    """Combine maps per grade into one map of the evidence for any disease.

    Parameters
    ----------
    maps : ndarray of float32, shape (grades, h, w)
        One map per grade, of any sign, beginning with no disease.
    probabilities : ndarray of float32, shape (grades,)
        Probabilities of the grades.
    grade_options : GradeOptions
        Its `response` selects the maps.

    Returns
    -------
    ndarray of float32, shape (h, w)
        Positive part, scaled so that its peak is the probability of any disease.
    """
    if grade_options.response == "predicted":
        response = maps[1 + int(probabilities[1:].argmax())]
    else:
        response = np.tensordot(probabilities[1:], maps[1:], axes=1)
    return positive_part(response, peak=float(probabilities[1:].sum()))


def positive_part(values: Floats, *, peak: float) -> Floats:
    """Return the positive part of a map ``(h, w)``, scaled so that its maximum is `peak`."""
    positive = np.maximum(values, 0)
    return np.asarray(positive * (peak / max(float(positive.max()), 1e-12)), np.float32)
