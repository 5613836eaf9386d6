"""Train GANet and its ablations as in the paper (Ye et al. 2020, section 3.1).

One network per lesion, 512 x 384, generalised Dice, Adam at 1e-4, 300 epochs, batches of 8, flips
and rotation, three-fold cross-validation over all 81 photographs. Our choices where the paper is
silent: crops are the 4:3 rectangle around the field of view, the learning rate is constant,
rotation is at most 20 degrees, and scores are pooled over the pixels of a fold.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torchvision import tv_tensors

from retinaview.core.errors import ReadError
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.segmentation import SegmentationTally, evaluate_segmentation
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.models import registry
from training import engine, parallel
from training.downloads.needs import Needs
from training.segmentation import idrid as idrid
from training.segmentation.losses import generalised_dice
from training.segmentation.presets import flips_and_rotation
from training.segmentation.scores import to_levels

HEIGHT, WIDTH = 384, 512
LESIONS = ("haemorrhage", "hard_exudate")
SCORES = ("pooled_dice", "accuracy", "sensitivity", "specificity")


@dataclass(frozen=True)
class Options:
    """Options, by default the paper's; smaller values give a quick trial.

    Attributes
    ----------
    architectures : tuple of str
        Registry names; all six give the paper's Table 1.
    lesions : tuple of str
        Lesion classes, each with a network of its own.
    folds, epochs, batch : int
        Number of folds, epochs per fold, and batch size.
    seed : int
        Seed of the folds and the runs.
    """

    architectures: tuple[str, ...] = ("ganet",)
    lesions: tuple[str, ...] = LESIONS
    folds: int = 3
    epochs: int = 300
    batch: int = 8
    seed: int = 0


def options_of(variant: str) -> Options:
    """Return the options for one network of the paper's Table 1, by its registry name."""
    return Options(architectures=("ganet" if variant == "ganet-paper" else variant,))


