"""Where a network's layers lie, and interrupting it between them, since one pass can take long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import torch
from torch import nn


def device_of(module: nn.Module) -> torch.device:
    """Return the device of a network; the CPU for one without weights of torch's."""
    weight = next(module.parameters(), None)
    return torch.device("cpu") if weight is None else weight.device


@contextmanager
def before_every_layer(module: nn.Module, call: Callable[[], None]) -> Iterator[None]:
    """Call a function before every layer within the context; an exception from it ends the pass."""

    def before(*_: object) -> None:
        call()

    hooks = [layer.register_forward_pre_hook(before) for layer in module.modules()]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
