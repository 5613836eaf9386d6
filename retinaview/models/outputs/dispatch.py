"""Grade a photograph with any of the grading networks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.models.grade_options import GradeOptions
from retinaview.models.guests.network import GuestGrader
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.networks.sea_net import SEANet
from retinaview.models.networks.split_network import SplitNetwork
from retinaview.models.networks.sunet import SUNet
from retinaview.models.networks.two_softmaxes import TwoSoftmaxes
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.array_cache import ArrayCache
from retinaview.models.outputs.grad_cam import grade_grad_cam
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.outputs.guest import grade_guest
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
    fellow: EyeImage | None = None,
    cache: ArrayCache | None = None,
) -> GradedPhotograph:
    """Grade a photograph and compute the network's maps and suspicious regions.

    Computes in the precision that the caller has set; see `retinaview.models.precision`.

    Parameters
    ----------
    module : nn.Module
        A grading network in evaluation mode.
    preprocessing, grade_options : Preprocessing, GradeOptions
        From its model card.
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, RGB.
    fov : Circle
        Its field of view.
    fellow : EyeImage, optional
        The patient's other eye, for networks that grade both eyes together.
    cache : ArrayCache, optional
        Stores what such a network computed for each eye, so that the fellow eye, if it is analysed
        next, is not computed again. Use one cache per module, preprocessing and grade options.

    Returns
    -------
    GradedPhotograph
        Grades, maps and regions.

    Raises
    ------
    ModelError
        If the network's output is not finite, or `module` is not a grading network.
    """
    photograph = (preprocessing, grade_options, rgb, fov)
    match module:
        case GuestGrader():
            return grade_guest(module, *photograph)
        case ZoomInNet():
            return grade_zoom_in(module, *photograph, fellow=fellow, cache=cache)
        case SEANet():
            return grade_sea(module, *photograph)
        case SUNet() | SplitNetwork() | TwoSoftmaxes():
            return grade_sunet(module, *photograph)
        case GradCamNetwork():
            return grade_grad_cam(module, *photograph)
    raise ModelError(f"{type(module).__name__} is not a network that grades photographs")
