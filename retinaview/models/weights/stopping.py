"""Places at which a long check of weights can be stopped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

OnStep = Callable[[], None]
"""Called between two steps; what it raises ends the check, and nothing of it stays."""


def no_stop() -> None:
    """For a check that nobody stops."""


@contextmanager
def stoppable(module: nn.Module, on_step: OnStep) -> Iterator[None]:
    """Call `on_step` before every layer that runs: one pass through a large network takes long."""

    def before(*_: object) -> None:
        on_step()

    hooks = [layer.register_forward_pre_hook(before) for layer in module.modules()]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
