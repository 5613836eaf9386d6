"""Train Zoom-in-Net as its paper prints it (Wang et al., MICCAI 2017, section 4).

Inception-ResNet-v2 at 492 px, gates, and an Inception-v3-like C-Net on four patches of 384 px of a
photograph of 1230 px; three phases: M-Net, end to end with the head for both eyes; A-Net with M-Net
fixed; all together. SGD with a momentum of 0.9 from 1e-5, a tenth of it every 20,000 steps, turns
by 90 degrees and flips, EyePACS alone. The paper prints neither batch size nor length of its
phases; ours are in `Options`: 16 patients in 8 parts, whose gradients are averaged, and as many
steps as two falls of the rate need. Photographs are read when a batch needs them, so that the whole
of EyePACS fits: convert it with `python -m training.downloads eyepacs FOLDER --data DATA --height
1230`. `zoom-in-net-small` and `zoom-in-net-lite0` are what a processor can train.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import torch
from torch import nn

from retinaview.core.grades import DRGrade
from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.zoomed_patches import zoomed_preprocessing
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from training.camera import UNCHANGED
from training.downloads.needs import EYES, Needs
from training.engine import TrainingSettings, fit, seed_everything
from training.export import EYEPACS, card_of, export
from training.grading.data import eyepacs
from training.grading.data.eye_batches import EyeBatches, PatientPool
from training.grading.data.graded import Views
from training.grading.data.listed_sets import ListedSet, eyepacs_set
from training.grading.data.patients_on_disk import PatientsOnDisk
from training.grading.grader_options import multiplies_bfloat16
from training.grading.heads_on_sets import with_both_eyes, with_one_eye
from training.grading.paper_zoom_learner import PaperZoomLearner, Stage, paper_loss
from training.grading.scores import Split
from training.grading.trunk_start import Start, build_started
from training.grading.zoom_in_learner import ZoomInValidation
from training.parallel import on_first
from training.recipes.zoom_in_net_small import chosen

NAME = "zoom-in-net"
SPLITS: tuple[Split, ...] = ("eyepacs",)
_SGD = TrainingSettings(
    epochs=40,
    steps_per_epoch=1000,
    learning_rate=1e-5,
    weight_decay=0.0,
    warmup_steps=0,
    schedule="step",
    decay_steps=20_000,
    accumulate=8,
    clip_norm=0.0,
    ema_decay=0.0,
    validate_every=5,
)


@dataclass(frozen=True)
class Options:
    """Options of the recipe, by default the paper's; smaller values give a quick trial.

    Attributes
    ----------
    arguments : dict
        Constructor arguments of the network.
    start : Start
        Initial weights of both trunks: ``"imagenet"``, which is downloaded, or ``"random"``.
    preprocessing : Preprocessing
        Preprocessing of M-Net.
    patients : int
        Patients per part of a batch, most with two photographs.
    momentum : float
        Momentum of SGD.
    main, attention, all : TrainingSettings
        Length and rates of the three phases.
    held_out : int
        Held-out photographs that are scored after an epoch; all are scored at the end.
    seed : int
        Seed of the initial weights and of all phases.
    """

    arguments: dict[str, Any] = field(
        default_factory=lambda: {"crop_trunk": "inception_v3", "pair": True}
    )
    start: Start = "imagenet"
    preprocessing: Preprocessing = Preprocessing(
        492, canvas="square", colour="fixed", mean=(0.5, 0.5, 0.5), std=(0.5, 0.5, 0.5)
    )
    patients: int = 2
    momentum: float = 0.9
    main: TrainingSettings = _SGD
    attention: TrainingSettings = _SGD
    all: TrainingSettings = _SGD
    held_out: int = 500
    seed: int = 0


def options_of(variant: str) -> Options:
    """Return the options; there is one variant."""
    del variant
    return Options()


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return EYES


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = NAME,
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train the three phases, choose on validation, and write weights and card.

    Parameters
    ----------
    data : Path
        Folder with ``eyepacs256/``, whose photographs should be 1230 px high.
    out : Path
        Folder with a subfolder per phase, and the weights with their card.
    device : torch.device
        Device to train on.
    variant : str
        Not used; there is one variant.
    epochs : int, optional
        Epochs of every phase; default: each one's own.
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
    seed_everything(options.seed)
    network = cast(ZoomInNet, build_started(NAME, options.start, **options.arguments))
    listed = eyepacs_set(data)
    phases: dict[Stage, TrainingSettings] = {
        "main": options.main,
        "attention": options.attention,
        "all": options.all,
    }
    for stage, settings in phases.items():
        settings = replace(
            settings,
            epochs=epochs or settings.epochs,
            bfloat16=multiplies_bfloat16(device),
            seed=options.seed,
        )
        network = run_phase(
            stage, network, listed, options, settings, out=out, device=device, resume=resume
        )
    network.requires_grad_(True).eval()
    path = out / f"{NAME}.safetensors"
    on_first(lambda: write(network, options, data=data, path=path))
    return path


def run_phase(
    stage: Stage,
    network: ZoomInNet,
    listed: ListedSet,
    options: Options,
    settings: TrainingSettings,
    *,
    out: Path,
    device: torch.device,
    resume: bool,
) -> ZoomInNet:
    """Train one phase, and return the network."""
    size = options.preprocessing
    learner = PaperZoomLearner(network, size, stage).to(memory_format=torch.channels_last)
    training, held_out = listed.split()
    shown = [listed.read(index, size.diameter_px) for index in held_out[: options.held_out]]
    trained = fit(
        learner,
        batches=batches_of(stage, listed, training, options, settings),
        loss=paper_loss,
        settings=settings,
        out=out / stage,
        device=device,
        validate=ZoomInValidation({"eyepacs": shown}, size, heads=("main", "attention")),
        make_optimizer=partial(sgd, settings=settings, momentum=options.momentum),
        resume=resume,
    )
    return cast(PaperZoomLearner, trained).network


def batches_of(
    stage: Stage,
    listed: ListedSet,
    training: list[int],
    options: Options,
    settings: TrainingSettings,
) -> EyeBatches:
    """Return a phase's batches, of C-Net's size in the last one."""
    size = options.preprocessing
    if stage == "all":
        size = zoomed_preprocessing(size, GradeOptions())
    views = Views(size, zoom=(1, 1), shift=0, colour=UNCHANGED, turns=(0, 90, 180, 270))
    patients = PatientsOnDisk(listed, training, side=size.diameter_px)
    pool = PatientPool(patients, views, options.patients)
    steps = settings.steps_per_epoch * settings.accumulate
    return EyeBatches((pool,), steps, seed=settings.seed)


def sgd(
    weights: Iterable[nn.Parameter], *, settings: TrainingSettings, momentum: float
) -> torch.optim.Optimizer:
    """Return the paper's optimizer."""
    return torch.optim.SGD(
        weights,
        lr=settings.learning_rate,
        momentum=momentum,
        weight_decay=settings.weight_decay,
    )


