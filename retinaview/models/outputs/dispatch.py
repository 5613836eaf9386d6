"""Grades, maps and suspicious regions of a photograph, by whichever network grades it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.sea_net import SEANet
from retinaview.models.networks.split_network import SplitNetwork
from retinaview.models.networks.sunet import SUNet
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.array_cache import ArrayCache
from retinaview.models.outputs.grad_cam_network import grade_grad_cam
from retinaview.models.outputs.graded_photograph import GradedPhotograph, GradeOptions
from retinaview.models.outputs.sea_net import grade_sea
from retinaview.models.outputs.sunet import grade_sunet
from retinaview.models.outputs.zoom_in_net import EyeImage, grade_zoom_in
from retinaview.models.preprocessing import Circle, Preprocessing

__all__ = ["GradeOptions", "GradedPhotograph", "grade_photograph"]


def grade_photograph(
    module: nn.Module,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
    *,
    bfloat16: bool = False,
    fellow: EyeImage | None = None,
    cache: ArrayCache | None = None,
) -> GradedPhotograph:
    """Grade a photograph and find where the network looked.

    Parameters
    ----------
    module : nn.Module
        A grading network in evaluation mode.
    preprocessing, grade_options : Preprocessing, GradeOptions
        From its model card.
    rgb : ndarray of uint8, shape (H, W, 3)
        RGB, 0-255.
    fov : Circle
        The photograph's field of view.
    bfloat16 : bool
        Compute in bfloat16 autocast; for devices that are faster at it.
    fellow : EyeImage, optional
        The patient's other eye, for networks that grade both eyes together.
    cache : ArrayCache, optional
        What such a network computed from either eye, so that the fellow's own analysis, if it comes
        next, need not compute it again; of one module, preprocessing and grade_options alone.

    Raises
    ------
    ModelError
        If the network's output is not finite, or it is no grading network.
    """
    shown = (preprocessing, grade_options, rgb, fov)
    match module:
        case ZoomInNet():
            return grade_zoom_in(module, *shown, bfloat16=bfloat16, fellow=fellow, cache=cache)
        case SEANet():
            return grade_sea(module, *shown, bfloat16=bfloat16)
        case SUNet() | SplitNetwork():
            return grade_sunet(module, *shown, bfloat16=bfloat16)
        case GradCamNetwork():
            return grade_grad_cam(module, *shown, bfloat16=bfloat16)
    raise ModelError(f"{type(module).__name__} is no network that grades photographs")
