"""The phase that trains C-Net while M-Net and A-Net stay as they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import cast

import torch

from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights.card import ModelCard
from training.camera import ColourJitter
from training.engine import TrainingSettings, fit, seed_everything
from training.grading import crop_learner
from training.grading.crop_learner import CropLearner, CropLoss, CropValidation
from training.grading.data.listed_sets import ListedSet
from training.grading.data.zoomed import PatchBatches, PatchViews, ZoomedPhotograph
from training.grading.first_pass import FirstPasses
from training.grading.grader_options import multiplies_bfloat16
from training.parallel import first_then_others


@dataclass(frozen=True)
class CropOptions:
    """Options of C-Net's phase.

    Attributes
    ----------
    settings : TrainingSettings
        Length and rates.
    photographs_per_batch : int
        Photographs of a batch, each of four patches.
    margin : int
        Largest shift of a patch in pixels.
    fixed_stages : int
        Fixed stages of C-Net's trunk; see `training.grading.trunk_start.first_stages`.
    colour : ColourJitter
        Changes of colour and sharpness.
    """

    settings: TrainingSettings
    photographs_per_batch: int = 8
    margin: int = 32
    fixed_stages: int = 3
    colour: ColourJitter = ColourJitter()


def with_new_crop(kept: ZoomInNet, card: ModelCard, *, crop_trunk: str, seed: int) -> ZoomInNet:
    """Return a copy of a network with a new C-Net, which starts from M-Net.

    Raises
    ------
    ModelError
        If M-Net's trunk does not contain `crop_trunk`.
    """
    seed_everything(seed)
    network = cast(
        ZoomInNet,
        registry.build_as_card_says(
            card.architecture, {**card.arguments, "crop_trunk": crop_trunk}
        ),
    )
    for name, part in kept.named_children():
        if name != "crop":
            network.get_submodule(name).load_state_dict(part.state_dict())
    assert network.crop is not None
    crop_learner.start_from_main(network.crop, network.main)
    return network.eval()


def train_crop(
    network: ZoomInNet,
    features: FirstPasses,
    sets: Sequence[ListedSet],
    options: CropOptions,
    *,
    out: Path,
    device: torch.device,
    resume: bool,
) -> None:
    """Train a network's C-Net in place on sets whose photographs are large enough to zoom into."""
    assert network.crop is not None
    training: list[ZoomedPhotograph] = []
    held_out: dict[str, list[ZoomedPhotograph]] = {}
    for listed in sets:
        seen, held_out[listed.name] = first_then_others(
            partial(features.zoomed_photographs, listed, margin=options.margin)
        )
        training += seen
    settings = options.settings
    views = PatchViews(features.zoomed, features.side, options.colour)
    trained = fit(
        CropLearner(network.crop, fixed_stages=options.fixed_stages),
        batches=PatchBatches(
            training,
            views,
            options.photographs_per_batch,
            settings.steps_per_epoch,
            seed=settings.seed,
        ),
        loss=CropLoss(),
        settings=replace(settings, bfloat16=multiplies_bfloat16(device)),
        out=out,
        device=device,
        validate=CropValidation(held_out, views),
        resume=resume,
    )
    network.crop.load_state_dict(cast(CropLearner, trained).crop.state_dict())
