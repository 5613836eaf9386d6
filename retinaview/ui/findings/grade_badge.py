"""A grade as a coloured badge."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from retinaview.ui.theme import GRADE_COLOURS, ON_GRADE


class GradeBadge(QWidget):
    """A large figure on the grade's colour; a dash while there is none.

    Parameters
    ----------
    side_px : int
        Of the square.
    """

    def __init__(self, side_px: int = 46) -> None:
        super().__init__()
        self._side_px = side_px
        self._text = ""
        self._colour: QColor | None = None
        self.setFixedSize(side_px, side_px)

    @property
    def colour(self) -> QColor | None:
        """The grade's colour; None where none is shown."""
        return self._colour

    def set_grade(self, grade: int | None, *, doubtful: bool = False) -> None:
        """Show a grade in the DR scale's colour, or in none where it is doubtful."""
        self._text = "–" if grade is None else str(grade)
        self._colour = None if grade is None or doubtful else QColor(GRADE_COLOURS[grade])
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size of the square."""
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802 - Qt's name
        """Paint the square and its figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        back = self._colour or self.palette().color(QPalette.ColorRole.Button)
        front = (
            QColor(ON_GRADE)
            if self._colour
            else self.palette().color(QPalette.ColorRole.PlaceholderText)
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(back)
        painter.drawRoundedRect(QRectF(self.rect()), 8, 8)
        font = QFont(self.font())
        font.setPixelSize(round(self._side_px * 0.58))
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(front)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text or "–")
