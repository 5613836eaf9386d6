"""Fine-tune a lesion network on a reader's boxes.

The encoder, which has learnt from many more photographs, stays as it is. Of the means of old and
new weights, the one that finds a part of the learnt patients' boxes best is kept, with the
thresholds that those boxes choose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.core.errors import WriteError
from retinaview.core.guard import guard
from retinaview.exchange.label_snapshot import ReadPhotograph
from retinaview.imaging.field_of_view import FieldOfView
from retinaview.models.weights.files import LoadedModel
from training import engine
from training.retraining.before_after import SegmenterComparison, compare_segmenters
from training.retraining.blending import best_blend
from training.retraining.examples import (
    HELD_BACK,
    Image,
    answers,
    boxed,
    hold_out,
    marked,
    painted,
    readable,
)
from training.retraining.progress import Progress
from training.retraining.thresholds import with_own_thresholds
from training.retraining.weak_targets import weak_target
from training.segmentation import photographs as several
from training.segmentation.crops import CropSampler, CropSettings
from training.segmentation.idrid import CLASSES
from training.segmentation.losses import dice_bce
from training.segmentation.other_cameras import OtherCameras
from training.segmentation.photographs import LesionPhotograph

MOST_PHOTOGRAPHS = 150
"""Most photographs held in memory, some 10 MB each."""


@dataclass(frozen=True)
class Options:
    """Options of the fine-tuning.

    Attributes
    ----------
    side_px, per_batch : int
        Side of a crop, and crops in a batch.
    centred, mistaken, other : float
        Shares of the crops around lesions of the classes that are learnt, around what the network
        takes for them, and around lesions of other classes that it sees, so that it keeps them.
    cameras : OtherCameras
        Augmentation; milder than in training, because the reader's cameras are the ones to learn.
    settings : engine.TrainingSettings
        Length and rates.
    """

    side_px: int = 384
    per_batch: int = 4
    centred: float = 0.25
    mistaken: float = 0.4
    other: float = 0.15
    cameras: OtherCameras = OtherCameras(
        palette=0.0, gamma=0.2, gain=0.15, saturation=0.2, shade=0.2, flare=0.0, blur=0.2
    )
    settings: engine.TrainingSettings = engine.TrainingSettings(
        epochs=12,
        steps_per_epoch=20,
        learning_rate=1e-3,
        weight_decay=1e-2,
        warmup_steps=20,
        ema_decay=0.95,
        seed=1,
    )


DEFAULTS = Options()


class _FixedNorms(nn.Module):
    """A network whose batch normalisation keeps its statistics, which few crops would spoil."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, image: Tensor) -> Tensor:
        """Run the network."""
        logits: Tensor = self.network(image)
        return logits

    def train(self, mode: bool = True) -> _FixedNorms:
        """Set the mode of all layers but batch normalisation."""
        super().train(mode)
        for layer in self.modules():
            if isinstance(layer, nn.BatchNorm2d):
                layer.eval()
        return self


