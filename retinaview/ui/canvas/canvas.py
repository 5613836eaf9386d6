"""The canvas widget: one photograph, its overlays, and signals for what the reader does to them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from retinaview.core.findings import HeatMap, LesionMap, Quality, QualityAnswer, Region
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.imaging.halvings import FirstView, Halvings
from retinaview.imaging.views import Appearance
from retinaview.ui.canvas.board import Board, Pointer, cursor_for
from retinaview.ui.canvas.box_editing import moved_boxes
from retinaview.ui.canvas.gesture import (
    Drawn,
    Edited,
    Gesture,
    LandmarkMoved,
    Outcome,
    RegionClicked,
    Selected,
    Sketch,
)
from retinaview.ui.canvas.hit_testing import Hit
from retinaview.ui.canvas.layers import Layer, Tool
from retinaview.ui.canvas.overlays import Overlays
from retinaview.ui.canvas.plates import Plates
from retinaview.ui.canvas.preparing import Preparer
from retinaview.ui.canvas.zoomable_view import ZoomableView
from retinaview.ui.workers import Worker

BACKGROUND = QColor(20, 21, 23)
START_OPACITY = 0.5


class FundusCanvas(ZoomableView):
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
    empty : EmptyWords
        What is said where there is no photograph.
    landmark_moved : Signal(object)
        `LandmarkMoved`: where the dragged disc or fovea shall be.
    """

    box_drawn = Signal(object)
    boxes_edited = Signal(object)
    selection_changed = Signal(object)
    pointer_moved = Signal(object)
    region_clicked = Signal(int)
    mark_activated = Signal(str)
    landmark_moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = (0, 0)
        self._appearance = Appearance()
        self._selection: tuple[str, ...] = ()
        self._tool = Tool.SELECT
        self._locked = False
        self._gesture = Gesture()
        self._preparer = Preparer()
        self._overlays = Overlays(self.scene(), ask=self._preparer.ask)
        self._preparer.ready.connect(self.viewport().update)
        self._has_heat_map = False
        self._has_lesions = False
        self._plates = Plates(self)
        self.empty = self._plates.hint
        self._prepare_widget()

    def _prepare_widget(self) -> None:
        self._overlays.heat_map.setOpacity(START_OPACITY)
        self.setBackgroundBrush(BACKGROUND)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Fundus photograph"))
        # Files dropped here are the window's business.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._preparer.worker,)

    # What is shown

    def set_photograph(self, photograph: Halvings | None, *, keep_view: bool = False) -> None:
        """Show a photograph.

        Parameters
        ----------
        photograph : Halvings or None
            Halved beside the window, because that takes a while. None shows a hint.
        keep_view : bool
            Keep zoom, place and a drag that is going on, where the new photograph has the size of
            the old one.
        """
        size = (0, 0) if photograph is None else (photograph.width, photograph.height)
        keep_view = keep_view and size == self._size
        if not keep_view:
            self._drop_gesture()
            self.show_place(None)
        self._size = size
        bounds = QRectF(0, 0, *size)
        self._overlays.photograph.set_photograph(photograph)
        self._overlays.set_bounds(bounds)
        self._plates.hint.setVisible(photograph is None)
        self.set_content(bounds, keep_view=keep_view)

    def paint_photograph(self) -> None:
        """Paint a photograph that has just been set, unless Qt has done so already."""
        if not self._overlays.photograph.is_painted:
            self.viewport().repaint()

    def first_view(self) -> FirstView:
        """Return how the next photograph is first seen."""
        seen, ratio = self.viewport().rect(), self.devicePixelRatioF()
        width, height = round(seen.width() * ratio), round(seen.height() * ratio)
        return FirstView(width, height, self._appearance.view)

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose view, brightness and contrast; display only."""
        self._appearance = appearance
        self._overlays.photograph.set_appearance(appearance)

    def set_smooth(self, smooth: bool) -> None:
        """Whether pixels melt into each other above twofold magnification, or show as squares."""
        self._overlays.photograph.set_smooth(smooth)

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks; those that are gone leave the selection."""
        self._overlays.set_marks(tuple(marks))
        self.set_selection(self._selection)

    def set_heat_map(self, heat_map: HeatMap | None) -> None:
        """Show where a network looked, with its legend, or nothing."""
        self._has_heat_map = heat_map is not None
        self._overlays.heat_map.set_heat_map(heat_map)
        if heat_map is not None:
            self._plates.legend.set_heat_map(heat_map)
        self._refresh_plates()

    def set_heat_opacity(self, opacity: float) -> None:
        """Set the opacity of the strongest attention, 0-1."""
        self._overlays.heat_map.setOpacity(min(max(opacity, 0.0), 1.0))

    def set_heat_colours(self, name: str) -> None:
        """Choose one of `colour_maps.COLOUR_MAPS`; raises `RetinaViewError` for another name."""
        self._overlays.heat_map.set_colours(name)
        self._plates.legend.set_colours(name)

    def set_lesion_maps(self, lesion_maps: tuple[LesionMap, ...]) -> None:
        """Show segmented lesions, each class from its own threshold on."""
        self._overlays.lesions.set_lesion_maps(lesion_maps)
        self._has_lesions = bool(lesion_maps)
        self._refresh_plates()

    def set_quality(self, quality: Quality | None) -> None:
        """Show lesions less clearly the worse the photograph is, and say why; None is good."""
        answer = QualityAnswer.GOOD if quality is None else quality.answer
        self._overlays.lesions.set_quality(answer)
        self._plates.sign.set_quality(quality)
        self._refresh_plates()

    @property
    def warning(self) -> str:
        """The warning shown over the lesions; empty where there is none."""
        return "" if self._plates.sign.isHidden() else self._plates.sign.text

    def set_lesion_threshold(self, lesion: LesionClass, threshold: float) -> None:
        """Show one class from another threshold on, 0-1; no effect where it has no map."""
        self._overlays.lesions.set_threshold(lesion, threshold)

    def set_lesion_fill(self, fill: bool) -> None:
        """Fill the segmented lesions instead of only outlining them."""
        self._overlays.lesions.set_fill(fill)

    def set_regions(self, regions: tuple[Region, ...]) -> None:
        """Show suspicious regions as numbered squares."""
        self._overlays.set_regions(tuple(regions))

    def set_landmarks(self, landmarks: Landmarks | None) -> None:
        """Show disc, fovea and the rings around it, or none."""
        self._overlays.set_landmarks(landmarks)

    def show_place(self, box: Box | None) -> None:
        """Frame a place to look at, or none, until the next photograph; it cannot be edited."""
        self._overlays.guides.set_place(box)

    def set_layer_visible(self, layer: Layer, visible: bool) -> None:
        """Show or hide one layer; what is hidden cannot be touched."""
        self._overlays.set_layer_visible(layer, visible)
        self._refresh_plates()

    def is_layer_on(self, layer: Layer) -> bool:
        """Whether a layer is shown, or hidden only for a moment."""
        return self._overlays.is_on(layer)

    def set_bare(self, bare: bool) -> None:
        """Hide every overlay for a moment, whatever its layer says."""
        self._overlays.set_bare(bare)
        self._refresh_plates()

    def _refresh_plates(self) -> None:
        self._plates.show(
            attention=self._has_heat_map and self._overlays.is_visible(Layer.ATTENTION),
            lesions=self._has_lesions and self._overlays.is_visible(Layer.LESIONS),
        )

    def set_cross(self, point: QPointF | None) -> None:
        """Show cross hairs at a source point, as where the pointer is on a linked view; or none."""
        self._overlays.guides.set_cross(point)

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

    def selected_marks(self) -> list[Mark]:
        """Return the selected marks."""
        return self._overlays.all_marks.chosen(self._selection)

    def set_tool(self, tool: Tool) -> None:
        """Choose what a drag does; a drag that is going on is given up."""
        self._drop_gesture()
        self._tool = tool
        self._overlays.guides.set_cross(None)
        self._refresh_handles()

    def set_lesion(self, lesion: LesionClass) -> None:
        """Choose the class whose colour a new box is drawn in."""
        self._overlays.guides.set_lesion(lesion)

    def set_locked(self, locked: bool) -> None:
        """Forbid moving and resizing of every mark."""
        self._drop_gesture()
        self._locked = locked
        self._refresh_handles()

    def nudge_selection(self, dx: float, dy: float) -> None:
        """Ask for the unlocked selected marks to be moved, source pixels."""
        movable = self._board().movable()
        moved = moved_boxes(movable, dx, dy, size=self._size)
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
            locked=self._locked,
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

    def _hover(self, pointer: Pointer) -> None:
        """Show what the pointer is on."""
        board = self._board()
        target = board.target(pointer)
        drawing = self._tool is Tool.DRAW and self._size != (0, 0)
        self._overlays.guides.set_cross(QPointF(pointer.x, pointer.y) if drawing else None)
        hovered = target.mark_id if target.kind is Hit.MARK and not drawing else ""
        self._overlays.marks.set_hovered(hovered)
        self.viewport().setCursor(cursor_for(board, pointer, target))

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
        if not self.panning and (not self._gesture.dragging or self._tool is Tool.DRAW):
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
        """Open a mark, or fit the photograph; while drawing or panning it is one more press."""
        event.accept()
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self._tool is Tool.DRAW or self.panning or not is_left:
            self.mousePressEvent(event)
            return
        target = self._board().target(self._pointer(event))
        if target.mark_id:
            self.mark_activated.emit(target.mark_id)
        elif target.kind is Hit.NOTHING:
            self.fit()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Remove the cross hairs and the hover when the pointer leaves."""
        self._overlays.guides.set_cross(None)
        self._overlays.marks.set_hovered("")
        self.pointer_moved.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give up a drag with Esc."""
        if event.key() == Qt.Key.Key_Escape and self._gesture.active:
            self._drop_gesture()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep hint, legend and warning in their places."""
        super().resizeEvent(event)
        self._plates.place()
