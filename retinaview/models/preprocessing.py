"""Convert a photograph into a network's input, and its output back to source pixels.

The scale of a fundus photograph is the diameter of its field of view in pixels: cameras differ in
pixels, crop and margin, but the circle spans much the same angle. Training and inference both
scale by it, with the same code.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field, StrictBool, StrictFloat
from pydantic.dataclasses import dataclass as checked_dataclass

from retinaview.core.geometry import Box
from retinaview.imaging.equalisation import equalise
from retinaview.models.local_contrast import local_contrast

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]
Side = Annotated[int, Field(strict=True, ge=0, le=4096)]
Positive = Annotated[float, Field(strict=True, gt=0)]


class Circle(Protocol):
    """A field of view's circle, in source pixels; all that preprocessing needs of it."""

    @property
    def centre(self) -> tuple[float, float]:
        """Centre of the circle, x and y."""

    @property
    def radius_px(self) -> float:
        """Radius of the circle; the sensor may cut the circle at top and bottom."""


@dataclass(frozen=True)
class Frame:
    """Position of the network's input in the source photograph.

    The source rectangle `left`, `top`, `width`, `height` was resized to `scaled_width` x
    `scaled_height` and pasted at `pad_left`, `pad_top` into a canvas of `canvas_height` x
    `canvas_width`.
    """

    source_height: int
    source_width: int
    left: int
    top: int
    width: int
    height: int
    scaled_width: int
    scaled_height: int
    pad_left: int
    pad_top: int
    canvas_height: int
    canvas_width: int

    @property
    def scale(self) -> float:
        """Canvas pixels per source pixel."""
        return self.scaled_width / self.width

    def to_source(self, values: Floats) -> Floats:
        """Resample a map from the canvas to the source photograph's grid.

        Parameters
        ----------
        values : ndarray of float32, shape (canvas_height, canvas_width)
            The map.

        Returns
        -------
        ndarray of float32, shape (source_height, source_width)
            Interpolated bilinearly; zero outside the frame.
        """
        rows = slice(self.pad_top, self.pad_top + self.scaled_height)
        columns = slice(self.pad_left, self.pad_left + self.scaled_width)
        inside = np.ascontiguousarray(values[rows, columns])
        source = np.zeros((self.source_height, self.source_width), np.float32)
        source[self.top : self.top + self.height, self.left : self.left + self.width] = cv2.resize(
            inside, (self.width, self.height), interpolation=cv2.INTER_LINEAR
        )
        return source

    def point_to_source(self, x: float, y: float) -> tuple[float, float]:
        """Convert a point on the canvas (pixel edges at whole numbers) to source pixels."""
        return (
            self.left + (x - self.pad_left) * self.width / self.scaled_width,
            self.top + (y - self.pad_top) * self.height / self.scaled_height,
        )

    def point_to_canvas(self, x: float, y: float) -> tuple[float, float]:
        """Convert a point in source pixels to the canvas; the inverse of `point_to_source`."""
        return (
            self.pad_left + (x - self.left) * self.scaled_width / self.width,
            self.pad_top + (y - self.top) * self.scaled_height / self.height,
        )


@dataclass(frozen=True)
class Prepared:
    """A network's input: float32 ``(3, H, W)``, RGB, normalised, zero outside the field of view."""

    image: Floats
    frame: Frame


