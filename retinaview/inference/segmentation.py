"""From a photograph to lesion maps; imports torch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.core.geometry import Box
from retinaview.core.lesions import lesion_class
from retinaview.inference.device import Device
from retinaview.inference.network import Network
from retinaview.inference.requests import Step
from retinaview.inference.run import PassCounter, Run
from retinaview.models.preprocessing import Circle, Preprocessing
from retinaview.models.segmentation import LesionProbability, predict_probability
from retinaview.models.weights import LoadedModel

MIN_OVERLAP_PX = 64
"""Overlap of tiles that the model card did not foresee."""


class Segmenter:
    """A segmentation network with its preprocessing and thresholds."""

    def __init__(self, loaded: LoadedModel, device: Device) -> None:
        self.preprocessing = Preprocessing.from_dict(loaded.card.preprocessing)
        side = self.preprocessing.tile_px or self.preprocessing.diameter_px
        self.network = Network(loaded, device, input_px=side)

    def segment(self, rgb: NDArray[np.uint8], fov: Circle, *, run: Run) -> tuple[LesionMap, ...]:
        """Map every class of the model card.

        Parameters
        ----------
        rgb : ndarray of uint8, shape (H, W, 3)
            The photograph.
        fov : Circle
            Its field of view.
        run : Run
            Takes the progress of ``"segmentation"``.

        Raises
        ------
        ModelError
            The network failed.
        """
        network = self.network
        layers = network.layers * (2 if self.preprocessing.mirrored else 1)
        count = PassCounter(run, Step.SEGMENTATION, layers=layers)
        predicted = network.run(
            lambda module: predict_probability(
                module,
                self._tiled(),
                rgb,
                fov,
                bfloat16=network.device.precision == "bfloat16",
                on_tile=count.begin_pass,
            ),
            between_layers=count.begin_layer,
        )
        return _lesion_maps(predicted, network)

    def _tiled(self) -> Preprocessing:
        if not self.network.tile_px:
            return self.preprocessing
        overlap_px = max(self.preprocessing.overlap_px, MIN_OVERLAP_PX)
        return replace(self.preprocessing, tile_px=self.network.tile_px, overlap_px=overlap_px)


def _lesion_maps(predicted: LesionProbability, network: Network) -> tuple[LesionMap, ...]:
    """The part of the canvas that lies on the photograph, as bytes."""
    frame, card = predicted.frame, network.card
    rows = slice(frame.pad_top, frame.pad_top + frame.scaled_height)
    columns = slice(frame.pad_left, frame.pad_left + frame.scaled_width)
    extent = Box(frame.left, frame.top, frame.width, frame.height)
    return tuple(
        LesionMap(
            lesion_class(name),
            np.rint(values[rows, columns] * 255).astype(np.uint8),
            extent,
            card.thresholds[name],
        )
        for name, values in zip(card.classes, predicted.values, strict=True)
    )
