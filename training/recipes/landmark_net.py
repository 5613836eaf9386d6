"""Train the network that finds optic disc and fovea, on IDRiD."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from retinaview.models import registry
from retinaview.models.networks.landmark_net import LandmarkNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from training.downloads.needs import PLACES, Needs
from training.engine import TrainingSettings, fit, seed_everything
from training.export import CODRAS, IDRID, card_of, export
from training.grading.data.mixture import hold_out
from training.imagenet_start import is_imagenet, load_imagenet
from training.landmarks.photographs import LandmarkViews, MarkedPhotograph, read_marked
from training.landmarks.scores import CLASSES, errors_of, guessed_errors, landmark_metrics
from training.parallel import first_then_others, on_first, own_share, seeds_of_batch


@dataclass(frozen=True)
class Options:
    """Options of the recipe; smaller values give a quick trial.

    Attributes
    ----------
    name : str
        Name of the registered network and of the weights.
    start : str
        Initial weights of the encoder: ``"imagenet"`` or ``"random"``.
    preprocessing : Preprocessing
        Preprocessing of the network.
    batch_size : int
        Photographs per batch.
    spread : float
        Standard deviation of the target around a landmark, in cells of the network's output.
    settings : TrainingSettings
        Length and rates.
    """

    name: str = "landmark-net"
    start: str = "imagenet"
    preprocessing: Preprocessing = Preprocessing(320, canvas="square", colour="field")
    batch_size: int = 12
    spread: float = 1.0
    settings: TrainingSettings = field(
        default_factory=lambda: TrainingSettings(
            epochs=12,
            steps_per_epoch=50,
            learning_rate=1e-3,
            weight_decay=0.02,
            warmup_steps=40,
            ema_decay=0.99,
            bfloat16=False,
            validate_every=4,
            seed=1,
        )
    )


def landmark_loss(network: nn.Module, batch: dict[str, Tensor], *, spread: float) -> Tensor:
    """Return the cross-entropy between the probability of positions and a Gaussian at the truth.

    A landmark outside the view should be called absent.
    """
    maps, absent = network(batch["image"])
    height, width = maps.shape[2:]
    scale = batch["image"].shape[3] / width
    columns = torch.arange(width, device=maps.device) + 0.5
    rows = torch.arange(height, device=maps.device) + 0.5
    x, y = (batch["points"] / scale).unbind(dim=2)
    squares = (rows[:, None] - y[..., None, None]) ** 2 + (columns - x[..., None, None]) ** 2
    near = functional.softmax((-squares / (2 * spread**2)).flatten(2), dim=2)
    present = batch["present"][..., None].float()
    target = torch.cat([near * present, 1 - present], dim=2)
    logits = torch.cat([maps.flatten(2), absent[..., None]], dim=2)
    return -(target * functional.log_softmax(logits, dim=2)).sum(dim=2).mean()


def options_of(variant: str) -> Options:
    """Return the options for a registered network."""
    return Options(name=variant)


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return PLACES


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = "landmark-net",
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train the network, measure it on held-out photographs, and write weights and card.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/`` and ``idrid_localisation/``.
    out : Path
        Folder for the checkpoint and the weights.
    device : torch.device
        Device to train on.
    variant : str
        Name of the registered network.
    epochs : int, optional
        Number of epochs; default: the options'.
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
    settings = replace(options.settings, epochs=epochs or options.settings.epochs)
    taught, held = hold_out(
        first_then_others(lambda: read_marked(data, "train", options.preprocessing))
    )
    seed_everything(settings.seed)
    network = fit(
        build(options).to(memory_format=torch.channels_last),
        batches=functools.partial(batches, LandmarkViews(taught, options.preprocessing), options),
        loss=functools.partial(landmark_loss, spread=options.spread),
        settings=settings,
        out=out,
        device=device,
        validate=functools.partial(validate, photographs=held, options=options),
        resume=resume,
    ).eval()
    path = out / f"{options.name}.safetensors"
    on_first(lambda: export(path, network, measured(network, options, taught, held)))
    return path


def build(options: Options) -> LandmarkNet:
    """Build the network with the initial weights of the options."""
    network = registry.build(options.name)
    if not isinstance(network, LandmarkNet):
        raise TypeError(f"{options.name} is no landmark network")
    if is_imagenet(options.start):
        load_imagenet(network.encoder, network.encoder_name)
    return network


def batches(views: LandmarkViews, options: Options, epoch: int) -> Iterator[dict[str, Tensor]]:
    """Yield this process's share of an epoch's batches."""
    random = np.random.default_rng([options.settings.seed, epoch])
    for _ in range(options.settings.steps_per_epoch):
        yield views.batch(own_share(seeds_of_batch(random, options.batch_size)))


def validate(
    network: nn.Module, *, photographs: Sequence[MarkedPhotograph], options: Options
) -> dict[str, float]:
    """Return median and 95th percentile of the errors in disc diameters."""
    errors = errors_of(network, photographs, options.preprocessing)
    return {
        f"{name}_{percent}": float(np.percentile(errors[:, index], percent))
        for index, name in enumerate(CLASSES)
        for percent in (50, 95)
    }


def measured(
    network: nn.Module,
    options: Options,
    taught: Sequence[MarkedPhotograph],
    held: Sequence[MarkedPhotograph],
) -> ModelCard:
    """Return the card with its metrics on the held-out photographs."""
    card = card_of(
        options.name,
        architecture=options.name,
        arguments={},
        classes=CLASSES,
        preprocessing=options.preprocessing,
        data=[
            IDRID.model_copy(
                update={
                    "split": "grading/train less photographs that stand in a test folder; "
                    "a seventh for validation"
                }
            ),
            CODRAS.model_copy(update={"split": "disc boxes of the same photographs"}),
        ],
        recipe=f"retinaview train {options.name} --data DIR --out DIR",
        seed=options.settings.seed,
        licence_of_data="CC BY 4.0 and CC BY-SA 4.0",
        intended_use="Research: shows where optic disc and fovea lie. Not for diagnosis.",
        limitations=(
            "One seed. Trained on 335 photographs of one camera, centred near the macula, from "
            "ImageNet weights; other cameras are imitated. On photographs centred elsewhere a "
            "landmark may be missed, or found where it is not."
        ),
    )
    errors = errors_of(network, held, options.preprocessing)
    guesses = landmark_metrics(guessed_errors(taught, held), "validation")
    return card.model_copy(
        update={
            "metrics": landmark_metrics(errors, "validation"),
            "chance": {metric.name: metric.value for metric in guesses},
        }
    )
