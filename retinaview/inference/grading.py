"""From a photograph to grades, heat maps and suspicious regions; imports torch."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import GradeProbabilities, HeatMap, Region
from retinaview.core.geometry import Box
from retinaview.inference.device import Device
from retinaview.inference.network import Network
from retinaview.inference.requests import Step
from retinaview.inference.run import PassCounter, Run
from retinaview.models.grading import GradedPhotograph, GradeReading, grade_photograph
from retinaview.models.preprocessing import Circle, Preprocessing
from retinaview.models.weights import LoadedModel

ANY_RETINOPATHY = "any DR"
"""Target of the heat map in which the regions are sought."""
HEAT_MAP_STEP_PX = 4
"""Pixels of the network's input per cell of a heat map; attention itself is coarser by far."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Grades:
    """What the grading network adds to a finding."""

    probabilities: GradeProbabilities
    heat_maps: tuple[HeatMap, ...]
    regions: tuple[Region, ...]


class Grader:
    """A grading network with its preprocessing and the reading of its output."""

    def __init__(self, loaded: LoadedModel, device: Device) -> None:
        self.preprocessing = Preprocessing.from_dict(loaded.card.preprocessing)
        self.reading = GradeReading.from_dict(loaded.card.reading)
        self.network = Network(loaded, device)

    def grade(self, rgb: NDArray[np.uint8], fov: Circle, *, run: Run) -> Grades:
        """Grade, and say where the network looked.

        Parameters
        ----------
        rgb : ndarray of uint8, shape (H, W, 3)
            The photograph.
        fov : Circle
            Its field of view.
        run : Run
            Takes the progress of ``"grading"``.

        Raises
        ------
        ModelError
            The network failed.
        """
        network = self.network
        count = PassCounter(run, Step.GRADING, layers=network.layers)
        graded = network.run(
            lambda module: grade_photograph(
                module,
                self.preprocessing,
                self.reading,
                rgb,
                fov,
                bfloat16=network.device.precision == "bfloat16",
            ),
            between_layers=count.begin_layer,
        )
        maps = _Maps(self.preprocessing, rgb.shape[:2], fov, source=network.card.architecture)
        return Grades(_probabilities(graded), maps.of(graded), graded.regions)


def _probabilities(graded: GradedPhotograph) -> GradeProbabilities:
    dr = tuple(float(value) for value in graded.dr)
    dme = None if graded.dme is None else tuple(float(value) for value in graded.dme)
    return GradeProbabilities(dr, dme)


class _Maps:
    """Turns attention on the network's input into heat maps on the photograph."""

    def __init__(
        self, preprocessing: Preprocessing, size: tuple[int, int], fov: Circle, *, source: str
    ) -> None:
        self.frame = preprocessing.frame(size[0], size[1], fov)
        self.field = preprocessing.field(self.frame, fov)
        self.source = source

    def of(self, graded: GradedPhotograph) -> tuple[HeatMap, ...]:
        """The map of all retinopathy, then one per grade; each peaks at its probability."""
        by_grade = [
            self._map(f"DR {grade}", _scaled(gated, float(probability)))
            for grade, (gated, probability) in enumerate(zip(graded.gated, graded.dr, strict=True))
        ]
        return (self._map(ANY_RETINOPATHY, graded.response), *by_grade)

    def _map(self, target: str, values: Floats) -> HeatMap:
        """Resize to the canvas, keep what lies on the photograph, and make that coarse again."""
        frame = self.frame
        canvas = cv2.resize(values, self.field.shape[::-1], interpolation=cv2.INTER_LINEAR)
        rows = slice(frame.pad_top, frame.pad_top + frame.scaled_height)
        columns = slice(frame.pad_left, frame.pad_left + frame.scaled_width)
        seen = np.where(self.field, canvas, np.float32(0))[rows, columns]
        size = [max(1, side // HEAT_MAP_STEP_PX) for side in (seen.shape[1], seen.shape[0])]
        coarse = cv2.resize(seen, size, interpolation=cv2.INTER_AREA)
        extent = Box(frame.left, frame.top, frame.width, frame.height)
        return HeatMap(self.source, target, np.clip(coarse, 0, 1), extent)


def _scaled(gated: Floats, peak: float) -> Floats:
    positive = np.maximum(gated, 0)
    return np.asarray(positive * (peak / max(float(positive.max()), 1e-12)), np.float32)
