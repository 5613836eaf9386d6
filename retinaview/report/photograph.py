"""A photograph on a page: small enough for paper, with outlines, boxes, disc and fovea on it."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from retinaview.core.findings import Finding
from retinaview.core.macula import disc_diameter
from retinaview.inference.contours import components
from retinaview.report.contents import EyeContents

if TYPE_CHECKING:
    from fpdf import FPDF

MARKS, LESIONS, LANDMARKS = "marks", "lesions", "landmarks"
LAYERS = (MARKS, LESIONS, LANDMARKS)
"""What can be drawn on a photograph."""

_MOST_PIXELS = 1200
"""Longer side of the photograph in the file: 230 dots per inch where it is printed."""
_QUALITY = 88
_MOST_OUTLINES = 3000
_OUTLINE_MM, _BOX_MM, _RING_MM = 0.15, 0.3, 0.2
_RING_COLOUR = (180, 255, 220)


@dataclass(frozen=True)
class Placement:
    """Where a photograph lies on the page.

    Attributes
    ----------
    x, y : float
        Its top left corner, millimetres.
    scale : float
        Millimetres for one pixel of the photograph.
    """

    x: float
    y: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the photograph on the page."""
        return self.x + x * self.scale, self.y + y * self.scale


def small_jpeg(rgb: NDArray[np.uint8]) -> bytes:
    """Return a photograph as JPEG in the size in which it is printed.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.
    """
    height, width = rgb.shape[:2]
    factor = min(1.0, _MOST_PIXELS / max(height, width))
    if factor < 1:
        size = max(1, round(width * factor)), max(1, round(height * factor))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    written = io.BytesIO()
    Image.fromarray(rgb).save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def draw_overlays(
    pdf: FPDF, contents: EyeContents, place: Placement, layers: Collection[str]
) -> None:
    """Draw what is wanted on a photograph that is on the page already."""
    if LANDMARKS in layers:
        _draw_landmarks(pdf, contents, place)
    if LESIONS in layers and contents.finding is not None:
        _draw_lesions(pdf, contents, contents.finding, place)
    if MARKS in layers:
        _draw_marks(pdf, contents, place)


def _draw_landmarks(pdf: FPDF, contents: EyeContents, place: Placement) -> None:
    """Draw the fovea as a cross, and rings of one and two disc diameters around it."""
    landmarks = contents.landmarks
    if landmarks is None or not landmarks.fovea.is_found:
        return
    pdf.set_line_width(_RING_MM)
    pdf.set_draw_color(*_RING_COLOUR)
    x, y = place.at(landmarks.fovea.x, landmarks.fovea.y)
    pdf.line(x - 1, y, x + 1, y)
    pdf.line(x, y - 1, x, y + 1)
    if (diameter := disc_diameter(landmarks)) is not None:
        for radius in (diameter * place.scale, 2 * diameter * place.scale):
            pdf.circle(x, y, radius)


def _draw_lesions(pdf: FPDF, contents: EyeContents, finding: Finding, place: Placement) -> None:
    pdf.set_line_width(_OUTLINE_MM)
    for lesion_map in finding.lesion_maps:
        if not lesion_map.lesion.is_lesion:
            continue
        threshold = contents.thresholds[lesion_map.lesion].value
        pdf.set_draw_color(*contents.classes.style(lesion_map.lesion).colour)
        found = components(lesion_map, threshold)
        # The largest ones: a threshold near zero makes more specks than a page can show.
        largest = sorted(found, key=lambda each: -np.ptp(each.rings[0], axis=0).sum())
        for component in largest[:_MOST_OUTLINES]:
            for ring in component.rings:
                pdf.polygon(list(_points(ring, place)))


def _points(ring: NDArray[np.float64], place: Placement) -> Iterator[tuple[float, float]]:
    for x, y in ring.tolist():
        yield place.at(x, y)


def _draw_marks(pdf: FPDF, contents: EyeContents, place: Placement) -> None:
    pdf.set_line_width(_BOX_MM)
    for mark in contents.marks:
        pdf.set_draw_color(*contents.classes.style(mark.lesion).colour)
        x, y = place.at(mark.box.x, mark.box.y)
        pdf.rect(x, y, mark.box.width * place.scale, mark.box.height * place.scale)
