"""Bars of probabilities, one row per grade, painted in one go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QSizePolicy, QWidget

from retinaview.core.words import percent
from retinaview.ui.language import tr

_ROW_PX = 22
_BAR_PX = 8
_PERCENT_PX = 44
_LABEL_PX = 132


class ProbabilityBars(QWidget):
    """Names at the left, bars in the middle, percent at the right; the largest stands out.

    Parameters
    ----------
    labels : sequence of str
        One per row, in English; they are painted after the row's number.
    colours : sequence of str
        ``#rrggbb`` of every row's bar.
    """

    def __init__(self, labels: Sequence[str], colours: Sequence[str]) -> None:
        super().__init__()
        self._labels = tuple(labels)
        self._colours = [QColor(colour) for colour in colours]
        self._values: tuple[float, ...] = ()
        self._doubtful = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def values(self) -> tuple[float, ...]:
        """The probabilities shown; empty where there are none."""
        return self._values

    def set_values(self, values: Sequence[float], *, doubtful: bool = False) -> None:
        """Show probabilities, 0-1, one per row, or none; doubtful ones without their colours."""
        self._values = tuple(values)
        self._doubtful = doubtful
        spoken = zip(map(tr, self._labels), self._values, strict=False)
        self.setAccessibleName(", ".join(f"{name} {percent(value)}" for name, value in spoken))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return room for one row per class."""
        return QSize(240, _ROW_PX * len(self._labels))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Paint all rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        best = self._values.index(max(self._values)) if self._values else -1
        for row in range(len(self._labels)):
            self._paint_row(painter, row, stands_out=row == best and not self._doubtful)

    def _paint_row(self, painter: QPainter, row: int, *, stands_out: bool) -> None:
        roles = QPalette.ColorRole
        area = QRectF(0, row * _ROW_PX, self.width(), _ROW_PX)
        font = self.font()
        font.setBold(stands_out)
        painter.setFont(font)
        muted = self._doubtful or not self._values
        faded = roles.PlaceholderText if muted else roles.WindowText
        painter.setPen(self.palette().color(faded))
        middle_left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        name = QFontMetrics(font).elidedText(
            f"{row}  {tr(self._labels[row])}", Qt.TextElideMode.ElideRight, _LABEL_PX - 6
        )
        painter.drawText(area, middle_left, name)
        track = area.adjusted(_LABEL_PX, 0, -_PERCENT_PX, 0)
        track.setTop(track.center().y() - _BAR_PX / 2)
        track.setHeight(_BAR_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(roles.Mid))
        painter.drawRoundedRect(track, _BAR_PX / 2, _BAR_PX / 2)
        if self._values:
            self._paint_value(painter, area, track, row)

    def _paint_value(self, painter: QPainter, area: QRectF, track: QRectF, row: int) -> None:
        bar = QRectF(track)
        # A bar shorter than it is high would no longer look like the start of the same bar.
        bar.setWidth(max(track.width() * self._values[row], _BAR_PX))
        faded = self.palette().color(QPalette.ColorRole.PlaceholderText)
        painter.setBrush(faded if self._doubtful else self._colours[row])
        painter.drawRoundedRect(bar, _BAR_PX / 2, _BAR_PX / 2)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(faded if self._doubtful else text)
        middle_right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(area, middle_right, percent(self._values[row]))
