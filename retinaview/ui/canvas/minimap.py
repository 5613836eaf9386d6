"""The whole photograph in a corner while a part of it fills the view."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QTransform
from PySide6.QtWidgets import QWidget

from retinaview.core.geometry import Box
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.views import View
from retinaview.ui.canvas.colours import PAPER, SHADE
from retinaview.ui.canvas.plates import WARNING_HEIGHT_PX
from retinaview.ui.canvas.turning import Turn
from retinaview.ui.language import tr

SIDE_PX = 150
MARGIN_PX = 12
_RIM = QColor(18, 20, 24)
_LEAST_RECT_PX = 6.0


class Minimap(QWidget):
    """Shows which part is in view, and moves there when pressed or dragged on.

    Parameters
    ----------
    canvas : QWidget
        What it lies on.
    look_at : callable
        Brings a source point into the middle of the view.
    """

    def __init__(self, canvas: QWidget, look_at: Callable[[QPointF], None]) -> None:
        super().__init__(canvas)
        self._look_at = look_at
        self._photograph: Halvings | None = None
        self._small = QImage()  # once it is seen
        self._size = (0, 0)
        self._turn = Turn()
        self._seen: Box | None = None
        self._is_on = True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("The part in view; press or drag to move there"))
        self.setAccessibleName(tr("Minimap"))
        self.hide()

    @property
    def seen(self) -> Box | None:
        """The part in view, source pixels; None where there is no photograph."""
        return self._seen

    def set_on(self, on: bool) -> None:
        """Show it while zoomed in, or never."""
        self._is_on = on
        self._refresh()

    def set_photograph(self, photograph: Halvings | None) -> None:
        """Take the photograph, or none."""
        self._photograph, self._small = photograph, QImage()
        self._size = (0, 0) if photograph is None else (photograph.width, photograph.height)
        self._refresh()

    def _image(self) -> QImage:
        """Return the photograph at the size of the minimap; made late, as few are zoomed into."""
        if self._small.isNull() and self._photograph is not None:
            rgb = np.ascontiguousarray(self._photograph.levels[-1].seen(View.COLOUR))
            height, width = rgb.shape[:2]
            whole = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
            side = round(SIDE_PX * self.devicePixelRatioF())
            self._small = whole.scaled(
                QSize(side, side),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._small

    def set_view(self, seen: Box | None, turn: Turn) -> None:
        """Take which part is in view, and how the photograph is turned."""
        self._seen, self._turn = seen, turn
        self._refresh()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the photograph as it is turned, and a frame round the part in view."""
        if self._seen is None or self._photograph is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), _RIM)
        place = self._from_source()
        painter.save()
        painter.setTransform(place, True)
        painter.drawImage(QRectF(0, 0, *self._size), self._image())
        painter.restore()
        seen = place.mapRect(
            QRectF(self._seen.x, self._seen.y, self._seen.width, self._seen.height)
        )
        frame = _at_least(seen, _LEAST_RECT_PX)
        for pen in (QPen(SHADE, 3), QPen(PAPER, 1.5)):
            painter.setPen(pen)
            painter.drawRect(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Move to what is pressed on."""
        event.accept()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._look_at(self._from_source().inverted()[0].map(event.position()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow a drag."""
        self.mousePressEvent(event)

    def place(self) -> None:
        """Stand in the lower right corner, above the words there that say how it is turned."""
        width, height = self._size
        if self._turn.swaps_sides:
            width, height = height, width
        scale = SIDE_PX / max(width, height, 1)
        self.resize(max(round(width * scale), 1), max(round(height * scale), 1))
        if (canvas := self.parentWidget()) is not None:
            right, bottom = canvas.width() - self.width(), canvas.height() - self.height()
            words = 0 if self._turn.is_as_in_file else WARNING_HEIGHT_PX
            self.move(right - MARGIN_PX, bottom - MARGIN_PX - words)

    def _refresh(self) -> None:
        """Show it where not everything is in view, and there is room."""
        canvas, seen, (width, height) = self.parentWidget(), self._seen, self._size
        room = canvas is not None and min(canvas.width(), canvas.height()) >= 2.5 * SIDE_PX
        part = seen is not None and (seen.width < width - 1 or seen.height < height - 1)
        shown = self._is_on and room and part
        if shown:
            self.place()
        self.setVisible(shown)
        self.update()

    def _from_source(self) -> QTransform:
        """Return the way from source pixels to those of the minimap."""
        turned = self._turn.transform
        whole = turned.mapRect(QRectF(0, 0, max(self._size[0], 1), max(self._size[1], 1)))
        scale = self.width() / whole.width()
        return (
            turned
            * QTransform.fromTranslate(-whole.x(), -whole.y())
            * QTransform.fromScale(scale, scale)
        )


def _at_least(rect: QRectF, side: float) -> QRectF:
    """Return a rectangle, widened about its centre to a least side."""
    grown = QRectF(0, 0, max(rect.width(), side), max(rect.height(), side))
    grown.moveCenter(rect.center())
    return grown
