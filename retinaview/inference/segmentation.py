"""Segmenters: from a photograph to lesion maps; imports torch."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import LesionMap
from retinaview.inference.device import Device
from retinaview.inference.lesion_maps import lesion_maps, require_thresholds
from retinaview.inference.network import Network
from retinaview.inference.preparing import RememberingPreprocessing
from retinaview.inference.run import AnalysisRun, AnalysisStep, PassCounter
from retinaview.models.outputs.lesion_probability import predict_probability
from retinaview.models.preprocessing import Circle, Preprocessing
from retinaview.models.weights.files import LoadedModel

MIN_OVERLAP_PX = 64
"""Overlap of tiles if the model card specifies none."""


class Segmenter:
    """A segmentation network with its preprocessing and thresholds."""

    def __init__(self, loaded: LoadedModel, device: Device) -> None:
        self.preprocessing = RememberingPreprocessing.of(loaded.card.preprocessing)
        require_thresholds(loaded.card, loaded.card.classes)
        side = self.preprocessing.tile_px or self.preprocessing.diameter_px
        if loaded.card.is_onnx:
            side = 0  # it may take images of one size alone
        self.network = Network(loaded, device, input_px=side)

    def segment(
        self, rgb: NDArray[np.uint8], fov: Circle, *, run: AnalysisRun
    ) -> tuple[LesionMap, ...]:
        """Map every class of the model card.

        Parameters
        ----------
        rgb : ndarray of uint8, shape (H, W, 3)
            The photograph.
        fov : Circle
            Its field of view.
        run : AnalysisRun
            Receives the progress of ``"segmentation"``.

        Raises
        ------
        ModelError
            The network failed.
        """
        network = self.network
        layers = network.layers * (2 if self.preprocessing.mirrored else 1)
        count = PassCounter(run, AnalysisStep.SEGMENTATION, layers=layers)
        predicted = network.run(
            lambda module: predict_probability(
                module,
                self._tiled(),
                rgb,
                fov,
                progress=count.begin_pass,
            ),
            between_layers=count.begin_layer,
        )
        return lesion_maps(
            predicted.values,
            predicted.frame,
            classes=network.card.classes,
            thresholds=network.card.thresholds,
        )

    def _tiled(self) -> Preprocessing:
        if not self.network.tile_px:
            return self.preprocessing
        overlap_px = min(
            max(self.preprocessing.overlap_px, MIN_OVERLAP_PX), self.network.tile_px // 2
        )
        return replace(self.preprocessing, tile_px=self.network.tile_px, overlap_px=overlap_px)
