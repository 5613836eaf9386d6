"""Says whose attention is shown and for what, with the colours from low to high."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retinaview.core.findings import HeatMap
from retinaview.ui.canvas.colour_maps import colour_map

PLATE = QColor(18, 20, 24, 200)
TEXT = QColor(222, 225, 230)
QUIET = QColor(150, 156, 164)
BAR = QSize(96, 8)
PADDING = 9
LINE = 17


class AttentionLegend(QWidget):
    """A plate in the corner of the canvas; a heat map is never seen without it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._title = ""
        self._note = self.tr("where the network looked, not lesion evidence")
        self._colours = "inferno"
        self.hide()

    def set_heat_map(self, heat_map: HeatMap) -> None:
        """Name the model and the target."""
        self._title = self.tr("Attention") + f"  ·  {heat_map.source}  ·  {heat_map.target}"
        self.setAccessibleName(f"{self._title}: {self._note}")
        self.resize(self.sizeHint())
        self.update()

    def set_colours(self, name: str) -> None:
        """Show the colours of a map."""
        self._colours = name
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for two lines of text and the bar."""
        texts = (self._title, self._note)
        widths = [QFontMetricsF(legend_font()).horizontalAdvance(text) for text in texts]
        width = max(*widths, BAR.width() + 70.0) + 2 * PADDING + 2
        return QSize(round(width), 3 * LINE + 2 * PADDING)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the plate."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(legend_font())
        self._write(painter, 0, self._title, TEXT)
        self._write(painter, 2, self._note, QUIET)
        self._draw_bar(painter)
        painter.end()

    def _write(
        self, painter: QPainter, line: int, text: str, colour: QColor, *, left: float = PADDING
    ) -> None:
        painter.setPen(colour)
        place = QRectF(left, PADDING + line * LINE, self.width() - left, LINE)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_bar(self, painter: QPainter) -> None:
        low, high = self.tr("low"), self.tr("high")
        left = PADDING + QFontMetricsF(legend_font()).horizontalAdvance(low) + 6
        self._write(painter, 1, low, QUIET)
        self._write(painter, 1, high, QUIET, left=left + BAR.width() + 6)
        colours = colour_map(self._colours).copy()
        image = QImage(colours.data, 256, 1, 768, QImage.Format.Format_RGB888)
        painter.drawImage(
            QRectF(left, PADDING + LINE + (LINE - BAR.height()) / 2, BAR.width(), BAR.height()),
            image,
        )


def legend_font() -> QFont:
    """Return the font of words on the photograph."""
    font = QFont()
    font.setPixelSize(12)
    return font
