"""Draws segmented lesions from a threshold on, which may be dragged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.core.findings import LesionMap, QualityAnswer
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.ui.canvas.contours import Component, components, tracing_grid

OUTLINE_PX = 1.5
# Hairlines are drawn many times faster, and where so many are in view they look better too.
HAIRLINE_PX = 1.0
MANY_IN_VIEW = 60
FILL_ALPHA = 110
PATHS_KEPT = 16
OPACITY = {QualityAnswer.GOOD: 1.0, QualityAnswer.DOUBTFUL: 0.75, QualityAnswer.UNGRADABLE: 0.45}
"""How strongly lesions are drawn, by the quality of the photograph."""
DASHES = 3.0, 3.0


@dataclass(frozen=True)
class _Outlines:
    """The components of one class as paths, with the rectangles round them."""

    paths: tuple[tuple[QRectF, QPainterPath], ...]

    def within(self, exposed: QRectF) -> list[QPainterPath]:
        return [path for bounds, path in self.paths if bounds.intersects(exposed)]


class LesionItem(QGraphicsItem):
    """Outlines or areas of the lesion maps of one photograph."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._maps: dict[LesionClass, LesionMap] = {}
        self._thresholds: dict[LesionClass, float] = {}
        self._outlines: dict[tuple[LesionClass, float], _Outlines] = {}
        self._grids: dict[LesionClass, NDArray[np.uint8]] = {}
        self._fill = False
        self._dashed = False
        self._bounds = QRectF()

    def set_lesion_maps(self, lesion_maps: Iterable[LesionMap]) -> None:
        """Show these maps, each from its own threshold on."""
        self.prepareGeometryChange()
        self._maps = {found.lesion: found for found in lesion_maps}
        self._thresholds = {found.lesion: found.threshold for found in self._maps.values()}
        self._outlines = {}
        self._grids = {}
        self._bounds = QRectF()
        for extent in (found.extent for found in self._maps.values()):
            self._bounds |= QRectF(extent.x, extent.y, extent.width, extent.height)
        self.update()

    def set_threshold(self, lesion: LesionClass, threshold: float) -> None:
        """Show one class from another threshold on, 0-1; no effect where it has no map."""
        if lesion in self._maps and threshold != self._thresholds[lesion]:
            self._thresholds[lesion] = threshold
            if lesion not in self._grids:  # of the class under way alone: it takes some megabytes
                self._grids = {lesion: tracing_grid(self._maps[lesion])}
            self.update()

    def set_fill(self, fill: bool) -> None:
        """Fill the lesions, or only outline them."""
        self._fill = fill
        self.update()

    def set_quality(self, answer: QualityAnswer) -> None:
        """Fade lesions on a doubtful photograph, and dash their outlines on an ungradable one."""
        self._dashed = answer is QualityAnswer.UNGRADABLE
        self.setOpacity(OPACITY[answer])
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the rectangle round all extents."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the exposed lesions, class by class."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = 2 * OUTLINE_PX / painter.worldTransform().m11()
        exposed = option.exposedRect.adjusted(-reach, -reach, reach, reach)
        for lesion in self._maps:
            paths = self._outlines_of(lesion).within(exposed)
            self._prepare(painter, lesion, HAIRLINE_PX if len(paths) > MANY_IN_VIEW else OUTLINE_PX)
            for path in paths:
                painter.drawPath(path)

    def _prepare(self, painter: QPainter, lesion: LesionClass, width: float) -> None:
        colour = QColor(*STYLES[lesion].colour)
        # A cosmetic pen counts the device's own pixels.
        pen = QPen(colour, width * painter.device().devicePixelRatio())
        pen.setCosmetic(True)
        if self._dashed and width > HAIRLINE_PX:  # dashing many hairlines takes too long
            pen.setDashPattern(DASHES)
        painter.setPen(pen)
        area = QColor(colour)
        area.setAlpha(FILL_ALPHA)
        painter.setBrush(QBrush(area) if self._fill else Qt.BrushStyle.NoBrush)

    def _outlines_of(self, lesion: LesionClass) -> _Outlines:
        """Trace outlines when first drawn at a threshold, so that a fast drag traces the shown."""
        key = lesion, self._thresholds[lesion]
        if key not in self._outlines:
            if len(self._outlines) >= PATHS_KEPT:
                self._outlines.pop(next(iter(self._outlines)))
            found = components(self._maps[lesion], key[1], grid=self._grids.get(lesion))
            self._outlines[key] = _Outlines(tuple(_path(component) for component in found))
        return self._outlines[key]


def _path(component: Component) -> tuple[QRectF, QPainterPath]:
    path = QPainterPath()
    for ring in component.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path.controlPointRect(), path
