"""The tool in hand: selecting or drawing, and the class that the next mark gets."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.ui import settings as kept
from retinaview.ui.canvas import Tool
from retinaview.ui.classes.styles import shown_classes
from retinaview.ui.controller import Controller
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.marks.class_chooser import ClassChooser
from retinaview.ui.marks.outlining import OutliningController
from retinaview.ui.marks.painting import PaintingController
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext


class DrawingController(Controller):
    """Keeps canvas and class chooser agreed on what a drag does, and draws.

    Attributes
    ----------
    changed : Signal()
        Another tool is in hand.
    drawn : Signal(object)
        The `Mark` that the reader has just drawn.
    made : Signal(object)
        Tuple of `Mark`: those that were outlined, snapped, masked or split.
    """

    drawn = Signal(object)
    made = Signal(object)

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        chooser: ClassChooser,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._chooser = chooser
        self._settings = settings
        self._tool = Tool.SELECT
        self._lesion = _remembered(settings)
        self._offer_classes()
        context.classes_changed.connect(self._offer_classes)
        self.painting = PaintingController(
            context, panes=panes, lesion=lambda: self._lesion, settings=settings
        )
        self.painting.painted.connect(self.drawn)
        self.outlining = OutliningController(context, panes=panes, lesion=lambda: self._lesion)
        self.outlining.outlined.connect(self.made)
        self._panes.box_drawn.connect(self._on_box_drawn)
        self._chooser.lesion_chosen.connect(self.draw_class)

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """What the tools other than the box do."""
        return (self.painting, self.outlining)

    @property
    def tool(self) -> Tool:
        """What a drag does now."""
        return self._tool

    @property
    def lesion(self) -> LesionClass:
        """The class of the next mark."""
        return self._lesion

    def switches(self) -> dict[str, bool]:
        """Tell which tool is on."""
        return {str(tool): self._tool is tool for tool in Tool}

    def give_up(self) -> None:
        """Give up a drag or a polygon that has been begun, and keep the tool."""
        self._panes.canvas.set_tool(self._tool)

    def select_tool(self) -> None:
        """Stop drawing, whatever has been begun; else let go of the selection."""
        if self._tool is Tool.SELECT:
            self._panes.canvas.set_selection(())
        self._set_tool(Tool.SELECT)

    @property
    def is_at_work(self) -> bool:
        """Whether a drag is going on, or a polygon has been begun."""
        is_pressed = QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
        return is_pressed or self._panes.canvas.is_in_ring

    def close_ring(self) -> bool:
        """End a polygon that has been begun; returns whether there was one."""
        was_in_ring = self._panes.canvas.is_in_ring
        self._panes.canvas.close_ring()
        return was_in_ring

    def take_tool(self, tool: Tool) -> None:
        """Take a tool that makes masks; new marks are of the class used last."""
        self._set_tool(tool)

    def draw_tool(self) -> None:
        """Draw boxes of the class used last."""
        self._set_tool(Tool.DRAW)

    def measure_tool(self) -> None:
        """Measure lengths until another tool is taken."""
        self._set_tool(Tool.MEASURE)

    def draw_class(self, lesion: LesionClass) -> None:
        """Choose the class of the next mark, and draw; the selected marks keep theirs."""
        self._settings.set(kept.LESION_TO_DRAW, lesion.value)
        self._set_lesion(lesion)
        if not self._tool.marks:
            self._set_tool(Tool.DRAW)

    def _offer_classes(self) -> None:
        """Offer the classes of the open study; the one used last comes back where it is offered."""
        self._chooser.show_classes()
        offered = shown_classes()
        liked = _remembered(self._settings), self._lesion, *offered.lesions
        self._set_lesion(next(lesion for lesion in liked if lesion in offered))

    def _set_lesion(self, lesion: LesionClass) -> None:
        self._lesion = lesion
        self._chooser.set_lesion(lesion)
        for canvas in self._panes.canvases:
            canvas.set_lesion(lesion)

    def _set_tool(self, tool: Tool) -> None:
        self._tool = tool
        for canvas in self._panes.canvases:
            canvas.set_tool(tool)
        self._panes.canvas.setFocus()
        self.changed.emit()

    def _on_box_drawn(self, box: Box) -> None:
        if (opened := self._context.open_image) is not None:
            mark = opened[0].draw(opened[1], self._lesion, box)
            if mark is not None:
                opened[0].when_finished(lambda: self.drawn.emit(mark))


def _remembered(settings: Settings) -> LesionClass:
    try:
        return LesionClass(settings.get(kept.LESION_TO_DRAW))
    except ValueError:  # of another version, or edited by hand
        return LesionClass(kept.LESION_TO_DRAW.default)
