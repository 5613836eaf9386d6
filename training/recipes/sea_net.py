"""Train SEA-Net and its variants with their hybrid loss (Zhao et al., ICIP 2020).

``sea-net-small`` is shipped: the paper's network on a small trunk that can already grade;
``sea-net-lite0`` is it on EfficientNet-Lite0 with ImageNet weights of a package. The other names
are the paper's four variants on ResNet-50, from ImageNet weights and on EyePACS alone. The paper
specifies the loss and lambda; all other settings are ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import torch
from torch import Tensor, nn

from retinaview.models.networks.sea_net import AttendedGrades, SEANet
from retinaview.models.preprocessing import Preprocessing
from training.downloads.needs import EYES, TWO_PARTS, Needs
from training.engine import TrainingSettings
from training.grading.export import ExportPlan
from training.grading.grader_options import (
    LITE_SETTINGS,
    SMALL_SETTINGS,
    GraderOptions,
    dr_weights,
    mixture,
)
from training.grading.hybrid_loss import HybridLoss
from training.grading.run import GraderRun
from training.grading.trunk_start import GraderLearner
from training.grading.validation import Logits
from training.parallel import gathered

SMALL, LITE = "sea-net-small", "sea-net-lite0"


@dataclass(frozen=True)
class Options(GraderOptions):
    """Options of a run.

    Attributes
    ----------
    weight_power : float
        See `training.grading.class_weights.class_weights`.
    centre_weight, centre_rate, reduction : float, str
        See `training.grading.hybrid_loss.HybridLoss`. The default is the mean over a batch: the
        sum, as printed, would outweigh the cross-entropy with features of this length.
    """

    weight_power: float = 1.0
    centre_weight: float = 0.1
    centre_rate: float = 0.5
    reduction: str = "mean"


def options_of(variant: str) -> Options:
    """Return the options for a registered variant of the paper, or for `SMALL`."""
    if variant == SMALL:
        return Options(
            name=SMALL,
            architecture="sea-net",
            arguments={"trunk": "resnet16d"},
            start="zoom-in-net-small",
            fixed_stages=3,
            preprocessing=Preprocessing(448, canvas="square", colour="local"),
            per_batch=(5, 7),
            settings=SMALL_SETTINGS,
            rounds=2,
            weight_power=0.5,
        )
    if variant == LITE:
        return Options(
            LITE,
            LITE,
            start="offline",
            preprocessing=Preprocessing(448, canvas="square", colour="local"),
            per_batch=(8, 8),
            settings=LITE_SETTINGS,
            weight_power=0.5,
        )
    settings = TrainingSettings(
        epochs=30, steps_per_epoch=200, learning_rate=3e-4, weight_decay=0.05, validate_every=5
    )
    return Options(variant, variant, per_batch=(16, 0), settings=settings)


class SEALearner(GraderLearner):
    """The network with its hybrid loss, so that checkpoints contain the centres."""

    def __init__(self, network: SEANet, hybrid: HybridLoss, *, fixed_stages: int) -> None:
        super().__init__(network, fixed_stages=fixed_stages)
        self.hybrid = hybrid
        self._seen: tuple[Tensor, Tensor] | None = None

    def loss(self, output: AttendedGrades, grades: Tensor) -> Tensor:
        """Return the loss of an output for grades, int (N,), and store its features."""
        self._seen = (output.pooled.detach(), grades)
        loss: Tensor = self.hybrid(output.logits, output.pooled, grades)
        return loss

    def move_centres(self) -> None:
        """Move the centres towards the features of the last batch."""
        if self._seen is not None:
            self.hybrid.centre_loss.update(*map(gathered, self._seen))
            self._seen = None


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    return EYES if options_of(variant).eyepacs_alone else TWO_PARTS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = SMALL,
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train one variant and write its weights and card; see `training.run.train`."""
    options = options or options_of(variant)
    run = GraderRun.begin(options, data=data, out=out, device=device, epochs=epochs, resume=resume)
    trained = run.fit(
        learner_of(run),
        batches=mixture(run.photographs, options),
        loss=hybrid_loss,
        read=read,
        after_step=lambda module: cast(SEALearner, module).move_centres(),
    )
    plan = ExportPlan(read, maps_per_grade=False, bfloat16=run.settings.bfloat16)
    return run.write(trained.network, plan, limitations=limitations_of(options))


def hybrid_loss(module: nn.Module, batch: dict[str, Tensor]) -> Tensor:
    """Return the learner's hybrid loss for a batch."""
    return cast(SEALearner, module).loss(module(batch["image"]), batch["dr"])


def read(output: Any) -> Logits:  # noqa: ANN401 - what the network returns
    """Return the logits by disease from the network's output."""
    return {"dr": output.logits}


def learner_of(run: GraderRun[Options]) -> SEALearner:
    """Build the network and its loss."""
    options, network = run.options, cast(SEANet, run.build())
    hybrid = HybridLoss(
        network.classifier.in_features,
        class_weights=dr_weights(run.photographs, options, power=options.weight_power),
        centre_weight=options.centre_weight,
        rate=options.centre_rate,
        reduction=options.reduction,
    )
    return SEALearner(network, hybrid, fixed_stages=options.fixed_stages)


def limitations_of(options: Options) -> str:
    """Return the limitations of this network for its card."""
    return (
        f"Input of {options.preprocessing.diameter_px} px: microaneurysms are near or below its "
        "resolution. One run, one seed. It grades retinopathy only. Its class weights favour rare "
        "grades, so that its probabilities are not those of a screening population. The attention "
        "is one map for all grades and no lesion evidence."
    )
