"""Train Zoom-in-Net's C-Net and its head for pairs of eyes with fixed M-Net and A-Net.

The results of M-Net and A-Net are computed once per photograph and stored. C-Net is trained on
IDRiD, whose photographs are large enough to zoom into; the head for pairs on EyePACS, which has
both eyes of nearly all patients, and on IDRiD's single eyes. The paper finally trains all networks
together; here C-Net starts from M-Net's trunk and only its last two stages are trained, because
there are only 340 photographs.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import torch

from retinaview.models.networks.eye_pair import EyePair
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from training.downloads.needs import WITH_PAIRS, Needs
from training.engine import TrainingSettings, fit
from training.export import code_version
from training.grading import pair_learner
from training.grading.crop_phase import CropOptions, train_crop, with_new_crop
from training.grading.data.listed_sets import eyepacs_set, idrid_set
from training.grading.first_pass import FirstPasses
from training.grading.heads import write
from training.grading.pair_learner import (
    Eyes,
    PairBatches,
    PairLearner,
    PairValidation,
    pair_loss,
)
from training.parallel import first_then_others, on_first

NAME = "zoom-in-net-small"
RELEASE = "1.1"
CROP_TRUNK = "resnet16d"
SEED = 0


@dataclass(frozen=True)
class HeadOptions:
    """Options of both heads.

    Attributes
    ----------
    crop : CropOptions
        Options of C-Net's phase.
    pair : TrainingSettings
        Length and rates of the pair head's run.
    eyes_per_batch : int
        Its batch size.
    """

    crop: CropOptions = field(
        default_factory=lambda: CropOptions(
            TrainingSettings(
                epochs=6,
                steps_per_epoch=35,
                learning_rate=5e-4,
                weight_decay=0.05,
                warmup_steps=15,
                ema_decay=0.97,
                validate_every=3,
            )
        )
    )
    pair: TrainingSettings = field(
        default_factory=lambda: TrainingSettings(
            epochs=10,
            steps_per_epoch=50,
            learning_rate=1e-3,
            weight_decay=0.3,
            warmup_steps=20,
            ema_decay=0.99,
            monitor="pair_qwk",
        )
    )
    eyes_per_batch: int = 256


HEAD_OPTIONS = HeadOptions()


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return WITH_PAIRS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    epochs: int | None = None,
    resume: bool = False,
    start: str | Path = NAME,
    crop_trunk: str = CROP_TRUNK,
    head_options: HeadOptions = HEAD_OPTIONS,
) -> Path:
    """Train both heads on the networks of `start`, and write ``zoom-in-net-small.safetensors``.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/`` and ``eyepacs256/``.
    out : Path
        Folder for cached features and patches, a subfolder per head, and the weights with their
        card.
    device : torch.device
        Device to train on.
    epochs : int, optional
        Epochs of both heads; default: each one's own.
    resume : bool
        Resume the last run in `out`.
    start : str or Path
        Name or path of the weights that provide M-Net and A-Net.
    crop_trunk : str
        See `retinaview.models.networks.trunks.build_trunk`; M-Net's trunk must contain it.
    head_options : HeadOptions
        Options of both heads.

    Returns
    -------
    Path
        The weights.
    """
    kept = files.load(start, device=device)
    network = with_heads(cast(ZoomInNet, kept.module), kept.card, crop_trunk=crop_trunk)
    train_heads(
        network,
        kept.card,
        data=data,
        out=out,
        device=device,
        head_options=head_options if epochs is None else _with_epochs(head_options, epochs),
        resume=resume,
    )
    card = complete_card(kept.card, crop_trunk=crop_trunk)
    path = out / f"{NAME}.safetensors"
    on_first(lambda: write(network, card, data=data, path=path))
    return path


def complete_card(kept: ModelCard, *, crop_trunk: str) -> ModelCard:
    """Return the card of the complete network, without metrics of the new heads."""
    command = "retinaview train zoom-in-net-heads --data DIR --out DIR"
    before = kept.recipe.partition("; ")[0]
    return kept.model_copy(
        update={
            "version": RELEASE,
            "arguments": {**kept.arguments, "crop_trunk": crop_trunk, "pair": True},
            "recipe": f"{before}; {command}",
            "commit": code_version(),
            "created": datetime.now(UTC).date(),
        }
    )


def with_heads(kept: ZoomInNet, card: ModelCard, *, crop_trunk: str) -> ZoomInNet:
    """Return a network with M-Net and A-Net of `kept`, and new heads."""
    network = with_new_crop(kept, card, crop_trunk=crop_trunk, seed=SEED)
    network.pair = EyePair(network.main.channels, network.main.classifier.out_features)
    pair_learner.start_from_main(network.pair, network.main)
    return network.eval()


def train_heads(
    network: ZoomInNet,
    card: ModelCard,
    *,
    data: Path,
    out: Path,
    device: torch.device,
    head_options: HeadOptions = HEAD_OPTIONS,
    resume: bool = False,
) -> None:
    """Train C-Net, then the head for pairs, in place; M-Net and A-Net do not change.

    `card` gives the preprocessing and the grade options.
    """
    network.to(device).to(memory_format=torch.channels_last).eval()
    features = FirstPasses(network, card, out / "cache" / card.weights_sha256[:12])
    single, both = idrid_set(data), eyepacs_set(data)
    train_crop(
        network,
        features,
        [single],
        head_options.crop,
        out=out / "crop",
        device=device,
        resume=resume,
    )
    eyes = first_then_others(lambda: features.eyes(both, single))
    _train_pair(network, eyes, head_options, out=out / "pair", device=device, resume=resume)
    network.requires_grad_(True).eval()


def _train_pair(
    network: ZoomInNet,
    eyes: tuple[Eyes, Eyes],
    head_options: HeadOptions,
    *,
    out: Path,
    device: torch.device,
    resume: bool,
) -> None:
    assert network.pair is not None
    training, held_out = eyes
    batches = PairBatches(
        training,
        head_options.eyes_per_batch,
        head_options.pair.steps_per_epoch,
        seed=head_options.pair.seed,
    )
    trained = fit(
        PairLearner(network.pair),
        batches=batches,
        loss=pair_loss,
        settings=replace(head_options.pair, bfloat16=False),
        out=out,
        device=device,
        validate=PairValidation(held_out),
        resume=resume,
    )
    network.pair.load_state_dict(cast(PairLearner, trained).pair.state_dict())


def _with_epochs(head_options: HeadOptions, epochs: int) -> HeadOptions:
    return replace(
        head_options,
        crop=replace(
            head_options.crop, settings=replace(head_options.crop.settings, epochs=epochs)
        ),
        pair=replace(head_options.pair, epochs=epochs),
    )
