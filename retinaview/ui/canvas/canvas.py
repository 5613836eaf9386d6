"""The canvas widget: one photograph, its overlays, and signals for what the reader does to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from retinaview.core.brush import Point
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.core.outline import Outline
from retinaview.imaging.halvings import Halvings
from retinaview.ui.canvas.board import Board, Pointer, cursor_for
from retinaview.ui.canvas.box_editing import moved_boxes
from retinaview.ui.canvas.gesture import Gesture
from retinaview.ui.canvas.hit_testing import Hit
from retinaview.ui.canvas.layered_view import LayeredView
from retinaview.ui.canvas.layers import Tool
from retinaview.ui.canvas.outcomes import (
    Drawn,
    Edited,
    LandmarkMoved,
    Outcome,
    Pointed,
    RegionClicked,
    Reshaped,
    Selected,
    Sketch,
)
from retinaview.ui.canvas.outline_pulling import without_point
from retinaview.ui.canvas.ring_sketch import RingSketch


class FundusCanvas(LayeredView):
    """Shows a photograph with marks, maps and regions; says what the reader does, changes nothing.

    Attributes
    ----------
    box_drawn : Signal(object)
        A new `Box`, in whole source pixels.
    boxes_edited : Signal(object)
        ``dict[str, Box]``: where the dragged or nudged marks shall go.
    selection_changed : Signal(object)
        ``tuple[str, ...]`` of mark ids, whenever it is no longer what it was.
    pointer_moved : Signal(object)
        ``(x, y)`` in source pixels, or None outside the photograph.
    zoom_changed : Signal(float)
        Screen pixels per source pixel.
    region_clicked : Signal(int)
        The rank of a suspicious region.
    mark_activated : Signal(str)
        The id of a double-clicked mark.
    landmark_moved : Signal(object)
        `LandmarkMoved`: where the dragged disc or fovea shall be.
    pen_used : Signal(object)
        `Brushed`, `Ringed`, `Pointed` or `Reshaped`: what shall become of masks.
    """

    box_drawn = Signal(object)
    boxes_edited = Signal(object)
    selection_changed = Signal(object)
    pointer_moved = Signal(object)
    region_clicked = Signal(int)
    mark_activated = Signal(str)
    landmark_moved = Signal(object)
    pen_used = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._selection: tuple[str, ...] = ()
        self._tool = Tool.SELECT
        self._brush_px = 1
        self._locked = False
        self._gesture = Gesture()
        self._ring = RingSketch()

    # What is shown

    def set_photograph(self, photograph: Halvings | None, *, keep_view: bool = False) -> None:
        """Show a photograph; a drag goes on where zoom and place are kept."""
        before = self._size
        super().set_photograph(photograph, keep_view=keep_view)
        if not keep_view or self._size != before:
            self._drop_gesture()

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks; those that are gone leave the selection."""
        self._overlays.set_marks(tuple(marks))
        self.set_selection(self._selection)

    # Selecting and editing

    def set_selection(self, ids: Iterable[str]) -> None:
        """Select marks by id; unknown ids are left out."""
        known = self._overlays.all_marks.numbers
        selection = tuple(key for key in dict.fromkeys(ids) if key in known)
        self._overlays.marks.set_selection(selection)
        if selection != self._selection:
            self._selection = selection
            self.selection_changed.emit(selection)

    def selection(self) -> tuple[str, ...]:
        """Return the ids of the selected marks, in the order in which they were selected."""
        return self._selection

    def marks_in_sight(self) -> tuple[Mark, ...]:
        """Return the marks whose layers are shown."""
        return self._overlays.shown_marks.marks

    @property
    def photograph_size(self) -> tuple[int, int]:
        """Width and height in source pixels; zeros where there is no photograph."""
        return self._size

    def selected_marks(self) -> list[Mark]:
        """Return the selected marks."""
        return self._overlays.all_marks.chosen(self._selection)

    def set_tool(self, tool: Tool) -> None:
        """Choose what a drag does; a drag that is going on is given up."""
        self._drop_gesture()
        self._tool = tool
        self._overlays.guides.set_cross(None)
        self._overlays.pen.set_brush(None, self._brush_px)
        self._refresh_handles()

    def set_brush(self, width_px: int) -> None:
        """Choose the width of brush and eraser, source pixels."""
        self._brush_px = width_px
        self._hover_again()

    @property
    def is_in_ring(self) -> bool:
        """Whether a polygon has been begun."""
        return bool(self._ring.points)

    def take_point_back(self) -> None:
        """Forget the last point of the polygon that has been begun."""
        self._ring.take_back()
        self._show_ring(None)

    def close_ring(self) -> None:
        """End the polygon that has been begun, where it has points enough."""
        if (ring := self._ring.close()) is not None:
            self._show_ring(None)
            self.pen_used.emit(ring)

    def keep_points(self, mask: Mask, points: Sequence[Point]) -> None:
        """Hold a mask by the points of the polygon that it was drawn as."""
        self._overlays.outlines.keep(mask, Outline.through(points))

    def set_lesion(self, lesion: LesionClass) -> None:
        """Choose the class whose colour a new box is drawn in."""
        self._overlays.guides.set_lesion(lesion)
        self._overlays.pen.set_lesion(lesion)

    def set_locked(self, locked: bool) -> None:
        """Forbid moving and resizing of every mark."""
        self._drop_gesture()
        self._locked = locked
        self._refresh_handles()

    def nudge_selection(self, dx: float, dy: float) -> None:
        """Ask for the unlocked selected marks to be moved, as it is seen; source pixels."""
        movable = self._board().movable()
        moved = moved_boxes(movable, *self.turn.to_file(dx, dy), size=self._size)
        if moved != movable:
            self.boxes_edited.emit(moved)

    def _refresh_handles(self) -> None:
        self._overlays.marks.set_with_handles(self._tool is Tool.SELECT and not self._locked)

    def _board(self) -> Board:
        return Board(
            size=self._size,
            marks=self._overlays.shown_marks,
            selection=self._selection,
            regions=self._overlays.shown_regions,
            landmarks=self._overlays.shown_landmarks,
            tool=self._tool,
            brush_px=self._brush_px,
            locked=self._locked,
            outlines=self._overlays.outlines,
        )

    # Gestures

    def _pointer(self, event: QMouseEvent) -> Pointer:
        point = self.source_point(event.position())
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return Pointer(point.x(), point.y(), self.zoom, square=shift, extend=shift or control)

    def _drop_gesture(self) -> None:
        self._gesture.cancel()
        self._overlays.drop_sketch()
        self._ring.clear()
        self._show_ring(None)

    def _tell(self, outcome: Outcome) -> None:
        """Turn what a gesture came to into a signal."""
        if isinstance(outcome, Drawn):
            self.box_drawn.emit(outcome.box)
        elif isinstance(outcome, Edited):
            known = self._overlays.all_marks.numbers
            boxes = {key: box for key, box in outcome.boxes.items() if key in known}
            if boxes:
                self.boxes_edited.emit(boxes)
        elif isinstance(outcome, Selected):
            self.set_selection(outcome.ids)
        elif isinstance(outcome, RegionClicked):
            self.region_clicked.emit(outcome.rank)
        elif isinstance(outcome, LandmarkMoved):
            self.landmark_moved.emit(outcome)
        elif isinstance(outcome, Pointed) and self._tool is Tool.POLYGON:
            if (ring := self._ring.add(outcome)) is not None:
                self.pen_used.emit(ring)
        elif isinstance(outcome, Reshaped):
            self._overlays.outlines.keep(outcome.mask, outcome.outline)
            self.pen_used.emit(outcome)
        elif outcome is not None:
            self.pen_used.emit(outcome)

    def _hover(self, pointer: Pointer) -> None:
        """Show what the pointer is on."""
        board = self._board()
        target = board.target(pointer)
        drawing = self._tool.marks and self._size != (0, 0)
        at = pointer.x, pointer.y
        self._overlays.pen.set_brush(at if self._tool.paints else None, self._brush_px)
        self._show_ring(at)
        self._overlays.guides.set_cross(QPointF(*at) if self._tool is Tool.DRAW else None)
        hovered = target.mark_id if target.kind is Hit.MARK and not drawing else ""
        self._overlays.marks.set_hovered(hovered)
        self.viewport().setCursor(cursor_for(board, pointer, target, turn=self.turn))

    def _hover_again(self) -> None:
        """Show the pen as it is now where the pointer stands."""
        if self._tool.paints and self.underMouse():
            point = self.source_point(QPointF(self.viewport().mapFromGlobal(QCursor.pos())))
            self._overlays.pen.set_brush((point.x(), point.y()), self._brush_px)

    def _show_ring(self, pointer: Point | None) -> None:
        self._overlays.pen.set_ring(self._ring.points, pointer)

    def _say_pointer(self, pointer: Pointer) -> None:
        inside = 0 <= pointer.x < self._size[0] and 0 <= pointer.y < self._size[1]
        self.pointer_moved.emit((pointer.x, pointer.y) if inside else None)

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Begin a pan, a drag or a click; the right button selects what it is on."""
        event.accept()
        if self._size == (0, 0) or self.begin_pan(event):
            return
        pointer = self._pointer(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._gesture.press(self._board(), pointer)
        elif event.button() == Qt.MouseButton.RightButton:
            self._select_for_menu(pointer)

    def _select_for_menu(self, pointer: Pointer) -> None:
        if (mark_id := self._board().unselected_at(pointer)) is not None:
            self.set_selection((mark_id,))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Go on with a pan or a drag, or show what the pointer is on."""
        event.accept()
        if self._size == (0, 0) or self.go_on_panning(event):
            return
        pointer = self._pointer(event)
        self._say_pointer(pointer)
        if self._gesture.active:
            self._overlays.show_sketch(self._gesture.move(pointer))
        if not self.panning and (not self._gesture.dragging or self._tool.marks):
            self._hover(pointer)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """End a pan, a drag or a click."""
        event.accept()
        pointer = self._pointer(event)
        if not self.end_pan() and event.button() == Qt.MouseButton.LeftButton:
            outcome = self._gesture.release(pointer)
            self._overlays.show_sketch(Sketch())
            self._tell(outcome)
        if not self.panning:
            self._hover(pointer)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open a mark, remove a point of its outline, or fit the photograph.

        While drawing or panning it is one more press.
        """
        event.accept()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self._tool.marks or self.panning or not is_left:
            self.mousePressEvent(event)
            return
        board = self._board()
        target = board.target(self._pointer(event))
        if target.grip is not None and not target.grip.is_edge:
            self._tell(without_point(board, target.mark_id, target.grip))
        elif target.mark_id:
            self.mark_activated.emit(target.mark_id)
        elif target.kind is Hit.NOTHING:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Remove the cross hairs and the hover when the pointer leaves."""
        self._overlays.guides.set_cross(None)
        self._overlays.marks.set_hovered("")
        self._overlays.pen.set_brush(None, self._brush_px)
        self.pointer_moved.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give up a drag with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._gesture.active:
            self._drop_gesture()
            return
        super().keyPressEvent(event)
