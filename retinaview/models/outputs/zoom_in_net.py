"""Grade a photograph by Zoom-in-Net, with its attention maps and suspicious regions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from retinaview.core.findings import Region
from retinaview.models.grade_options import GradeOptions, Head
from retinaview.models.layers import device_of
from retinaview.models.networks.zoom_in_net import ZoomInNet, ZoomInOutput
from retinaview.models.outputs.array_cache import ArrayCache
from retinaview.models.outputs.graded_photograph import Floats, GradedPhotograph
from retinaview.models.outputs.mirrored_pass import (
    as_batch,
    mean_maps,
    mean_probabilities,
    require_finite,
)
from retinaview.models.outputs.response import NetworkInput, graded_response, positive_part
from retinaview.models.outputs.zoomed_patches import Patches, cut_patches, zooms_in
from retinaview.models.preprocessing import Circle, Preprocessing

EyeImage = tuple[NDArray[np.uint8], Circle]
"""Photograph of an eye, uint8 ``(H, W, 3)``, RGB, with its field of view."""
HeadLogits = Mapping[Head, Tensor]
"""Logits by head, each of shape (views, grades)."""


@dataclass(frozen=True, eq=False)
class FirstPass:
    """Result of M-Net and A-Net, which decides where C-Net zooms in.

    Attributes
    ----------
    output : ZoomInOutput
        Output for the photograph and, optionally, its mirror image.
    gated : ndarray of float32, shape (grades, h, w)
        Gated maps G (eq. 1).
    response : ndarray of float32, shape (h, w)
        Map in which regions are sought; its peak is the probability of any retinopathy, averaged
        over both networks.
    regions : tuple of Region
        Suspicious regions in source pixels, best first.
    """

    output: ZoomInOutput
    gated: Floats
    response: Floats
    regions: tuple[Region, ...]


def grade_zoom_in(
    module: ZoomInNet,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    rgb: NDArray[np.uint8],
    fov: Circle,
    *,
    fellow: EyeImage | None = None,
    cache: ArrayCache | None = None,
) -> GradedPhotograph:
    """Grade a photograph by Zoom-in-Net; see `retinaview.models.outputs.dispatch.grade_photograph`.

    M-Net and A-Net run first; the regions do not depend on which heads are averaged. C-Net then
    grades the patches, without a mirror image because it costs most. If `fellow` is missing, a
    learnt vector replaces the fellow eye.
    """
    network_input = NetworkInput.of(preprocessing, rgb, fov)
    run = partial(_run_or_recall, module, grade_options, cache=cache)
    first = _interpreted(run(network_input, (rgb, fov)), network_input, grade_options)
    patches = crop_patches(module, preprocessing, grade_options, (rgb, fov), first)
    other = None
    if module.pair is not None and fellow is not None:
        other = run(NetworkInput.of(preprocessing, *fellow), fellow)
    with torch.inference_mode():
        answers = head_logits(module, first.output, patches, other)
    require_finite(*answers.values())
    dr, by_head, counted = combine_heads(answers, grade_options, together=other is not None)
    disease = float(dr[1:].sum())
    dme = first.output.main.dme_logits
    return GradedPhotograph(
        dr=dr,
        dme=None
        if dme is None
        else mean_probabilities(dme, temperature=grade_options.dme_temperature),
        gated=first.gated,
        response=positive_part(first.response, peak=disease),
        extent=network_input.extent,
        regions=_rescored(first, disease),
        together=other is not None and "pair" in counted,
        by_head=by_head,
        counted=counted,
        patches=() if patches is None else patches.boxes,
    )


def first_pass(
    module: ZoomInNet, network_input: NetworkInput, grade_options: GradeOptions
) -> FirstPass:
    """Run M-Net and A-Net and find regions; raise `ModelError` if the output is not finite."""
    output = run_network(module, network_input.image, mirrored=grade_options.mirrored)
    return _interpreted(output, network_input, grade_options)


def _interpreted(
    output: ZoomInOutput, network_input: NetworkInput, grade_options: GradeOptions
) -> FirstPass:
    gated = mean_maps(output.attention.gated)
    both = torch.cat([output.main.logits.float(), output.attention.logits])
    dr = mean_probabilities(both, temperature=grade_options.temperature)
    response = graded_response(gated, dr, grade_options)
    return FirstPass(output, gated, response, network_input.regions(response, grade_options))


def crop_patches(
    module: ZoomInNet,
    preprocessing: Preprocessing,
    grade_options: GradeOptions,
    eye: EyeImage,
    first: FirstPass,
) -> Patches | None:
    """Cut C-Net's patches; None without C-Net, or if the photograph has no more detail to show."""
    rgb, fov = eye
    if module.crop is None or not zooms_in(preprocessing, fov):
        return None
    return cut_patches(preprocessing, grade_options, rgb, fov, first.regions)