@dataclass(frozen=True)
class Example:
    """A photograph at 512 x 384, uint8 ``(H, W, 3)``, with masks, bool ``(H, W)``, by lesion."""

    name: str
    image: NDArray[np.uint8]
    masks: dict[str, NDArray[np.bool_]]


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return Needs(masks=True, all_splits=True)


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = "ganet",
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Cross-validate, and write means and standard deviations to ``results.json``."""
    options = options or options_of(variant)
    samples = list(_read(data, "train"))
    if (data / "idrid/segmentation/test").is_dir() or not samples:
        samples += _read(data, "test")
    order = np.random.default_rng(options.seed).permutation(len(samples))
    folds = [[samples[i] for i in part] for part in np.array_split(order, options.folds)]
    table: dict[str, dict[str, object]] = {}
    for architecture in options.architectures:
        for lesion in options.lesions:
            rows = []
            for index, held_out in enumerate(folds):
                rest = [x for fold in folds if fold is not held_out for x in fold]
                run = FoldRun(architecture, lesion, options, epochs or options.epochs, device)
                folder = out / architecture / lesion / f"fold-{index}"
                module = run.fit(rest, out=folder, resume=resume)
                rows.append(run.score(module, held_out))
            table[f"{architecture} {lesion}"] = summary(rows)
    path = out / "results.json"
    text = json.dumps({"options": asdict(options), "table": table}, indent=2)
    parallel.on_first(lambda: path.write_text(text + "\n", encoding="utf-8"))
    return path


@dataclass(frozen=True)
class FoldRun:
    """Training and scoring of one network on one lesion and fold."""

    architecture: str
    lesion: str
    options: Options
    epochs: int
    device: torch.device

    def fit(self, samples: Sequence[Example], *, out: Path, resume: bool) -> nn.Module:
        """Train on `samples`."""
        settings = engine.TrainingSettings(
            epochs=self.epochs,
            steps_per_epoch=-(-len(samples) // (self.options.batch * parallel.world_size())),
            learning_rate=1e-4,
            warmup_steps=0,
            schedule="constant",
            clip_norm=0,
            ema_decay=0,
            bfloat16=False,
            seed=self.options.seed,
        )
        return engine.fit(
            registry.build(self.architecture),
            batches=lambda epoch: self.batches(samples, seed=settings.seed * 1000 + epoch),
            loss=lambda module, batch: generalised_dice(module(batch[0]), batch[1]),
            settings=settings,
            out=out,
            device=self.device,
            make_optimizer=lambda weights: torch.optim.Adam(weights, lr=settings.learning_rate),
            resume=resume,
        )

    def batches(self, samples: Sequence[Example], *, seed: int) -> Iterator[tuple[Tensor, Tensor]]:
        """Yield an epoch of images ``(N, 3, H, W)`` and masks ``(N, 1, H, W)``, augmented."""
        augment = flips_and_rotation()
        order = np.random.default_rng(seed).permutation(len(samples))
        size = self.options.batch * parallel.world_size()
        for first in range(0, len(order), size):
            # The last batch starts earlier if a process would otherwise get no photograph.
            start = max(0, min(first, len(order) - parallel.world_size()))
            chosen = [samples[i] for i in parallel.own_share(order[start : first + size].tolist())]
            pairs = [augment(*self._pair(sample)) for sample in chosen]
            images = torch.stack([_scaled(image) for image, _ in pairs])
            yield images, torch.stack([mask.float() for _, mask in pairs])

    def score(self, module: nn.Module, samples: Sequence[Example]) -> dict[str, float]:
        """Score the held-out fold at a threshold of one half."""
        tallies = []
        for sample in samples:
            image = _scaled(self._pair(sample)[0])[None].to(self.device)
            with torch.inference_mode():
                probability = torch.sigmoid(module(image))[0, 0].cpu().numpy()
            tallies.append(
                SegmentationTally.of(
                    sample.name,
                    LesionClass(self.lesion),
                    probability=to_levels(probability),
                    truth=sample.masks[self.lesion],
                )
            )
        report = evaluate_segmentation(tallies, threshold=0.5, resamples=0)
        return {name: getattr(report, name).value for name in SCORES}

    def _pair(self, sample: Example) -> tuple[tv_tensors.Image, tv_tensors.Mask]:
        image = torch.from_numpy(sample.image.transpose(2, 0, 1).copy())
        mask = torch.from_numpy(sample.masks[self.lesion][None].astype(np.uint8))
        return tv_tensors.Image(image), tv_tensors.Mask(mask)


def summary(rows: Sequence[dict[str, float]]) -> dict[str, object]:
    """Return mean and standard deviation over the folds, in percent as the paper prints them."""
    table: dict[str, object] = {}
    for name in SCORES:
        values = np.array([row[name] for row in rows]) * 100
        table[name] = {"mean": round(values.mean(), 2), "sd": round(values.std(), 2)}
    return table


def crop_to_proportions(fov: FieldOfView) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the 4:3 rectangle around the field of view."""
    box = fov.box
    width = max(box.width, box.height * WIDTH / HEIGHT)
    height = max(box.height, width * HEIGHT / WIDTH)
    left = max(0, round(box.x + box.width / 2 - width / 2))
    top = max(0, round(box.y + box.height / 2 - height / 2))
    return left, top, min(fov.width, round(left + width)), min(fov.height, round(top + height))


def _read(data: Path, split: str) -> Iterator[Example]:
    for name in idrid.segmentation_names(data, split):
        path = idrid.photograph_path(data, split, name)
        rgb = idrid.read_rgb(path)
        fov = find_field_of_view(rgb)
        if fov is None:
            raise ReadError("no field of view found", path=path)
        left, top, right, bottom = crop_to_proportions(fov)
        masks = {
            lesion: _shrink(idrid.read_mask(data, split, name, lesion)[top:bottom, left:right])
            > 127
            for lesion in LESIONS
        }
        yield Example(f"{split}/{name}", _shrink(rgb[top:bottom, left:right]), masks)


def _shrink(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    return np.asarray(cv2.resize(image, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA), np.uint8)


def _scaled(image: Tensor) -> Tensor:
    return image.float() / 127.5 - 1
