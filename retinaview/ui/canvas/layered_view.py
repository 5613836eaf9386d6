"""A zoomable view of one photograph with its overlays, layer by layer; nothing can be edited."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTransform
from PySide6.QtWidgets import QWidget

from retinaview.core.findings import HeatMap, LesionMap, Quality, QualityAnswer, Region
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmarks
from retinaview.core.lesions import LesionClass
from retinaview.imaging.halvings import FirstView, Halvings
from retinaview.imaging.views import Appearance
from retinaview.ui.canvas.earlier_item import Hint
from retinaview.ui.canvas.layers import Layer
from retinaview.ui.canvas.lens import Lens
from retinaview.ui.canvas.minimap import Minimap
from retinaview.ui.canvas.overlays import Overlays
from retinaview.ui.canvas.plates import Plates
from retinaview.ui.canvas.preparing import Preparer
from retinaview.ui.canvas.turning import Turn
from retinaview.ui.canvas.voices_item import Outline
from retinaview.ui.canvas.zoomable_view import ZoomableView
from retinaview.ui.language import tr
from retinaview.ui.workers import Worker

BACKGROUND = QColor(20, 21, 23)
START_OPACITY = 0.5


class LayeredView(ZoomableView):
    """Shows a photograph, maps, lesions and regions.

    Attributes
    ----------
    empty : EmptyWords
        What is said where there is no photograph.
    minimap : Minimap
        The whole photograph, while a part of it fills the view.
    lens : Lens
        Magnifies what is under the pointer.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = (0, 0)
        self._appearance = Appearance()
        self._preparer = Preparer()
        self._overlays = Overlays(self.scene(), ask=self._preparer.ask)
        self._preparer.ready.connect(self.viewport().update)
        self._has_heat_map = False
        self._has_lesions = False
        self._plates = Plates(self)
        self.empty = self._plates.hint
        self.minimap = Minimap(self, lambda point: self.look_at(point, self.zoom))
        self.lens = Lens(self, self._overlays.photograph)
        self.view_changed.connect(self._show_part)
        self._prepare_widget()

    def _prepare_widget(self) -> None:
        self._overlays.heat_map.setOpacity(START_OPACITY)
        self.setBackgroundBrush(BACKGROUND)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Fundus photograph"))
        # Files dropped here are the window's business.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._preparer.worker,)

    def set_photograph(self, photograph: Halvings | None, *, keep_view: bool = False) -> None:
        """Show a photograph.

        Parameters
        ----------
        photograph : Halvings or None
            Halved beside the window, because that takes a while. None shows a hint.
        keep_view : bool
            Keep zoom and place, where the new photograph has the size of the old one.
        """
        size = _size_of(photograph)
        keep_view = keep_view and size == self._size
        if not keep_view:
            self.show_place(None)
        self._size = size
        bounds = QRectF(0, 0, *size)
        self._overlays.photograph.set_photograph(photograph)
        self._overlays.caliper.set_halvings(photograph)
        self.minimap.set_photograph(photograph)
        self._overlays.set_bounds(bounds)
        self._plates.hint.setVisible(photograph is None)
        self.set_content(bounds, keep_view=keep_view)

    def set_before(self, photograph: Halvings | None, way: QTransform | None = None) -> None:
        """Take the photograph of the previous visit, or none; it is not shown yet.

        Parameters
        ----------
        photograph : Halvings or None
            As for `set_photograph`.
        way : QTransform, optional
            From its source pixels to those of the photograph.
        """
        self.show_before("")
        self._overlays.before.set_photograph(photograph)
        self._overlays.before.setTransform(way or QTransform())

    def show_before(self, words: str) -> None:
        """Show the previous visit in place of the photograph, and say which; empty for neither."""
        self._overlays.show_before(bool(words))
        self._plates.show_before(words)

    def set_hints(self, hints: Sequence[Hint]) -> None:
        """Hint at where lesions were marked at the previous visit, or nowhere."""
        self._overlays.earlier.set_hints(hints)

    def set_turn(self, turn: Turn) -> None:
        """Turn the photograph with all that lies on it, and say so."""
        super().set_turn(turn)
        self._plates.show_turn(turn)

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
        self._overlays.before.set_appearance(appearance)

    def set_smooth(self, smooth: bool) -> None:
        """Whether pixels melt into each other above twofold magnification, or show as squares."""
        self._overlays.photograph.set_smooth(smooth)
        self._overlays.before.set_smooth(smooth)

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

    def set_voices(self, outlines: Sequence[Outline]) -> None:
        """Frame marks with the signs of whose they are, or none."""
        self._overlays.voices.set_outlines(outlines)

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

    def _show_part(self) -> None:
        self.minimap.set_view(self.visible_box(), self.turn)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep hint, legend and warning in their places."""
        super().resizeEvent(event)
        self._plates.place()


def _size_of(photograph: Halvings | None) -> tuple[int, int]:
    return (0, 0) if photograph is None else (photograph.width, photograph.height)
