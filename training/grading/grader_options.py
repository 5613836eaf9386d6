"""Options and batches shared by the recipes of SUNet, SEA-Net and Grad-CAM."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import torch
from torch import Tensor

from retinaview.inference.device import choose_device
from retinaview.models.preprocessing import Preprocessing
from training.engine import TrainingSettings
from training.grading.class_weights import class_weights, frequencies
from training.grading.data.graded import Views
from training.grading.data.graders import GraderData, graded
from training.grading.data.mixture import Mixture, Pool
from training.grading.trunk_start import Start

SMALL_SETTINGS = TrainingSettings(
    epochs=7,
    steps_per_epoch=15,
    learning_rate=5e-4,
    weight_decay=0.05,
    warmup_steps=10,
    ema_decay=0.95,
    validate_every=7,
)
"""Settings for a trunk that can already grade: minutes on one CPU core."""
LITE_SETTINGS = TrainingSettings(
    epochs=12,
    steps_per_epoch=60,
    learning_rate=7e-4,
    weight_decay=0.02,
    warmup_steps=60,
    ema_decay=0.99,
    validate_every=4,
)
"""Settings for a trunk with ImageNet weights that has never seen an eye: some hours on one core."""


@dataclass(frozen=True)
class GraderOptions:
    """Options of a run.

    Attributes
    ----------
    name : str
        Name of the weights.
    architecture, arguments : str, mapping of str to object
        Registry name of the network, and its constructor arguments.
    start, fixed_stages : Start, int
        See `training.grading.trunk_start`.
    preprocessing : Preprocessing
        Preprocessing of the network, stored on its card.
    per_batch : tuple of int
        Number of views per batch from EyePACS and from IDRiD.
    settings : TrainingSettings
        Length and rates.
    rounds : int
        Number of times that the schedule runs, each starting from the last weights (warm restarts).
    """

    name: str
    architecture: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    start: Start = "imagenet"
    fixed_stages: int = 0
    preprocessing: Preprocessing = Preprocessing(512, canvas="square", colour="local")
    per_batch: tuple[int, int] = (8, 8)
    settings: TrainingSettings = TrainingSettings(epochs=30, steps_per_epoch=200)
    rounds: int = 1

    @property
    def eyepacs_alone(self) -> bool:
        """Whether no photograph of IDRiD is drawn; then none is read either."""
        return not self.per_batch[1]

    def lasting(self, epochs: int | None, device: torch.device) -> TrainingSettings:
        """Return the settings with another number of epochs, and the device's precision."""
        return replace(
            self.settings,
            epochs=epochs or self.settings.epochs,
            bfloat16=multiplies_bfloat16(device),
        )


def multiplies_bfloat16(device: torch.device) -> bool:
    """Return whether a device is faster in bfloat16."""
    return choose_device(device.type).precision == "bfloat16"


def mixture(data: GraderData, options: GraderOptions, views: Views | None = None) -> Mixture:
    """Return batches of whole graded photographs from EyePACS and IDRiD."""
    seen = views or Views(options.preprocessing)
    drawn = zip((data.eyepacs, graded(data.idrid)), options.per_batch, strict=True)
    pools = tuple(Pool(photographs, seen, share) for photographs, share in drawn if share)
    return Mixture(pools, options.settings.steps_per_epoch, seed=options.settings.seed)


def dr_weights(data: GraderData, options: GraderOptions, *, power: float) -> Tensor:
    """Return class weights, float ``(5,)``, for the DR grades that `mixture` draws."""
    drawn: Sequence[list[int]] = [
        [photograph.dr for photograph in photographs]
        for photographs in (data.eyepacs, graded(data.idrid))
    ]
    counts = frequencies(list(zip(drawn, options.per_batch, strict=True)))
    return class_weights(counts, power=power)
