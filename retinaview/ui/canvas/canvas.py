"""The canvas widget: one photograph, its overlays, and signals for what a person does to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from retinaview.core.findings import HeatMap, LesionMap, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.ui.canvas.layers import VISIBLE_AT_START, Layer, Tool

if TYPE_CHECKING:
    from retinaview.imaging.views import Appearance


class FundusCanvas(QGraphicsView):
    """Shows a photograph with marks, maps and regions; says what a person does, changes nothing.

    Attributes
    ----------
    box_drawn : Signal(object)
        A new `Box`, in whole source pixels.
    boxes_edited : Signal(object)
        ``dict[str, Box]``: where the dragged or nudged marks shall go.
    selection_changed : Signal(object)
        ``tuple[str, ...]`` of mark ids.
    pointer_moved : Signal(object)
        ``(x, y)`` in source pixels, or None outside the photograph.
    zoom_changed : Signal(float)
        Screen pixels per source pixel.
    region_clicked : Signal(int)
        The rank of a suspicious region.
    mark_activated : Signal(str)
        The id of a double-clicked mark.
    """

    box_drawn = Signal(object)
    boxes_edited = Signal(object)
    selection_changed = Signal(object)
    pointer_moved = Signal(object)
    zoom_changed = Signal(float)
    region_clicked = Signal(int)
    mark_activated = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self._marks: tuple[Mark, ...] = ()
        self._selection: tuple[str, ...] = ()
        self._tool = Tool.SELECT
        self._visible = dict(VISIBLE_AT_START)

    def set_photograph(self, rgb: NDArray[np.uint8] | None, *, keep_view: bool = False) -> None:
        """Show a photograph, uint8 (H, W, 3) RGB, or none; `keep_view` where the size is equal."""

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose view, brightness and contrast."""

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks; the selection keeps the ids that are still there."""
        self._marks = tuple(marks)

    def set_selection(self, ids: Iterable[str]) -> None:
        """Select marks by id."""
        self._selection = tuple(ids)

    def selection(self) -> tuple[str, ...]:
        """Ids of the selected marks."""
        return self._selection

    def set_tool(self, tool: Tool) -> None:
        """Choose what a drag does."""
        self._tool = tool

    def set_lesion(self, lesion: LesionClass) -> None:
        """Choose the class whose colour a new box is drawn in."""

    def set_heat_map(self, heat_map: HeatMap | None) -> None:
        """Show where a network looked, or nothing."""

    def set_heat_opacity(self, opacity: float) -> None:
        """Opacity of the strongest attention, 0-1."""

    def set_heat_colours(self, name: str) -> None:
        """Choose the colour map by name."""

    def set_lesion_maps(self, lesion_maps: tuple[LesionMap, ...]) -> None:
        """Show segmented lesions, each cut at its own default threshold."""

    def set_lesion_threshold(self, lesion: LesionClass, threshold: float) -> None:
        """Cut one class's map elsewhere, 0-1."""

    def set_lesion_fill(self, fill: bool) -> None:
        """Fill the segmented lesions instead of outlining them."""

    def set_regions(self, regions: tuple[Region, ...]) -> None:
        """Show suspicious regions as numbered squares."""

    def set_layer_visible(self, layer: Layer, visible: bool) -> None:
        """Show or hide one layer."""
        self._visible[layer] = visible

    def set_bare(self, bare: bool) -> None:
        """Hide every overlay for a moment, whatever its layer says."""

    def set_locked(self, locked: bool) -> None:
        """Forbid moving and resizing of every mark."""

    def fit(self) -> None:
        """Show the whole photograph."""

    def zoom_by(self, factor: float) -> None:
        """Zoom about the middle of the view."""

    def zoom_to(self, scale: float) -> None:
        """Zoom to so many screen pixels per source pixel."""

    def centre_on(self, box: Box) -> None:
        """Bring a box into the middle of the view, large enough to see."""

    def nudge_selection(self, dx: float, dy: float) -> None:
        """Ask for the unlocked selected marks to be moved, source pixels."""

    def visible_box(self) -> Box | None:
        """The part of the photograph in view; None without a photograph."""
        return None
