"""Train the lesion network: ImageNet encoder, GANet's attentions, photographs of several cameras.

Five classes in one network, at a field of view of 1440 px, on crops centred on lesions; other
cameras are imitated in colour, light, sharpness and scale. Vessels are learnt as a further class.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from retinaview.models import registry
from retinaview.models.networks.lesion_net import LesionNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from training import engine, parallel
from training.downloads.needs import MASKS, Needs
from training.export import HRF, IDRID_VESSELS, RAHIM, ROC, card_of
from training.imagenet_start import is_imagenet, load_imagenet
from training.segmentation import idrid, lesion_recipe
from training.segmentation import photographs as several
from training.segmentation.crops import CropSampler, CropSettings
from training.segmentation.lesion_recipe import INTENDED_USE, idrid_sources
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import CLASSES, LesionPhotograph


@dataclass(frozen=True)
class Options:
    """Options of the recipe; smaller values give a quick trial.

    Attributes
    ----------
    name : str
        Name of the registered network and of the weights.
    arguments : dict
        Constructor arguments of the network.
    start : str
        Initial weights of the encoder: ``"imagenet"`` or ``"random"``.
    preprocessing : Preprocessing
        Preprocessing of the network.
    cache_diameter_px : int
        Diameter of the field of view in the photographs from which crops are cut; larger than the
        network's, so that magnification loses little.
    class_weights : tuple of float
        Weights of the classes in the loss, in the order of
        `training.segmentation.photographs.CLASSES`.
    healthy : int
        Number of IDRiD's photographs without retinopathy, used as negatives.
    encoder_rate : float
        Learning rate of the encoder relative to that of the rest.
    crops, cameras, settings : CropSettings, OtherCameras, engine.TrainingSettings
        Settings of the crops, their augmentation and the run.
    """

    name: str = "lesion-net-lite1"
    arguments: dict[str, Any] = field(default_factory=dict)
    start: str = "imagenet"
    preprocessing: Preprocessing = Preprocessing(diameter_px=1440, colour="field", rim_share=0.03)
    cache_diameter_px: int = 1728
    class_weights: tuple[float, ...] = (1.0, 1.0, 1.0, 1.0, 0.2, 0.3)
    healthy: int = 60
    encoder_rate: float = 0.5
    crops: CropSettings = CropSettings()
    cameras: OtherCameras = OtherCameras()
    settings: engine.TrainingSettings = engine.TrainingSettings(
        epochs=18,
        steps_per_epoch=100,
        learning_rate=1e-3,
        weight_decay=1e-2,
        warmup_steps=100,
        ema_decay=0.995,
        monitor="score",
        validate_every=6,
        seed=1,
    )


@dataclass(frozen=True)
class Photographs:
    """Scaled photographs for training and validation; those labelled by networks are `taught`."""

    labelled: list[LesionPhotograph]
    healthy: list[LesionPhotograph]
    partly: list[LesionPhotograph]
    validation: list[LesionPhotograph]
    taught: list[LesionPhotograph] = field(default_factory=list)


def options_of(variant: str) -> Options:
    """Return the options for a registered network."""
    return Options(name=variant)


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return MASKS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = "lesion-net-lite1",
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train, choose thresholds on validation, and write weights and card.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/``, ``idrid_vessels/``, ``hrf45/``, ``roc_ma/`` and ``rahim600/``.
    out : Path
        Folder for scaled photographs, checkpoints, log and weights.
    device : torch.device
        Device to train on.
    variant : str
        Name of the registered network.
    epochs : int, optional
        Number of epochs; default: that of the options.
    resume : bool
        Resume the last run in `out`.
    options : Options, optional
        The recipe's options.

    Returns
    -------
    Path
        The weights.
    """
    options = options or options_of(variant)
    if epochs is not None:
        options = replace(options, settings=replace(options.settings, epochs=epochs))
    photographs = parallel.first_then_others(lambda: load(data, out / "cache", options))
    network, card = build(options), card_for(options)
    return train_on(
        photographs, network, card, options, data=data, out=out, device=device, resume=resume
    )


def train_on(
    photographs: Photographs,
    network: LesionNet,
    card: ModelCard,
    options: Options,
    *,
    data: Path,
    out: Path,
    device: torch.device,
    resume: bool,
) -> Path:
    """Train a network on photographs, and write its weights and card.

    Parameters
    ----------
    photographs : Photographs
        For training and validation.
    network : LesionNet
        With its initial weights.
    card : ModelCard
        Without thresholds and metrics.
    options : Options
        The recipe's options.
    data, out, device, resume
        As for `train`.

    Returns
    -------
    Path
        The weights.
    """
    sampler = CropSampler(
        photographs.labelled,
        photographs.healthy,
        photographs.partly,
        options.preprocessing,
        options.cache_diameter_px,
        options.cameras,
        options.crops,
        several.palettes(data),
        photographs.taught,
    )
    module = lesion_recipe.fit(
        network,
        sampler,
        class_weights=options.class_weights,
        validation=photographs.validation,
        preprocessing=options.preprocessing,
        scored=several.LESIONS,
        settings=options.settings,
        out=out,
        device=device,
        make_optimizer=functools.partial(slower_encoder, network=network, options=options),
        resume=resume,
    )
    path = out / f"{options.name}.safetensors"
    parallel.on_first(lambda: write(module, card, data=data, path=path))
    return path


