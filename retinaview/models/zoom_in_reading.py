"""From a photograph to grades, attention and suspicious regions: Zoom-in-Net run and read."""

from __future__ import annotations

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.regions import greedy_regions
from retinaview.models.graded import Floats, GradedPhotograph, GradeReading
from retinaview.models.preprocessing import Circle, Frame, Preprocessing
from retinaview.models.zoom_in_net import ZoomInOutput, grade_probabilities

Eye = tuple[NDArray[np.uint8], Circle]
"""A photograph, uint8 ``(H, W, 3)`` RGB, with its field of view."""


def grade_zoom_in(
    module: nn.Module,
    preprocessing: Preprocessing,
    reading: GradeReading,
    rgb: NDArray[np.uint8],
    fov: Circle,
    *,
    bfloat16: bool = False,
    fellow: Eye | None = None,
) -> GradedPhotograph:
    """Grade a photograph and find where the network looked.

    Parameters
    ----------
    module
        A `retinaview.models.zoom_in_net.ZoomInNet` in evaluation mode.
    preprocessing, reading
        From its model card.
    rgb
        Uint8 ``(H, W, 3)``, RGB, 0-255.
    fov
        The photograph's field of view.
    bfloat16
        Compute in bfloat16 autocast; for devices that are faster at it.
    fellow
        The patient's other eye; not looked at yet.

    Raises
    ------
    ModelError
        If the network's output is not finite.
    """
    del fellow  # The pair head is untrained.
    image, field, frame = preprocessing.scale(rgb, fov)
    output = run_network(
        module, preprocessing.normalise(image, field), mirrored=reading.mirrored, bfloat16=bfloat16
    )
    dr, dme, gated = _read(output, reading)
    response = _response(gated, dr, reading)
    return GradedPhotograph(
        dr=dr,
        dme=dme,
        gated=gated,
        response=response,
        extent=_extent(frame),
        regions=_regions(response, field, frame, reading),
    )


def run_network(
    module: nn.Module, image: Floats, *, mirrored: bool = True, bfloat16: bool = False
) -> ZoomInOutput:
    """Run a network on a normalised photograph ``(3, H, W)`` and, second, its mirror image.

    Raises
    ------
    ModelError
        If the output is not finite.
    """
    batch = torch.from_numpy(image)[None]
    if mirrored:
        batch = torch.cat([batch, batch.flip(3)])
    device = next(module.parameters()).device
    with (
        torch.inference_mode(),
        torch.autocast(device.type, dtype=torch.bfloat16, enabled=bfloat16),
    ):
        output: ZoomInOutput = module(batch.to(device, memory_format=torch.channels_last))
    if not bool(torch.isfinite(output.attention.logits + output.main.logits).all()):
        raise ModelError("the grading network's output is not finite")
    return output


def _read(output: ZoomInOutput, reading: GradeReading) -> tuple[Floats, Floats | None, Floats]:
    """Average over the photograph and its mirror image, whose maps are mirrored back."""
    dr = grade_probabilities(
        output, temperature=reading.temperature, combination=reading.combination
    )
    dme = None
    if output.main.dme_logits is not None:
        softened = output.main.dme_logits.float() / reading.dme_temperature
        dme = torch.softmax(softened, dim=1).mean(dim=0).cpu().numpy()
    gated = output.attention.gated.float()
    if reading.mirrored:
        gated = torch.stack([gated[0], gated[1].flip(2)])
    return dr.mean(dim=0).cpu().numpy(), dme, gated.mean(dim=0).cpu().numpy()


def _response(gated: Floats, dr: Floats, reading: GradeReading) -> Floats:
    """Response of shape (h, w): its positive part, scaled to the probability of retinopathy."""
    if reading.response == "predicted":
        response = gated[1 + int(dr[1:].argmax())]
    else:
        response = np.tensordot(dr[1:], gated[1:], axes=1)
    positive = np.maximum(response, 0)
    return np.asarray(positive * (dr[1:].sum() / max(float(positive.max()), 1e-12)), np.float32)


def _extent(frame: Frame) -> Box:
    left, top = frame.point_to_source(0, 0)
    right, bottom = frame.point_to_source(frame.canvas_width, frame.canvas_height)
    return Box.from_corners(left, top, right, bottom)


def _regions(
    response: Floats, field: NDArray[np.bool_], frame: Frame, reading: GradeReading
) -> tuple[Region, ...]:
    """Regions in source pixels, sought in the response resized to the network's input."""
    size = (frame.canvas_width, frame.canvas_height)
    resized = cv2.resize(response, size, interpolation=cv2.INTER_LINEAR)
    side = round(reading.region_share * frame.canvas_width)
    found = greedy_regions(np.where(field, resized, 0), size=side, count=reading.region_count)
    placed: list[Region] = []
    for region in found:
        corner = frame.point_to_source(region.box.x, region.box.y)
        opposite = frame.point_to_source(region.box.right, region.box.bottom)
        box = Box.from_corners(*corner, *opposite)
        inside = box.clipped(frame.source_width, frame.source_height)
        if inside is not None:
            placed.append(Region(inside, region.score, len(placed) + 1))
    return tuple(placed)
