"""Train the lesion network on what several trained ones find together, on more cameras.

The teachers' mean probability on unchanged photographs without masks is the label; the student sees
crops of them as other cameras would show them, besides the photographs with masks. It starts from
trained weights.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch
from torch import nn

from retinaview.core.words import counted
from retinaview.models.networks.lesion_net import LesionNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from training import engine, parallel
from training.downloads.needs import MASKS, Needs
from training.export import HRF, IDRID, RAHIM, ROC
from training.recipes import lesion_net
from training.segmentation import photographs as several
from training.segmentation.crops import CropSettings
from training.segmentation.photographs import LesionPhotograph
from training.segmentation.taught import (
    Counts,
    Unmasked,
    healthy_rahim,
    roc_split,
    taught,
    unmasked,
)

RELEASE = "1.2"


@dataclass(frozen=True)
class Options:
    """Options of the recipe; smaller values give a quick trial.

    Attributes
    ----------
    start : str
        Name or path of the weights to start from.
    teachers : tuple of str
        Names or paths of the weights whose mean is learnt.
    network : lesion_net.Options
        The network, its photographs and its run; its start is not used.
    counts : Counts
        How many photographs without masks.
    """

    start: str = "lesion-net-lite1"
    teachers: tuple[str, ...] = ("lesion-net-lite1",)
    network: lesion_net.Options = field(
        default_factory=lambda: lesion_net.Options(
            crops=CropSettings(side_px=384, healthy=0.14),
            settings=engine.TrainingSettings(
                epochs=6,
                steps_per_epoch=50,
                learning_rate=4e-4,
                weight_decay=1e-2,
                warmup_steps=20,
                ema_decay=0.99,
                monitor="score",
                validate_every=6,
                seed=1,
            ),
        )
    )
    counts: Counts = Counts()


def options_of(variant: str) -> Options:
    """Return the options; there is one variant."""
    del variant
    return Options()


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return MASKS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = "lesion-net-distilled",
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Label photographs with the teachers, train, and write weights and card.

    Parameters and result are those of `lesion_net.train`; there is one variant, and the weights
    have the name of their network.
    """
    options = options or options_of(variant)
    own = options.network
    if epochs is not None:
        own = replace(own, settings=replace(own.settings, epochs=epochs))
    cache = out / "cache"
    photographs = parallel.first_then_others(lambda: lesion_net.load(data, cache, own))
    more = parallel.first_then_others(lambda: without_masks(data, cache, options, device))
    held_out = {f"roc/{name}" for name in roc_split(data)[1]}
    photographs = replace(
        photographs,
        healthy=[*photographs.healthy, *more.healthy],
        partly=[photo for photo in photographs.partly if photo.name not in held_out],
        taught=more.taught,
    )
    network, card = student(options), card_for(options, len(more.taught), len(more.healthy))
    return lesion_net.train_on(
        photographs, network, card, own, data=data, out=out, device=device, resume=resume
    )


@dataclass(frozen=True)
class WithoutMasks:
    """Scaled photographs: labelled by networks, and known to be without lesions."""

    taught: list[LesionPhotograph]
    healthy: list[LesionPhotograph]


def without_masks(data: Path, cache: Path, options: Options, device: torch.device) -> WithoutMasks:
    """Label and scale the photographs once; later runs read them from the `cache` folder."""
    own = options.network
    store = Preprocessing(diameter_px=own.cache_diameter_px, multiple=1)

    @functools.cache
    def teachers() -> list[LoadedModel]:
        return [files.load(each, device=device) for each in options.teachers]

    def label(photographs: Sequence[Unmasked]) -> Iterator[LesionPhotograph]:
        return taught(photographs, teachers(), store, bfloat16=own.settings.bfloat16)

    found: list[LesionPhotograph] = []
    for name, photographs in unmasked(data, options.counts).items():
        found += several.kept(functools.partial(label, photographs), cache / f"{name}.npz")
    count = options.counts.rahim_healthy
    healthy = several.kept(lambda: healthy_rahim(data, count, store), cache / "healthy-rahim.npz")
    return WithoutMasks(found, healthy)


def student(options: Options) -> LesionNet:
    """Build the network with the weights it starts from, which lack the class of vessels."""
    network = lesion_net.build(replace(options.network, start="random"))
    start = files.load(options.start, device=torch.device("cpu")).module
    with_more_outputs(start, network)
    return network


def with_more_outputs(trained: nn.Module, larger: nn.Module) -> None:
    """Copy weights into a network with more outputs, whose further ones stay as they are."""
    state, wanted = trained.state_dict(), larger.state_dict()
    for name, own in wanted.items():
        given = state[name]
        if own.ndim:
            own[: len(given)] = given
        else:
            own.copy_(given)
    larger.load_state_dict(wanted)


def card_for(options: Options, by_networks: int, healthy: int) -> ModelCard:
    """Return the card, without thresholds and metrics."""
    card = lesion_net.card_for(options.network)
    counts = options.counts
    more = [
        (RAHIM, f"training patients: {counts.rahim + counts.rahim_mild} labelled by networks"),
        (RAHIM, f"training patients: {healthy} without retinopathy"),
        (HRF, "15 with retinopathy, labelled by networks"),
        (ROC, "two of three marked photographs, also labelled by networks"),
        (IDRID, f"grading train: {counts.idrid} labelled by networks"),
    ]
    sources = [source.model_copy(update={"split": split}) for source, split in more]
    return card.model_copy(
        update={
            "version": RELEASE,
            "recipe": "retinaview train lesion-net-distilled --data DIR --out DIR",
            "data": [*card.data, *sources],
            "limitations": (
                f"{card.limitations} {by_networks} photographs, most of other cameras, were "
                f"labelled by {counted(len(options.teachers), 'trained network')}, not by readers."
            ),
        }
    )
