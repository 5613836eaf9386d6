"""Grades, attention and suspicious regions of a photograph: a Zoom-in-Net run on it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.regions import greedy_regions
from retinaview.models.preprocessing import Circle, Frame, Preprocessing
from retinaview.models.zoom_in_net import Combination, ZoomInOutput, grade_probabilities

Floats = NDArray[np.float32]
Response = Literal["predicted", "expected"]


@dataclass(frozen=True)
class GradeReading:
    """How a grading network's output becomes probabilities and regions; on its model card.

    Attributes
    ----------
    temperature, dme_temperature
        Divide the logits before the softmax (Guo et al. 2017); fitted on validation photographs.
    combination
        See `retinaview.models.zoom_in_net.grade_probabilities`.
    mirrored
        Average over the photograph and its mirror image.
    response
        The map in which regions are sought: ``"predicted"`` takes the gated map of the most
        probable grade from 1 up, ``"expected"`` the mean of those maps weighted by the
        probabilities. The paper does not say which it takes.
    region_share
        Side of a region as a share of the input's: 200 of 492 px in the paper.
    region_count
        N of the paper.
    """

    temperature: float = 1.0
    dme_temperature: float = 1.0
    combination: Combination = "mean"
    mirrored: bool = True
    response: Response = "expected"
    region_share: float = 200 / 492
    region_count: int = 4

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> GradeReading:
        """Rebuild from a model card; raise `WeightsError` naming what is wrong."""
        try:
            reading = cls(**values)
        except TypeError as error:
            message = f"the model card's reading is wrong: {error}"
            raise WeightsError(message, field="reading") from error
        for name, known in (("combination", Combination), ("response", Response)):
            if getattr(reading, name) not in get_args(known):
                message = f"must be one of {', '.join(get_args(known))}"
                raise WeightsError(message, field=f"reading.{name}")
        return reading

    def to_dict(self) -> dict[str, Any]:
        """Return plain values for a model card."""
        return asdict(self)


@dataclass(frozen=True, eq=False)
class GradedPhotograph:
    """What a grading network says about one photograph.

    Attributes
    ----------
    dr
        Float32 ``(5,)``: probabilities of the ICDR grades, summing to 1.
    dme
        Float32 ``(3,)``: probabilities of the oedema grades; None without that head.
    gated
        Float32 ``(5, h, w)``: G of A-Net (eq. 1), one map per grade, any sign, on a regular grid
        over `extent`.
    response
        Float32 ``(h, w)``: what regions are sought in; 0-1, its peak at the probability of any
        retinopathy.
    extent
        The square of the photograph that the maps cover, in source pixels; it can reach beyond
        the photograph where the sensor cuts the field of view.
    regions
        At most four, best first, in source pixels. A score is the response at the region's middle.
    """

    dr: Floats
    dme: Floats | None
    gated: Floats
    response: Floats
    extent: Box
    regions: tuple[Region, ...]


def grade_photograph(
    module: nn.Module,
    preprocessing: Preprocessing,
    reading: GradeReading,
    rgb: NDArray[np.uint8],
    fov: Circle,
    *,
    bfloat16: bool = False,
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

    Raises
    ------
    ModelError
        If the network's output is not finite.
    """
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
