"""Train a small Zoom-in-Net on EyePACS and IDRiD from random weights.

The paper's three phases (M-Net; A-Net with M-Net fixed; both) are preceded by one that replaces its
ImageNet weights: a lesion head on the trunk's last two scales learns IDRiD's masks and boxes per
cell, while grades are learnt from small photographs. The lesion head is not exported. The last
phase runs twice, the second time as a warm restart. Then C-Net and the head for pairs of eyes are
trained (`training.recipes.zoom_in_net_heads`) with the other two networks fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import torch

from retinaview.core.grades import DRGrade
from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from retinaview.models.weights.files import LoadedModel
from training import parallel
from training.camera import ColourJitter
from training.downloads.needs import WITH_PAIRS, Needs
from training.engine import TrainingSettings, fit, seed_everything
from training.export import CODRAS, EYEPACS, IDRID, card_of, export
from training.grading.choices import answers, calibrate, chance, choose_response
from training.grading.data.cache import cached
from training.grading.data.eyepacs import read_eyepacs
from training.grading.data.graded import LabelledPhotograph, Views
from training.grading.data.idrid import read_train
from training.grading.data.mixture import Mixture, Pool, hold_out
from training.grading.grader_options import multiplies_bfloat16
from training.grading.scores import Split, cases, measure, with_metrics
from training.grading.zoom_in_learner import ZoomInLearner, ZoomInLoss, ZoomInValidation
from training.recipes import zoom_in_net_heads as heads

ARCHITECTURE = "zoom-in-net"
TRUNK = "resnet18d"
ARGUMENTS: dict[str, Any] = {
    "trunk": TRUNK,
    "feature_channels": None,
    "attention_channels": 128,
    "crop_trunk": None,
    "pair": False,
    "dme_grades": 3,
    "dropout": 0.2,
}
INPUT = Preprocessing(diameter_px=448, canvas="square", colour="local")
PRETRAINING = replace(INPUT, diameter_px=256)
SEED = 0
VALIDATION: tuple[Split, ...] = ("validation", "eyepacs")
NAME = "zoom-in-net-small"


@dataclass(frozen=True)
class Phase:
    """One training phase.

    Attributes
    ----------
    name : str
        Name of its folder in the output folder.
    preprocessing : Preprocessing
        Preprocessing, which sets the input size.
    per_batch : tuple of int
        Views per batch: EyePACS, whole IDRiD photographs, parts of IDRiD photographs.
    epochs, steps_per_epoch, learning_rate : int, float
        See `training.engine.TrainingSettings`.
    main, attention : bool
        Whether each of the two networks is trained.
    seed : int
        Seed of its views; phases with the same seed have the same views.
    """

    name: str
    preprocessing: Preprocessing
    per_batch: tuple[int, int, int]
    epochs: int
    steps_per_epoch: int
    learning_rate: float
    main: bool = True
    attention: bool = True
    seed: int = SEED


PHASES = (
    Phase("pretraining", PRETRAINING, (18, 6, 8), 11, 100, 1e-3, attention=False),
    Phase("main", INPUT, (8, 8, 0), 4, 50, 4e-4, attention=False),
    Phase("attention", INPUT, (8, 8, 0), 2, 50, 1e-3, main=False),
    Phase("all", INPUT, (8, 8, 0), 3, 50, 2e-4),
    Phase("all-again", INPUT, (8, 8, 0), 4, 50, 2e-4, seed=1),
)


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
    phases: Sequence[Phase] = PHASES,
    trunk: str = TRUNK,
    crop_trunk: str = heads.CROP_TRUNK,
    head_options: heads.HeadOptions = heads.HEAD_OPTIONS,
) -> Path:
    """Run all phases, choose on validation, and write ``zoom-in-net-small.safetensors``.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/`` and ``eyepacs256/``.
    out : Path
        Folder for scaled photographs, a subfolder per phase, and the weights with their card.
    device : torch.device
        Device to train on.
    epochs : int, optional
        Epochs of every phase; default: each phase's own.
    resume : bool
        Resume the last run in `out`.
    phases : sequence of Phase
        Phases in order; the last one's preprocessing is stored on the card.
    trunk : str
        See `retinaview.models.networks.trunks.build_trunk`.
    crop_trunk, head_options : str, heads.HeadOptions
        See `training.recipes.zoom_in_net_heads.train`.
    """
    arguments = ARGUMENTS | {"trunk": trunk}
    lasting = [replace(phase, epochs=epochs or phase.epochs) for phase in phases]
    learner = run_phases(lasting, arguments, data=data, out=out, device=device, resume=resume)
    card = card_for(arguments, phases[-1].preprocessing)
    bfloat16 = multiplies_bfloat16(device)
    start = out / "main-and-attention" / f"{NAME}.safetensors"
    parallel.on_first(
        lambda: write(learner.network, card, data=data, path=start, bfloat16=bfloat16)
    )
    return heads.train(
        data=data,
        out=out,
        device=device,
        epochs=epochs,
        resume=resume,
        start=start,
        crop_trunk=crop_trunk,
        head_options=head_options,
    )


def run_phases(
    phases: Sequence[Phase],
    arguments: Mapping[str, Any],
    *,
    data: Path,
    out: Path,
    device: torch.device,
    resume: bool,
) -> ZoomInLearner:
    """Build the network and train one phase after the other."""
    photographs = parallel.first_then_others(lambda: read_data(data, out / "cache"))
    seed_everything(SEED)
    network = registry.build(ARCHITECTURE, **arguments)
    learner = ZoomInLearner(cast(ZoomInNet, network)).to(memory_format=torch.channels_last)
    for phase in phases:
        learner = run_phase(
            phase, learner, photographs, out=out / phase.name, device=device, resume=resume
        )
    return learner


def write(network: ZoomInNet, card: ModelCard, *, data: Path, path: Path, bfloat16: bool) -> Path:
    """Choose the card's options on validation, and write weights and card to `path`."""
    export(path, network, chosen(network, card, data=data, splits=VALIDATION, bfloat16=bfloat16))
    return path


