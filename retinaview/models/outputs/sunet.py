"""Grade two diseases and segment lesions in a photograph by SUNet."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.disease_grading import GradeMaps
from retinaview.models.networks.sunet import SUNetOutput
from retinaview.models.outputs.graded_photograph import Floats, GradedPhotograph
from retinaview.models.outputs.mirrored_pass import (
    as_batch,
    mean_maps,
    mean_probabilities,
    require_finite,
)
from retinaview.models.outputs.response import NetworkInput, graded_response, positive_part
from retinaview.models.preprocessing import Circle, Preprocessing


def grade_sunet(
    module: nn.Module,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
) -> GradedPhotograph:
    """Grade a photograph by SUNet, an ablation or a baseline; see `dispatch.grade_photograph`.

    Regions are sought in the class activation maps of retinopathy or in the lesion map, as
    `grade_options.response` says. Where the network does not grade retinopathy, `dr` and its maps
    are empty and the maps of oedema take their place.
    """
    network_input = NetworkInput.of(preprocessing, rgb, fov)
    with torch.inference_mode():
        output: SUNetOutput = module(
            as_batch(network_input.image, module, mirrored=grade_options.mirrored)
        )
    require_finite(*(output.dr or ()), *(output.dme or ()), output.lesions)
    dr, dr_maps = _disease(output.dr, grade_options.temperature)
    dme, dme_maps = _disease(output.dme, grade_options.dme_temperature)
    graded, maps = (dr, dr_maps) if len(dr) else (dme, dme_maps)
    lesions = None if output.lesions is None else _lesions(output.lesions, network_input)
    if grade_options.response == "lesions" and lesions is not None:
        response = positive_part(lesions.sum(axis=0), peak=float(graded[1:].sum()))
    else:
        response = graded_response(maps, graded, grade_options)
    return GradedPhotograph(
        dr=dr,
        dme=dme if len(dme) else None,
        gated=dr_maps,
        response=response,
        extent=network_input.extent,
        regions=network_input.regions(response, grade_options),
        lesions=lesions,
        dme_maps=dme_maps,
    )


def _disease(grades: GradeMaps | None, temperature: float) -> tuple[Floats, Floats]:
    """Return probabilities ``(grades,)`` and maps ``(grades, h, w)``; empty without the disease."""
    if grades is None:
        return np.zeros(0, np.float32), np.zeros((0, 1, 1), np.float32)
    return mean_probabilities(grades.logits, temperature=temperature), mean_maps(grades.maps)


def _lesions(logits: Tensor, network_input: NetworkInput) -> Floats:
    """Return probabilities ``(classes, H, W)`` without background, zero outside the field."""
    probability = mean_maps(torch.softmax(logits, dim=1))[1:]
    return np.asarray(probability * network_input.field, np.float32)