@dataclass(frozen=True)
class Work:
    """Retraining of a lesion network.

    Attributes
    ----------
    model : LoadedModel
        A network that `training.retraining.proposals.propose` accepts; it is not changed.
    classes : tuple of str
        Classes that the reader marks.
    out : Path
        Folder for scaled photographs, checkpoints and pictures.
    bfloat16 : bool
        Whether the networks' answers are computed in bfloat16.
    progress : Progress
        Told every step, and asked whether to stop.
    resume : bool
        Continue from the checkpoint in `out`, if there is one.
    options : Options
        Augmentation and rates.
    """

    model: LoadedModel
    classes: tuple[str, ...]
    out: Path
    bfloat16: bool
    progress: Progress
    resume: bool
    options: Options = field(default_factory=lambda: DEFAULTS)

    def fine_tune(
        self, photographs: Sequence[ReadPhotograph], *, epochs: int, seed: int
    ) -> LoadedModel:
        """Return a copy of the network that has learnt from a reader's boxes.

        Parameters
        ----------
        photographs : sequence of ReadPhotograph
            Photographs to learn from.
        epochs, seed : int
            Length and seed.
        """
        inner = hold_out(photographs, share=HELD_BACK, seed=seed)
        sampler = self._sampler(self._scaled(inner.learnt))
        settings = replace(self.options.settings, epochs=epochs, seed=seed)
        network = deepcopy(self.model.module).to(memory_format=torch.channels_last)
        network.get_submodule("encoder").requires_grad_(requires_grad=False)
        steps = _Steps(self.progress, of=epochs * settings.steps_per_epoch)
        device = next(network.parameters()).device
        weights = torch.tensor([1.0 if c in self.classes else 0.5 for c in CLASSES], device=device)

        def batches(epoch: int) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
            steps.begin(epoch * settings.steps_per_epoch)
            return sampler.batches(seed * 10_000 + epoch, settings.steps_per_epoch)

        def loss(module: nn.Module, batch: tuple[Tensor, Tensor, Tensor]) -> Tensor:
            images, targets, known = batch
            own = slice(0, len(CLASSES))  # without vessels, which these networks do not have
            value = dice_bce(module(images), targets[:, own], known=known[:, own], weights=weights)
            steps.next(float(value.detach()))
            return value

        trained = engine.fit(
            _FixedNorms(network),
            batches=batches,
            loss=loss,
            settings=settings,
            out=self.out,
            device=device,
            resume=self.resume,
        )
        new = trained.get_submodule("network").eval()
        best = best_blend(
            self.model,
            new,
            inner.held_out,
            self.classes,
            bfloat16=self.bfloat16,
            progress=self.progress,
        )
        return with_own_thresholds(
            best, inner.held_out, self.classes, bfloat16=self.bfloat16, progress=self.progress
        )

    def compare(
        self, new: LoadedModel, photographs: Sequence[ReadPhotograph]
    ) -> SegmenterComparison:
        """Compare the network with a retrained one on held-out photographs."""
        return compare_segmenters(
            self.model,
            new,
            photographs,
            self.classes,
            bfloat16=self.bfloat16,
            progress=self.progress,
            out=self.out,
        )

    def _scaled(self, photographs: Sequence[ReadPhotograph]) -> list[LesionPhotograph]:
        """Return photographs at the network's scale with their targets, computed once."""
        chosen = _most_useful(photographs, self.classes)
        if len(chosen) < len(photographs):
            text = f"uses {len(chosen)} of {len(photographs)} photographs, those with most boxes"
            self.progress.event("note", text=text)

        def make() -> Iterator[LesionPhotograph]:
            for n, found in enumerate(readable(chosen, self.progress), start=1):
                yield self._with_targets(*found)
                self.progress.step("preparing", n, len(chosen))

        path = self.out / "photographs.npz"
        with guard(WriteError, path, "cannot be written", system="cannot be written"):
            return several.kept(make, path)

    def _with_targets(
        self, photograph: ReadPhotograph, rgb: Image, fov: FieldOfView
    ) -> LesionPhotograph:
        """Return a photograph with a target for every class."""
        preprocessing = self.model.card.preprocessing
        found = answers(self.model, rgb, fov, bfloat16=self.bfloat16)
        image, field, _ = preprocessing.scale(rgb, fov)
        masks, unknown, mistakes = {}, np.zeros(field.shape, bool), np.zeros(field.shape, bool)
        for index, name in enumerate(CLASSES):
            taught = name in self.classes
            target = weak_target(
                np.rint(found.values[index] * 255).astype(np.uint8),
                boxes=boxed(photograph, name) if taught else (),
                masks=painted(photograph, name) if taught else (),
                rejected=marked(photograph, name, rejected=True),
                frame=found.frame,
                complete=taught,
                threshold=self.model.card.thresholds[name],
            )
            unknown |= target.unknown
            mistakes |= target.mistakes
            if target.levels.any():
                masks[index] = target.levels
        known = np.array([name in CLASSES for name in several.CLASSES])
        return LesionPhotograph(
            photograph.labels.image,
            image,
            _plane(field),
            masks,
            known,
            labelled=_plane(~unknown),
            mistakes=_plane(mistakes),
        )

    def _sampler(self, photographs: Sequence[LesionPhotograph]) -> CropSampler:
        """Return what cuts crops, without photographs of other kinds."""
        preprocessing = self.model.card.preprocessing
        settings = _crops(self.options, photographs, self.classes)
        scale_px = preprocessing.diameter_px
        cameras = self.options.cameras
        return CropSampler(photographs, [], [], preprocessing, scale_px, cameras, settings)


class _Steps:
    """Counts the steps of a run, which may begin in the middle."""

    def __init__(self, progress: Progress, *, of: int) -> None:
        self._progress, self._done, self._of = progress, 0, of

    def begin(self, done: int) -> None:
        """Begin an epoch after some steps."""
        self._done = done

    def next(self, loss: float) -> None:
        """Tell a step."""
        self._done += 1
        self._progress.step("training", self._done, self._of, loss=round(loss, 4))


def _most_useful(
    photographs: Sequence[ReadPhotograph], classes: Sequence[str]
) -> list[ReadPhotograph]:
    """Return the photographs to learn from; of too many, those with most boxes.

    Of those, every fifth is one without boxes.
    """
    ranked = sorted(photographs, key=lambda each: -sum(len(marked(each, c)) for c in classes))
    if len(ranked) <= MOST_PHOTOGRAPHS:
        return ranked
    has_boxes = {each.path: any(marked(each, c) for c in classes) for each in ranked}
    with_boxes = [each for each in ranked if has_boxes[each.path]]
    without = [each for each in ranked if not has_boxes[each.path]]
    healthy = without[: max(MOST_PHOTOGRAPHS // 5, MOST_PHOTOGRAPHS - len(with_boxes))]
    return [*with_boxes[: MOST_PHOTOGRAPHS - len(healthy)], *healthy]


def _crops(
    options: Options, photographs: Sequence[LesionPhotograph], classes: Sequence[str]
) -> CropSettings:
    """Return where crops are cut: around lesions of the classes that occur, and anywhere."""
    there = [
        any(i in photo.masks and (photo.masks[i] > 64).any() for photo in photographs)
        for i in range(len(several.CLASSES))
    ]
    taught = [there[i] and name in classes for i, name in enumerate(several.CLASSES)]
    others = [
        there[i] and name not in classes and name != "optic_disc"
        for i, name in enumerate(several.CLASSES)
    ]
    centred = tuple(
        options.centred * taught[i] / max(sum(taught), 1)
        + options.other * others[i] / max(sum(others), 1)
        for i in range(len(several.CLASSES))
    )
    return CropSettings(
        options.side_px,
        options.per_batch,
        centred,
        partly=0.0,
        healthy=0.0,
        mistaken=options.mistaken,
        scales=(0.75, 1.35),
    )


def _plane(where: NDArray[np.bool_]) -> Image:
    """Return 255 where something is true, else 0."""
    return where.astype(np.uint8) * np.uint8(255)
