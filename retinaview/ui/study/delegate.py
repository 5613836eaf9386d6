"""Paints one row of the worklist: thumbnail, name, eye, state and grades."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QMouseEvent, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from retinaview.core.findings import QualityAnswer
from retinaview.core.text import one_line
from retinaview.ui import theme
from retinaview.ui.language import tr
from retinaview.ui.language.terms import doubt_words, reasons_words
from retinaview.ui.study.model import FIRST_ROLE, ROW_ROLE
from retinaview.ui.study.rows import ReadingStage, StudyRow

ROW_PX = 68
THUMBNAIL_PX = 52
_PAD_PX = 10
_BADGE_PX = 22
_LINE_PX = 20


class StudyDelegate(QStyledItemDelegate):
    """Draws rows; the thumbnail is asked for here, so only rows in view are made.

    Parameters
    ----------
    thumbnail_of : callable
        Pixmap of an image id, or None while there is none.

    Attributes
    ----------
    answered : Signal(int, str, object)
        Image id, patient and `Laterality`: the eye is as disc and fovea tell.
    """

    answered = Signal(int, str, object)

    def __init__(self, thumbnail_of: Callable[[int], QPixmap | None]) -> None:
        super().__init__()
        self._thumbnail_of = thumbnail_of
        self._theme = theme.DARK

    def editorEvent(  # noqa: N802
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Report a click on the words that question the eye."""
        row: StudyRow = index.data(ROW_ROLE)
        if (
            row.question
            and isinstance(event, QMouseEvent)
            and event.type() is QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and _third_line_of(option.rect, row).contains(event.position().toPoint())
        ):
            self.answered.emit(row.image_id, row.patient, row.told_eye)
            return True
        return super().editorEvent(event, model, option, index)

    def set_theme(self, colours: theme.Theme) -> None:
        """Follow the theme."""
        self._theme = colours

    def sizeHint(  # noqa: N802
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Return the height that all rows have."""
        return QSize(180, ROW_PX)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row: StudyRow = index.data(ROW_ROLE)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_back(painter, area, option.state)
        if index.data(FIRST_ROLE):
            painter.setPen(QColor(self._theme.line))
            painter.drawLine(area.topLeft(), area.topRight())
        self._paint_thumbnail(painter, area, row)
        right = self._paint_badges(painter, area, row)
        self._paint_words(painter, area, row, right)
        painter.restore()

    def _paint_back(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        colours = self._theme
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.blend(colours.accent, colours.panel, 0.2))
            painter.fillRect(QRect(area.x(), area.y(), 3, area.height()), QColor(colours.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, theme.blend(colours.raised, colours.panel, 0.6))

    def _paint_thumbnail(self, painter: QPainter, area: QRect, row: StudyRow) -> None:
        place = QRectF(
            area.x() + _PAD_PX, area.y() + (ROW_PX - THUMBNAIL_PX) / 2, THUMBNAIL_PX, THUMBNAIL_PX
        )
        frame = QPainterPath()
        frame.addRoundedRect(place, 6, 6)
        painter.fillPath(frame, QColor("#000000"))
        pixmap = self._thumbnail_of(row.image_id)
        if pixmap is None:
            return
        painter.save()
        painter.setClipPath(frame)
        scale = max(place.width() / pixmap.width(), place.height() / pixmap.height())
        size = pixmap.width() * scale, pixmap.height() * scale
        corner = place.center() - QPointF(size[0] / 2, size[1] / 2)
        painter.drawPixmap(QRectF(corner.x(), corner.y(), *size), pixmap, QRectF(pixmap.rect()))
        painter.restore()

    def _paint_badges(self, painter: QPainter, area: QRect, row: StudyRow) -> float:
        """Paint the reader's grade filled, the models' as an outline; return where they end."""
        right = area.right() - _PAD_PX + 1.0
        # Beside the second line, so that there is room for the name.
        top = _top_of_words(area, row) + _LINE_PX + (_LINE_PX - _BADGE_PX) / 2
        if row.grading.ungradable:
            right = self._badge(painter, right, top, text="U", colour=self._theme.muted, full=True)
        elif row.grading.dr is not None:
            grade = int(row.grading.dr)
            colour = theme.GRADE_COLOURS[grade]
            right = self._badge(painter, right, top, text=str(grade), colour=colour, full=True)
        if row.broken:
            right = self._badge(painter, right, top, text="!", colour=self._theme.alarm, full=False)
        elif row.model_grade is not None:
            grade_colour = theme.GRADE_COLOURS[row.model_grade]
            colour = self._theme.muted if row.is_doubtful else grade_colour
            text = str(row.model_grade)
            right = self._badge(painter, right, top, text=text, colour=colour, full=False)
        elif row.has_finding:
            right = self._badge(painter, right, top, text="–", colour=self._theme.muted, full=False)
        return right

    def _badge(
        self, painter: QPainter, right: float, top: float, *, text: str, colour: str, full: bool
    ) -> float:
        place = QRectF(right - _BADGE_PX, top, _BADGE_PX, _BADGE_PX).adjusted(1, 1, -1, -1)
        dark = self._theme is theme.DARK
        painter.setBrush(QColor(colour) if full else Qt.BrushStyle.NoBrush)
        painter.setPen(Qt.PenStyle.NoPen if full else QColor(colour))
        painter.drawRoundedRect(place, 5, 5)
        painter.setFont(_bold(painter.font()))
        front = theme.ON_GRADE if full else (colour if dark else self._theme.text)
        painter.setPen(QColor(front))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        return right - _BADGE_PX - 3

    def _paint_words(self, painter: QPainter, area: QRect, row: StudyRow, right: float) -> None:
        left = area.x() + _PAD_PX + THUMBNAIL_PX + 10
        width = int(area.right() - _PAD_PX - left)
        top = _top_of_words(area, row)
        font = QFont(painter.font())
        font.setBold(row.reading is ReadingStage.UNREAD)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.text))
        middle, end = Qt.TextElideMode.ElideMiddle, Qt.TextElideMode.ElideRight
        _write(painter, QRect(left, top, width, _LINE_PX), row.name, middle)
        font.setBold(False)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted))
        beside_badges = QRect(left, top + _LINE_PX, int(right - left - 4), _LINE_PX)
        _write(painter, beside_badges, _second_line(row), end)
        if row.question:
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(QColor(self._theme.caution))
        _write(painter, _third_line_of(area, row), _third_line(row), end)


def _third_line(row: StudyRow) -> str:
    """Return what questions the eye or the quality; empty where nothing does."""
    if row.question:
        return f"? {row.question}"
    if row.quality is None or row.quality.answer is QualityAnswer.GOOD:
        return ""
    reasons = reasons_words(row.quality)
    if row.quality.answer is QualityAnswer.DOUBTFUL:
        return tr("doubtful: {reasons}", reasons=reasons)
    return doubt_words(row.quality)


def _third_line_of(area: QRect, row: StudyRow) -> QRect:
    """Return where the third line stands."""
    left = area.x() + _PAD_PX + THUMBNAIL_PX + 10
    top = _top_of_words(area, row) + 2 * _LINE_PX
    return QRect(left, top, area.right() - _PAD_PX - left, _LINE_PX)


def _top_of_words(area: QRect, row: StudyRow) -> int:
    """Return where the name begins: above the middle, higher where a reason needs a third line."""
    return area.center().y() - _LINE_PX * (3 if _third_line(row) else 2) // 2


def _write(painter: QPainter, place: QRect, words: str, mode: Qt.TextElideMode) -> None:
    text = painter.fontMetrics().elidedText(words, mode, place.width())
    painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)


def _second_line(row: StudyRow) -> str:
    parts = [tr("flagged")] if row.is_flagged else []
    parts += [] if row.eye is None else [row.eye.value]
    if row.held_by:
        taken = tr("taken by {reader}", reader=one_line(row.held_by))
        parts.append(tr("yours") if row.is_held else taken)
    if row.patient and row.patient not in row.name:
        parts.append(one_line(row.patient))
    if row.marks:
        parts.append(tr("%n mark(s)", "", row.marks))
    elif row.reading is ReadingStage.UNREAD:
        parts.append(tr("unread"))
    elif row.reading is ReadingStage.BEGUN and row.grading.dme is not None:
        parts.append(tr("DME {dme}", dme=int(row.grading.dme)))
    return " · ".join(parts)


def _bold(font: QFont) -> QFont:
    bold = QFont(font)
    bold.setBold(True)
    return bold
