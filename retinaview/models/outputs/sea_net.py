"""Grade a photograph by SEA-Net, with its attention map and suspicious regions."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.sea_net import AttendedGrades
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.outputs.mirrored_pass import (
    as_batch,
    mean_maps,
    mean_probabilities,
    require_finite,
)
from retinaview.models.outputs.response import NetworkInput
from retinaview.models.preprocessing import Circle, Preprocessing


def grade_sea(
    module: nn.Module,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
) -> GradedPhotograph:
    """Grade a photograph by SEA-Net or one of its variants; see `dispatch.grade_photograph`.

    The one-channel sigmoid of the attention block is both the map that is displayed and the
    response in which regions are sought. It belongs to no particular grade, so there is no map per
    grade and its peak is not scaled.
    """
    network_input = NetworkInput.of(preprocessing, rgb, fov)
    with torch.inference_mode():
        output: AttendedGrades = module(
            as_batch(network_input.image, module, mirrored=grade_options.mirrored)
        )
    require_finite(output.logits, output.attention)
    attention = mean_maps(output.attention)[0]
    return GradedPhotograph(
        dr=mean_probabilities(output.logits, temperature=grade_options.temperature),
        dme=None,
        gated=np.zeros((0, *attention.shape), np.float32),
        response=attention,
        extent=network_input.extent,
        regions=network_input.regions(attention, grade_options),
    )
