"""One run on several processes, as ``torchrun`` starts them: shares, waiting, and one writer.

Every process draws its own share of each batch, gradients are averaged, and the first process
alone validates, writes and exports while the others wait. A failure of one ends all. Where there is
one process, nothing here does anything.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from functools import partial
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn
from torch import distributed as processes

from retinaview.core.errors import ModelError

Item = TypeVar("Item")
Result = TypeVar("Result")

_PATIENCE = timedelta(days=1)
"""The first process may measure for hours; of one that died the others hear at once."""
_LOST = "another process of this run has ended; all of them stop"
_FAILED = "another process of this run has failed, and says why; all of them stop"


def rank() -> int:
    """Return this process's number, from 0."""
    return int(os.environ.get("RANK", "0"))


def world_size() -> int:
    """Return how many processes run together."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def is_first() -> bool:
    """Say whether this is the process that writes."""
    return rank() == 0


def own_share(items: Sequence[Item]) -> Sequence[Item]:
    """Return this process's items of a batch of all processes."""
    return items[rank() :: world_size()]


def seeds_of_batch(random: np.random.Generator, per_process: int) -> list[int]:
    """Return a seed for every item of a batch of all processes.

    Every process knows what the others draw, at no cost, and draws its own share alone.
    """
    count = per_process * world_size()
    return [int(seed) for seed in random.integers(2**63, size=count)]


@contextmanager
def together() -> Iterator[None]:
    """Take part in a run of several processes until this is left; who leaves early ends all."""
    try:
        yield
    finally:
        if processes.is_initialized():
            processes.destroy_process_group()


def on_first(work: Callable[[], object]) -> None:
    """Run `work` in the first process; the others wait until it is done, or failed."""
    with _failing_together():
        if is_first():
            work()


def first_then_others(work: Callable[[], Result]) -> Result:
    """Run `work` in the first process and then in the others, for what it leaves in a cache."""
    results: list[Result] = []
    on_first(lambda: results.append(work()))
    if not is_first():
        results.append(work())
    return results[0]


def agree(work: Callable[[], Result]) -> Result:
    """Run `work` in every process; return when all have done it, or raise in all of them."""
    with _failing_together():
        return work()


def start_alike(module: nn.Module) -> None:
    """Give every process the weights and buffers of the first."""
    if world_size() > 1:
        _join()
        for tensor in module.state_dict().values():
            _collective(partial(processes.broadcast, tensor, 0))


def average_gradients(weights: Iterable[nn.Parameter]) -> None:
    """Replace gradients by their mean over all processes.

    A weight that had no part in the loss of one process counts as zero there; one that had none
    anywhere keeps no gradient.
    """
    if world_size() == 1:
        return
    trained = [weight for weight in weights if weight.requires_grad]
    used = torch.tensor([float(weight.grad is not None) for weight in trained])
    _sum(used)
    counted = [weight for weight, count in zip(trained, used.tolist(), strict=True) if count]
    for weight in counted:
        if weight.grad is None:
            weight.grad = torch.zeros_like(weight)
    _average([weight.grad for weight in counted if weight.grad is not None])


def average_buffers(module: nn.Module) -> None:
    """Replace what is measured on batches, such as means of a normalisation, by its mean."""
    if world_size() > 1:
        _average([buffer for buffer in module.buffers() if buffer.is_floating_point()])


def mean(value: float) -> float:
    """Return the mean of all processes' numbers."""
    if world_size() == 1:
        return value
    total = torch.tensor([value], dtype=torch.float64)
    _sum(total)
    return float(total) / world_size()


def gathered(rows: Tensor) -> Tensor:
    """Return the rows (N, ...) of all processes, which have equally many, as (world x N, ...)."""
    if world_size() == 1:
        return rows
    parts = [torch.empty_like(rows) for _ in range(world_size())]
    _collective(partial(processes.all_gather, parts, rows.contiguous()))
    return torch.cat(parts)


@contextmanager
def _failing_together() -> Iterator[None]:
    """Wait for all processes at the end, and raise in every one of them where one has failed.

    Not to be nested: what is told once is told.
    """
    if world_size() == 1:
        yield
        return
    _join()
    try:
        yield
    except BaseException:
        with suppress(ModelError):  # nobody is left to be told
            _failures(own=1)
        raise
    if _failures(own=0):
        raise ModelError(_FAILED)


def _failures(*, own: int) -> int:
    count = torch.tensor([float(own)])
    _sum(count)
    return int(count)


def _average(tensors: list[Tensor]) -> None:
    """All at once, since many small messages take longer than one."""
    if not tensors:
        return
    flat = torch.cat([tensor.reshape(-1).float() for tensor in tensors])
    _sum(flat)
    flat /= world_size()
    start = 0
    for tensor in tensors:
        tensor.copy_(flat[start : start + tensor.numel()].view_as(tensor))
        start += tensor.numel()


def _sum(tensor: Tensor) -> None:
    _collective(partial(processes.all_reduce, tensor))


def _collective(call: Callable[[], object]) -> None:
    try:
        call()
    except RuntimeError as error:  # whatever a backend says when its peer is gone
        raise ModelError(_LOST) from error


def _join() -> None:
    """Meet the other processes, once: small numbers on processors, tensors where they are."""
    if processes.is_initialized():
        return
    backend = "gloo"
    if torch.cuda.is_available():
        torch.cuda.set_device(int(os.environ.get("LOCAL_RANK", "0")))
        backend = "cpu:gloo,cuda:nccl"
    try:
        processes.init_process_group(backend, timeout=_PATIENCE)
    except (RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ModelError(f"the processes of this run do not meet: {reason}") from error
