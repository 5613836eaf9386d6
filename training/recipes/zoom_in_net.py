"""Zoom-in-Net's main and attention networks on EyePACS and IDRiD, from random weights.

The paper's three phases (M-Net; A-Net with M-Net fixed; all together) follow one that stands in
for its ImageNet weights: a lesion head on the trunk's last two scales learns, per cell, what
IDRiD's masks and boxes show, while the grades are learnt from small photographs. The head is
dropped at export.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sklearn.metrics import cohen_kappa_score, roc_auc_score
from torch import Tensor, nn

from retinaview.models.preprocessing import Preprocessing
from retinaview.models.zoom_in_net import ZoomInNet, ZoomInOutput
from training.data.cache import cached
from training.data.camera import ColourJitter
from training.data.eyepacs import read_eyepacs
from training.data.graded import LESIONS, GradedPhotograph, Views, collate, plain_view
from training.data.idrid_grading import read_train
from training.data.mixture import Mixture, Pool, hold_out
from training.engine import Settings, fit, seed_everything
from training.grading_losses import gate_loss, known_cells_loss, ordinal_cross_entropy

logger = logging.getLogger(__name__)

ARCHITECTURE = "zoom-in-net"
ARGUMENTS: dict[str, Any] = {
    "trunk": "resnet18d",
    "feature_channels": None,
    "attention_channels": 128,
    "dme_grades": 3,
    "dropout": 0.2,
}
INPUT = Preprocessing(diameter_px=448, canvas="square", colour="local")
PRETRAINING = replace(INPUT, diameter_px=256)
HELD_OUT = 1 / 7
SPLIT_SEED = 2017
SEED = 0

Batch = dict[str, Tensor]


@dataclass(frozen=True)
class Phase:
    """One phase: what trains, on what, for how long.

    Attributes
    ----------
    name
        Of its folder below the output folder.
    preprocessing
        Its input size.
    per_batch
        Views per batch: EyePACS, whole IDRiD photographs, parts of IDRiD photographs.
    epochs, steps_per_epoch, learning_rate
        See `training.engine.Settings`.
    main, attention
        Which of the two networks trains.
    """

    name: str
    preprocessing: Preprocessing
    per_batch: tuple[int, int, int]
    epochs: int
    steps_per_epoch: int
    learning_rate: float
    main: bool = True
    attention: bool = True


PHASES = (
    Phase("pretraining", PRETRAINING, (18, 6, 8), 15, 100, 1e-3, attention=False),
    Phase("main", INPUT, (8, 8, 0), 8, 50, 4e-4, attention=False),
    Phase("attention", INPUT, (8, 8, 0), 4, 50, 1e-3, main=False),
    Phase("all", INPUT, (8, 8, 0), 8, 50, 2e-4),
)


def train(
    *, data: Path, out: Path, device: torch.device, epochs: int | None = None, resume: bool = False
) -> Path:
    """Run all phases and return the folder of the last.

    Parameters
    ----------
    data
        Folder with ``idrid/`` and ``eyepacs256/``.
    out
        Takes one folder per phase, and the scaled photographs.
    device
        To train on.
    epochs
        Of every phase; default: each phase's own.
    resume
        Go on where the last run into `out` stopped; phases that are done are skipped.
    """
    photographs = read_data(data, out / "cache")
    seed_everything(SEED)
    learner = Learner(ZoomInNet(**ARGUMENTS)).to(memory_format=torch.channels_last)
    for phase in PHASES:
        length = phase if epochs is None else replace(phase, epochs=epochs)
        learner = run_phase(
            length, learner, photographs, out=out / phase.name, device=device, resume=resume
        )
    return out / PHASES[-1].name


def run_phase(
    phase: Phase,
    learner: Learner,
    data: Data,
    *,
    out: Path,
    device: torch.device,
    resume: bool = False,
    seed: int = SEED,
) -> Learner:
    """Train one phase, from the weights that `learner` has, and return the averaged learner."""
    learner.select(main=phase.main, attention=phase.attention)
    settings = Settings(
        epochs=phase.epochs,
        steps_per_epoch=phase.steps_per_epoch,
        learning_rate=phase.learning_rate,
        weight_decay=0.05,
        warmup_steps=50,
        ema_decay=0.995,
        validate_every=2,
        seed=seed,
    )
    trained = fit(
        learner,
        batches=mixture(data, phase, seed=seed),
        loss=Loss(main=phase.main, attention=phase.attention),
        settings=settings,
        out=out,
        device=device,
        validate=validator(data, phase),
        resume=resume,
    )
    assert isinstance(trained, Learner)
    return trained


class Learner(nn.Module):
    """The network with the lesion head that only training needs.

    Attributes
    ----------
    network
        What is exported.
    """

    def __init__(self, network: ZoomInNet) -> None:
        super().__init__()
        self.network = network
        middle, _ = network.main.trunk.channels
        self.lesions_16 = nn.Conv2d(middle, len(LESIONS), 1)
        self.lesions_32 = nn.Conv2d(network.main.channels, len(LESIONS), 1)

    def forward(self, image: Tensor) -> tuple[ZoomInOutput, dict[str, Tensor]]:
        """Return the network's output and the logits of the lesion cells."""
        output: ZoomInOutput = self.network(image)
        cells = {
            "cells_16": self.lesions_16(output.main.stride_16),
            "cells_32": self.lesions_32(output.main.features),
        }
        return output, cells

    def select(self, *, main: bool, attention: bool) -> None:
        """Choose what trains."""
        self.requires_grad_(main)
        self.network.attention.requires_grad_(attention)

    def train(self, mode: bool = True) -> Learner:
        """Switch to training, a main network that is fixed excepted: so is its normalisation."""
        super().train(mode)
        if not self.lesions_32.weight.requires_grad:
            self.network.main.eval()
        return self