@checked_dataclass(frozen=True, config=ConfigDict(extra="forbid", allow_inf_nan=False))
class Preprocessing:
    """How a photograph is prepared for a network; a section of its model card.

    Attributes
    ----------
    diameter_px : int
        Diameter of the field of view after scaling, in pixels.
    canvas : {"box", "square"}
        ``"box"``: the visible part of the circle, padded to `multiple`.
        ``"square"``: `diameter_px` x `diameter_px`, with the circle centred.
    multiple : int
        Height and width of a ``"box"`` canvas are multiples of this number.
    colour : {"fixed", "field", "local"}
        ``"fixed"``: subtract `mean`, divide by `std` (RGB, on a scale of 0-1).
        ``"field"``: the same with each photograph's own mean and standard deviation within its
        field of view, which removes the tint of the camera and of the fundus.
        ``"local"``: `retinaview.models.local_contrast` with `sigma` and `limit`; `mean` and `std`
        are ignored.
    mean, std : tuple of float
        Mean and standard deviation of R, G and B, on a scale of 0-1.
    sigma : float
        For ``"local"``: standard deviation of the Gaussian, as a share of `diameter_px`.
    limit : float
        For ``"local"``: largest absolute value of the result.
    clip : float
        Clip limit of CLAHE on the lightness (`retinaview.imaging.equalisation`), applied before
        `colour`; 0 turns it off. Only for networks that see the whole canvas at once.
    tile_px, overlap_px : int
        Side and overlap of the tiles in which a segmentation network sees the canvas; 0: the whole
        canvas at once.
    mirrored : bool
        Average the output with that for the mirror image.
    rim_share : float
        Width of a ring along the rim of the field of view, as a share of its radius, in which a
        segmentation network's output is ignored: cameras leave reflections there that look like
        lesions.
    """

    diameter_px: Annotated[int, Field(strict=True, ge=32, le=4096)]
    canvas: Literal["box", "square"] = "box"
    multiple: Annotated[int, Field(strict=True, ge=1)] = 32
    colour: Literal["fixed", "field", "local"] = "fixed"
    mean: tuple[StrictFloat, StrictFloat, StrictFloat] = (0.485, 0.456, 0.406)
    std: tuple[Positive, Positive, Positive] = (0.229, 0.224, 0.225)
    sigma: Annotated[float, Field(strict=True, gt=0, le=1)] = 0.05
    limit: Positive = 6.0
    clip: Annotated[float, Field(strict=True, ge=0)] = 0.0
    tile_px: Side = 0
    overlap_px: Side = 0
    mirrored: StrictBool = False
    rim_share: Annotated[float, Field(strict=True, ge=0, lt=1)] = 0.0

    def frame(self, height: int, width: int, fov: Circle) -> Frame:
        """Return the position of the input in a photograph of `height` x `width` pixels."""
        (x, y), radius = fov.centre, fov.radius_px
        left, top = max(0, math.floor(x - radius)), max(0, math.floor(y - radius))
        right, bottom = min(width, math.ceil(x + radius)), min(height, math.ceil(y + radius))
        scale = self.diameter_px / (2 * radius)
        across = _Span.of(left, right, start=x - radius, scale=scale, rule=self)
        down = _Span.of(top, bottom, start=y - radius, scale=scale, rule=self)
        return Frame(
            source_height=height,
            source_width=width,
            left=left,
            top=top,
            width=right - left,
            height=bottom - top,
            scaled_width=across.scaled,
            scaled_height=down.scaled,
            pad_left=across.pad,
            pad_top=down.pad,
            canvas_height=down.canvas,
            canvas_width=across.canvas,
        )

    def scale(self, rgb: Image, fov: Circle) -> tuple[Image, NDArray[np.bool_], Frame]:
        """Crop, scale and pad a photograph.

        Parameters
        ----------
        rgb : ndarray of uint8, shape (H, W, 3)
            The photograph, RGB.
        fov : Circle
            Its field of view.

        Returns
        -------
        image : ndarray of uint8, shape (canvas_height, canvas_width, 3)
            Black outside the field of view.
        field : ndarray of bool, shape (canvas_height, canvas_width)
            True within the field of view.
        frame : Frame
            Position of the canvas in the photograph.
        """
        frame = self.frame(rgb.shape[0], rgb.shape[1], fov)
        image = place(rgb, frame)
        field = self.field(frame, fov)
        image[~field] = 0
        return image, field, frame

    def field(self, frame: Frame, fov: Circle, *, rim_share: float = 0.0) -> NDArray[np.bool_]:
        """Return the field of view on the canvas.

        Parameters
        ----------
        frame : Frame
            Position of the canvas.
        fov : Circle
            The field of view. If it also has a `box`, only the part of the circle within it
            counts: black bars above and below a cut circle are not part of the eye.
        rim_share : float
            Width of the outermost ring to leave out, as a share of the radius.

        Returns
        -------
        ndarray of bool, shape (canvas_height, canvas_width)
            True within the field of view.
        """
        x = (fov.centre[0] - frame.left) * frame.scale + frame.pad_left - 0.5
        y = (fov.centre[1] - frame.top) * frame.scale + frame.pad_top - 0.5
        rows, columns = np.ogrid[: frame.canvas_height, : frame.canvas_width]
        radius = fov.radius_px * (1 - rim_share) * frame.scale - 1
        circle = (columns - x) ** 2 + (rows - y) ** 2 < radius**2
        sensor = np.zeros_like(circle)
        bottom, right = frame.pad_top + frame.scaled_height, frame.pad_left + frame.scaled_width
        sensor[frame.pad_top : bottom, frame.pad_left : right] = True
        box: Box | None = getattr(fov, "box", None)
        return circle & sensor if box is None else circle & sensor & _inside(box, frame)

    def normalise(
        self, image: Image, field: NDArray[np.bool_], pixels: Image | None = None
    ) -> Floats:
        """Normalise colours.

        Parameters
        ----------
        image : ndarray of uint8, shape (H, W, 3)
            RGB.
        field : ndarray of bool, shape (H, W)
            True within the field of view; the result is zero elsewhere.
        pixels : ndarray of uint8, shape (N, 3), optional
            Sample of the whole field of view, where `image` is only a patch of it. Default: the
            image's own pixels in `field`.

        Returns
        -------
        ndarray of float32, shape (3, H, W)
            The normalised image.
        """
        if self.clip > 0:
            image = equalise(image, clip=self.clip)
        if self.colour == "local":
            sigma_px = self.sigma * self.diameter_px
            contrast = local_contrast(image, field, sigma_px=sigma_px, limit=self.limit)
            return np.ascontiguousarray(contrast.transpose(2, 0, 1))
        mean, std = np.array(self.mean, np.float32), np.array(self.std, np.float32)
        if self.colour == "field":
            sample = image[field] if pixels is None else pixels
            mean, std = colour_statistics(sample)
        scaled = (image.astype(np.float32) / 255 - mean) / std
        scaled[~field] = 0
        return np.ascontiguousarray(scaled.transpose(2, 0, 1))

    def prepare(self, rgb: Image, fov: Circle) -> Prepared:
        """Convert a photograph, uint8 ``(H, W, 3)`` RGB, into the network's input."""
        image, field, frame = self.scale(rgb, fov)
        return Prepared(self.normalise(image, field), frame)


