"""Train the shipped GANet: five classes in one network, on patches with varied colours.

Differs from the paper (see `training.recipes.ganet_paper`) in resolution (patches of a field of
view of 1120 px), in segmenting all classes by one network, in the loss, in using healthy
photographs as negatives, and in augmentation that imitates other cameras.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import nn

from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from training import engine, parallel
from training.downloads.needs import MASKS, Needs
from training.export import card_of
from training.segmentation import idrid, lesion_recipe
from training.segmentation.lesion_recipe import INTENDED_USE, idrid_sources
from training.segmentation.patches import PatchSampler, PatchSettings

ARCHITECTURE = "ganet"
ARGUMENTS = {"outputs": len(idrid.CLASSES)}


@dataclass(frozen=True)
class Options:
    """Options of the recipe; smaller values give a quick trial.

    Attributes
    ----------
    preprocessing : Preprocessing
        Preprocessing of the network.
    cache_diameter_px : int
        Diameter of the field of view in the photographs from which patches are cut; larger than
        the network's, so that magnification loses little.
    class_weights : tuple of float
        Weights of the classes in the loss, in the order of `training.segmentation.idrid.CLASSES`.
    healthy : int
        Number of photographs without retinopathy, used as negatives.
    patches, settings : PatchSettings, engine.TrainingSettings
        Settings of the patches and of the run.
    """

    preprocessing: Preprocessing = Preprocessing(diameter_px=1120, colour="field", rim_share=0.03)
    cache_diameter_px: int = 1344
    class_weights: tuple[float, ...] = (1.0, 2.0, 0.6, 0.5, 0.1)
    healthy: int = 80
    patches: PatchSettings = PatchSettings()
    settings: engine.TrainingSettings = engine.TrainingSettings(
        epochs=14,
        steps_per_epoch=290,
        learning_rate=1e-3,
        warmup_steps=200,
        ema_decay=0.998,
        monitor="score",
        seed=1,
    )


@dataclass(frozen=True)
class Photographs:
    """Scaled photographs for training and validation."""

    train: list[idrid.MaskedPhotograph]
    healthy: list[idrid.MaskedPhotograph]
    validation: list[idrid.MaskedPhotograph]


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return MASKS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train, choose thresholds on validation, and write ``ganet.safetensors`` with its card.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/``.
    out : Path
        Folder for scaled photographs, checkpoints, log and weights.
    device : torch.device
        Device to train on.
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
    options = options or Options()
    settings = replace(options.settings, epochs=epochs or options.settings.epochs)
    photographs = parallel.first_then_others(lambda: load(data, out / "cache", options))
    sampler = PatchSampler(
        photographs.train,
        photographs.healthy,
        options.preprocessing,
        options.cache_diameter_px,
        options.patches,
    )
    module = lesion_recipe.fit(
        registry.build(ARCHITECTURE, **ARGUMENTS),
        sampler,
        class_weights=options.class_weights,
        validation=photographs.validation,
        preprocessing=options.preprocessing,
        scored=("hard_exudate", "haemorrhage"),
        settings=settings,
        out=out,
        device=device,
        resume=resume,
    )
    path = out / "ganet.safetensors"
    parallel.on_first(lambda: write(module, data=data, path=path, options=options))
    return path


def load(data: Path, cache: Path, options: Options) -> Photographs:
    """Scale all photographs once; later runs read them from the `cache` folder."""
    train_names, validation_names = idrid.split_validation(data)
    store = Preprocessing(diameter_px=options.cache_diameter_px, multiple=1)

    def labelled(names: Sequence[str], scale: Preprocessing) -> Iterator[idrid.MaskedPhotograph]:
        return (idrid.load_labelled(data, "train", name, scale=scale) for name in names)

    drawn = np.random.default_rng(0).permutation(idrid.healthy_names(data))[: options.healthy]
    healthy = (idrid.load_healthy(data, str(name), scale=store) for name in sorted(drawn))
    return Photographs(
        idrid.cached(labelled(train_names, store), cache / "train.npz"),
        idrid.cached(healthy, cache / "healthy.npz"),
        idrid.cached(labelled(validation_names, options.preprocessing), cache / "validation.npz"),
    )


def write(module: nn.Module, *, data: Path, path: Path, options: Options) -> Path:
    """Choose thresholds at source size on validation and write weights and card to `path`."""
    card = card_of(
        path.stem,
        architecture=ARCHITECTURE,
        arguments=ARGUMENTS,
        classes=idrid.CLASSES,
        preprocessing=options.preprocessing,
        data=idrid_sources(options.healthy),
        recipe="retinaview train ganet --data DIR --out DIR",
        seed=options.settings.seed,
        licence_of_data="CC BY 4.0",
        intended_use=INTENDED_USE,
        limitations=(
            "Trained on 45 photographs of one camera (Kowa VX-10 alpha, 50 degrees, one clinic), "
            "with imitated colours of others. Small and faint lesions are missed; reflexes, "
            "drusen and dark vessel crossings may be marked."
        ),
    )
    return lesion_recipe.write(module, card, data=data, path=path)
