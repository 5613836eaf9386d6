"""Draws all marks of a photograph in one item; only those in view cost anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QPainter, QPainterPath, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.core.geometry import Box, FloatArray
from retinaview.core.marks import Mark, Status
from retinaview.core.mask import Mask
from retinaview.ui.canvas import mark_painting as painting
from retinaview.ui.canvas import mask_painting
from retinaview.ui.canvas.hit_testing import handle_points, has_points
from retinaview.ui.canvas.mask_painting import MANY_IN_VIEW, OUTLINED_FROM_PX, MaskPaths
from retinaview.ui.canvas.outlines import Outlines
from retinaview.ui.canvas.placed_marks import Kind, PlacedMarks, kind_of, within
from retinaview.ui.canvas.screen_space import (
    BoundedItem,
    exposed_areas,
    repaint,
    screen_places,
    screen_point,
    screen_space,
    source_space,
)
from retinaview.ui.canvas.turning import is_turned, scale_of
from retinaview.ui.splicing import splice_of

LABEL_FROM_PX = 48.0
BADGE_FROM_PX = 18.0
# How far badges, handles and two-letter labels reach beyond their boxes.
REACH_PX = 36.0
MOST_AREAS = 64  # more of them are found out faster by painting everything
NARROWEST_SCALE = 1e-3
TRACING_PAUSE_MS = 30

Placed = list[tuple[Mark, QRectF]]
"""Marks, each with its screen pixels."""


@dataclass(frozen=True)
class _Seen:
    """Marks in view, in drawing order: their indices, and their screen pixels, shape (N, 4).

    In what follows, a number counts those in view.
    """

    placed: PlacedMarks
    indices: NDArray[np.intp]
    places: FloatArray

    def mark(self, number: int) -> Mark:
        """Return one of them."""
        return self.placed.marks[int(self.indices[number])]

    def of(self, ids: Collection[str]) -> Placed:
        """Return those with some ids."""
        return self._chosen(self.are_of(ids))

    def large(self, side_px: float, *, also: Collection[str]) -> Placed:
        """Return those of a least side on the screen, and those with some ids."""
        large = self.places[:, 2:].min(axis=1) >= side_px
        return self._chosen(large | self.are_of(also))

    def are_of(self, ids: Collection[str]) -> NDArray[np.bool_]:
        """Tell which have one of some ids."""
        if not ids:  # mostly, and asked several times for a frame
            return np.zeros(len(self.indices), np.bool_)
        known = self.placed.numbers
        return np.isin(self.indices, [known[mark_id] for mark_id in ids if mark_id in known])

    def _chosen(self, which: NDArray[np.bool_]) -> Placed:
        numbers = np.flatnonzero(which).tolist()
        return [(self.mark(n), QRectF(*self.places[n].tolist())) for n in numbers]


class MarksItem(BoundedItem):
    """Boxes, masks, badges, labels and handles.

    Parameters
    ----------
    outlines : Outlines
        The points that masks are held by.
    """

    def __init__(self, outlines: Outlines) -> None:
        super().__init__()
        self._outlines_of_masks = outlines
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._marks = PlacedMarks()
        self._paths = MaskPaths()
        # Not at once: what the reader does meanwhile comes first.
        self._tracing = QTimer(interval=TRACING_PAUSE_MS, singleShot=True)
        self._tracing.timeout.connect(lambda: self._repaint(self._paths.take_waiting()))
        self._places = self._marks.places
        self._on_the_way: dict[str, Box] = {}
        self._selection: frozenset[str] = frozenset()
        self._hovered = ""
        self._with_handles = True
        self._scale = NARROWEST_SCALE
        self._is_turned = False

    def set_marks(self, marks: PlacedMarks) -> None:
        """Show these marks and no others."""
        old, self._marks = self._marks, marks
        self._places = marks.moved(self._on_the_way)
        splice = splice_of(old.marks, marks.marks)
        changed = [*old[splice.start : splice.old_end], *marks[splice.start : splice.new_end]]
        self._repaint(changed)

    def set_on_the_way(self, boxes: Mapping[str, Box]) -> None:
        """Show some marks elsewhere while they are dragged."""
        if boxes != self._on_the_way:
            touched = boxes.keys() | self._on_the_way.keys()
            self._repaint(self._chosen(touched))
            self._on_the_way = dict(boxes)
            self._places = self._marks.moved(boxes)
            self._repaint(self._chosen(touched))

    def set_selection(self, ids: Iterable[str]) -> None:
        """Set off the selected marks."""
        old, self._selection = self._selection, frozenset(ids)
        # One that is selected alone looks otherwise than among several.
        touched = (
            old ^ self._selection if len(old) == len(self._selection) else old | self._selection
        )
        self._repaint(self._chosen(touched))

    def set_hovered(self, mark_id: str) -> None:
        """Set off the mark under the pointer; empty for none."""
        if mark_id != self._hovered:
            touched = (self._hovered, mark_id)
            self._hovered = mark_id
            self._repaint(self._chosen(touched))

    def set_with_handles(self, shown: bool) -> None:
        """Whether a single selected mark shows handles."""
        self._with_handles = shown
        self.update()

    def _chosen(self, ids: Iterable[str]) -> list[Mark]:
        return self._marks.chosen(list(ids))

    def _box(self, mark: Mark) -> Box:
        return self._on_the_way.get(mark.id, mark.box)

    def _repaint(self, marks: Sequence[Mark]) -> None:
        """Paint anew where these marks are, with all that may stand round them."""
        if len(marks) > MOST_AREAS or self._is_turned:
            self.update()
            return
        reach = REACH_PX / self._scale
        areas = []
        for mark in marks:
            box, words = self._box(mark), painting.label_width(painting.full_text(mark))
            rect = QRectF(box.x, box.y, max(box.width, words / self._scale), box.height)
            areas.append(rect.adjusted(-reach, -reach, reach, reach))
        repaint(self, areas)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the marks in view: light rims, boxes, signs, handles, words."""
        with screen_space(painter) as transform:
            self._scale = max(scale_of(transform), NARROWEST_SCALE)
            self._is_turned = is_turned(transform)
            indices = self._in_view(exposed_areas(painter, option.exposedRect, transform))
            places = screen_places(self._places[indices], transform, least=painting.LEAST_SIDE_PX)
            seen = _Seen(self._marks, indices, places)
            outlines = self._outlines(seen)
            self._draw_halos(painter, seen, outlines)
            with source_space(painter, transform):
                self._draw_mask_halos(painter, seen, outlines)
            self._draw_shapes(painter, seen, outlines, transform)
            self._draw_badges(painter, seen)
            self._draw_handles(painter, seen, transform)
            self._draw_labels(painter, seen, transform)
        if self._paths.waiting:
            self._tracing.start()

    def _outlines(self, seen: _Seen) -> dict[int, QPainterPath]:
        """Return the outlines of the masks that are large enough on the screen, by number."""
        self._paths.begin(self._scale)
        large = seen.places[:, 2:].max(axis=1, initial=0.0) >= OUTLINED_FROM_PX
        outlines = {}
        for number in np.flatnonzero(large & seen.placed.masked[seen.indices]).tolist():
            mark = seen.mark(number)
            path = self._paths.of(mark)
            if path is not None:
                outlines[number] = self._where_shown(mark, path)
        return outlines

    def _where_shown(self, mark: Mark, path: QPainterPath) -> QPainterPath:
        if not self._on_the_way:
            return path
        old, new = mark.box, self._box(mark)
        way = QTransform.fromTranslate(new.x, new.y)
        way.scale(new.width / old.width, new.height / old.height)
        return way.translate(-old.x, -old.y).map(path)

    def _in_view(self, exposed: Sequence[QRectF]) -> NDArray[np.intp]:
        """Return the indices of the marks of which anything may be exposed."""
        reach = REACH_PX / self._scale
        inside = np.zeros(len(self._places), np.bool_)
        for area in exposed:
            near = area.adjusted(-reach, -reach, reach, reach)
            inside |= within(self._places, Box(near.x(), near.y(), near.width(), near.height()))
        # Their labels reach farther.
        for mark_id in self._set_off_ids():
            if mark_id in self._marks.numbers:
                inside[self._marks.numbers[mark_id]] = True
        return np.flatnonzero(inside)

    def _draw_shapes(
        self,
        painter: QPainter,
        seen: _Seen,
        outlines: Mapping[int, QPainterPath],
        transform: QTransform,
    ) -> None:
        kinds = seen.placed.kinds[seen.indices]
        outlined = np.zeros(len(kinds), np.bool_)
        outlined[list(outlines)] = True
        # Always in one order, so that a strip that scrolls in fits what is there already.
        for kind in sorted(np.unique(kinds).tolist(), key=_drawing_order):
            lesion, status = kind_of(kind)
            boxed = (kinds == kind) & ~outlined
            painting.draw_boxes(painter, seen.places[boxed], lesion=lesion, status=status)
            masks = np.flatnonzero((kinds == kind) & outlined).tolist()
            with source_space(painter, transform):
                self._draw_masks(painter, seen, masks, outlines, (lesion, status))

    def _draw_masks(
        self,
        painter: QPainter,
        seen: _Seen,
        numbers: Sequence[int],
        outlines: Mapping[int, QPainterPath],
        kind: Kind,
    ) -> None:
        """Draw the masks of one class and status."""
        lesion, status = kind
        if len(outlines) > MANY_IN_VIEW:
            path = self._paths.joined(kind, [outlines[number] for number in numbers])
            mask_painting.draw_hairlines(painter, path, lesion=lesion, status=status)
            return
        for number in numbers:
            side_px = float(seen.places[number, 2:].max())
            mask_painting.draw_mask(
                painter, outlines[number], lesion=lesion, status=status, side_px=side_px
            )

    def _draw_halos(self, painter: QPainter, seen: _Seen, outlines: Collection[int]) -> None:
        for ids, selected in self._haloed():
            numbers = np.flatnonzero(seen.are_of(ids)).tolist()
            boxes = [number for number in numbers if number not in outlines]
            painting.draw_halos(painter, seen.places[boxes], selected=selected)

    def _draw_mask_halos(
        self, painter: QPainter, seen: _Seen, outlines: Mapping[int, QPainterPath]
    ) -> None:
        for ids, selected in self._haloed():
            for number in np.flatnonzero(seen.are_of(ids)).tolist():
                if number in outlines:
                    mask_painting.draw_mask_halo(painter, outlines[number], selected=selected)
        for number in np.flatnonzero(seen.are_of(self._set_off_ids())).tolist():
            if number in outlines:
                lesion = seen.mark(number).lesion
                mask_painting.fill_mask(painter, outlines[number], lesion=lesion)

    def _haloed(self) -> tuple[tuple[frozenset[str], bool], ...]:
        """Return the ids that are hovered, and those that are selected."""
        return ((self._hovered_ids() - self._selection, False), (self._selection, True))

    def _draw_badges(self, painter: QPainter, seen: _Seen) -> None:
        for mark, rect in seen.large(BADGE_FROM_PX, also=self._set_off_ids()):
            badge = painting.STROKES[mark.status].badge
            if badge and not self._has_handles(mark):
                painting.draw_badge(painter, rect, lesion=mark.lesion, badge=badge)

    def _draw_handles(self, painter: QPainter, seen: _Seen, transform: QTransform) -> None:
        for mark, _ in seen.of(self._set_off_ids()):
            if self._has_handles(mark):
                box, scale = self._box(mark), scale_of(transform)
                points = handle_points(box, scale, of_mask=mark.mask is not None).values()
                painting.draw_handles(painter, [screen_point(*p, transform) for p in points])
                if mark.mask is not None and box == mark.box and has_points(box, scale):
                    self._draw_points(painter, mark.mask, transform)

    def _draw_points(self, painter: QPainter, mask: Mask, transform: QTransform) -> None:
        if (outline := self._outlines_of_masks.of(mask)) is not None:
            places = [place for border in outline.borders for place in border.places.tolist()]
            points = [transform.map(QPointF(x, y)) for x, y in places]
            painting.draw_points(painter, points)

    def _draw_labels(self, painter: QPainter, seen: _Seen, transform: QTransform) -> None:
        set_off = self._set_off_ids()
        top = transform.mapRect(self._photograph).top()
        for mark, rect in seen.large(LABEL_FROM_PX, also=set_off):
            if mark.id in set_off:
                text, gap = painting.full_text(mark), painting.HANDLES_GAP_PX
                gap += 0 if mark.mask is None else painting.MASK_HANDLES_FARTHER_PX
            elif mark.status is not Status.REJECTED:
                text, gap = painting.short_text(mark), painting.LABEL_GAP_PX
            else:
                continue
            above = rect.top() - top >= painting.LABEL_REACH_PX
            painting.draw_label(painter, rect, text, lesion=mark.lesion, above=above, gap=gap)

    def _has_handles(self, mark: Mark) -> bool:
        return self._is_selected_alone(mark) and self._with_handles and not mark.locked

    def _set_off_ids(self) -> frozenset[str]:
        """Return the marks that say in full what they are: under the pointer, or selected alone."""
        alone = self._selection if len(self._selection) == 1 else frozenset()
        return alone | self._hovered_ids()

    def _hovered_ids(self) -> frozenset[str]:
        return frozenset({self._hovered} if self._hovered else ())

    def _is_selected_alone(self, mark: Mark) -> bool:
        return mark.id in self._selection and len(self._selection) == 1


def _drawing_order(kind: int) -> tuple[int, int]:
    """Return what kinds are sorted by: the reader's decisions lie on top."""
    return _LAYERS.index(kind_of(kind)[1]), kind


_LAYERS = list(painting.STROKES)
