"""Grade a photograph by a guest: a network of another package or an ONNX file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.models.grade_options import GradeOptions
from retinaview.models.guests.description import Kind
from retinaview.models.guests.network import GuestGrader
from retinaview.models.outputs.graded_photograph import Floats, GradedPhotograph
from retinaview.models.outputs.mirrored_pass import as_batch, mean_maps, mean_probabilities
from retinaview.models.outputs.response import NetworkInput, graded_response, positive_part
from retinaview.models.preprocessing import Circle, Preprocessing

_NONE = np.zeros((0, 1, 1), np.float32)


def grade_guest(
    module: GuestGrader,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
) -> GradedPhotograph:
    """Grade a photograph by any network; see `dispatch.grade_photograph`.

    Regions are sought in the first of these that it has and `grade_options.response` allows: its
    lesion maps, its maps per grade, its attention. Without any, there are no regions.
    """
    network_input = NetworkInput.of(preprocessing, rgb, fov)
    with torch.inference_mode():
        answers = module(as_batch(network_input.image, module, mirrored=grade_options.mirrored))
    dr = _grades(answers.get("dr_grades"), grade_options.temperature)
    dme = _grades(answers.get("dme_grades"), grade_options.dme_temperature)
    dr_maps, dme_maps = (_maps(answers, kind) for kind in ("dr_maps", "dme_maps"))
    lesions = None
    if "masks" in answers:
        lesions = mean_maps(answers["masks"].sigmoid()) * network_input.field
    graded, maps = (dr, dr_maps) if len(dr) else (dme, dme_maps)
    sick = float(graded[1:].sum())
    if lesions is not None and (grade_options.response == "lesions" or not len(maps)):
        response = positive_part(lesions.sum(axis=0), peak=sick)
    elif len(maps):
        response = graded_response(maps, graded, grade_options)
    elif "attention" in answers:
        response = np.clip(mean_maps(answers["attention"])[0], 0, 1)
    else:
        response = np.zeros((1, 1), np.float32)
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


def _grades(logits: Tensor | None, temperature: float) -> Floats:
    """Return probabilities ``(grades,)``; empty without the disease."""
    if logits is None:
        return np.zeros(0, np.float32)
    return mean_probabilities(logits, temperature=temperature)


def _maps(answers: Mapping[Kind, Tensor], kind: Kind) -> Floats:
    """Return maps ``(grades, h, w)``; empty if there are none."""
    return mean_maps(answers[kind]) if kind in answers else _NONE
