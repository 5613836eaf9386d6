"""Train in several processes started by ``torchrun``.

Each process draws its own share of every batch, and gradients are averaged. The first process alone
validates, writes and exports while the others wait. If one process fails, all stop. With a single
process, these functions have no effect.
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
"""Timeout of waiting; the first process may measure for hours. A dead one is noticed at once."""
_LOST = "another process of this run has ended; all of them stop"
_FAILED = "another process of this run has failed (see its message); all of them stop"


def rank() -> int:
    """Return this process's number, from 0."""
    return int(os.environ.get("RANK", "0"))


def world_size() -> int:
    """Return the number of processes of this run."""
    return int(os.environ.get("WORLD_SIZE", "1"))


def is_first() -> bool:
    """Return whether this is the first process, which writes."""
    return rank() == 0


def own_share(items: Sequence[Item]) -> Sequence[Item]:
    """Return this process's share of a batch of all processes."""
    return items[rank() :: world_size()]


def seeds_of_batch(random: np.random.Generator, per_process: int) -> list[int]:
    """Return a seed for every item of a batch of all processes.

    All processes compute the same seeds, and each uses only its own share.
    """
    count = per_process * world_size()
    return [int(seed) for seed in random.integers(2**63, size=count)]


@contextmanager
def together() -> Iterator[None]:
    """Take part in a run of several processes, which all end when one leaves the context early."""
    try:
        yield
    finally:
        if processes.is_initialized():
            processes.destroy_process_group()


def on_first(work: Callable[[], object]) -> None:
    """Run `work` in the first process; the others wait until it has finished or failed."""
    with _failing_together():
        if is_first():
            work()


def first_then_others(work: Callable[[], Result]) -> Result:
    """Run `work` in the first process, which fills a cache, and then in the others."""
    results: list[Result] = []
    on_first(lambda: results.append(work()))
    if not is_first():
        results.append(work())
    return results[0]


def agree(work: Callable[[], Result]) -> Result:
    """Run `work` in every process; return when all have finished, or raise in all of them."""
    with _failing_together():
        return work()


def start_alike(module: nn.Module) -> None:
    """Give every process the weights and buffers of the first."""
    if world_size() > 1:
        _join()
        for tensor in module.state_dict().values():
            _collective(partial(processes.broadcast, tensor, 0))


def average_gradients(weights: Iterable[nn.Parameter]) -> None:
    """Average gradients over all processes.

    A weight without a gradient in one process counts as zero there; a weight without a gradient in
    any process keeps none.
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
    """Average buffers, such as the statistics of batch normalisation, over all processes."""
    if world_size() > 1:
        _average([buffer for buffer in module.buffers() if buffer.is_floating_point()])


def mean(value: float) -> float:
    """Return the mean of a value over all processes."""
    if world_size() == 1:
        return value
    total = torch.tensor([value], dtype=torch.float64)
    _sum(total)
    return float(total) / world_size()


def gathered(rows: Tensor) -> Tensor:
    """Return the rows (N, ...) of all processes, N in each, as (world size x N, ...)."""
    if world_size() == 1:
        return rows
    parts = [torch.empty_like(rows) for _ in range(world_size())]
    _collective(partial(processes.all_gather, parts, rows.contiguous()))
    return torch.cat(parts)


@contextmanager
def _failing_together() -> Iterator[None]:
    """Wait for all processes at the end, and raise `ModelError` in all if one has failed.

    Must not be nested: a failure is reported only once.
    """
    if world_size() == 1:
        yield
        return
    _join()
    try:
        yield
    except BaseException:
        with suppress(ModelError):  # no other process is left
            _failures(own=1)
        raise
    if _failures(own=0):
        raise ModelError(_FAILED)


def _failures(*, own: int) -> int:
    count = torch.tensor([float(own)])
    _sum(count)
    return int(count)


def _average(tensors: list[Tensor]) -> None:
    """Average tensors in a single message, which is faster than many small ones."""
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
    except RuntimeError as error:  # raised by the backend when a peer is gone
        raise ModelError(_LOST) from error


def _join() -> None:
    """Initialise the process group, once: gloo for CPU tensors, NCCL for those on a GPU."""
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
        raise ModelError(f"the processes of this run cannot connect: {reason}") from error
