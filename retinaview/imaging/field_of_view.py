"""The field of view: the bright circle that a fundus camera sees, and how much of it is there.

A field of view is a disc, often cut by the sensor at top and bottom, on a flat background that is
nearly always black. The photograph is cut from its background at several brightnesses; each cut
proposes a circle, and the circle that most cuts agree on is the answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.imaging.circle_fit import fit_circle

Image = NDArray[np.uint8]
Mask = NDArray[np.bool_]
Points = NDArray[np.float64]

# Longest side of the copy that is looked at; a radius is found to about 0.3 % there.
_WORKING_SIDE_PX = 512
# Cuts, as fractions of the brightest tissue's distance from the background.
_CUTS = (0.04, 0.06, 0.09, 0.13, 0.18, 0.25, 0.35, 0.5)
# Smallest distance from the background, of 255, that is more than sensor noise.
_FLOOR = 3.0
# A photograph whose brightest parts stay below this distance from its background shows nothing.
_NOTHING = 6.0
# Corners below this brightness are background; brighter ones are where three are within the next.
_DARK = 64
_SAME_COLOUR = 20
# Overlap of a cut with its own circle above which the circle is believed.
_BELIEVED = 0.93
# The edge is real where the outer side is this much flatter background than the inner side.
_EDGE_RATIO = 0.5


@dataclass(frozen=True)
class FieldOfView:
    """The disc that the camera saw, in source pixels.

    Attributes
    ----------
    width, height : int
        Size of the photograph.
    box : Box
        The part of the photograph where the disc is visible.
    centre : tuple of float
        x, y of the disc's centre; may lie off the middle of `box` where the disc is cut.
    radius_px : float
        Radius of the whole disc, also where the sensor cuts it.
    outlined : bool
        Whether the disc's edge is in the photograph; False where a crop fills the frame, and the
        disc is the one around it.
    """

    width: int
    height: int
    box: Box
    centre: tuple[float, float]
    radius_px: float
    outlined: bool = True

    @property
    def diameter_px(self) -> float:
        """Diameter of the whole disc: the scale of the photograph."""
        return 2 * self.radius_px

    @property
    def area_px(self) -> float:
        """Area of the visible part, to about one part in a thousand."""
        step = max(1, int(self.radius_px // 256))
        return float(np.count_nonzero(self._mask(step))) * step * step

    def mask(self) -> Mask:
        """The visible part of the disc.

        Returns
        -------
        ndarray of bool, shape (height, width)
            True inside.
        """
        return self._mask(1)

    def _mask(self, step: int) -> Mask:
        """Every `step`-th pixel of the mask; pixel centres are tested."""
        x = np.arange(0, self.width, step) + step / 2
        y = np.arange(0, self.height, step) + step / 2
        inside_x = (x >= self.box.x) & (x <= self.box.right)
        inside_y = (y >= self.box.y) & (y <= self.box.bottom)
        square = (y[:, None] - self.centre[1]) ** 2 + (x[None, :] - self.centre[0]) ** 2
        return np.asarray((square <= self.radius_px**2) & inside_y[:, None] & inside_x[None, :])


@dataclass(frozen=True)
class _Cut:
    """One proposal on the working copy: where it lies, its circle and how well they agree."""

    circle: Points
    extent: Box
    overlap: float


def find_field_of_view(rgb: Image) -> FieldOfView | None:
    """Find the camera's disc.

    Dark, cut, letterboxed and unevenly lit discs are found, on black, white or coloured
    backgrounds, with a notch or text beside them. Where a crop fills the whole frame the disc is
    the one around the frame.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph.

    Returns
    -------
    FieldOfView or None
        None where the photograph shows nothing but a flat background.
    """
    height, width = rgb.shape[:2]
    small, scale = _working_copy(rgb)
    left, top, region = _without_frame(small)
    contrast = _distance_from_background(region)
    brightest = float(np.percentile(contrast, 95))
    if max(brightest, float(np.percentile(contrast, 99)) / 2) < _NOTHING:
        return None
    cuts = [
        _cut(contrast, max(_FLOOR, fraction * brightest))
        for fraction in (_CUTS if _has_background(region) else ())
    ]
    chosen = _agreed([cut for cut in cuts if cut is not None and cut.overlap >= _BELIEVED])
    if chosen is None:
        return _around(width, height, left, top, region.shape, scale)
    circle = _on_steepest_edge(contrast, chosen.circle)
    return _in_source(chosen.extent, circle, width, height, (left, top), scale)


def _working_copy(rgb: Image) -> tuple[Image, float]:
    """A copy of at most the working size, and its pixels per source pixel."""
    height, width = rgb.shape[:2]
    scale = min(1.0, _WORKING_SIDE_PX / max(height, width))
    if scale == 1.0:
        return rgb, 1.0
    # Leaving out rows and columns first is much faster, and harmless to so large a shape.
    stride = max(1, int(0.5 / scale))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(rgb[::stride, ::stride], size, interpolation=cv2.INTER_AREA)
    return np.asarray(small, dtype=np.uint8), scale


def _corner_colours(region: Image) -> Points:
    """Median colour of each corner, shape (4, 3)."""
    side = max(2, round(0.03 * min(region.shape[:2])))
    ends = (slice(None, side), slice(-side, None))
    corners = [region[rows, columns].reshape(-1, 3) for rows in ends for columns in ends]
    return np.array([np.median(corner, axis=0) for corner in corners])


def _background(region: Image) -> Points:
    """Colour of the background, from the corners: the darkest one where it is dark."""
    colours = _corner_colours(region)
    darkest = colours[int(np.argmin(colours.max(axis=1)))]
    return np.asarray(darkest if darkest.max() < _DARK else np.median(colours, axis=0))


def _has_background(region: Image) -> bool:
    """Whether a corner is dark, or three are of one colour; else they are part of the picture."""
    colours = _corner_colours(region)
    if colours.max(axis=1).min() < _DARK:
        return True
    differences = np.abs(colours - np.median(colours, axis=0)).max(axis=1)
    return bool(np.count_nonzero(differences <= _SAME_COLOUR) >= 3)


def _distance_from_background(region: Image) -> Image:
    """Largest difference of a channel from the background, uint8 (h, w), without speckle."""
    background = tuple(float(value) for value in _background(region))
    difference = cv2.absdiff(region, np.full_like(region, background))
    return np.asarray(cv2.medianBlur(difference.max(axis=2), 5), dtype=np.uint8)


def _without_frame(small: Image) -> tuple[int, int, Image]:
    """Left, top and content of the innermost full rectangle, such as a photograph on a page."""
    left, top, region = 0, 0, small
    for _ in range(2):
        inside = _distance_from_background(region) > 12
        outline = _largest_outline(inside)
        if outline is None:
            break
        x, y, width, height = cv2.boundingRect(outline)
        fills = cv2.contourArea(outline) / max(1, (width - 1) * (height - 1))
        if fills < 0.97 or (width, height) == region.shape[1::-1] or min(width, height) < 32:
            break
        # One pixel off each side: the resized edge is a mixture of both.
        region = region[y + 1 : y + height - 1, x + 1 : x + width - 1]
        left, top = left + x + 1, top + y + 1
    return left, top, region


def _largest_outline(mask: Mask) -> NDArray[np.int32] | None:
    """Outer contour of the largest component that is at least a twentieth of the picture."""
    solid = cv2.morphologyEx(mask.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5), np.uint8))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    largest = max(outlines, key=cv2.contourArea, default=None)
    if largest is None or cv2.contourArea(largest) < 0.05 * mask.size:
        return None
    return np.asarray(largest)


def _cut(contrast: Image, threshold: float) -> _Cut | None:
    """The circle that one cut proposes; None where its outline is not the edge of a disc."""
    outline = _largest_outline(contrast > threshold)
    if outline is None:
        return None
    hull = np.zeros(contrast.shape, np.uint8)
    cv2.fillConvexPoly(hull, cv2.convexHull(outline), 1)
    points = _free_outline(outline, hull)
    side = max(contrast.shape)
    circle = fit_circle(points, tolerance=max(1.0, 0.006 * side), radii=(0.2 * side, 1.0 * side))
    if circle is None or len(points) < 0.3 * side or not _edge_is_real(contrast, circle):
        return None
    extent = Box(*(float(value) for value in cv2.boundingRect(outline)))
    return _Cut(circle, extent, _overlap(hull, circle, extent))


def _agreed(cuts: list[_Cut]) -> _Cut | None:
    """The lowest good cut of those that agree on one circle; None where no two agree.

    The edge of a disc stays in its place from cut to cut; that of a shadow wanders.
    """
    groups = [[other for other in cuts if _same_circle(cut.circle, other.circle)] for cut in cuts]
    group = max(groups, key=len, default=[])
    if len(group) < 2:
        return None
    # Cuts that are nearly as good as the best are equal; the lowest keeps dim edges.
    best = max(cut.overlap for cut in group)
    return next(cut for cut in group if cut.overlap >= best - 0.005)


def _same_circle(first: Points, second: Points) -> bool:
    return bool(np.abs(first - second).max() <= 0.03 * first[2])


def _free_outline(outline: NDArray[np.int32], hull: Image) -> Points:
    """Outline points on the convex hull and off the frame, shape (N, 2), at pixel centres."""
    x, y = outline[:, 0, 0], outline[:, 0, 1]
    height, width = hull.shape
    inner = cv2.erode(hull, np.ones((3, 3), np.uint8), iterations=2, borderValue=1)
    off_frame = (x > 1) & (y > 1) & (x < width - 2) & (y < height - 2)
    kept = off_frame & (inner[y, x] == 0)
    return np.asarray(outline[kept, 0] + 0.5, dtype=np.float64)


def _edge_is_real(contrast: Image, circle: Points) -> bool:
    """Whether it is much darker just outside the circle than just inside, where both are seen."""
    angles = np.linspace(0, 2 * math.pi, 180, endpoint=False)
    levels = []
    for factor in (0.97, 1.03):
        x = np.floor(circle[0] + factor * circle[2] * np.cos(angles)).astype(int)
        y = np.floor(circle[1] + factor * circle[2] * np.sin(angles)).astype(int)
        seen = (x >= 0) & (y >= 0) & (x < contrast.shape[1]) & (y < contrast.shape[0])
        levels.append((seen, np.where(seen, contrast[y * seen, x * seen], 0)))
    (seen_in, inside), (seen_out, outside) = levels
    both = seen_in & seen_out
    if np.count_nonzero(both) < 10:
        return False
    return bool(np.median(outside[both]) <= _EDGE_RATIO * np.median(inside[both]))


def _overlap(hull: Image, circle: Points, extent: Box) -> float:
    """Intersection over union of the cut with its circle, where the cut extends."""
    height, width = hull.shape
    x, y, radius = (float(value) for value in circle)
    disc = FieldOfView(width, height, extent, (x, y), radius).mask()
    cut = hull > 0
    shared, either = int((disc & cut).sum()), int((disc | cut).sum())
    return shared / max(1, either)


def _on_steepest_edge(contrast: Image, circle: Points) -> Points:
    """The circle moved to where the light falls off fastest.

    A cut at one brightness lies too far out where light scatters over a bright photograph's edge,
    and too far in where the edge is dim; the steepest fall along each radius lies on the edge.
    """
    angles = np.linspace(0, 2 * math.pi, 360, endpoint=False)
    radii = circle[2] * np.linspace(0.88, 1.12, 97)
    x = circle[0] + np.cos(angles)[:, None] * radii
    y = circle[1] + np.sin(angles)[:, None] * radii
    # From pixel edges at whole numbers to OpenCV's pixel centres at whole numbers.
    maps = (x - 0.5).astype(np.float32), (y - 0.5).astype(np.float32)
    profiles = cv2.remap(contrast.astype(np.float32), *maps, cv2.INTER_LINEAR)
    fall = profiles[:, :-4] - profiles[:, 4:]
    height, width = contrast.shape
    fall[((x < 2) | (y < 2) | (x > width - 2) | (y > height - 2))[:, 2:-2]] = 0
    rows, steepest = np.arange(len(angles)), fall.argmax(axis=1)
    seen = fall[rows, steepest] > 1
    points = np.column_stack([x[rows, steepest + 2], y[rows, steepest + 2]])[seen]
    limits = float(0.88 * circle[2]), float(1.12 * circle[2])
    moved = fit_circle(points, tolerance=max(1.0, 0.006 * circle[2]), radii=limits)
    return circle if moved is None else moved


def _around(
    width: int, height: int, left: int, top: int, shape: tuple[int, ...], scale: float
) -> FieldOfView:
    """The disc around a region that shows no edge of one."""
    box = Box(left / scale, top / scale, shape[1] / scale, shape[0] / scale)
    inside = box.clipped(width, height) or Box(0, 0, width, height)
    radius = math.hypot(inside.width, inside.height) / 2
    return FieldOfView(width, height, inside, inside.centre, radius, outlined=False)


def _in_source(
    extent: Box, circle: Points, width: int, height: int, corner: tuple[int, int], scale: float
) -> FieldOfView:
    """A disc of the working copy's region in the photograph's own pixels."""
    x, y, radius = (float(value) for value in circle)
    disc = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    sides: tuple[float, ...] = (
        max(extent.x, disc.x) + corner[0],
        max(extent.y, disc.y) + corner[1],
        min(extent.right, disc.right) + corner[0],
        min(extent.bottom, disc.bottom) + corner[1],
    )
    box = Box.from_corners(*(side / scale for side in sides))
    inside = box.clipped(width, height) or Box(0, 0, width, height)
    centre = (corner[0] + x) / scale, (corner[1] + y) / scale
    return FieldOfView(width, height, inside, centre, radius / scale)