@dataclass(frozen=True)
class _Span:
    """One axis of a frame, in canvas pixels."""

    scaled: int
    pad: int
    canvas: int

    @classmethod
    def of(cls, first: int, last: int, *, start: float, scale: float, rule: Preprocessing) -> _Span:
        """Place source pixels `first` to `last` of a circle that starts at `start` on a canvas."""
        scaled = max(1, round((last - first) * scale))
        if rule.canvas == "box":
            return cls(scaled, 0, -(-scaled // rule.multiple) * rule.multiple)
        scaled = min(scaled, rule.diameter_px)
        pad = min(max(0, round((first - start) * scale)), rule.diameter_px - scaled)
        return cls(scaled, pad, rule.diameter_px)


def place(source: Image, frame: Frame) -> Image:
    """Resize the frame's source rectangle, uint8 ``(H, W)`` or ``(H, W, C)``, onto its canvas.

    Shrinking averages areas, so that small lesions fade instead of vanishing.
    """
    crop = source[frame.top : frame.top + frame.height, frame.left : frame.left + frame.width]
    size = (frame.scaled_width, frame.scaled_height)
    method = cv2.INTER_AREA if frame.scale < 1 else cv2.INTER_LINEAR
    canvas = np.zeros((frame.canvas_height, frame.canvas_width, *source.shape[2:]), np.uint8)
    rows = slice(frame.pad_top, frame.pad_top + frame.scaled_height)
    columns = slice(frame.pad_left, frame.pad_left + frame.scaled_width)
    canvas[rows, columns] = cv2.resize(np.ascontiguousarray(crop), size, interpolation=method)
    return canvas


def colour_statistics(pixels: Image) -> tuple[Floats, Floats]:
    """Return mean and standard deviation per channel of uint8 ``(N, 3)``, on a scale of 0-1.

    The deviation is at least 0.05: many cameras' blue channel is nearly empty, and dividing by less
    would only bring up its noise and compression.
    """
    if not pixels.size:
        return np.zeros(3, np.float32), np.ones(3, np.float32)
    values = pixels.astype(np.float32) / 255
    mean = values.mean(axis=0, dtype=np.float64).astype(np.float32)
    std = values.std(axis=0, dtype=np.float64).astype(np.float32)
    return mean, np.maximum(std, np.float32(0.05))


def _inside(box: Box, frame: Frame) -> NDArray[np.bool_]:
    """Return the canvas pixels that lie at least one pixel inside a box in source pixels."""
    left = (box.x - frame.left) * frame.scale + frame.pad_left + 0.5
    top = (box.y - frame.top) * frame.scale + frame.pad_top + 0.5
    right, bottom = left + box.width * frame.scale - 2, top + box.height * frame.scale - 2
    rows, columns = np.ogrid[: frame.canvas_height, : frame.canvas_width]
    inside_rows = (rows >= top) & (rows <= bottom)
    return np.asarray(inside_rows & (columns >= left) & (columns <= right))
