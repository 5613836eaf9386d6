"""Draws segmented lesions from a threshold on, which may be dragged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.core.findings import LesionMap, QualityAnswer
from retinaview.core.lesions import LesionClass
from retinaview.inference.contours import Component, components
from retinaview.ui.canvas.mask_painting import joined
from retinaview.ui.canvas.preparing import Ask
from retinaview.ui.canvas.turning import scale_of
from retinaview.ui.classes.styles import class_style

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
    """The components of one class as paths, with the rectangles round them.

    Joined to one path they are drawn in half of the time.
    """

    paths: tuple[tuple[QRectF, QPainterPath], ...] = ()
    joined: QPainterPath = field(default_factory=QPainterPath)

    def within(self, exposed: QRectF) -> list[QPainterPath]:
        return [path for bounds, path in self.paths if bounds.intersects(exposed)]


class LesionItem(QGraphicsItem):
    """Outlines or areas of the lesion maps of one photograph, traced beside the window.

    Parameters
    ----------
    ask : callable
        See `Preparer.ask`.
    """

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._maps: dict[LesionClass, LesionMap] = {}
        self._thresholds: dict[LesionClass, float] = {}
        self._outlines: dict[tuple[LesionClass, float], _Outlines] = {}
        self._asked: set[tuple[LesionClass, float]] = set()
        self._drawn: dict[LesionClass, _Outlines] = {}
        self._fill = False
        self._dashed = False
        self._bounds = QRectF()

    def set_lesion_maps(self, lesion_maps: Iterable[LesionMap]) -> None:
        """Show these maps, each from its own threshold on."""
        self.prepareGeometryChange()
        old, self._maps = self._maps, {found.lesion: found for found in lesion_maps}
        self._thresholds = {found.lesion: found.threshold for found in self._maps.values()}
        if not _are_same(old, self._maps):
            self._outlines, self._asked, self._drawn = {}, set(), {}
        self._bounds = QRectF()
        for extent in (found.extent for found in self._maps.values()):
            self._bounds |= QRectF(extent.x, extent.y, extent.width, extent.height)
        self.update()

    def set_threshold(self, lesion: LesionClass, threshold: float) -> None:
        """Show one class from another threshold on, 0-1; no effect where it has no map."""
        if lesion in self._maps and threshold != self._thresholds[lesion]:
            self._thresholds[lesion] = threshold
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
        reach = 2 * OUTLINE_PX / scale_of(painter.worldTransform())
        exposed = option.exposedRect.adjusted(-reach, -reach, reach, reach)
        self._seek()
        for lesion in self._maps:
            outlines = self._outlines_of(lesion)
            paths = outlines.within(exposed)
            are_many = len(paths) > MANY_IN_VIEW
            self._prepare(painter, lesion, HAIRLINE_PX if are_many else OUTLINE_PX)
            if are_many and len(paths) == len(outlines.paths):
                paths = [outlines.joined]
            for path in paths:
                painter.drawPath(path)

    def _prepare(self, painter: QPainter, lesion: LesionClass, width: float) -> None:
        colour = QColor(*class_style(lesion).colour)
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
        """Return the outlines at the threshold; until they are traced, those drawn last."""
        key = lesion, self._thresholds[lesion]
        if key in self._outlines:
            self._drawn[lesion] = self._outlines[key]
        return self._drawn.get(lesion, _Outlines())

    def _seek(self) -> None:
        """Have all traced together that is missing, so that it is painted together."""
        missing = self._thresholds.items() - self._outlines.keys()
        if missing and missing != self._asked:
            self._asked = missing
            while len(self._outlines) + len(missing) > PATHS_KEPT:
                self._outlines.pop(next(iter(self._outlines)))
            outlines, maps = self._outlines, self._maps
            self._ask(
                "lesions",
                lambda: outlines.update({key: _traced(maps[key[0]], key[1]) for key in missing}),
            )


def _are_same(old: Mapping[LesionClass, LesionMap], new: Mapping[LesionClass, LesionMap]) -> bool:
    """Return whether maps are the same but for their thresholds."""
    return old.keys() == new.keys() and all(
        old[lesion].probability is found.probability and old[lesion].extent == found.extent
        for lesion, found in new.items()
    )


def _traced(lesion_map: LesionMap, threshold: float) -> _Outlines:
    paths = tuple(map(_path, components(lesion_map, threshold)))
    return _Outlines(paths, joined(path for _, path in paths))


def _path(component: Component) -> tuple[QRectF, QPainterPath]:
    path = QPainterPath()
    for ring in component.rings:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in ring.tolist()]))
        path.closeSubpath()
    return path.controlPointRect(), path
