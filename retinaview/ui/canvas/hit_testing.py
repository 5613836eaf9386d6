"""What lies under the pointer: handles of the selected mark, marks, regions. No Qt.

Points and boxes are in source pixels, tolerances in screen pixels, `scale` is screen pixels per
source pixel. On a 4288 px photograph fitted into a 1000 px view a 12 px lesion is three screen
pixels wide, so every target has a least size on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from math import hypot

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Mark
from retinaview.core.outline import Grip, Outline
from retinaview.ui.canvas.box_editing import Handle
from retinaview.ui.canvas.placed_marks import PlacedMarks

MIN_TARGET_PX = 12.0
MARGIN_PX = 3.0
HANDLE_REACH_PX = 6.0
SMALL_BOX_PX = 36.0
HANDLE_GAP_PX = 7.0
HANDLE_GAP_OF_MASK_PX = 14.0  # off the points of its outline
GRIP_REACH_PX = 5.0
BADGE_PX = 20.0
CROSS_REACH_PX = 10.0

_CORNERS = (Handle.TOP_LEFT, Handle.TOP_RIGHT, Handle.BOTTOM_RIGHT, Handle.BOTTOM_LEFT)


class Hit(Enum):
    """The kinds of thing that a pointer can be on."""

    NOTHING = auto()
    MARK = auto()
    HANDLE = auto()
    GRIP = auto()
    REGION = auto()
    LANDMARK = auto()


@dataclass(frozen=True)
class HitTarget:
    """What a pointer is on.

    Attributes
    ----------
    kind : Hit
        What it is.
    mark_id : str
        Of a mark, or of that which a handle or a grip belongs to; empty otherwise.
    handle : Handle or None
        Which handle.
    grip : Grip or None
        Which point or edge of a mask's outline.
    rank : int
        Of a region; 0 otherwise.
    landmark : LesionClass or None
        Optic disc or fovea.
    """

    kind: Hit = Hit.NOTHING
    mark_id: str = ""
    handle: Handle | None = None
    grip: Grip | None = None
    rank: int = 0
    landmark: LesionClass | None = None


def is_on(box: Box, x: float, y: float, *, scale: float) -> bool:
    """Whether a point means a box: inside, within a margin, or within the least target size."""
    reach_x = max(box.width / 2, MIN_TARGET_PX / 2 / scale) + MARGIN_PX / scale
    reach_y = max(box.height / 2, MIN_TARGET_PX / 2 / scale) + MARGIN_PX / scale
    middle_x, middle_y = box.centre
    return abs(x - middle_x) <= reach_x and abs(y - middle_y) <= reach_y


def marks_at(marks: Sequence[Mark], x: float, y: float, *, scale: float) -> tuple[Mark, ...]:
    """Return the marks under a point, the smallest first; of equal ones the last drawn first."""
    placed = marks if isinstance(marks, PlacedMarks) else PlacedMarks(tuple(marks))
    under = placed.near(x, y, reach=MARGIN_PX / scale, least=MIN_TARGET_PX / 2 / scale)
    under.reverse()
    return tuple(sorted(under, key=lambda mark: mark.box.area))


def handle_points(
    box: Box, scale: float, *, of_mask: bool = False
) -> dict[Handle, tuple[float, float]]:
    """Return where the handles of a selected mark are.

    On a box that is small on the screen, and round a mask, only the corners have one, and they
    stand off from it, so that the lesion stays in sight.

    Returns
    -------
    dict of Handle to tuple of float
        Centres (x, y) in source pixels.
    """
    wide = box.width * scale >= SMALL_BOX_PX
    high = box.height * scale >= SMALL_BOX_PX
    gap = 0.0 if wide and high else HANDLE_GAP_PX / scale
    handles = list(_CORNERS)
    if of_mask:
        gap = HANDLE_GAP_OF_MASK_PX / scale if wide and high else gap
    else:
        handles += [Handle.TOP, Handle.BOTTOM] if wide else []
        handles += [Handle.LEFT, Handle.RIGHT] if high else []
    return {
        handle: (
            box.x + place_x * box.width + (2 * place_x - 1) * gap,
            box.y + place_y * box.height + (2 * place_y - 1) * gap,
        )
        for handle in handles
        for place_x, place_y in (handle.value,)
    }


def handle_at(
    box: Box, x: float, y: float, *, scale: float, of_mask: bool = False
) -> Handle | None:
    """Return the handle of a selected mark nearest to a point; None where none is in reach."""
    distances = {
        handle: max(abs(x - px), abs(y - py)) * scale
        for handle, (px, py) in handle_points(box, scale, of_mask=of_mask).items()
    }
    nearest = min(distances, key=lambda handle: distances[handle])
    return nearest if distances[nearest] <= HANDLE_REACH_PX else None


def has_points(box: Box, scale: float) -> bool:
    """Whether a mask is large enough on the screen to be held by points of its outline."""
    return min(box.width, box.height) * scale >= SMALL_BOX_PX


def grip_at(outline: Outline | None, x: float, y: float, *, scale: float) -> Grip | None:
    """Return the point of an outline that is in reach of a place, else the edge."""
    return None if outline is None else outline.near(x, y, reach=GRIP_REACH_PX / scale)


def landmark_at(
    landmarks: Landmarks | None, x: float, y: float, *, scale: float
) -> LesionClass | None:
    """Return the landmark whose cross, or whose disc's circle, is under a point."""
    if landmarks is None:
        return None
    disc, fovea = landmarks.disc, landmarks.fovea
    to_disc, to_fovea = (hypot(x - each.x, y - each.y) * scale for each in (disc, fovea))
    if fovea.is_found and to_fovea <= CROSS_REACH_PX:
        return LesionClass.FOVEA
    circle = (disc_diameter(landmarks) or 0.0) / 2 * scale
    if disc.is_found and (to_disc <= CROSS_REACH_PX or abs(to_disc - circle) <= MARGIN_PX):
        return LesionClass.OPTIC_DISC
    return None


def badge_box(region: Region, scale: float) -> Box:
    """Return the square that carries a region's number.

    It stands on the region's upper left corner, or hangs in it where it would leave the photograph
    and so, perhaps, the view.
    """
    side = BADGE_PX / scale
    above = region.box.y - side
    return Box(region.box.x, above if above >= 0 else region.box.y, side, side)


def badge_at(regions: Sequence[Region], x: float, y: float, *, scale: float) -> Region | None:
    """Return the region whose number is under a point."""
    return next((r for r in regions if badge_box(r, scale).contains(x, y)), None)


def border_at(regions: Sequence[Region], x: float, y: float, *, scale: float) -> Region | None:
    """Return the region whose border is under a point; its inside belongs to the photograph."""
    return next((r for r in regions if _on_border(r.box, x, y, scale)), None)


def _on_border(box: Box, x: float, y: float, scale: float) -> bool:
    reach = MARGIN_PX / scale
    outside = Box(box.x - reach, box.y - reach, box.width + 2 * reach, box.height + 2 * reach)
    inside_x = box.x + reach < x < box.right - reach
    inside_y = box.y + reach < y < box.bottom - reach
    return outside.contains(x, y) and not (inside_x and inside_y)
