"""Run a recipe for SUNet, SEA-Net or Grad-CAM, from its options to weights and card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

import torch
from torch import nn

from training.engine import Batches, Loss, TrainingSettings, fit, seed_everything
from training.grading.card import grader_card
from training.grading.data.graders import GraderData, read_graders_data
from training.grading.export import ExportPlan, write_grader
from training.grading.grader_options import GraderOptions
from training.grading.trunk_start import GraderLearner, build_started
from training.grading.validation import GraderValidation, Logits
from training.parallel import first_then_others, on_first

AnyOptions = TypeVar("AnyOptions", bound=GraderOptions)
AnyLearner = TypeVar("AnyLearner", bound=GraderLearner)


@dataclass(frozen=True)
class GraderRun(Generic[AnyOptions]):
    """A run with its data, folders and device.

    Attributes
    ----------
    options : AnyOptions
        The recipe's options.
    settings : TrainingSettings
        Length and rates, in the device's precision.
    photographs : GraderData
        Training and held-out photographs.
    data, out : Path
        Folder of the data sets; folder for checkpoints, logs and the result.
    device : torch.device
        Device to train on.
    resume : bool
        Resume the last run in `out`.
    """

    options: AnyOptions
    settings: TrainingSettings
    photographs: GraderData
    data: Path
    out: Path
    device: torch.device
    resume: bool

    @classmethod
    def begin(
        cls,
        options: AnyOptions,
        *,
        data: Path,
        out: Path,
        device: torch.device,
        epochs: int | None = None,
        resume: bool = False,
    ) -> GraderRun[AnyOptions]:
        """Read the photographs and seed the random generators; see `training.run.train`."""
        photographs = first_then_others(
            lambda: read_graders_data(data, out / "cache", idrid=not options.eyepacs_alone)
        )
        settings = options.lasting(epochs, device)
        seed_everything(settings.seed)
        return cls(options, settings, photographs, data, out, device, resume)

    def build(self) -> nn.Module:
        """Build the network with the initial trunk weights of the options."""
        options = self.options
        return build_started(options.architecture, options.start, **options.arguments)

    def fit(
        self,
        learner: AnyLearner,
        *,
        batches: Batches,
        loss: Loss,
        read: Callable[[Any], Logits],
        after_step: Callable[[nn.Module], None] | None = None,
    ) -> AnyLearner:
        """Train in channels-last and return the averaged learner; see `training.engine.fit`."""
        options, settings = self.options, self.settings
        trained = cast(nn.Module, learner).to(memory_format=torch.channels_last)
        held_out = self.photographs.held_out
        for number in range(options.rounds):
            trained = fit(
                trained,
                batches=_later(batches, number * settings.epochs),
                loss=loss,
                settings=settings,
                out=self.out / options.name / (f"round-{number + 1}" if number else ""),
                device=self.device,
                validate=GraderValidation(held_out, options.preprocessing, read, settings.bfloat16),
                after_step=after_step,
                resume=self.resume,
            )
        return cast(AnyLearner, trained)

    def write(
        self, network: nn.Module, plan: ExportPlan, *, limitations: str, oedema_alone: bool = False
    ) -> Path:
        """Choose on validation, measure there, write weights and card; return the weights."""
        card = grader_card(
            self.options,
            masks=bool(plan.lesions),
            limitations=limitations,
            oedema_alone=oedema_alone,
        )
        plan = replace(plan, eyepacs_alone=self.options.eyepacs_alone)
        path = self.out / f"{self.options.name}.safetensors"
        on_first(lambda: write_grader(network, card, data=self.data, path=path, plan=plan))
        return path


def _later(batches: Batches, epochs: int) -> Batches:
    return lambda epoch: batches(epoch + epochs)
