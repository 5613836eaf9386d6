"""Warns that lesions on a doubtful or ungradable photograph are unreliable, and says why."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from retinaview.core.findings import Quality, QualityAnswer
from retinaview.ui.canvas.attention_legend import PADDING, PLATE, QUIET, legend_font
from retinaview.ui.canvas.colours import CAUTION

HEIGHT_PX = 30


class QualitySign(QWidget):
    """A plate at the top of the canvas, in colour on an ungradable photograph.

    Attributes
    ----------
    text : str
        The warning; empty for a good photograph.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.text = ""
        self._colour = QUIET
        self.hide()

    def set_quality(self, quality: Quality | None) -> None:
        """Take the quality gate's answer, or none."""
        self.text = "" if quality is None else _warning(quality)
        ungradable = quality is not None and quality.answer is QualityAnswer.UNGRADABLE
        self._colour = CAUTION if ungradable else QUIET
        self.setAccessibleName(self.text)
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for the warning, or as much of it as the canvas is wide."""
        width = QFontMetricsF(legend_font()).horizontalAdvance(self.text) + 2 * PADDING + 2
        parent = self.parentWidget()
        return QSize(round(min(width, parent.width() if parent else width)), HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the plate."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(legend_font())
        painter.setPen(self._colour)
        place = QRectF(self.rect()).adjusted(PADDING, 0, -PADDING, 0)
        metrics = QFontMetricsF(legend_font())
        text = metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def _warning(quality: Quality) -> str:
    if quality.answer is QualityAnswer.GOOD:
        return ""
    ungradable = quality.answer is QualityAnswer.UNGRADABLE
    doubt = quality.doubt[:1].upper() + quality.doubt[1:]
    return f"{doubt}. Lesions shown {'are' if ungradable else 'may be'} unreliable."
