"""The training loop of all networks: seeded, resumable, with one log line per epoch.

Runs unchanged on a CPU, on a GPU and, through `training.parallel`, under ``torchrun``.
"""

from __future__ import annotations

import io
import json
import logging
import math
import os
import random
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from retinaview.core.errors import ModelError, ReadError
from retinaview.core.guard import guard
from retinaview.core.whole_files import write_atomically
from retinaview.models.precision import in_precision
from training import parallel

logger = logging.getLogger(__name__)

Batches = Callable[[int], Iterable[Any]]
"""Returns the batches of an epoch, seeded by its number so that a resumed run gets the same ones.

With several processes, each returns its own share of every batch (`training.parallel.own_share`),
and all return the same number of batches.
"""
Loss = Callable[[nn.Module, Any], Tensor]
"""Runs the network on a batch, which is on its device, and returns a scalar loss."""
Validate = Callable[[nn.Module], dict[str, float]]
"""Returns metrics of the averaged network by name."""
MakeOptimizer = Callable[[Iterable[nn.Parameter]], torch.optim.Optimizer]


@dataclass(frozen=True)
class TrainingSettings:
    """Settings of a training run.

    Attributes
    ----------
    epochs, steps_per_epoch : int
        Length of the run.
    learning_rate, weight_decay : float
        Arguments of AdamW, unless `fit` is given another optimizer.
    warmup_steps : int
        Steps over which the learning rate rises linearly.
    schedule : str
        ``"cosine"``, which falls to zero at the end of the run, ``"constant"``, or ``"step"``,
        which falls to a tenth every `decay_steps`.
    decay_steps : int
        See `schedule`.
    accumulate : int
        Batches whose mean gradient makes a step; for networks of which few photographs fit.
    clip_norm : float
        Largest norm of the gradient; 0 disables clipping.
    ema_decay : float
        Decay of the moving average of weights that is validated and exported; 0 disables averaging.
    bfloat16 : bool
        Train under bfloat16 autocast.
    monitor : str
        Validation metric whose maximum marks the best epoch; empty: the last epoch.
    validate_every : int
        Epochs between validations; the last epoch is always validated.
    seed : int
        Seed of all random generators.
    """

    epochs: int
    steps_per_epoch: int
    learning_rate: float = 1e-3
    weight_decay: float = 1e-4
    warmup_steps: int = 100
    schedule: str = "cosine"
    decay_steps: int = 20_000
    accumulate: int = 1
    clip_norm: float = 1.0
    ema_decay: float = 0.999
    bfloat16: bool = True
    monitor: str = ""
    validate_every: int = 1
    seed: int = 0


@dataclass
class RunState:
    """State of a run, saved with every checkpoint."""

    epoch: int = 0
    step: int = 0
    best: float = -math.inf
    best_epoch: int = -1


def fit(
    module: nn.Module,
    *,
    batches: Batches,
    loss: Loss,
    settings: TrainingSettings,
    out: Path,
    device: torch.device,
    validate: Validate | None = None,
    make_optimizer: MakeOptimizer | None = None,
    after_step: Callable[[nn.Module], None] | None = None,
    resume: bool = False,
) -> nn.Module:
    """Train a network and return its averaged copy from the best epoch.

    Only parameters that require gradients are trained. With several processes, the first one alone
    validates and writes, and all return the same network.

    Parameters
    ----------
    module : nn.Module
        The network, changed in place.
    batches : Batches
        Returns the batches of an epoch.
    loss : Loss
        Computes the loss of a batch.
    settings : TrainingSettings
        Length, rates and seed.
    out : Path
        Folder for ``checkpoint.pt`` (everything needed to resume), ``best.pt`` (averaged weights of
        the best epoch) and ``log.jsonl``; the same for all processes.
    device : torch.device
        Device to train on.
    validate : Validate, optional
        Measures the averaged network.
    make_optimizer : MakeOptimizer, optional
        Builds the optimizer; default: AdamW.
    after_step : callable, optional
        Called with `module` after every step, for what is learnt without gradients; its state must
        be in buffers of `module`.
    resume : bool
        Continue from the checkpoint in `out`, if there is one.

    Returns
    -------
    nn.Module
        The averaged network of the best epoch, in evaluation mode.

    Raises
    ------
    ModelError
        If the loss is no longer finite, or another process of this run failed.
    """
    out.mkdir(parents=True, exist_ok=True)
    seed_everything(settings.seed + parallel.rank())
    module.to(device)
    parallel.start_alike(module)
    run = _Run(
        module,
        settings=settings,
        device=device,
        make_optimizer=make_optimizer,
        after_step=after_step,
    )
    if resume and (out / "checkpoint.pt").is_file():
        run.load(out / "checkpoint.pt")
        logger.info("resumed after epoch %d", run.state.epoch)
    while run.state.epoch < settings.epochs:
        row = run.train_epoch(batches, loss)
        parallel.on_first(partial(run.finish_epoch, out, row, validate))
    return run.best(out / "best.pt")


