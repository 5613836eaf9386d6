"""What the canvas says in words: whose attention is shown, a warning, and what may be dropped."""

from __future__ import annotations

import html

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from retinaview.core.findings import HeatMap, Quality, QualityAnswer
from retinaview.ui.canvas.colour_maps import colour_map
from retinaview.ui.canvas.colours import CAUTION
from retinaview.ui.canvas.turning import Turn
from retinaview.ui.language import tr
from retinaview.ui.language.terms import begun, doubt_words, target_words

PLATE = QColor(18, 20, 24, 200)
TEXT = QColor(222, 225, 230)
QUIET = QColor(150, 156, 164)
BAR = QSize(96, 8)
PADDING = 9
LINE = 17
WARNING_HEIGHT_PX = 30
LEGEND_MARGIN_PX = 12


class Plate(QWidget):
    """A dark plate that lets the mouse through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002
        """Draw the plate and what is on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        painter.setFont(legend_font())
        self._write_on(painter)
        painter.end()

    def _write_on(self, painter: QPainter) -> None:
        raise NotImplementedError


class AttentionLegend(Plate):
    """Says whose attention is shown and for what, with the colours from low to high.

    A heat map is never seen without it.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ""
        self._note = ""
        self._colours = "inferno"

    def set_heat_map(self, heat_map: HeatMap) -> None:
        """Name the model and the target."""
        self._note = tr("where the network looked, not lesion evidence")
        self._title = "  ·  ".join(
            (tr("Attention"), heat_map.source, target_words(heat_map.target))
        )
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

    def _write_on(self, painter: QPainter) -> None:
        self._write(painter, 0, self._title, TEXT)
        self._write(painter, 2, self._note, QUIET)
        self._draw_bar(painter)

    def _write(
        self, painter: QPainter, line: int, text: str, colour: QColor, *, left: float = PADDING
    ) -> None:
        painter.setPen(colour)
        place = QRectF(left, PADDING + line * LINE, self.width() - left - PADDING / 2, LINE)
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetricsF(legend_font()).elidedText(text, elide, place.width() + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_bar(self, painter: QPainter) -> None:
        low, high = tr("low"), tr("high")
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


class QualitySign(Plate):
    """Warns that lesions on a doubtful or ungradable photograph are unreliable, and says why.

    Attributes
    ----------
    text : str
        The warning; empty for a good photograph.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""
        self._colour = QUIET

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
        return QSize(round(min(width, parent.width() if parent else width)), WARNING_HEIGHT_PX)

    def _write_on(self, painter: QPainter) -> None:
        painter.setPen(self._colour)
        place = QRectF(self.rect()).adjusted(PADDING, 0, -PADDING, 0)
        metrics = QFontMetricsF(legend_font())
        text = metrics.elidedText(self.text, Qt.TextElideMode.ElideRight, place.width() + 1)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def _warning(quality: Quality) -> str:
    if quality.answer is QualityAnswer.GOOD:
        return ""
    doubt = begun(doubt_words(quality))
    if quality.answer is QualityAnswer.UNGRADABLE:
        return tr("{doubt}. Lesions shown are unreliable.", doubt=doubt)
    return tr("{doubt}. Lesions shown may be unreliable.", doubt=doubt)


class TurnSign(Plate):
    """Says that the photograph is not seen as it is in its file, so that no eye is mistaken."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = ""

    def set_turn(self, turn: Turn) -> None:
        """Take how the photograph is turned."""
        self.text = turn_words(turn)
        self.setAccessibleName(self.text)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return room for one line."""
        width = QFontMetricsF(legend_font()).horizontalAdvance(self.text) + 2 * PADDING + 2
        return QSize(round(width), WARNING_HEIGHT_PX)

    def _write_on(self, painter: QPainter) -> None:
        painter.setPen(CAUTION)
        place = QRectF(self.rect()).adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text)


def turn_words(turn: Turn) -> str:
    """Return how a photograph is turned, in words; empty where it is as in its file."""
    if turn.is_as_in_file:
        return ""
    if not turn.quarters:
        return tr("Mirrored on the screen")
    degrees = 90 * turn.quarters
    if turn.mirrored:
        return tr("Mirrored and rotated by {degrees}° on the screen", degrees=degrees)
    return tr("Rotated by {degrees}° on the screen", degrees=degrees)


class VisitSign(TurnSign):
    """Says that what is seen is the previous visit's photograph, and of which day that is."""

    def set_words(self, words: str) -> None:
        """Take what is said; empty for nothing."""
        self.text = words
        self.setAccessibleName(words)
        self.update()


class EmptyWords(QLabel):
    """Quiet words in the middle of an empty canvas: why it is empty, or an invitation."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setMargin(24)
        self.set_words(None)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_words(self, words: str | None) -> None:
        """Say why the canvas is empty; None invites to drop photographs on it."""
        self.words = words or ""
        if words is not None:
            self.setText(f"<p style='font-size:13px; color:#9aa0a8'>{html.escape(words)}</p>")
            return
        title = tr("Drop fundus photographs or a folder here")
        below = tr("or open them with {key:open}, a folder with {key:open_folder}")
        self.setText(
            f"<p style='font-size:17px; color:#9aa0a8'>{title}</p>"
            f"<p style='font-size:13px; color:#6d737b'>{below}</p>"
        )


class Plates:
    """All that a canvas says in words, each at its place.

    Parameters
    ----------
    canvas : QWidget
        What they lie on.
    """

    def __init__(self, canvas: QWidget) -> None:
        self._canvas = canvas
        self.hint = EmptyWords(canvas)
        self.legend = AttentionLegend(canvas)
        self.sign = QualitySign(canvas)
        self.turn = TurnSign(canvas)
        self.visit = VisitSign(canvas)

    def show_turn(self, turn: Turn) -> None:
        """Say how the photograph is turned."""
        self.turn.set_turn(turn)
        self.turn.setVisible(bool(self.turn.text))
        self.place()

    def show_before(self, words: str) -> None:
        """Say that the previous visit is seen, and when that was; empty for nothing."""
        self.visit.set_words(words)
        self.visit.setVisible(bool(words))
        self.place()

    def show(self, *, attention: bool, lesions: bool) -> None:
        """Show what belongs to the layers that are seen: legend and warning."""
        self.legend.setVisible(attention)
        self.sign.setVisible(lesions and bool(self.sign.text))
        self.place()

    def place(self) -> None:
        """Put them where they belong, now that the canvas or a text has another size."""
        width, height = self._canvas.width(), self._canvas.height()
        self.hint.setGeometry(self._canvas.rect())
        room = max(width - 2 * LEGEND_MARGIN_PX, 0)
        self.legend.resize(self.legend.sizeHint().boundedTo(QSize(room, height)))
        bottom = height - LEGEND_MARGIN_PX - self.legend.height()
        self.legend.move(QPoint(LEGEND_MARGIN_PX, bottom))
        self.sign.resize(self.sign.sizeHint())
        self.sign.move(QPoint((width - self.sign.width()) // 2, 0))
        self.visit.resize(self.visit.sizeHint())
        below = WARNING_HEIGHT_PX if not self.sign.isHidden() else 0
        self.visit.move(QPoint((width - self.visit.width()) // 2, below + LEGEND_MARGIN_PX))
        self.turn.resize(self.turn.sizeHint())
        self.turn.move(QPoint(width - self.turn.width(), height - self.turn.height()))
