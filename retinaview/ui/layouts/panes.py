"""The panes of the window: one or two photographs side by side, of which one is worked on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.layouts.pane import Pane
from retinaview.ui.layouts.view_link import ViewLink
from retinaview.ui.workers import Worker

_GAP_PX = 2


class Panes(QWidget):
    """Two panes, the second often hidden, and what the reader does on the one in front.

    The signals are those of the canvas in front; see `FundusCanvas`.

    Attributes
    ----------
    both : (Pane, Pane)
        Left and right.
    link : ViewLink
        Keeps both on the same place.
    pressed : Signal(int)
        A mouse button went down on a pane, which does not know of it yet.
    menu_wanted : Signal(object)
        The place on the canvas in front where a menu is asked for.
    """

    box_drawn = Signal(object)
    boxes_edited = Signal(object)
    selection_changed = Signal(object)
    pointer_moved = Signal(object)
    zoom_changed = Signal(float)
    view_changed = Signal()
    region_clicked = Signal(int)
    mark_activated = Signal(str)
    landmark_moved = Signal(object)
    pen_used = Signal(object)
    pressed = Signal(int)
    menu_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.both = Pane(), Pane()
        self._front = 0
        self._alone = True
        self.link = ViewLink(*self.canvases)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP_PX)
        for index, pane in enumerate(self.both):
            row.addWidget(pane, 1)
            pane.pressed.connect(partial(self.pressed.emit, index))
            self._repeat_signals_of(index, pane.canvas)
        self.set_front(0, alone=True)

    @property
    def canvases(self) -> tuple[FundusCanvas, FundusCanvas]:
        """Left and right."""
        return self.both[0].canvas, self.both[1].canvas

    @property
    def canvas(self) -> FundusCanvas:
        """The one in front, which is worked on."""
        return self.both[self._front].canvas

    @property
    def seen(self) -> tuple[int, ...]:
        """The panes in sight, by number."""
        return (self._front,) if self._alone else (0, 1)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return tuple(worker for canvas in self.canvases for worker in canvas.workers)

    def set_front(self, front: int, *, alone: bool) -> None:
        """Work on one pane, with or without the other beside it."""
        before, self._front, self._alone = self._front, front, alone
        for index, pane in enumerate(self.both):
            pane.set_standing(alone=alone, front=index == front)
            pane.setVisible(index == front or not alone)
        self.link.set_leader(front)
        if before != front:
            had_focus = self.canvases[before].hasFocus()
            self.canvases[before].set_selection(())
            if had_focus:
                self.canvas.setFocus()
            self.zoom_changed.emit(self.canvas.zoom)

    def set_wheel_scrolls(self, scrolls: bool) -> None:
        """Let the wheel move the photographs, and zoom with Ctrl alone."""
        for canvas in self.canvases:
            canvas.wheel_scrolls = scrolls

    def hold_lens(self, held: bool) -> None:
        """Magnify what is under the pointer, or no longer."""
        for canvas in self.canvases:
            canvas.lens.hold(held)

    def hold_pan(self, held: bool) -> None:
        """Let a drag move the photographs, or no longer."""
        for canvas in self.canvases:
            canvas.hold_pan(held)

    def take_point_back(self) -> None:
        """Forget the last point of the polygon that has been begun."""
        self.canvas.take_point_back()

    def set_minimap(self, on: bool) -> None:
        """Show the whole photograph in a corner while zoomed in, or never."""
        for canvas in self.canvases:
            canvas.minimap.set_on(on)

    def _repeat_signals_of(self, index: int, canvas: FundusCanvas) -> None:
        """Pass on what happens on a canvas while it is in front."""
        canvas.box_drawn.connect(self.box_drawn)
        canvas.boxes_edited.connect(self.boxes_edited)
        canvas.pointer_moved.connect(self.pointer_moved)
        canvas.region_clicked.connect(self.region_clicked)
        canvas.mark_activated.connect(self.mark_activated)
        canvas.landmark_moved.connect(self.landmark_moved)
        canvas.pen_used.connect(self.pen_used)
        # These come by themselves, too, and not only by the hand, which works on the front alone.
        canvas.selection_changed.connect(
            lambda ids: self.selection_changed.emit(ids) if index == self._front else None
        )
        canvas.zoom_changed.connect(
            lambda zoom: self.zoom_changed.emit(zoom) if index == self._front else None
        )
        canvas.view_changed.connect(
            lambda: self.view_changed.emit() if index == self._front else None
        )
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(self._on_menu_requested)

    def _on_menu_requested(self, where: QPoint) -> None:
        self.menu_wanted.emit(where)