def write(network: ZoomInNet, options: Options, *, data: Path, path: Path) -> None:
    """Choose on validation, measure there, and write weights and card to `path`."""
    bfloat16 = multiplies_bfloat16(next(network.parameters()).device)
    card = card_for(options, side=eyepacs.side_px(data))
    card = chosen(network, card, data=data, splits=SPLITS, bfloat16=bfloat16)
    card = with_both_eyes(network, card, data, SPLITS)
    export(path, network, with_one_eye(network, card, data, SPLITS))


def card_for(options: Options, *, side: int) -> ModelCard:
    """Return the card, without thresholds and metrics; `side` is the photographs' height."""
    source = EYEPACS.model_copy(
        update={"name": f"EyePACS, {side} px", "split": "six sevenths of the patients"}
    )
    return card_of(
        NAME,
        architecture=NAME,
        arguments=options.arguments,
        classes=[grade.name.lower() for grade in DRGrade],
        preprocessing=options.preprocessing,
        data=[source],
        recipe=f"retinaview train {NAME} --data DIR --out DIR",
        seed=options.seed,
        licence_of_data="research use (EyePACS)",
        intended_use=(
            "Research: the published network, by the published recipe. Not for diagnosis."
        ),
        limitations=(
            f"One run, one seed, on photographs {side} px high. It grades retinopathy only. "
            "Attention is no lesion evidence; it was learnt from grades alone."
        ),
    )
