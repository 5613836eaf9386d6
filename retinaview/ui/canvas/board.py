"""Where the pointer is, what it can touch there, and which shape says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

from retinaview.core.findings import Region
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.ui.canvas.box_editing import Handle, Size
from retinaview.ui.canvas.hit_testing import (
    Hit,
    HitTarget,
    badge_at,
    border_at,
    grip_at,
    handle_at,
    has_points,
    is_on,
    landmark_at,
    marks_at,
)
from retinaview.ui.canvas.layers import Tool
from retinaview.ui.canvas.outlines import Outlines
from retinaview.ui.canvas.placed_marks import PlacedMarks
from retinaview.ui.canvas.turning import Turn


@dataclass(frozen=True)
class Pointer:
    """Where the pointer is, and which keys are held.

    Attributes
    ----------
    x, y : float
        Source pixels; may lie outside the photograph.
    scale : float
        Screen pixels per source pixel.
    square : bool
        Shift is held: a drawn box becomes a square.
    extend : bool
        Shift or Ctrl is held: a click or a band adds to the selection.
    """

    x: float
    y: float
    scale: float
    square: bool = False
    extend: bool = False

    def screen_distance(self, other: Pointer) -> float:
        """Return the larger of the two distances along the axes, screen pixels."""
        return max(abs(self.x - other.x), abs(self.y - other.y)) * self.scale


@dataclass(frozen=True)
class Board:
    """What is on the canvas when a gesture begins.

    Attributes
    ----------
    size : tuple of int
        Width and height of the photograph.
    marks : sequence of Mark
        Those in sight; hidden ones cannot be touched.
    selection : tuple of str
        Ids of the selected marks.
    regions : tuple of Region
        Those in sight.
    landmarks : Landmarks or None
        Disc and fovea, where they are in sight.
    tool : Tool
        What a drag does.
    brush_px : int
        Width of brush and eraser, source pixels.
    locked : bool
        No mark may move.
    outlines : Outlines
        Gives masks their points.
    """

    size: Size
    marks: Sequence[Mark] = ()
    selection: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    landmarks: Landmarks | None = None
    tool: Tool = Tool.SELECT
    brush_px: int = 1
    locked: bool = False
    outlines: Outlines = field(default_factory=Outlines)

    def movable(self) -> dict[str, Box]:
        """Return the boxes of the selected marks that may move, by id."""
        if self.locked or not self.selection:
            return {}
        return {m.id: m.box for m in self._placed.chosen(self.selection) if not m.locked}

    @property
    def _placed(self) -> PlacedMarks:
        marks = self.marks
        return marks if isinstance(marks, PlacedMarks) else PlacedMarks(tuple(marks))

    def target(self, pointer: Pointer) -> HitTarget:
        """Find the handle, grip, landmark, region or mark under the pointer."""
        x, y, scale = pointer.x, pointer.y, pointer.scale
        if held := self._held_at(pointer):
            return held
        if landmark := self._landmark_at(pointer):
            return HitTarget(Hit.LANDMARK, landmark=landmark)
        if region := badge_at(self.regions, x, y, scale=scale):
            return HitTarget(Hit.REGION, rank=region.rank)
        if under := marks_at(self.marks, x, y, scale=scale):
            return HitTarget(Hit.MARK, mark_id=under[0].id)
        if region := border_at(self.regions, x, y, scale=scale):
            return HitTarget(Hit.REGION, rank=region.rank)
        return HitTarget()

    def _held_at(self, pointer: Pointer) -> HitTarget | None:
        """Return by what the one selected mark can be held there."""
        movable = self.movable()
        if self.tool is not Tool.SELECT or len(self.selection) != 1 or len(movable) != 1:
            return None
        ((key, box),), mask = movable.items(), self.mask_of(self.selection[0])
        x, y, scale = pointer.x, pointer.y, pointer.scale
        if handle := handle_at(box, x, y, scale=scale, of_mask=mask is not None):
            return HitTarget(Hit.HANDLE, mark_id=key, handle=handle)
        if mask is None or not has_points(box, scale):
            return None
        grip = grip_at(self.outlines.of(mask), x, y, scale=scale)
        return None if grip is None else HitTarget(Hit.GRIP, mark_id=key, grip=grip)

    def mask_of(self, mark_id: str) -> Mask | None:
        """Return the mask of a mark by its id; None where it has none."""
        return next((mark.mask for mark in self._placed.chosen((mark_id,))), None)

    def _landmark_at(self, pointer: Pointer) -> LesionClass | None:
        """Return the landmark that a drag moves; a selected mark comes first."""
        if self.locked or self.tool is not Tool.SELECT or self.on_movable(pointer):
            return None
        return landmark_at(self.landmarks, pointer.x, pointer.y, scale=pointer.scale)

    def unselected_at(self, pointer: Pointer) -> str | None:
        """Return the id of the mark under the pointer, unless a selected one is there."""
        under = marks_at(self.marks, pointer.x, pointer.y, scale=pointer.scale)
        if not under or any(mark.id in self.selection for mark in under):
            return None
        return under[0].id

    def on_movable(self, pointer: Pointer) -> bool:
        """Whether the pointer is on a selected mark that may move."""
        return any(
            is_on(box, pointer.x, pointer.y, scale=pointer.scale) for box in self.movable().values()
        )


_AS_IN_FILE = Turn()
_HANDLES = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
}


_ASLANT = Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeBDiagCursor
_UPRIGHT = Qt.CursorShape.SizeVerCursor, Qt.CursorShape.SizeHorCursor


def cursor_for(
    board: Board, pointer: Pointer, target: HitTarget, *, turn: Turn = _AS_IN_FILE
) -> Qt.CursorShape:
    """Return the pointer's shape over a target, on a photograph that is turned on the screen."""
    if board.tool is not Tool.SELECT:
        return Qt.CursorShape.CrossCursor
    if target.handle is not None:
        return _turned(_HANDLES[target.handle], turn)
    if target.grip is not None and target.grip.is_edge:
        return Qt.CursorShape.CrossCursor  # a point is added here
    if target.kind in (Hit.LANDMARK, Hit.GRIP) or board.on_movable(pointer):
        return Qt.CursorShape.SizeAllCursor
    if target.kind is Hit.NOTHING:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.PointingHandCursor


def _turned(shape: Qt.CursorShape, turn: Turn) -> Qt.CursorShape:
    """Return the shape of a double arrow that is turned with the photograph."""
    kinds = _ASLANT if shape in _ASLANT else _UPRIGHT
    other = kinds[1 - kinds.index(shape)]
    is_other = turn.swaps_sides != (turn.mirrored and kinds is _ASLANT)
    return other if is_other else shape
