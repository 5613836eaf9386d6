"""One of two processes that train together: ``python -m tests.one_of_two DATA OUT``.

Started by tests/unit/training/test_parallel.py with the environment that ``torchrun`` gives, which
also trains the same here with batches twice as large. Writes what it saw to ``OUT/RANK.json``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from training import parallel
from training.engine import TrainingSettings, fit
from training.grading import grader_options, scores
from training.recipes import grad_cam

CPU = torch.device("cpu")
TINY = TrainingSettings(
    epochs=2, steps_per_epoch=3, warmup_steps=2, learning_rate=0.05, bfloat16=False, monitor="seen"
)
ROWS = 8
"""Of a batch of all processes."""


def batches(epoch: int) -> Iterator[Tensor]:
    generator = torch.Generator().manual_seed(epoch)
    while True:
        batch = torch.randn(ROWS, 3, generator=generator)
        yield torch.stack(list(parallel.own_share(list(batch))))


class Network(nn.Module):
    """A part of it has no part in every loss, as a head without labels in a batch."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk, self.head, self.rare = nn.Linear(3, 4), nn.Linear(4, 1), nn.Linear(4, 1)

    def forward(self, batch: Tensor) -> Tensor:
        features = torch.tanh(self.trunk(batch))
        found: Tensor = self.head(features)
        return found + self.rare(features) if float(batch[0, 0]) > 0 else found


def loss(module: nn.Module, batch: Tensor) -> Tensor:
    return (nn.functional.linear(batch, torch.ones(1, 3)) - module(batch)).square().mean()


def every_row(module: nn.Module, batch: Tensor) -> Tensor:
    """As `loss`, row by row, so that the rows' order does not matter."""
    return torch.stack([loss(module, row[None]) for row in batch]).mean()


def train_tiny(out: Path, *, of: Callable[[nn.Module, Tensor], Tensor] = every_row) -> nn.Module:
    torch.manual_seed(parallel.rank())  # the first one's weights count
    validated: list[int] = []

    def validate(_: nn.Module) -> dict[str, float]:
        validated.append(parallel.rank())
        assert set(validated) == {0}
        return {"seen": float(len(validated))}

    return fit(
        Network(), batches=batches, loss=of, settings=TINY, out=out, device=CPU, validate=validate
    )


def train_recipe(data: Path, out: Path, *, per_batch: int) -> Path:
    """Grad-CAM for two steps; its trunk is fixed, since its normalisation counts by process."""
    scores.RESAMPLES = 3
    grader_options.multiplies_bfloat16 = lambda _: False
    options = grad_cam.options_of("gradcam-small")
    small = replace(
        options,
        start="random",
        arguments={"dropout": 0.0},
        fixed_stages=5,
        weight_power=0.0,
        preprocessing=replace(options.preprocessing, diameter_px=64),
        per_batch=(per_batch, per_batch),
        rounds=1,
        settings=replace(options.settings, epochs=1, steps_per_epoch=2, warmup_steps=1),
    )
    return grad_cam.train(data=data, out=out, device=CPU, variant="gradcam-small", options=small)


def message_of(work: Callable[[], object]) -> str:
    try:
        work()
    except ModelError as error:
        return str(error)
    return ""


def main(data: Path, out: Path) -> None:
    rank = parallel.rank()
    report: dict[str, object] = {}
    with parallel.together():
        torch.save(train_tiny(out / "tiny").state_dict(), out / f"tiny-{rank}.pt")
        report["weights"] = str(train_recipe(data, out / "recipe", per_batch=2))

        def not_finite(module: nn.Module, batch: Tensor) -> Tensor:
            return loss(module, batch) * (float("nan") if rank == 1 else 1.0)

        report["failed"] = message_of(lambda: train_tiny(out / "failed", of=not_finite))
        report["not written"] = message_of(
            lambda: parallel.on_first(lambda: (_ for _ in ()).throw(ModelError("disk is full")))
        )
        if rank == 1:
            (out / "1.json").write_text(json.dumps(report))
            os._exit(0)  # as if it were killed
        report["lost"] = message_of(lambda: parallel.agree(lambda: None))
    (out / "0.json").write_text(json.dumps(report))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
