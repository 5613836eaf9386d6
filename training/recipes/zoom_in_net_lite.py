"""Train Zoom-in-Net on EfficientNet-Lite trunks that know ImageNet.

M-Net, A-Net and the head for pairs of eyes are trained together, on three sets of photographs from
as many sources, at three sizes: the last is that of inference. IDRiD's masks and boxes also teach
the trunk, per cell, and the gates. C-Net follows, with the others fixed
(`training.recipes.zoom_in_net_crop`). Called what it is: not the paper's network, which has other
trunks and three phases (`training.recipes.zoom_in_net`).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, cast

import torch
from torch import nn

from retinaview.core.grades import DRGrade
from retinaview.inference.device import choose_device
from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard
from training.downloads.needs import THREE_PARTS, Needs
from training.engine import TrainingSettings, fit, seed_everything
from training.export import CODRAS, EYEPACS, IDRID, RAHIM, card_of, export
from training.grading.both_eyes_loss import BothEyesLoss
from training.grading.choices import with_chance
from training.grading.data.camera_changes import CameraChanges, palettes_of
from training.grading.data.eye_batches import EyeBatches, PatientPool, by_patient, one_by_one
from training.grading.data.graded import Views
from training.grading.data.three_sets import ThreeSets, read_three_sets
from training.grading.heads_on_sets import with_both_eyes
from training.grading.scores import HELD_OUT_PATIENTS, SetName, cases, splits_without
from training.grading.zoom_in_learner import ZoomInLearner, ZoomInValidation
from training.imagenet_start import is_imagenet, load_imagenet, load_imagenet_head
from training.parallel import first_then_others, on_first
from training.recipes import zoom_in_net_crop
from training.recipes.zoom_in_net_small import chosen
from training.segmentation.other_cameras import OtherCameras


@dataclass(frozen=True)
class Phase:
    """One training phase.

    Attributes
    ----------
    diameter_px : int
        Diameter of the field of view.
    eyepacs, rahim : int
        Patients per batch.
    idrid, parts : int
        Whole photographs of IDRiD per batch, and parts of them, magnified.
    settings : TrainingSettings
        Length and rates.
    cameras : OtherCameras
        Augmentation.
    """

    diameter_px: int
    eyepacs: int
    rahim: int
    idrid: int
    parts: int
    settings: TrainingSettings
    cameras: OtherCameras = OtherCameras()


_SETTINGS = TrainingSettings(
    epochs=9,
    steps_per_epoch=40,
    learning_rate=1e-3,
    weight_decay=0.02,
    warmup_steps=60,
    ema_decay=0.99,
    bfloat16=False,
    validate_every=9,
    seed=1,
)
# Most photographs have 256 px: more blur and noise would leave no small lesion on them.
_SHARPER = OtherCameras(blur=0.15, noise=0.12)


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
        Initial weights of the trunk: ``"imagenet"`` or ``"random"``.
    preprocessing : Preprocessing
        Preprocessing of the network, the same for all cameras.
    cache_diameter_px : int
        Side to which photographs larger than EyePACS's are scaled once.
    trunk_rate : float
        Learning rate of the trunk relative to that of the rest.
    small, middle, full : Phase
        The phases, in this order. Training in float32 is as fast as in bfloat16 on processors
        without matrix units.
    loss : BothEyesLoss
        Loss.
    crop : zoom_in_net_crop.Options
        C-Net's phase; its start is what the other phases give.
    left_out : str
        See `zoom_in_net_crop.Options`, whose own value is not used.
    """

    name: str = "zoom-in-net-lite1"
    arguments: dict[str, Any] = field(default_factory=dict)
    start: str = "imagenet"
    preprocessing: Preprocessing = Preprocessing(448, canvas="square", colour="local")
    cache_diameter_px: int = 560
    trunk_rate: float = 0.5
    small: Phase = Phase(256, eyepacs=9, rahim=2, idrid=3, parts=4, settings=_SETTINGS)
    middle: Phase = Phase(
        *(320, 8, 2, 3, 3),
        settings=replace(_SETTINGS, epochs=8, learning_rate=7e-4, validate_every=8, seed=2),
        cameras=_SHARPER,
    )
    full: Phase = Phase(
        *(448, 3, 2, 6, 0),
        settings=replace(_SETTINGS, epochs=3, learning_rate=4e-4, validate_every=3, seed=3),
        cameras=_SHARPER,
    )
    loss: BothEyesLoss = field(default_factory=BothEyesLoss)
    crop: zoom_in_net_crop.Options = field(default_factory=zoom_in_net_crop.Options)
    left_out: SetName | Literal[""] = ""


