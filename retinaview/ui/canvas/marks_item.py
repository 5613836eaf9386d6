"""Draws all marks of a photograph in one item; only those in view cost anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.ui.canvas import mark_painting as painting
from retinaview.ui.canvas.hit_testing import handle_points
from retinaview.ui.canvas.screen_space import screen_point, screen_rects, screen_space

LABEL_FROM_PX = 48.0
BADGE_FROM_PX = 18.0
# How far badges, handles and labels reach beyond their boxes.
REACH_PX = 200.0
NARROWEST_SCALE = 1e-3


class MarksItem(QGraphicsItem):
    """Boxes, badges, labels and handles."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._marks: tuple[Mark, ...] = ()
        self._boxes: dict[str, Box] = {}
        self._places = box_array([])
        self._on_the_way: dict[str, Box] = {}
        self._selection: frozenset[str] = frozenset()
        self._hovered = ""
        self._with_handles = True
        self._bounds = QRectF()

    def set_bounds(self, bounds: QRectF) -> None:
        """The area in which labels may stand, source pixels."""
        self.prepareGeometryChange()
        self._bounds = bounds

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks and no others."""
        self._marks = marks
        self._place()

    def set_on_the_way(self, boxes: Mapping[str, Box]) -> None:
        """Show some marks elsewhere while they are dragged."""
        if boxes != self._on_the_way:
            self._on_the_way = dict(boxes)
            self._place()

    def set_selection(self, ids: Iterable[str]) -> None:
        """Set off the selected marks."""
        self._selection = frozenset(ids)
        self.update()

    def set_hovered(self, mark_id: str) -> None:
        """Set off the mark under the pointer; empty for none."""
        if mark_id != self._hovered:
            self._hovered = mark_id
            self.update()

    def set_with_handles(self, shown: bool) -> None:
        """Whether a single selected mark shows handles."""
        self._with_handles = shown
        self.update()

    def _place(self) -> None:
        self._boxes = {m.id: self._on_the_way.get(m.id, m.box) for m in self._marks}
        self._places = box_array(list(self._boxes.values()))
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """The photograph, with room for labels round it."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the marks in view: light rims, boxes, signs, handles, words."""
        with screen_space(painter) as transform:
            indices = self._in_view(option.exposedRect, transform.m11())
            seen = [self._marks[index] for index in indices.tolist()]
            places = screen_rects(self._places[indices], transform, least=painting.LEAST_SIDE_PX)
            rects = {mark.id: rect for mark, rect in zip(seen, places, strict=True)}
            self._draw_set_off(painter, seen, rects)
            self._draw_boxes(painter, seen, rects)
            self._draw_badges(painter, seen, rects)
            self._draw_handles(painter, seen, transform)
            self._draw_labels(painter, seen, rects, scale=transform.m11())

    def _in_view(self, exposed: QRectF, scale: float) -> NDArray[np.intp]:
        """Indices of the marks of which anything may be exposed."""
        reach = REACH_PX / max(scale, NARROWEST_SCALE)
        x, y, width, height = self._places.T
        inside = (x < exposed.right() + reach) & (x + width > exposed.left() - reach)
        inside &= (y < exposed.bottom() + reach) & (y + height > exposed.top() - reach)
        return np.flatnonzero(inside)

    def _draw_boxes(self, painter: QPainter, seen: list[Mark], rects: dict[str, QRectF]) -> None:
        groups: dict[tuple[LesionClass, Status], list[QRectF]] = {}
        for mark in seen:
            groups.setdefault((mark.lesion, mark.status), []).append(rects[mark.id])
        # Always in one order, so that a strip that scrolls in fits what is there already.
        for status in painting.STROKES:
            for lesion in LesionClass:
                members = groups.get((lesion, status), [])
                painting.draw_boxes(painter, members, lesion=lesion, status=status)

    def _draw_set_off(self, painter: QPainter, seen: list[Mark], rects: dict[str, QRectF]) -> None:
        for mark in seen:
            if mark.id in self._selection or mark.id == self._hovered:
                selected = mark.id in self._selection
                painting.draw_halo(painter, rects[mark.id], selected=selected)

    def _draw_badges(self, painter: QPainter, seen: list[Mark], rects: dict[str, QRectF]) -> None:
        for mark in seen:
            badge = painting.STROKES[mark.status].badge
            large = _side(rects[mark.id]) >= BADGE_FROM_PX
            if badge and (large or self._is_set_off(mark)) and not self._has_handles(mark):
                painting.draw_badge(painter, rects[mark.id], lesion=mark.lesion, badge=badge)

    def _draw_handles(self, painter: QPainter, seen: list[Mark], transform: QTransform) -> None:
        for mark in seen:
            if self._has_handles(mark):
                points = handle_points(self._boxes[mark.id], transform.m11()).values()
                painting.draw_handles(painter, [screen_point(*p, transform) for p in points])

    def _draw_labels(
        self, painter: QPainter, seen: list[Mark], rects: dict[str, QRectF], *, scale: float
    ) -> None:
        for mark in seen:
            rect = rects[mark.id]
            if self._is_set_off(mark):
                text, gap = painting.full_text(mark), painting.HANDLES_GAP_PX
            elif _side(rect) >= LABEL_FROM_PX and mark.status is not Status.REJECTED:
                text, gap = painting.short_text(mark), painting.LABEL_GAP_PX
            else:
                continue
            above = self._boxes[mark.id].y * scale >= painting.LABEL_REACH_PX
            painting.draw_label(painter, rect, text, lesion=mark.lesion, above=above, gap=gap)

    def _has_handles(self, mark: Mark) -> bool:
        alone = len(self._selection) == 1 and mark.id in self._selection
        return alone and self._with_handles and not mark.locked

    def _is_set_off(self, mark: Mark) -> bool:
        alone = len(self._selection) == 1 and mark.id in self._selection
        return alone or mark.id == self._hovered


def _side(rect: QRectF) -> float:
    return min(rect.width(), rect.height())
