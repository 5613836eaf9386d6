"""Train a C-Net for a Zoom-in-Net on an EfficientNet-Lite trunk, whose other networks stay.

M-Net and A-Net look at every photograph once; the four regions that A-Net finds are cut out at the
paper's ratio of sizes and kept on disk. C-Net starts from M-Net's trunk and learns from the sets
whose photographs are large enough to zoom into: IDRiD and rahim600, not EyePACS at 256 px. The
paper finally trains all networks together.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast

import torch

from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from training.downloads.needs import THREE_PARTS, Needs
from training.engine import TrainingSettings
from training.export import code_version, export
from training.grading.crop_phase import CropOptions, train_crop, with_new_crop
from training.grading.data.listed_sets import idrid_set, rahim_set
from training.grading.first_pass import FirstPasses
from training.grading.heads_on_sets import with_one_eye
from training.grading.scores import SetName, splits_without, with_camera_left_out
from training.parallel import on_first

RELEASE = "1.1"
_LEARNT = "C-Net learnt from 340 photographs of one camera and 380 of another."


@dataclass(frozen=True)
class Options:
    """Options of the recipe; smaller values give a quick trial.

    Attributes
    ----------
    start : str
        Name or path of the weights that provide M-Net, A-Net and the head for pairs of eyes.
    crop_trunk : str
        See `retinaview.models.networks.trunks.build_trunk`; M-Net's trunk must contain it.
    crop : CropOptions
        Options of C-Net's phase.
    seed : int
        Seed of C-Net's initial weights.
    left_out : str
        Set of which no photograph is used before the last measurement: ``"idrid"``,
        ``"eyepacs"``, ``"rahim"``, or none.
    """

    start: str = "zoom-in-net-lite0"
    crop_trunk: str = "tf_efficientnet_lite0"
    crop: CropOptions = field(
        default_factory=lambda: CropOptions(
            TrainingSettings(
                epochs=8,
                steps_per_epoch=45,
                learning_rate=7e-4,
                weight_decay=0.02,
                warmup_steps=30,
                ema_decay=0.98,
                validate_every=2,
                seed=1,
            ),
            fixed_stages=4,
        )
    )
    seed: int = 1
    left_out: SetName | Literal[""] = ""


def options_of(variant: str) -> Options:
    """Return the options; there is one variant."""
    del variant
    return Options()


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return THREE_PARTS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = "zoom-in-net-crop",
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train C-Net, choose on validation whether it counts, and write weights and card.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/``, ``eyepacs256/`` and ``rahim600/``.
    out : Path
        Folder for cached features and patches, checkpoints, and the weights with their card.
    device : torch.device
        Device to train on.
    variant : str
        Not used; there is one variant.
    epochs : int, optional
        Epochs; default: the options'.
    resume : bool
        Resume the last run in `out`.
    options : Options, optional
        The recipe's options.

    Returns
    -------
    Path
        The weights, which have the name of those they start from.
    """
    options = options or options_of(variant)
    crop = options.crop
    if epochs is not None:
        crop = replace(crop, settings=replace(crop.settings, epochs=epochs))
    kept = files.load(options.start, device=device)
    network = with_new_crop(
        cast(ZoomInNet, kept.module), kept.card, crop_trunk=options.crop_trunk, seed=options.seed
    )
    network.to(device).to(memory_format=torch.channels_last)
    features = FirstPasses(network, kept.card, out / "cache" / kept.card.weights_sha256[:12])
    readers = {"idrid": idrid_set, "rahim": rahim_set}
    sets = [read(data) for name, read in readers.items() if name != options.left_out]
    train_crop(network, features, sets, crop, out=out / "crop", device=device, resume=resume)
    network.requires_grad_(True).eval()
    path = out / f"{kept.card.name}.safetensors"
    card = card_for(kept.card, options)
    on_first(lambda: write(network, card, data=data, path=path, left_out=options.left_out))
    return path


def card_for(kept: ModelCard, options: Options) -> ModelCard:
    """Return the card of the network with C-Net; metrics and choices are those without it."""
    limitations = kept.limitations.partition(_LEARNT)[0].rstrip()
    return kept.model_copy(
        update={
            "version": RELEASE,
            "arguments": {**kept.arguments, "crop_trunk": options.crop_trunk},
            "paper": registry.network(kept.architecture).paper,
            "commit": code_version(),
            "created": datetime.now(UTC).date(),
            "limitations": f"{limitations} {_LEARNT}",
        }
    )


def write(
    network: ZoomInNet,
    card: ModelCard,
    *,
    data: Path,
    path: Path,
    left_out: SetName | Literal[""] = "",
) -> None:
    """Choose the heads that count, and write weights and card to `path`."""
    card = with_one_eye(network, card, data, splits_without(left_out))
    export(path, network, with_camera_left_out(LoadedModel(network, card), data, left_out))
