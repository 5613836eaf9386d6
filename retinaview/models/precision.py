"""The precision in which a network computes.

`retinaview.inference.device.choose_device` chooses it; whoever runs a network sets it around the
whole run, and everything within follows.
"""

from __future__ import annotations

import torch
from torch import nn

from retinaview.models.layers import device_of


def in_precision(module: nn.Module, *, bfloat16: bool) -> torch.autocast:
    """Return a context in which a network computes under bfloat16 autocast, or in float32.

    Parameters
    ----------
    module : nn.Module
        The network, on its device.
    bfloat16 : bool
        For devices on which that is faster.
    """
    device = device_of(module)
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=bfloat16)
