"""Train the networks that Grad-CAM explains (Mensah et al., 2020): CLAHE, flips, class weights.

``gradcam-small`` is shipped: a small trunk that can already grade, at 448 px. The other names are
the paper's four networks at 224 or 299 px, from ImageNet weights and with their normalisation,
ending in sigmoids, for 15 epochs. ``gradcam-vgg16`` starts offline (`training.vgg_start`), the
others, or all with ``--set start=imagenet``, from a download. The paper trains on APTOS, we on
EyePACS and IDRiD; it specifies neither optimiser nor learning rate. AUC per grade is on the card.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from training.camera import UNCHANGED
from training.downloads.needs import EYES, TWO_PARTS, Needs
from training.engine import TrainingSettings
from training.grading.data.graded import Views
from training.grading.export import ExportPlan
from training.grading.grader_options import SMALL_SETTINGS, GraderOptions, dr_weights, mixture
from training.grading.run import GraderRun
from training.grading.trunk_start import GraderLearner
from training.grading.validation import Logits

SMALL = "gradcam-small"
CLIP = 2.0
"""Clip limit of CLAHE, a common value; not specified in the paper."""


@dataclass(frozen=True)
class Options(GraderOptions):
    """Options of a run.

    Attributes
    ----------
    weight_power : float
        See `training.grading.class_weights.class_weights`.
    augmented : bool
        Use rotation, scaling and colour changes as for our other networks, instead of the paper's
        flips only.
    """

    weight_power: float = 1.0
    augmented: bool = False


def options_of(variant: str) -> Options:
    """Return the options for a registered network, or for `SMALL`."""
    if variant == SMALL:
        return Options(
            name=SMALL,
            architecture="gradcam-resnet16d",
            start="zoom-in-net-small",
            fixed_stages=3,
            preprocessing=Preprocessing(448, canvas="square", colour="local", clip=CLIP),
            per_batch=(5, 7),
            settings=SMALL_SETTINGS,
            weight_power=0.5,
            augmented=True,
        )
    side = registry.network(variant).input_size[0]
    settings = TrainingSettings(
        epochs=15, steps_per_epoch=220, learning_rate=1e-4, validate_every=5
    )
    return Options(
        variant,
        variant,
        arguments={"sigmoid": True},
        start="offline" if variant == "gradcam-vgg16" else "imagenet",
        preprocessing=_imagenet(side, half="inception" in variant),
        per_batch=(14, 2),
        settings=settings,
    )


def _imagenet(side: int, *, half: bool) -> Preprocessing:
    """Return the paper's input, normalised as the network's ImageNet weights expect it."""
    plain = Preprocessing(side, canvas="square", colour="fixed", clip=CLIP)
    return replace(plain, mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5)) if half else plain


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
    """Train one network and write its weights and card; see `training.run.train`."""
    options = options or options_of(variant)
    run = GraderRun.begin(options, data=data, out=out, device=device, epochs=epochs, resume=resume)
    weights = dr_weights(run.photographs, options, power=options.weight_power).to(device)

    def loss(module: nn.Module, batch: dict[str, Tensor]) -> Tensor:
        output = module(batch["image"])
        if options.arguments.get("sigmoid"):
            return one_against_rest(output, batch["dr"], weights)
        return functional.cross_entropy(output, batch["dr"], weight=weights)

    trained = run.fit(
        GraderLearner(run.build(), fixed_stages=options.fixed_stages),
        batches=mixture(run.photographs, options, views_of(options)),
        loss=loss,
        read=read,
    )
    plan = ExportPlan(read, maps_per_grade=True, bfloat16=run.settings.bfloat16)
    return run.write(trained.network, plan, limitations=limitations_of(options))


def one_against_rest(logs: Tensor, grades: Tensor, weights: Tensor) -> Tensor:
    """Return the binary cross-entropy over all sigmoids, a photograph weighted by its grade.

    Parameters
    ----------
    logs : Tensor
        Logarithms of the sigmoids, shape (N, grades).
    grades : Tensor
        True grades, int (N,).
    weights : Tensor
        Weight of each grade, shape (grades,).
    """
    chosen = functional.one_hot(grades, logs.shape[1]).to(logs.dtype)
    others = torch.log((-torch.expm1(logs)).clamp_min(1e-7))
    each = -(chosen * logs + (1 - chosen) * others).sum(dim=1)
    return (each * weights[grades]).sum() / weights[grades].sum()


def read(output: Any) -> Logits:  # noqa: ANN401 - what the network returns
    """Return the logits by disease from the network's output."""
    return {"dr": output}


def views_of(options: Options) -> Views:
    """Return the augmentation: the paper's flips, or ours."""
    if options.augmented:
        return Views(options.preprocessing)
    return Views(options.preprocessing, zoom=(1, 1), shift=0, colour=UNCHANGED, turns=(0, 180))


def limitations_of(options: Options) -> str:
    """Return the limitations of this network for its card."""
    own = " The trunk and the input size are not the paper's." if options.name == SMALL else ""
    return (
        f"Input of {options.preprocessing.diameter_px} px: microaneurysms are near or below its "
        "resolution. One run, one seed. It grades retinopathy only, and its class weights favour "
        "rare grades. Grad-CAM explains a decision after it was made and is as coarse as the "
        f"network's last features; it is no lesion evidence.{own}"
    )
