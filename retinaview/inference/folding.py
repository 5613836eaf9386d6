"""Folding of batch normalisation into the preceding convolution."""

from __future__ import annotations

from itertools import pairwise

from torch import nn
from torch.nn.utils import fuse_conv_bn_eval


def fold_normalisation(module: nn.Module) -> None:
    """Fold every batch normalisation that is known to follow a convolution, in place.

    This covers neighbours in an `nn.Sequential`, and in other modules neighbours named as in
    torchvision and timm: ``conv`` and ``bn``, ``conv2`` and ``bn2``; the convolution may also be
    the last of an `nn.Sequential`. Networks that normalise before the convolution use the opposite
    order.

    Parameters
    ----------
    module : nn.Module
        In evaluation mode, float32.
    """
    for parent in list(module.modules()):
        for (name, first), (after, second) in pairwise(list(parent.named_children())):
            follows = type(parent) is nn.Sequential or (
                name.startswith("conv") and after == name.replace("conv", "bn", 1)
            )
            place, end = _end(name, first)
            if follows and _fits(end, second):
                _fold(parent, place, after)


def _end(name: str, module: nn.Module) -> tuple[str, nn.Module]:
    """Return a module, or a plain sequence's last one, and its name."""
    if isinstance(module, nn.Sequential) and type(module) is nn.Sequential and len(module):
        return f"{name}.{len(module) - 1}", module[-1]
    return name, module


def _fits(first: nn.Module, second: nn.Module) -> bool:
    return (
        type(first) is nn.Conv2d
        and isinstance(second, nn.BatchNorm2d)
        and (type(second) is nn.BatchNorm2d or _activates(second))
        and second.track_running_stats
        and first.out_channels == second.num_features
    )


def _activates(normalisation: nn.Module) -> bool:
    """Return whether it is timm's, which applies the activation after normalising."""
    return [name for name, _ in normalisation.named_children()] == ["drop", "act"]


def _fold(parent: nn.Module, name: str, after: str) -> None:
    convolution, normalisation = parent.get_submodule(name), parent.get_submodule(after)
    assert isinstance(convolution, nn.Conv2d)
    assert isinstance(normalisation, nn.BatchNorm2d)
    parent.set_submodule(name, fuse_conv_bn_eval(convolution, normalisation))
    rest = normalisation.get_submodule("act") if _activates(normalisation) else nn.Identity()
    parent.set_submodule(after, rest)
