"""Locators: from a photograph to the places of disc and fovea; imports torch."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retinaview.core.landmarks import Landmarks
from retinaview.inference.device import Device
from retinaview.inference.network import Network
from retinaview.inference.preparing import RememberingPreprocessing
from retinaview.inference.run import AnalysisRun, AnalysisStep, PassCounter
from retinaview.models.outputs.landmarks import find_landmarks
from retinaview.models.preprocessing import Circle
from retinaview.models.weights.files import LoadedModel


class Locator:
    """A landmark network with its preprocessing."""

    def __init__(self, loaded: LoadedModel, device: Device) -> None:
        self.preprocessing = RememberingPreprocessing.of(loaded.card.preprocessing)
        self.network = Network(loaded, device)

    def locate(self, rgb: NDArray[np.uint8], fov: Circle, *, run: AnalysisRun) -> Landmarks:
        """Find disc and fovea.

        Parameters
        ----------
        rgb : ndarray of uint8, shape (H, W, 3)
            The photograph, RGB.
        fov : Circle
            Its field of view.
        run : AnalysisRun
            Receives the progress of ``"landmarks"``.

        Raises
        ------
        ModelError
            The network failed.
        """
        count = PassCounter(run, AnalysisStep.LANDMARKS, layers=self.network.layers)
        return self.network.run(
            lambda module: find_landmarks(module, self.preprocessing, rgb, fov),
            between_layers=count.begin_layer,
        )
