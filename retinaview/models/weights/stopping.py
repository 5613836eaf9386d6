"""Make a long check of weights stoppable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

OnStep = Callable[[], None]
"""Called between two steps; an exception from it stops the check and discards its results."""


def no_stop() -> None:
    """Do nothing; the default for a check that is not stopped."""


@contextmanager
def stoppable(module: nn.Module, on_step: OnStep) -> Iterator[None]:
    """Call `on_step` before every layer within the context, since one pass can take long."""

    def before(*_: object) -> None:
        on_step()

    hooks = [layer.register_forward_pre_hook(before) for layer in module.modules()]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