def options_of(variant: str) -> Options:
    """Return the options for a registered network."""
    trunk = str(registry.network(variant).arguments["crop_trunk"])
    return Options(name=variant, crop=zoom_in_net_crop.Options(crop_trunk=trunk))


def needs_of(variant: str) -> Needs:
    """Return what the recipe reads of a data set."""
    del variant
    return THREE_PARTS


def train(
    *,
    data: Path,
    out: Path,
    device: torch.device,
    variant: str = "zoom-in-net-lite1",
    epochs: int | None = None,
    resume: bool = False,
    options: Options | None = None,
) -> Path:
    """Train all phases, choose on validation, and write weights and card.

    Parameters
    ----------
    data : Path
        Folder with ``idrid/``, ``eyepacs256/`` and ``rahim600/``.
    out : Path
        Folder for scaled photographs, a subfolder per phase, and the weights with their card.
    device : torch.device
        Device to train on.
    variant : str
        Name of the registered network.
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
    learner = ZoomInLearner(build(options)).to(memory_format=torch.channels_last)
    photographs = first_then_others(
        lambda: read_three_sets(data, out / "cache", side=options.cache_diameter_px)
    )
    photographs = photographs.without(options.left_out)
    phases = {"small": options.small, "middle": options.middle, "full": options.full}
    for name, phase in phases.items():
        settings = replace(phase.settings, epochs=epochs or phase.settings.epochs)
        learner = run_phase(
            replace(phase, settings=settings),
            learner,
            photographs,
            options,
            out=out / name,
            device=device,
            resume=resume,
        )
    network = learner.network.eval()
    start = out / "main-and-attention" / f"{options.name}.safetensors"
    on_first(lambda: write(network, options, data=data, path=start))
    return zoom_in_net_crop.train(
        data=data,
        out=out,
        device=device,
        epochs=epochs,
        resume=resume,
        options=replace(options.crop, start=str(start), left_out=options.left_out),
    )


def build(options: Options) -> ZoomInNet:
    """Build the network with the initial weights of the options."""
    network = registry.build(options.name, **options.arguments, crop_trunk=None)
    if not isinstance(network, ZoomInNet):
        raise TypeError(f"{options.name} is no Zoom-in-Net")
    if is_imagenet(options.start):
        trunk = str(registry.network(options.name).arguments["trunk"])
        load_imagenet(network.main.trunk.get_submodule("body"), trunk)
        load_imagenet_head(cast(nn.Sequential, network.main.bring), trunk)
    return network


def run_phase(
    phase: Phase,
    learner: ZoomInLearner,
    photographs: ThreeSets,
    options: Options,
    *,
    out: Path,
    device: torch.device,
    resume: bool,
) -> ZoomInLearner:
    """Train one phase, starting from the weights of `learner`; return the averaged learner."""
    preprocessing = replace(options.preprocessing, diameter_px=phase.diameter_px)
    seed_everything(phase.settings.seed)
    trained = fit(
        learner,
        batches=batches_of(phase, photographs, preprocessing),
        loss=options.loss,
        settings=phase.settings,
        out=out,
        device=device,
        validate=ZoomInValidation(photographs.held_out, preprocessing, heads=("main", "attention")),
        make_optimizer=functools.partial(
            slower_trunk, learner=learner, settings=phase.settings, share=options.trunk_rate
        ),
        resume=resume,
    )
    return cast(ZoomInLearner, trained)


def batches_of(phase: Phase, photographs: ThreeSets, preprocessing: Preprocessing) -> EyeBatches:
    """Return a phase's batches."""
    sets = (photographs.eyepacs, photographs.rahim, photographs.idrid)
    changes = CameraChanges(palettes_of(sets), phase.cameras)
    whole = Views(preprocessing, colour=changes)
    parts = replace(whole, zoom=(1.4, 2.4), partial=True, lesion_share=0.6)
    pools = (
        PatientPool(by_patient(photographs.eyepacs), whole, phase.eyepacs),
        PatientPool(by_patient(photographs.rahim), whole, phase.rahim),
        PatientPool(one_by_one(photographs.idrid), whole, phase.idrid),
        PatientPool(one_by_one(photographs.idrid), parts, phase.parts),
    )
    drawn = tuple(pool for pool in pools if pool.patients)
    return EyeBatches(drawn, phase.settings.steps_per_epoch, seed=phase.settings.seed)


