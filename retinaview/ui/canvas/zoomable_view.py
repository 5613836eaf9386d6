"""A view that zooms at the pointer, pans, and remembers whether it shows everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from retinaview.core.geometry import Box
from retinaview.ui.canvas.turning import Turn, scale_of

LARGEST_ZOOM = 40.0
SMALLEST_OF_FIT = 0.5
WHEEL_BASE = 1.0015  # per eighth of a degree: one notch of 120 zooms by a fifth
FIT_MARGIN_PX = 4.0
# A box that is looked up in a list shall be this large on the screen, but never so close that
# the reader no longer knows where on the retina it is.
SEEN_FROM_PX = 40.0
LOOK_UP_SHARE = 0.1
CLOSEST_LOOK_UP = 6.0
WHOLE_SHARE = 0.8
# Shares of the view that a box under review takes: when it is brought there, and at the least and
# the most before another zoom is taken.
JUDGED_SHARE, JUDGED_SHARES = 0.2, (0.1, 0.5)


class ZoomableView(QGraphicsView):
    """Zoom and pan; one scene unit is one source pixel.

    Attributes
    ----------
    zoom_changed : Signal(float)
        Screen pixels per source pixel.
    view_changed : Signal()
        Zoomed, moved, fitted or resized: another part may be in view.
    wheel_scrolls : bool
        Whether the wheel moves the photograph, and zooms with Ctrl alone.
    """

    zoom_changed = Signal(float)
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QRectF()
        self._fitted = True
        self._turn = Turn()
        self._pan_from: QPointF | None = None
        self._pan_held = False
        self.wheel_scrolls = False
        scene = QGraphicsScene(self)
        scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)

    @property
    def zoom(self) -> float:
        """Screen pixels per source pixel."""
        return scale_of(self.transform())

    @property
    def turn(self) -> Turn:
        """How the photograph is turned."""
        return self._turn

    def set_turn(self, turn: Turn) -> None:
        """Turn the photograph about the middle of the view."""
        if turn != self._turn:
            centre, zoom, self._turn = self.centre, self.zoom, turn
            self._set_zoom(self._fitting_zoom() if self._fitted else zoom, about=self._middle())
            self._scroll_so_that(centre, self._middle())
            self.viewport().update()

    @property
    def fitted(self) -> bool:
        """Whether the view shows the whole photograph, and goes on doing so when resized."""
        return self._fitted

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height of the photograph, source pixels; zeros where there is none."""
        return round(self._content.width()), round(self._content.height())

    @property
    def centre(self) -> QPointF:
        """The source point in the middle of the view."""
        return self.source_point(self._middle())

    def set_content(self, content: QRectF, *, keep_view: bool) -> None:
        """Show another area of the scene; fitted unless the old view is kept."""
        self._content = content
        if keep_view:
            self._set_zoom(self.zoom, about=self._middle())
        else:
            self.fit()

    def fit(self) -> None:
        """Show the whole photograph."""
        self._fitted = True
        self._set_zoom(self._fitting_zoom(), about=self._middle())

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle of the view."""
        self._zoom_at(self.zoom * factor, self._middle())

    def zoom_to(self, scale: float) -> None:
        """Zoom to so many screen pixels per source pixel, about the middle of the view."""
        self._zoom_at(scale, self._middle())

    def centre_on(self, box: Box) -> None:
        """Bring a box into the middle, closer where it would be hard to see.

        Along an axis on which the whole photograph fits, the photograph stays centred.
        """
        zoom = self._look_up_zoom(max(box.width, box.height))
        self._fitted = self._fitted and zoom == self.zoom
        self._set_zoom(zoom, about=self._middle())
        self._scroll_so_that(QPointF(*box.centre), self._middle())

    def look_at(self, centre: QPointF, scale: float) -> None:
        """Bring a source point into the middle, at so many screen pixels per source pixel."""
        self._zoom_at(scale, self._middle())
        self._scroll_so_that(centre, self._middle())

    def show_closely(self, box: Box) -> None:
        """Bring a box into the middle, so large that it fills most of the view."""
        room = min(self.viewport().width(), self.viewport().height())
        self._fitted = False
        self._set_zoom(WHOLE_SHARE * room / max(box.width, box.height), about=self._middle())
        self._scroll_so_that(QPointF(*box.centre), self._middle())

    def show_to_judge(self, box: Box) -> None:
        """Bring a box into the middle, large enough to judge what is in it and what is around it.

        From box to box the zoom stays, as long as that is so.
        """
        room = min(self.viewport().width(), self.viewport().height())
        longest = max(box.width, box.height)
        if not JUDGED_SHARES[0] <= longest * self.zoom / room <= JUDGED_SHARES[1]:
            nearest = max(CLOSEST_LOOK_UP, self.zoom)
            self._zoom_at(min(JUDGED_SHARE * room / longest, nearest), self._middle())
        self._fitted = False
        self._scroll_so_that(QPointF(*box.centre), self._middle())

    def _look_up_zoom(self, longest: float) -> float:
        room = min(self.viewport().width(), self.viewport().height())
        if longest * self.zoom > room:
            return WHOLE_SHARE * room / longest
        if longest * self.zoom < SEEN_FROM_PX:
            return max(self.zoom, min(CLOSEST_LOOK_UP, LOOK_UP_SHARE * room / longest))
        return self.zoom

    def visible_box(self) -> Box | None:
        """Return the part of the photograph in view, source pixels; None where there is none."""
        seen = self.source_rect(QRectF(self.viewport().rect())) & self._content
        if seen.isEmpty():
            return None
        return Box(seen.x(), seen.y(), seen.width(), seen.height())

    def source_point(self, position: QPointF) -> QPointF:
        """Return the source point, with fractions, of a place on the viewport."""
        return self._from_viewport().map(position)

    def source_rect(self, rect: QRectF) -> QRectF:
        """Return the source area of a part of the viewport."""
        return self._from_viewport().mapRect(rect)

    def _from_viewport(self) -> QTransform:
        return self.viewportTransform().inverted()[0]

    def _middle(self) -> QPointF:
        return QRectF(self.viewport().rect()).center()

    def _fitting_zoom(self) -> float:
        if self._content.isEmpty():
            return 1.0
        wide = max(self.viewport().width() - 2 * FIT_MARGIN_PX, 1.0)
        high = max(self.viewport().height() - 2 * FIT_MARGIN_PX, 1.0)
        if self._turn.swaps_sides:
            wide, high = high, wide
        return float(min(wide / self._content.width(), high / self._content.height()))

    def _zoom_at(self, scale: float, position: QPointF) -> None:
        self._fitted = False
        self._set_zoom(scale, about=position)

    def _set_zoom(self, scale: float, *, about: QPointF) -> None:
        """Zoom with the source point at a place on the viewport standing still."""
        before, anchor = self.zoom, self.source_point(about)
        smallest = min(self._fitting_zoom() * SMALLEST_OF_FIT, LARGEST_ZOOM)
        scale = min(max(scale, smallest), LARGEST_ZOOM)
        self.setTransform(self._turn.transform * QTransform.fromScale(scale, scale))
        self.setSceneRect(self._reachable(scale))
        self._scroll_so_that(anchor, about)
        if scale != before:
            self.zoom_changed.emit(scale)

    def _reachable(self, scale: float) -> QRectF:
        """Return the photograph with a margin, so that its rim can be brought to the middle.

        Along an axis on which everything fits there is no room, and Qt centres it.
        """
        wide, high = self.viewport().width() / scale, self.viewport().height() / scale
        if self._turn.swaps_sides:
            wide, high = high, wide
        beside = wide / 2 if self._content.width() > wide else 0.0
        above = high / 2 if self._content.height() > high else 0.0
        return self._content.adjusted(-beside, -above, beside, above)

    def _scroll_so_that(self, source: QPointF, position: QPointF) -> None:
        """Bring a source point to a place on the viewport."""
        there = self.transform().map(source)
        self.horizontalScrollBar().setValue(round(there.x() - position.x()))
        self.verticalScrollBar().setValue(round(there.y() - position.y()))
        self.view_changed.emit()

    # Events

    @property
    def panning(self) -> bool:
        """Whether a pan is going on or a key is held for one."""
        return self._pan_from is not None or self._pan_held

    def hold_pan(self, held: bool) -> None:
        """Let a drag with the left button pan, or no longer."""
        self._pan_held = held
        if held:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def begin_pan(self, event: QMouseEvent) -> bool:
        """Start a pan where the press asks for one; says whether it did."""
        with_key = self._pan_held and event.button() == Qt.MouseButton.LeftButton
        if event.button() != Qt.MouseButton.MiddleButton and not with_key:
            return False
        self._pan_from = event.position()
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        return True

    def go_on_panning(self, event: QMouseEvent) -> bool:
        """Move the view along with the pointer; says whether a pan is going on."""
        if self._pan_from is None:
            return False
        way = event.position() - self._pan_from
        # Scroll bars count whole pixels; what is left over stays for the next move.
        step = QPointF(round(way.x()), round(way.y()))
        self._pan_from += step
        self._fitted = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - int(step.x()))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - int(step.y()))
        self.view_changed.emit()
        return True

    def end_pan(self) -> bool:
        """Stop panning; says whether a pan was going on."""
        was_panning, self._pan_from = self._pan_from is not None, None
        return was_panning

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Zoom at the pointer, or scroll where that is wanted and Ctrl is not held."""
        if self.wheel_scrolls and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            before = self.centre
            super().wheelEvent(event)
            if self.centre != before:
                self._fitted = False
                self.view_changed.emit()
            return
        turn = event.angleDelta().y()
        if turn and not self._content.isEmpty():
            self._zoom_at(self.zoom * WHEEL_BASE**turn, event.position())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802
        """Zoom at the pointer when pinched on a trackpad."""
        if isinstance(event, QNativeGestureEvent) and (
            event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._zoom_at(self.zoom * (1.0 + event.value()), event.position())
            return True
        return bool(super().viewportEvent(event))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the photograph fitted, or keep what was in the middle there."""
        old = QPointF(event.oldSize().width() / 2, event.oldSize().height() / 2)
        middle = self.source_point(old)
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
        else:
            self.setSceneRect(self._reachable(self.zoom))
            self._scroll_so_that(middle, self._middle())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave every key to the window."""
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave every key to the window."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Release a held key when the focus leaves: its release is not reported here."""
        self._pan_held = False
        super().focusOutEvent(event)
