"""Draws the part of the photograph that is in view."""

from __future__ import annotations

import math

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.imaging.halvings import Halving, Halvings
from retinaview.imaging.views import Appearance, View
from retinaview.ui.canvas.preparing import Ask
from retinaview.ui.canvas.pyramid import Level, Pyramid

MAGNIFIED = 2.0


class PhotographItem(QGraphicsItem):
    """The photograph, one scene unit per source pixel.

    Parameters
    ----------
    ask : callable
        See `Preparer.ask`; for a view of one size that is not at hand.
    """

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self._asked: tuple[Halving, View] | None = None
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._pyramid: Pyramid | None = None
        self._appearance = Appearance()
        self._bounds = QRectF()
        self._smooth = True

    def set_photograph(self, photograph: Halvings | None) -> None:
        """Show a photograph, or nothing."""
        self.prepareGeometryChange()
        self._pyramid = None if photograph is None else Pyramid(photograph)
        if self._pyramid is None or photograph is None:
            self._bounds = QRectF()
        else:
            self._bounds = QRectF(0, 0, photograph.width, photograph.height)
            self._pyramid.set_appearance(self._appearance)
        self.update()

    def set_appearance(self, appearance: Appearance) -> None:
        """Choose view, brightness and contrast."""
        self._appearance = appearance
        if self._pyramid is not None:
            self._pyramid.set_appearance(appearance)
        self.update()

    def set_smooth(self, smooth: bool) -> None:
        """Whether pixels melt into each other above twofold magnification, or show as squares."""
        self._smooth = smooth
        self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the rectangle of the photograph's pixels."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the exposed part from the level that fits the zoom."""
        exposed = option.exposedRect & self._bounds
        if self._pyramid is None or exposed.isEmpty():
            return
        scale = painter.deviceTransform().m11()
        wanted = self._pyramid.level_for(scale)
        level, view = self._pyramid.at_hand(wanted)
        if (level, view) != (wanted, self._pyramid.view):
            self._seek(wanted.source, self._pyramid.view)
        part = self._part_of(level, exposed)
        image = self._pyramid.image(level, part, view)
        smooth = self._smooth or scale < MAGNIFIED
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(self._target(level, part), image, QRectF(part))

    def _seek(self, size: Halving, view: View) -> None:
        if (size, view) != self._asked:
            self._asked = size, view
            self._ask("view", lambda: size.seen(view))

    def _part_of(self, level: Level, exposed: QRectF) -> QRect:
        """Return whole pixels of a level that cover the exposed part and its neighbours."""
        across = level.width / self._bounds.width()
        down = level.height / self._bounds.height()
        part = QRect()
        part.setCoords(
            math.floor(exposed.left() * across) - 2,
            math.floor(exposed.top() * down) - 2,
            math.ceil(exposed.right() * across) + 1,
            math.ceil(exposed.bottom() * down) + 1,
        )
        return part & QRect(0, 0, level.width, level.height)

    def _target(self, level: Level, part: QRect) -> QRectF:
        across = self._bounds.width() / level.width
        down = self._bounds.height() / level.height
        return QRectF(
            part.x() * across, part.y() * down, part.width() * across, part.height() * down
        )