@dataclass(frozen=True)
class Loss:
    """The sum of the losses of what trains, with their weights."""

    main: bool
    attention: bool
    dme: float = 0.5
    lesions: float = 2.0
    gate: float = 0.2

    def __call__(self, learner: nn.Module, batch: Batch) -> Tensor:
        """Run the learner on a batch and weigh its losses."""
        output, cells = learner(batch["image"])
        total: Tensor = output.main.pooled.new_zeros((), dtype=torch.float32)
        if self.main:
            total = total + ordinal_cross_entropy(output.main.logits, batch["dr"])
            total = total + self.dme * ordinal_cross_entropy(output.main.dme_logits, batch["dme"])
            for key, logits in cells.items():
                total = total + self.lesions * known_cells_loss(logits, batch[key])
        if self.attention:
            total = total + ordinal_cross_entropy(output.attention.logits, batch["dr"])
            lesions = batch["cells_32"][:, :3]
            total = total + self.gate * gate_loss(output.attention.gates, lesions, batch["dr"])
        return total


@dataclass(frozen=True)
class Data:
    """Training and validation photographs of both sets."""

    eyepacs: list[GradedPhotograph]
    idrid: list[GradedPhotograph]
    eyepacs_held_out: list[GradedPhotograph]
    idrid_held_out: list[GradedPhotograph]


def read_data(data: Path, cache: Path) -> Data:
    """Read both sets and hold out `HELD_OUT` of the patients and photographs."""
    eyepacs = cached(cache / "eyepacs.npz", lambda: read_eyepacs(data))
    idrid = cached(cache / "idrid.npz", lambda: read_train(data))
    eyepacs, eyepacs_held_out = hold_out(eyepacs, share=HELD_OUT, seed=SPLIT_SEED)
    idrid, idrid_held_out = hold_out(idrid, share=HELD_OUT, seed=SPLIT_SEED)
    return Data(eyepacs, idrid, eyepacs_held_out, idrid_held_out)


def mixture(data: Data, phase: Phase, *, seed: int) -> Mixture:
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
    return Mixture(pools, phase.steps_per_epoch, seed=seed)


@torch.inference_mode()
def predict(
    network: ZoomInNet, photographs: list[GradedPhotograph], preprocessing: Preprocessing
) -> dict[str, np.ndarray]:
    """Run a network on plain views and return logits, gated maps and cells as float32 arrays."""
    device = next(network.parameters()).device
    kept: dict[str, list[Tensor]] = {"main": [], "attention": [], "dme": [], "gated": []}
    for start in range(0, len(photographs), 16):
        batch = collate([plain_view(p, preprocessing) for p in photographs[start : start + 16]])
        with torch.autocast(device.type, dtype=torch.bfloat16):
            output: ZoomInOutput = network(batch["image"].to(device))
        kept["main"].append(output.main.logits)
        kept["attention"].append(output.attention.logits)
        kept["gated"].append(output.attention.gated)
        if output.main.dme_logits is not None:
            kept["dme"].append(output.main.dme_logits)
    return {k: torch.cat(v).float().cpu().numpy() for k, v in kept.items() if v}


def validator(data: Data, phase: Phase) -> Callable[[nn.Module], dict[str, float]]:
    """Return a function that grades the held-out photographs."""

    def measure(learner: nn.Module) -> dict[str, float]:
        assert isinstance(learner, Learner)
        metrics: dict[str, float] = {}
        for name, held_out in (("eyepacs", data.eyepacs_held_out), ("idrid", data.idrid_held_out)):
            graded = [photograph for photograph in held_out if photograph.dr >= 0]
            found = predict(learner.network, graded, phase.preprocessing)
            truth = np.array([photograph.dr for photograph in graded])
            heads = ("main", "attention") if phase.attention else ("main",)
            for head in heads:
                logits = found[head]
                probability = np.exp(logits - logits.max(axis=1, keepdims=True))
                probability /= probability.sum(axis=1, keepdims=True)
                grade = probability.argmax(axis=1)
                key = f"{name}_{head}"
                metrics[f"{key}_accuracy"] = float((grade == truth).mean())
                metrics[f"{key}_qwk"] = float(cohen_kappa_score(truth, grade, weights="quadratic"))
                metrics[f"{key}_auc"] = float(
                    roc_auc_score(truth >= 2, probability[:, 2:].sum(axis=1))
                )
            if name == "idrid":
                dme = np.array([photograph.dme for photograph in graded])
                metrics["idrid_dme_accuracy"] = float((found["dme"].argmax(axis=1) == dme).mean())
        return {key: round(value, 4) for key, value in metrics.items()}

    return measure
