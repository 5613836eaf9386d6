"""The panes of the window: one or two photographs side by side, of which one is worked on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from retinaview.core.grades import Laterality
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.layouts.view_link import ViewLink
from retinaview.ui.theme import set_look
from retinaview.ui.widgets.text import ElidedText
from retinaview.ui.workers import Worker

_HEAD_PX = 28
_FRAME_PX = 2


class Pane(QFrame):
    """A canvas with a frame that says whether it is the one worked on.

    Attributes
    ----------
    canvas : FundusCanvas
        The photograph.
    head : QWidget
        The line above it, hidden while it stands alone.
    pressed : Signal()
        A mouse button went down on the canvas, which has not heard of it yet.
    """

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.canvas = FundusCanvas()
        self.head = QWidget()
        self.head.setObjectName("panel")
        self.head.setFixedHeight(_HEAD_PX)
        # Whatever stands in it, both panes are equally wide, and nothing beside them moves.
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._eye = QLabel()
        self._eye.setObjectName("answered_eye")
        self._day = QLabel()
        self._name = ElidedText()
        self._name.setObjectName("muted")
        self._models = ElidedText()
        self._models.setObjectName("muted")
        self._given = QLabel()
        self._given.setObjectName("answered_eye")
        row = self._row = QHBoxLayout(self.head)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._eye)
        row.addWidget(self._day)
        row.addWidget(self._name, 1)
        row.addWidget(self._models)
        row.addWidget(self._given)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.canvas, 1)
        self.canvas.viewport().installEventFilter(self)
        self.set_standing(alone=True, front=True)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something behind the eye above the photograph."""
        self._row.insertWidget(1, widget)

    @property
    def title(self) -> str:
        """Whose eye it is, as shown above it."""
        parts = self._eye.text(), self._day.text(), self._name.text()
        return " ".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """What is said in place of a photograph; empty where there is one."""
        return "" if self.canvas.empty.isHidden() else self.canvas.empty.words

    def set_title(self, eye: Laterality | None, name: str, *, day: str = "") -> None:
        """Say which eye this is, of which day where that tells two apart, and which photograph."""
        self._eye.setText("" if eye is None else eye.value)
        self._day.setText(day)
        self._day.setHidden(not day)  # the name is cut short where there is no room, never the day
        self._name.setText(name)

    @property
    def answers(self) -> tuple[str, str]:
        """What the reader answered and what the models say, as shown above it."""
        return self._given.text(), self._models.text()

    def set_answers(self, given: str, models: str) -> None:
        """Say what the reader answered and what the models say; empty where nothing."""
        self._given.setText(given)
        self._models.setText(models)

    def set_standing(self, *, alone: bool, front: bool) -> None:
        """Frame it where it is the one of two that is worked on; alone it needs no frame."""
        self.head.setVisible(not alone)
        frame = 0 if alone else _FRAME_PX
        self.setContentsMargins(frame, frame, frame, frame)
        standing = "alone" if alone else "front" if front else "beside"
        if standing != self.property("standing"):
            set_look(self, "standing", standing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Tell of a press before the canvas acts on it."""
        if event.type() is QEvent.Type.MouseButtonPress:
            self.pressed.emit()
        return super().eventFilter(watched, event)


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
        had_focus = self.canvases[before].hasFocus()  # Qt takes it from a pane that is hidden
        for index, pane in enumerate(self.both):
            pane.set_standing(alone=alone, front=index == front)
            pane.setVisible(index == front or not alone)
        self.link.set_leader(front)
        if before != front:
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