def run_network(module: ZoomInNet, image: Floats, *, mirrored: bool = True) -> ZoomInOutput:
    """Run M-Net and A-Net on a normalised photograph ``(3, H, W)`` and its mirror image.

    Raises
    ------
    ModelError
        If the output is not finite.
    """
    with torch.inference_mode():
        output: ZoomInOutput = module(as_batch(image, module, mirrored=mirrored))
    require_finite(output.main.logits, output.main.dme_logits, output.attention.logits)
    return output


def _run_or_recall(
    module: ZoomInNet,
    grade_options: GradeOptions,
    network_input: NetworkInput,
    eye: EyeImage,
    *,
    cache: ArrayCache | None,
) -> ZoomInOutput:
    """Run M-Net and A-Net on an eye, unless the cache has their output for it."""

    def run() -> ZoomInOutput:
        return run_network(module, network_input.image, mirrored=grade_options.mirrored)

    if cache is None:
        return run()
    rgb, fov = eye
    device = device_of(module)  # may have changed if memory ran out
    output: ZoomInOutput = cache.get(rgb, (fov, device), run)
    return output


def head_logits(
    module: ZoomInNet,
    output: ZoomInOutput,
    patches: Patches | None = None,
    fellow: ZoomInOutput | None = None,
) -> HeadLogits:
    """Return the logits of every head of the network; of C-Net only if there are patches."""
    pooled = output.main.pooled
    answers: dict[Head, Tensor] = {
        "main": output.main.logits,
        "attention": output.attention.logits,
    }
    if patches is not None:
        images = torch.from_numpy(patches.images)[None].to(pooled.device)
        answers["crop"] = module.grade_patches(images, pooled[:1])
    if module.pair is not None:
        present = torch.full((len(pooled),), fellow is not None, device=pooled.device)
        other = pooled if fellow is None else fellow.main.pooled
        answers["pair"] = module.grade_pair(pooled, other, present)
    return answers


def combine_heads(
    answers: HeadLogits, grade_options: GradeOptions, *, together: bool
) -> tuple[Floats, dict[Head, Floats], tuple[Head, ...]]:
    """Average the probabilities of the selected heads; M-Net's if none of them is available.

    Parameters
    ----------
    answers : mapping of Head to Tensor
        As from `head_logits`.
    grade_options : GradeOptions
        Say which heads are averaged, and the temperature.
    together : bool
        Whether the fellow eye was used as well.

    Returns
    -------
    dr : ndarray of float32, shape (grades,)
        The average.
    by_head : dict of Head to ndarray of float32
        Probabilities of every head.
    counted : tuple of Head
        Heads that are averaged.
    """
    heads = grade_options.heads_together if together else grade_options.heads
    temperature = grade_options.temperature_together if together else grade_options.temperature
    by_head = {
        head: mean_probabilities(logits, temperature=temperature)
        for head, logits in answers.items()
    }
    counted = tuple(head for head in heads if head in by_head) or ("main",)
    dr = np.stack([by_head[head] for head in counted]).mean(axis=0)
    return dr, by_head, counted


def _rescored(first: FirstPass, peak: float) -> tuple[Region, ...]:
    """Scale the regions' scores to the final probability of retinopathy."""
    scale = peak / max(float(first.response.max()), 1e-12)
    return tuple(replace(region, score=min(1.0, region.score * scale)) for region in first.regions)