def slower_trunk(
    weights: Iterable[nn.Parameter],
    *,
    learner: ZoomInLearner,
    settings: TrainingSettings,
    share: float,
) -> torch.optim.Optimizer:
    """Return AdamW with a lower learning rate for what starts from ImageNet."""
    main = learner.network.main
    known = {id(weight) for part in (main.trunk, main.bring) for weight in part.parameters()}
    given, rate = list(weights), settings.learning_rate
    groups = [
        {"params": [w for w in given if id(w) in known], "lr": rate * share},
        {"params": [w for w in given if id(w) not in known], "lr": rate},
    ]
    return torch.optim.AdamW(groups, weight_decay=settings.weight_decay)


def write(network: ZoomInNet, options: Options, *, data: Path, path: Path) -> None:
    """Choose on validation, measure there, and write weights and card to `path`."""
    bfloat16 = choose_device(next(network.parameters()).device.type).precision == "bfloat16"
    splits = splits_without(options.left_out)
    pairs = tuple(split for split in HELD_OUT_PATIENTS if split in splits)
    card = chosen(network, card_for(options), data=data, splits=splits, bfloat16=bfloat16)
    card = with_both_eyes(network, card, data, pairs)
    for split in splits[1:]:
        card = with_chance(card, cases(data, split), split)
    export(path, network, card)


def card_for(options: Options) -> ModelCard:
    """Return the card, without thresholds and metrics."""
    grading = "grading/train and segmentation/train less photographs that stand in a test folder"
    sources = (
        ("idrid", IDRID.model_copy(update={"split": f"{grading}; a seventh for validation"})),
        ("idrid", CODRAS.model_copy(update={"split": "boxes of the same photographs"})),
        ("eyepacs", EYEPACS.model_copy(update={"split": "six sevenths of 1,872 patients"})),
        ("rahim", RAHIM.model_copy(update={"split": "six sevenths of 222 patients"})),
    )
    return card_of(
        options.name,
        architecture=options.name,
        arguments=options.arguments,
        classes=[grade.name.lower() for grade in DRGrade],
        preprocessing=options.preprocessing,
        data=[source for sets, source in sources if options.left_out != sets],
        recipe=f"retinaview train {options.name} --data DIR --out DIR",
        seed=options.small.settings.seed,
        licence_of_data=(
            "CC BY 4.0 and CC BY-SA 4.0 (IDRiD, boxes); research use (EyePACS); academic use with "
            "attribution (rahim600)"
        ),
        intended_use=(
            "Research: proposes grades of diabetic retinopathy and macular oedema for a fundus "
            "photograph, and shows where the network looked. Not for diagnosis."
        ),
        limitations=(
            "One seed. Trained from ImageNet weights on about 3,200 photographs of 256 px, 340 of "
            "a second and 380 of a third camera; others are imitated. Microaneurysms are near or "
            "below the input's resolution; the oedema grade was learnt from one camera. Attention "
            "is no lesion evidence. Its gates were also taught with lesion boxes and masks, so "
            "that its localisation is not weakly supervised as the paper's."
        ),
    )