class _Run:
    """One training run: network, optimizer, average and state."""

    def __init__(
        self,
        module: nn.Module,
        *,
        settings: TrainingSettings,
        device: torch.device,
        make_optimizer: MakeOptimizer | None,
        after_step: Callable[[nn.Module], None] | None,
    ) -> None:
        self.settings, self.device = settings, device
        self.after_step = after_step
        self.module = module
        trained = [weight for weight in module.parameters() if weight.requires_grad]
        self.optimizer = (make_optimizer or self._adamw)(trained)
        self.rates = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._rate)
        self.average = AveragedModel(
            module, multi_avg_fn=_averager(settings.ema_decay), use_buffers=True
        )
        self.state = RunState()

    @property
    def averaged(self) -> nn.Module:
        """The averaged network, in evaluation mode."""
        network: nn.Module = self.average.module
        return network.eval()

    def train_epoch(self, batches: Batches, loss: Loss) -> dict[str, float]:
        """Train one epoch and return the values of its log line."""
        self.module.train()
        seed_everything(self.settings.seed + 1000 * (self.state.epoch + 1) + parallel.rank())
        started, total, steps = time.perf_counter(), 0.0, 0
        stream = iter(batches(self.state.epoch))
        while steps < self.settings.steps_per_epoch:
            value = parallel.agree(lambda: self._gradients(stream, loss))
            if value is None:
                break
            total += value
            self._step()
            steps += 1
        parallel.average_buffers(self.module)
        parallel.average_buffers(self.average)
        self.state.epoch += 1
        return {
            "epoch": self.state.epoch,
            "step": self.state.step,
            "loss": parallel.mean(total) / max(steps, 1),
            "learning_rate": float(self.rates.get_last_lr()[0]),
            "seconds": round(time.perf_counter() - started, 1),
        }

    def finish_epoch(self, out: Path, row: dict[str, float], validate: Validate | None) -> None:
        """Validate if it is due, and record the epoch."""
        epoch, settings = self.state.epoch, self.settings
        due = epoch % settings.validate_every == 0 or epoch == settings.epochs
        metrics = validate(self.averaged) if validate is not None and due else {}
        self.record(out, row, metrics)

    def record(self, out: Path, row: dict[str, float], metrics: dict[str, float]) -> None:
        """Log an epoch, save the weights if they are the best so far, and save the checkpoint."""
        settings, state = self.settings, self.state
        score = metrics.get(settings.monitor, -math.inf) if settings.monitor else state.epoch
        if score > state.best or state.best_epoch < 0:
            state.best, state.best_epoch = score, state.epoch
            _save(self.averaged.state_dict(), out / "best.pt")
        self.save(out / "checkpoint.pt")
        line = json.dumps(row | metrics)
        with (out / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(line + "\n")
        logger.info("%s", line)

    def save(self, path: Path) -> None:
        """Write a checkpoint from which the run can be resumed."""
        state = {
            "module": self.module.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "rates": {"last_epoch": self.rates.last_epoch},
            "progress": asdict(self.state),
        }
        _save(state, path)

    def load(self, path: Path) -> None:
        """Restore the run from a checkpoint written by `save`."""
        state = _load(path, self.device)
        with guard(ReadError, path, "is a checkpoint of another network or recipe"):
            self.module.load_state_dict(state["module"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.rates.last_epoch = state["rates"]["last_epoch"]
            self.state = RunState(**state["progress"])

    def best(self, path: Path) -> nn.Module:
        """Return the averaged network with the best epoch's weights."""
        network = self.averaged
        network.load_state_dict(_load(path, self.device))
        return network

    def _gradients(self, stream: Iterator[Any], loss: Loss) -> float | None:
        """Compute a step's gradients; return the mean loss, or None if too few batches are left."""
        self.optimizer.zero_grad(set_to_none=True)
        total, count = 0.0, self.settings.accumulate
        for _ in range(count):
            value = self._next_loss(stream, loss)
            if value is None:
                return None
            (value / count).backward()  # type: ignore[no-untyped-call]
            total += float(value.detach()) / count
        return total

    def _next_loss(self, stream: Iterator[Any], loss: Loss) -> Tensor | None:
        """Return the loss of the next batch; None if there is none."""
        batch = next(stream, None)
        if batch is None:
            return None
        with in_precision(self.module, bfloat16=self.settings.bfloat16):
            value = loss(self.module, to_device(batch, self.device))
        number = float(value.detach())
        if not math.isfinite(number):
            step = self.state.step
            raise ModelError(f"the loss is {number} at step {step}; training stops", field="loss")
        return value

    def _step(self) -> None:
        """Update the weights by their gradients."""
        parallel.average_gradients(self.module.parameters())
        if self.settings.clip_norm > 0:
            nn.utils.clip_grad_norm_(self.module.parameters(), self.settings.clip_norm)
        self.optimizer.step()
        if self.after_step is not None:
            self.after_step(self.module)
        self.rates.step()
        self.average.update_parameters(self.module)
        self.state.step += 1

    def _adamw(self, weights: Iterable[nn.Parameter]) -> torch.optim.Optimizer:
        settings = self.settings
        return torch.optim.AdamW(
            weights, lr=settings.learning_rate, weight_decay=settings.weight_decay
        )

    def _rate(self, step: int) -> float:
        settings = self.settings
        warm = min(1.0, (step + 1) / max(settings.warmup_steps, 1))
        if settings.schedule == "constant":
            return warm
        if settings.schedule == "step":
            return warm * 0.1 ** (step // settings.decay_steps)
        done = min(1.0, step / max(settings.epochs * settings.steps_per_epoch, 1))
        return warm * 0.5 * (1 + math.cos(math.pi * done))


def choose_device(name: str) -> torch.device:
    """Return a device by name; ``"auto"`` is this process's CUDA device, MPS or the CPU."""
    if name not in ("auto", "cuda"):
        return torch.device(name)
    if name == "cuda" or torch.cuda.is_available():
        return torch.device("cuda", int(os.environ.get("LOCAL_RANK", "0")))
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def seed_everything(seed: int) -> None:
    """Seed Python's, NumPy's and torch's generators."""
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - libraries draw from the global generator
    torch.manual_seed(seed)


def to_device(batch: object, device: torch.device) -> object:
    """Move the tensors of a batch (nested in tuples, lists and dictionaries) to a device."""
    if isinstance(batch, Tensor):
        return batch.to(device, non_blocking=True)
    if isinstance(batch, dict):
        return {key: to_device(value, device) for key, value in batch.items()}
    if isinstance(batch, list | tuple):
        return type(batch)(to_device(value, device) for value in batch)
    return batch


def _averager(decay: float) -> Callable[[Any, Any, Any], None]:
    """Return the update of a moving average, which is faster during the first steps."""

    @torch.no_grad()
    def average(kept: list[Tensor], new: list[Tensor], count: Tensor | int) -> None:
        seen = float(count)
        weight = 1 - min(decay, (1 + seen) / (10 + seen)) if decay > 0 else 1.0
        if kept[0].is_floating_point():
            torch._foreach_lerp_(kept, new, weight)
        else:
            torch._foreach_copy_(kept, new)

    return average


def _save(state: dict[str, Any], path: Path) -> None:
    """Write a checkpoint, whole or not at all; raise `WriteError` if the disk does not take it."""
    content = io.BytesIO()
    torch.save(state, content)
    write_atomically(path, content.getvalue())


def _load(path: Path, device: torch.device) -> Any:  # noqa: ANN401 - a checkpoint's own structure
    """Return what `_save` wrote; raise `ReadError` if the file is damaged."""
    with guard(ReadError, path, "is damaged, or no checkpoint of this program"):
        return torch.load(path, map_location=device, weights_only=True)
