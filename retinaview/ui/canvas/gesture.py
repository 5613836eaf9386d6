"""A press that ends as a drag or as a click, and what a click selects.

A click takes the smallest mark first, and the next one under it when repeated in place.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.ui.canvas.board import Board, Pointer
from retinaview.ui.canvas.box_editing import Handle, drawn_box, moved_boxes, resized_box
from retinaview.ui.canvas.hit_testing import Hit, marks_at
from retinaview.ui.canvas.layers import Tool
from retinaview.ui.canvas.outcomes import (
    Brushed,
    Drawn,
    Edited,
    LandmarkMoved,
    Measured,
    Outcome,
    Pointed,
    RegionClicked,
    Selected,
    Sketch,
)
from retinaview.ui.canvas.outline_pulling import PullDrag

CLICK_PX = 3.0


class Drag(Protocol):
    """One kind of drag, from its first to its last point."""

    def sketch(self, end: Pointer) -> Sketch:
        """Return what to show with the pointer at `end`."""

    def outcome(self, end: Pointer) -> Outcome:
        """Return the result of releasing the button at `end`."""


@dataclass(frozen=True)
class DrawDrag:
    """Draws a new box."""

    board: Board
    start: Pointer

    def box(self, end: Pointer) -> Box | None:
        """Return the box between both points."""
        return drawn_box(
            (self.start.x, self.start.y),
            (end.x, end.y),
            size=self.board.size,
            square=end.square,
        )

    def sketch(self, end: Pointer) -> Sketch:
        """Return the box so far."""
        return Sketch(draft=self.box(end))

    def outcome(self, end: Pointer) -> Outcome:
        """Return the box, where it spans something."""
        box = self.box(end)
        return None if box is None else Drawn(box)


@dataclass(frozen=True)
class BandDrag:
    """Selects the marks whose centres lie in a band; moves nothing."""

    board: Board
    start: Pointer

    def box(self, end: Pointer) -> Box:
        """Return the selection band, at least 1e-6 px wide, so that it is a box."""
        hair = 1e-6
        x0, x1 = sorted((self.start.x, end.x))
        y0, y1 = sorted((self.start.y, end.y))
        return Box(x0, y0, max(x1 - x0, hair), max(y1 - y0, hair))

    def sketch(self, end: Pointer) -> Sketch:
        """Return the band so far."""
        return Sketch(band=self.box(end))

    def outcome(self, end: Pointer) -> Outcome:
        """Return the marks in the band, added to the selection where that is asked for."""
        band = self.box(end)
        inside = [mark.id for mark in self.board.marks if band.contains(*mark.box.centre)]
        kept = self.board.selection if end.extend or self.start.extend else ()
        return Selected(_union(kept, inside))


@dataclass(frozen=True)
class MoveDrag:
    """Moves the selected marks together."""

    board: Board
    start: Pointer

    def boxes(self, end: Pointer) -> dict[str, Box]:
        """Return the moved boxes, by id."""
        way = end.x - self.start.x, end.y - self.start.y
        return moved_boxes(self.board.movable(), *way, size=self.board.size)

    def sketch(self, end: Pointer) -> Sketch:
        """Return the boxes at the pointer."""
        return Sketch(boxes=self.boxes(end))

    def outcome(self, end: Pointer) -> Outcome:
        """Return the moved boxes, where they moved."""
        return _edited(self.board, self.boxes(end))


@dataclass(frozen=True)
class ResizeDrag:
    """Resizes the one selected mark by a handle."""

    board: Board
    start: Pointer
    mark_id: str
    handle: Handle

    def boxes(self, end: Pointer) -> dict[str, Box]:
        """Return the resized box."""
        old = self.board.movable()[self.mark_id]
        way = end.x - self.start.x, end.y - self.start.y
        return {self.mark_id: resized_box(old, self.handle, *way, size=self.board.size)}

    def sketch(self, end: Pointer) -> Sketch:
        """Return the box so far."""
        return Sketch(boxes=self.boxes(end))

    def outcome(self, end: Pointer) -> Outcome:
        """Return the resized box, where it changed."""
        return _edited(self.board, self.boxes(end))


@dataclass
class BrushDrag:
    """Paints or erases along the way of the pointer; Ctrl turns the brush over."""

    board: Board
    start: Pointer

    def __post_init__(self) -> None:
        self._way = [(self.start.x, self.start.y)]

    def sketch(self, end: Pointer) -> Sketch:
        """Return the stroke so far."""
        return Sketch(brushed=self.outcome(end))

    def outcome(self, end: Pointer) -> Brushed:
        """Return the stroke, now that it has come to `end`."""
        if self._way[-1] != (end.x, end.y):
            self._way.append((end.x, end.y))
        turned = self.start.extend and not self.start.square
        erases = (self.board.tool is Tool.ERASER) is not turned
        return Brushed(tuple(self._way), self.board.brush_px, erases, goes_on=self.start.square)


@dataclass(frozen=True)
class PointDrag:
    """Of a tool that works on a place: the one where the button is let go."""

    def sketch(self, end: Pointer) -> Sketch:  # noqa: ARG002 - shown beside the pointer
        """Return nothing."""
        return Sketch()

    def outcome(self, end: Pointer) -> Outcome:
        """Return the place."""
        return Pointed(end.x, end.y, end.scale)


@dataclass(frozen=True)
class LandmarkDrag:
    """Moves the optic disc or the fovea."""

    board: Board
    start: Pointer
    lesion: LesionClass

    def moved(self, end: Pointer) -> LandmarkMoved | None:
        """Return where it goes, inside the photograph."""
        places = self.board.landmarks
        if places is None:
            return None
        old = places.disc if self.lesion is LesionClass.OPTIC_DISC else places.fovea
        width, height = self.board.size
        x = min(max(old.x + end.x - self.start.x, 0.0), width)
        y = min(max(old.y + end.y - self.start.y, 0.0), height)
        return LandmarkMoved(self.lesion, x, y)

    def sketch(self, end: Pointer) -> Sketch:
        """Return the landmark at the pointer."""
        return Sketch(landmark=self.moved(end))

    def outcome(self, end: Pointer) -> Outcome:
        """Return where it shall be."""
        return self.moved(end)


@dataclass(frozen=True)
class MeasureDrag:
    """Measures a length, with Shift an area; what it shows stays until the tool is put away."""

    start: Pointer

    def sketch(self, end: Pointer) -> Sketch:
        """Return the length so far."""
        area = end.square
        return Sketch(measured=Measured(self.start.x, self.start.y, end.x, end.y, is_area=area))

    def outcome(self, end: Pointer) -> Outcome:  # noqa: ARG002 - nothing is changed
        """Return nothing: a length is looked at, not kept."""
        return None


def _edited(board: Board, boxes: dict[str, Box]) -> Outcome:
    old = board.movable()
    changed = {key: box for key, box in boxes.items() if box != old[key]}
    return Edited(changed) if changed else None


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*first, *second]))


def drag_of(board: Board, start: Pointer) -> Drag:
    """Return the drag that a press begins; it moves a mark only where that is selected and may."""
    if board.tool is Tool.DRAW:
        return DrawDrag(board, start)
    if board.tool is Tool.MEASURE:
        return MeasureDrag(start)
    if board.tool.paints:
        return BrushDrag(board, start)
    if board.tool.points:
        return PointDrag()
    target = board.target(start)
    if target.grip is not None:
        return PullDrag(board, start, target.mark_id, target.grip)
    if target.handle is not None:
        return ResizeDrag(board, start, target.mark_id, target.handle)
    if target.landmark is not None:
        return LandmarkDrag(board, start, target.landmark)
    if board.on_movable(start) and not start.extend:
        return MoveDrag(board, start)
    return BandDrag(board, start)


def clicked(board: Board, pointer: Pointer, *, again: bool) -> Outcome:
    """Return what a click does.

    Parameters
    ----------
    board : Board
        What is on the canvas.
    pointer : Pointer
        Where.
    again : bool
        The click before was at the same place: go on to the next mark under the pointer.
    """
    if board.tool.paints or board.tool.points:
        return drag_of(board, pointer).outcome(pointer)
    if board.tool is not Tool.SELECT:
        return None
    target = board.target(pointer)
    if target.kind is Hit.REGION:
        return RegionClicked(target.rank)
    if target.grip is not None and not target.grip.is_edge:
        return None  # perhaps the first of a double click
    under = [m.id for m in marks_at(board.marks, pointer.x, pointer.y, scale=pointer.scale)]
    if pointer.extend:
        return Selected(_toggled(board.selection, under[0])) if under else None
    if not under:
        return Selected(())
    return Selected((_next(under, board.selection) if again else under[0],))


def _toggled(selection: tuple[str, ...], key: str) -> tuple[str, ...]:
    if key in selection:
        return tuple(other for other in selection if other != key)
    return (*selection, key)


def _next(under: list[str], selection: tuple[str, ...]) -> str:
    if len(selection) == 1 and selection[0] in under:
        return under[(under.index(selection[0]) + 1) % len(under)]
    return under[0]


class Gesture:
    """The press that is going on, if any, and the place of the last click."""

    def __init__(self) -> None:
        self._drag: Drag | None = None
        self._board: Board | None = None
        self._start: Pointer | None = None
        self._dragging = False
        self._last_click: Pointer | None = None

    @property
    def active(self) -> bool:
        """Whether a button is down."""
        return self._start is not None

    @property
    def dragging(self) -> bool:
        """Whether the pointer has left the place of the press."""
        return self._dragging

    def press(self, board: Board, pointer: Pointer) -> None:
        """Begin a drag when a button is pressed."""
        self._board, self._start, self._dragging = board, pointer, False
        self._drag = drag_of(board, pointer)

    def move(self, pointer: Pointer) -> Sketch:
        """Return what to show when the pointer moves."""
        if self._start is None or self._drag is None:
            return Sketch()
        self._dragging = self._dragging or pointer.screen_distance(self._start) >= CLICK_PX
        return self._drag.sketch(pointer) if self._dragging else Sketch()

    def release(self, pointer: Pointer) -> Outcome:
        """Return the result when the button is released."""
        self.move(pointer)
        board, start, drag, dragging = self._board, self._start, self._drag, self._dragging
        self.cancel()
        if board is None or start is None or drag is None:
            return None
        if dragging:
            return drag.outcome(pointer)
        last, self._last_click = self._last_click, start
        again = last is not None and start.screen_distance(last) < CLICK_PX
        return clicked(board, start, again=again)

    def cancel(self) -> None:
        """Forget the press; nothing comes of it."""
        self._drag = self._board = self._start = None
        self._dragging = False
