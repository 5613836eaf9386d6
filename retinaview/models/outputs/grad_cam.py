"""Grad-CAM: maps of the places that support each grade."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.outputs.mirrored_pass import (
    as_batch,
    mean_maps,
    mean_probabilities,
    require_finite,
)
from retinaview.models.outputs.response import NetworkInput, graded_response
from retinaview.models.preprocessing import Circle, Preprocessing


class GradCam(NamedTuple):
    """Maps and the logits that they explain, both float32 and detached.

    Attributes
    ----------
    maps : Tensor
        Shape (N, G, h, w), non-negative: one per requested grade, at the layer's resolution.
    logits : Tensor
        Shape (N, grades).
    """

    maps: Tensor
    logits: Tensor


def grad_cam(
    network: nn.Module, image: Tensor, *, layer: nn.Module, grades: Sequence[int] | None = None
) -> GradCam:
    """Explain grades by the features of a layer.

    The importance of feature map k for grade c is the mean over space of the gradient of the logit
    ``y^c`` with respect to ``A^k`` (eq. 1); the map is the positive part of the features' sum
    weighted by it (eq. 2). One forward pass serves all grades, and gradients stop at the layer. For
    the last features of a `GradCamNetwork` the gradient has a closed form and no backward pass is
    needed.

    Parameters
    ----------
    network : nn.Module
        Returns logits (N, grades). It runs in evaluation mode; its mode, ``requires_grad`` flags
        and gradients are restored afterwards.
    image : Tensor
        Normalised images, shape (N, 3, H, W).
    layer : nn.Module
        A module of the network that runs once and returns A, shape (N, K, h, w); usually the last
        convolutional features.
    grades : sequence of int, optional
        Grades to explain; default: all, in order.

    Returns
    -------
    GradCam
        Maps and logits.

    References
    ----------
    Selvaraju et al., Grad-CAM, ICCV 2017, eqs. 1 and 2, and Mensah et al., Towards the Localisation
    of Lesions in Diabetic Retinopathy, 2020, which prints the same two.
    """
    with _undisturbed(network):
        if isinstance(network, GradCamNetwork) and layer is network.features:
            return _before_linear_layer(network, image, grades)
        return _by_gradients(network, image, layer, grades)


def _before_linear_layer(
    network: GradCamNetwork, image: Tensor, grades: Sequence[int] | None
) -> GradCam:
    """Compute Grad-CAM where only a mean over Z cells and a linear layer follow A.

    There dy^c / dA^k is w_ck / Z.
    """
    with torch.no_grad():
        features = network.features(image)
        logits = network.classify(features)
    weights = network.classifier.weight.detach().float()
    chosen = weights if grades is None else weights[list(grades)]
    importance = chosen / (features.shape[2] * features.shape[3])  # eq. 1
    with torch.autocast(image.device.type, enabled=False):
        maps = functional.conv2d(features.float(), importance[:, :, None, None])
    return GradCam(torch.relu(maps), logits)  # eq. 2


def _by_gradients(
    network: nn.Module, image: Tensor, layer: nn.Module, grades: Sequence[int] | None
) -> GradCam:
    seen: list[Tensor] = []

    def watch(_module: nn.Module, _inputs: object, output: Tensor) -> Tensor:
        seen.append(output.detach().requires_grad_())
        return seen[-1].clone()  # later layers may work in place

    handle = layer.register_forward_hook(watch)
    try:
        logits: Tensor = network(image)
        features = seen[0]
        maps = [
            _weighted_features(logits[:, grade].sum(), features)
            for grade in (range(logits.shape[1]) if grades is None else grades)
        ]
    finally:
        handle.remove()
    return GradCam(torch.stack(maps, dim=1), logits.detach().float())


def _weighted_features(score: Tensor, features: Tensor) -> Tensor:
    """Return the map (N, h, w); the gradient of the sum is per image, since images do not mix."""
    (gradient,) = torch.autograd.grad(score, features, retain_graph=True)
    importance = gradient.float().mean(dim=(2, 3), keepdim=True)  # eq. 1
    return torch.relu((importance * features.detach().float()).sum(dim=1))  # eq. 2


@contextmanager
def _undisturbed(network: nn.Module) -> Iterator[None]:
    """Switch to evaluation mode without parameter gradients, and restore both afterwards."""
    modes = [(module, module.training) for module in network.modules()]
    wanted = [weight for weight in network.parameters() if weight.requires_grad]
    network.eval()
    for weight in wanted:
        weight.requires_grad_(False)
    try:
        with torch.inference_mode(False), torch.enable_grad():
            yield
    finally:
        for module, mode in modes:
            module.training = mode
        for weight in wanted:
            weight.requires_grad_(True)


def grade_grad_cam(
    module: GradCamNetwork,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
) -> GradedPhotograph:
    """Grade a photograph and explain every grade by Grad-CAM; see `dispatch.grade_photograph`.

    One forward pass serves all grades, and no backward pass is needed; see `grad_cam`.
    """
    network_input = NetworkInput.of(preprocessing, rgb, fov)
    # Tensors created in inference mode cannot have gradients.
    with torch.inference_mode(False):
        batch = as_batch(network_input.image, module, mirrored=grade_options.mirrored)
        explained = grad_cam(module, batch, layer=module.features)
    require_finite(explained.logits, explained.maps)
    dr = mean_probabilities(explained.logits, temperature=grade_options.temperature)
    maps = mean_maps(explained.maps)
    response = graded_response(maps, dr, grade_options)
    return GradedPhotograph(
        dr=dr,
        dme=None,
        gated=maps,
        response=response,
        extent=network_input.extent,
        regions=network_input.regions(response, grade_options),
    )