def chosen(
    network: ZoomInNet, card: ModelCard, *, data: Path, splits: Sequence[Split], bfloat16: bool
) -> ModelCard:
    """Return the card with options chosen, and metrics measured, on the held-out `splits`.

    The first of them is IDRiD's, whose boxes choose the map in which regions are sought.
    """
    network.eval()
    preprocessing = card.preprocessing
    listed = [cases(data, split) for split in splits]
    found = [answers(network, preprocessing, part, bfloat16=bfloat16) for part in listed]
    grade_options, referable = calibrate(found)
    grade_options = choose_response(
        network, preprocessing, grade_options, listed[0], bfloat16=bfloat16
    )
    card = card.model_copy(
        update={
            "grade_options": grade_options,
            "thresholds": {"referable": round(referable, 4)},
            "chance": chance(listed[0]),
        }
    )
    for split in splits:
        scores = measure(LoadedModel(network, card), data, split, bfloat16=bfloat16)
        card = with_metrics(card, scores, split)
    return card


def card_for(arguments: Mapping[str, Any], preprocessing: Preprocessing) -> ModelCard:
    """Return the card, without thresholds and metrics."""
    grading = "grading/train and segmentation/train less photographs that stand in a test folder"
    return card_of(
        NAME,
        architecture=ARCHITECTURE,
        arguments=arguments,
        classes=[grade.name.lower() for grade in DRGrade],
        preprocessing=preprocessing,
        data=[
            IDRID.model_copy(update={"split": f"{grading}; a seventh for validation"}),
            CODRAS.model_copy(update={"split": "boxes of the same photographs"}),
            EYEPACS.model_copy(update={"split": "six sevenths of 1,872 patients"}),
        ],
        recipe="retinaview train zoom-in-net-small --data DIR --out DIR",
        seed=SEED,
        licence_of_data="CC BY 4.0 and CC BY-SA 4.0 (IDRiD, boxes); research use (EyePACS)",
        intended_use=(
            "Research: proposes grades of diabetic retinopathy and macular oedema for a fundus "
            "photograph, and shows where the network looked. Not for diagnosis."
        ),
        limitations=(
            "Trained from random weights on about 3,200 photographs of 256 px and 340 of one "
            "camera. Mild retinopathy is mostly missed; microaneurysms are near or below the "
            "input's resolution; the oedema grade was learnt from one camera. Attention is no "
            "lesion evidence. Its gates were also taught with lesion boxes and masks, so that its "
            "localisation is not weakly supervised as the paper's."
        ),
    )


def run_phase(
    phase: Phase,
    learner: ZoomInLearner,
    data: Data,
    *,
    out: Path,
    device: torch.device,
    resume: bool = False,
) -> ZoomInLearner:
    """Train one phase, starting from the weights of `learner`; return the averaged learner."""
    learner.select(main=phase.main, attention=phase.attention)
    settings = TrainingSettings(
        epochs=phase.epochs,
        steps_per_epoch=phase.steps_per_epoch,
        learning_rate=phase.learning_rate,
        weight_decay=0.05,
        warmup_steps=50,
        ema_decay=0.995,
        validate_every=2,
        bfloat16=multiplies_bfloat16(device),
        seed=phase.seed,
    )
    trained = fit(
        learner,
        batches=mixture(data, phase),
        loss=ZoomInLoss(main=phase.main, attention=phase.attention),
        settings=settings,
        out=out,
        device=device,
        validate=ZoomInValidation(
            {"eyepacs": data.eyepacs_held_out, "idrid": data.idrid_held_out},
            phase.preprocessing,
            heads=("main", "attention") if phase.attention else ("main",),
        ),
        resume=resume,
    )
    return cast(ZoomInLearner, trained)


@dataclass(frozen=True)
class Data:
    """Training and validation photographs of both sets."""

    eyepacs: list[LabelledPhotograph]
    idrid: list[LabelledPhotograph]
    eyepacs_held_out: list[LabelledPhotograph]
    idrid_held_out: list[LabelledPhotograph]


def read_data(data: Path, cache: Path) -> Data:
    """Read both sets and hold out `HELD_OUT` of the patients and photographs."""
    eyepacs = cached(cache / "eyepacs", lambda: read_eyepacs(data))
    idrid = cached(cache / "idrid", lambda: read_train(data))
    eyepacs, eyepacs_held_out = hold_out(eyepacs)
    idrid, idrid_held_out = hold_out(idrid)
    return Data(eyepacs, idrid, eyepacs_held_out, idrid_held_out)


def mixture(data: Data, phase: Phase) -> Mixture:
    """Return a phase's batches."""
    size = phase.preprocessing
    whole = Views(size)
    parts = Views(
        size, zoom=(1.4, 2.4), partial=True, lesion_share=0.6, colour=ColourJitter(soften=0.25)
    )
    small = Views(size, colour=ColourJitter(soften=0.15))
    pools = (
        Pool(data.eyepacs, small, phase.per_batch[0]),
        Pool(data.idrid, whole, phase.per_batch[1]),
        Pool(data.idrid, parts, phase.per_batch[2]),
    )
    return Mixture(pools, phase.steps_per_epoch, seed=phase.seed)