def build(options: Options) -> LesionNet:
    """Build the network with the initial weights of the options."""
    arguments = {"outputs": len(CLASSES), **options.arguments}
    network = registry.build(options.name, **arguments)
    if not isinstance(network, LesionNet):
        raise TypeError(f"{options.name} is no lesion network")
    if is_imagenet(options.start):
        load_imagenet(network.encoder, network.encoder_name)
    return network


def slower_encoder(
    weights: Iterable[nn.Parameter], *, network: LesionNet, options: Options
) -> torch.optim.Optimizer:
    """Return AdamW with a lower learning rate for the encoder."""
    encoder = {id(weight) for weight in network.encoder.parameters()}
    given = list(weights)
    rate, settings = options.settings.learning_rate, options.settings
    groups = [
        {"params": [w for w in given if id(w) in encoder], "lr": rate * options.encoder_rate},
        {"params": [w for w in given if id(w) not in encoder], "lr": rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=settings.weight_decay)


def load(data: Path, cache: Path, options: Options) -> Photographs:
    """Scale all photographs once; later runs read them from the `cache` folder."""
    train_names, validation_names = idrid.split_validation(data)
    store = Preprocessing(diameter_px=options.cache_diameter_px, multiple=1)
    drawn = np.random.default_rng(0).permutation(idrid.healthy_names(data))[: options.healthy]
    healthy_names = sorted(str(name) for name in drawn)
    hrf = several.kept(lambda: several.hrf(data, store), cache / "hrf.npz")
    without_lesions = [photo for photo in hrf if photo.known[0]]
    return Photographs(
        labelled=[
            *several.kept(
                lambda: several.idrid_labelled(data, "train", train_names, store),
                cache / "idrid.npz",
            ),
            *(photo for photo in hrf if not photo.known[0]),
        ],
        healthy=[
            *several.kept(
                lambda: several.idrid_healthy(data, healthy_names, store), cache / "healthy.npz"
            ),
            *without_lesions,
        ],
        partly=several.kept(lambda: several.roc(data, store), cache / "roc.npz"),
        validation=several.kept(
            lambda: several.idrid_labelled(data, "train", validation_names, options.preprocessing),
            cache / "validation.npz",
        ),
    )


def write(module: nn.Module, card: ModelCard, *, data: Path, path: Path) -> Path:
    """Choose thresholds at source size on validation and write weights and card to `path`.

    The vessel class is dropped; it only kept vessels from being mistaken for haemorrhages.
    """
    smaller = without_vessels(module, registry.build(card.architecture, **card.arguments))
    return lesion_recipe.write(smaller, card, data=data, path=path)


def card_for(options: Options) -> ModelCard:
    """Return the card, without thresholds and metrics."""
    return card_of(
        options.name,
        architecture=options.name,
        arguments={**options.arguments, "outputs": len(idrid.CLASSES)},
        classes=idrid.CLASSES,
        preprocessing=options.preprocessing,
        data=[
            *idrid_sources(options.healthy),
            IDRID_VESSELS,
            HRF,
            ROC,
            RAHIM.model_copy(update={"split": "colours of every twelfth photograph, no labels"}),
        ],
        recipe=f"retinaview train {options.name} --data DIR --out DIR",
        seed=options.settings.seed,
        licence_of_data="CC BY 4.0; ROC, vessels of IDRiD and rahim600: academic use",
        intended_use=INTENDED_USE,
        limitations=(
            "Lesion masks are of 45 photographs of one camera (Kowa VX-10 alpha, 50 degrees, one "
            "clinic); other cameras are imitated. Small and faint lesions are missed; reflexes, "
            "drusen and dark vessel crossings may be marked."
        ),
    )


def without_vessels(trained: nn.Module, smaller: nn.Module) -> nn.Module:
    """Copy a trained network's weights to one with fewer outputs, keeping the first ones."""
    state = trained.state_dict()
    wanted = smaller.state_dict()
    smaller.load_state_dict(
        {
            name: state[name][: len(wanted[name])] if wanted[name].ndim else state[name]
            for name in wanted
        }
    )
    return smaller.eval()
