"""Interrupt a network between its layers, since one pass can take long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from torch import nn


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
