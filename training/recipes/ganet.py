"""The shipped GANet: five classes in one network, patches at one scale, any camera's colours."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from training import engine
from training.curves import PixelCurve
from training.data import idrid_segmentation as idrid
from training.data.lesion_patches import PatchSampler, PatchSettings
from training.losses import dice_bce

NAME = "ganet"
PREPROCESSING = Preprocessing(diameter_px=1120, canvas="box", multiple=32, colour="field")
CACHE_DIAMETER_PX = 1344
WEIGHTS = (1.0, 1.0, 0.4, 0.4, 0.2)
HEALTHY = 80


@dataclass(frozen=True)
class Data:
    """What the recipe trains and validates on."""

    train: list[idrid.Photograph]
    healthy: list[idrid.Photograph]
    validation: list[idrid.Photograph]


def train(
    data: Path,
    *,
    out: Path,
    device: torch.device,
    epochs: int | None = None,
    resume: bool = False,
    steps_per_epoch: int = 500,
    patches: PatchSettings | None = None,
) -> nn.Module:
    """Train and return the network with the averaged weights of the best epoch."""
    photographs = load(data, out / "cache")
    sampler = PatchSampler(
        photographs.train,
        photographs.healthy,
        PREPROCESSING,
        CACHE_DIAMETER_PX,
        patches or PatchSettings(),
    )
    settings = engine.Settings(
        epochs=epochs or 10,
        steps_per_epoch=steps_per_epoch,
        learning_rate=1e-3,
        warmup_steps=200,
        ema_decay=0.998,
        monitor="score",
        seed=1,
    )
    module = registry.build("ganet", outputs=len(idrid.CLASSES))
    return engine.fit(
        module.to(memory_format=torch.channels_last),
        batches=lambda epoch: sampler.batches(settings.seed * 10_000 + epoch, steps_per_epoch),
        loss=_loss,
        settings=settings,
        out=out,
        device=device,
        validate=functools.partial(validate, photographs=photographs.validation, device=device),
        resume=resume,
    )


def load(data: Path, cache: Path) -> Data:
    """Scale all photographs once; later runs read them from the `cache` folder."""
    train_names, validation_names = idrid.split_validation(data)
    store = Preprocessing(diameter_px=CACHE_DIAMETER_PX, multiple=1)

    def labelled(names: Sequence[str], scale: Preprocessing) -> Iterator[idrid.Photograph]:
        return (idrid.load_labelled(data, "train", name, scale=scale) for name in names)

    rested = np.random.default_rng(0).permutation(idrid.healthy_names(data))[:HEALTHY]
    healthy = (idrid.load_healthy(data, str(name), scale=store) for name in sorted(rested))
    return Data(
        idrid.cached(labelled(train_names, store), cache / "train.npz"),
        idrid.cached(healthy, cache / "healthy.npz"),
        idrid.cached(labelled(validation_names, PREPROCESSING), cache / "validation.npz"),
    )


def validate(
    module: nn.Module, *, photographs: Sequence[idrid.Photograph], device: torch.device
) -> dict[str, float]:
    """Measure pooled Dice (at its best threshold) and average precision of whole photographs.

    Measured at the network's scale; the exported numbers are measured at source size instead.
    """
    curves = [PixelCurve() for _ in idrid.CLASSES]
    for photograph in photographs:
        field = photograph.field > 127
        image = PREPROCESSING.normalise(photograph.image, field)
        with torch.inference_mode(), torch.autocast(device.type, dtype=torch.bfloat16):
            logits = module(torch.from_numpy(image)[None].to(device))[0]
        probability = torch.sigmoid(logits).cpu().numpy()
        for index, _ in enumerate(idrid.CLASSES):
            truth = photograph.masks[field, index] > 127
            curves[index] += PixelCurve.of(probability[index][field], truth)
    metrics: dict[str, float] = {}
    for lesion, curve in zip(idrid.CLASSES, curves, strict=True):
        metrics[f"dice_{lesion}"] = float(curve.dice().max())
        metrics[f"threshold_{lesion}"] = curve.best_threshold()
        metrics[f"ap_{lesion}"] = curve.average_precision()
    metrics["score"] = metrics["dice_hard_exudate"] + metrics["dice_haemorrhage"]
    return metrics


def _loss(module: nn.Module, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
    images, targets, known = batch
    weights = torch.tensor(WEIGHTS, device=images.device)
    return dice_bce(module(images), targets, known=known, weights=weights)
