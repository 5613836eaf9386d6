"""Grade a photograph by a standard network, with Grad-CAM maps and suspicious regions."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.outputs.grad_cam import grad_cam
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.outputs.mirrored_pass import (
    as_batch,
    mean_maps,
    mean_probabilities,
    require_finite,
)
from retinaview.models.outputs.response import NetworkInput, graded_response
from retinaview.models.preprocessing import Circle, Preprocessing


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
