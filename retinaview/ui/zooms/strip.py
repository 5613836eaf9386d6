"""The suspicious regions one by one, as C-Net sees them, in a strip below the photograph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.words import percent
from retinaview.ui.canvas.colours import INK, REGION
from retinaview.ui.canvas.turning import Turn
from retinaview.ui.language import tr
from retinaview.ui.widgets.section import muted

PLACES = 4
SIDE_PX = 128
_CAPTION_PX = 20
_NUMBER_PX = 20
_MARGIN_PX = 8
_TITLE_WIDTH_PX = 104


@dataclass(frozen=True, eq=False)
class Patch:
    """One zoomed view.

    Attributes
    ----------
    rank : int
        Of the region, from 1.
    score : float
        Of the region, 0-1.
    pixels : ndarray of uint8, shape (side, side, 3)
        RGB.
    meaning : str
        What the score says, such as ``"response 83 %"``.
    """

    rank: int
    score: float
    pixels: NDArray[np.uint8]
    meaning: str


class PatchView(QAbstractButton):
    """One patch with its number and score; pressing it looks at that place on the photograph.

    Attributes
    ----------
    turn : Turn
        How the photograph is turned on the screen, and the patch with it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.turn = Turn()
        self._pixmap = QPixmap()
        self._rank = 0
        self._score = 0.0
        self._chosen = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(SIDE_PX + _CAPTION_PX)
        self.setMinimumWidth(SIDE_PX // 2)
        self.setMaximumWidth(SIDE_PX)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.show_patch(None)

    @property
    def rank(self) -> int:
        """Of the region shown; 0 where there is none."""
        return self._rank

    def show_patch(self, patch: Patch | None) -> None:
        """Show a patch or nothing."""
        self._rank = 0 if patch is None else patch.rank
        self._chosen = False
        self.setVisible(patch is not None)
        if patch is None:
            return
        self._score = patch.score
        self._pixmap = _pixmap(patch.pixels)
        words = tr("Region {rank}, {meaning}", rank=patch.rank, meaning=patch.meaning)
        self.setAccessibleName(words)
        self.setToolTip(words + "\n" + tr("Zoom to it ({key:zoom_{rank}})", rank=patch.rank))
        self.update()

    @property
    def chosen(self) -> bool:
        """Whether it is marked as the place that the photograph is zoomed to."""
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:
        """Whether the photograph is zoomed to this place."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        """Return a whole square; in a narrow window less."""
        return QSize(SIDE_PX, SIDE_PX + _CAPTION_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802
        """Draw the patch, its frame, number and score."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        square = QRectF(0, 0, self.width(), self.width())
        self._draw_patch(painter, square)
        self._draw_frame(painter, square)
        plate = QRectF(0, 0, _NUMBER_PX, _NUMBER_PX)
        painter.fillRect(plate, REGION)
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(INK)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, str(self._rank))
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        below = QRectF(0, self.width(), self.width(), _CAPTION_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, percent(self._score))

    def _draw_patch(self, painter: QPainter, square: QRectF) -> None:
        painter.save()
        painter.translate(square.center())
        painter.setTransform(self.turn.transform, True)
        painter.translate(-square.center())
        painter.drawPixmap(square, self._pixmap, QRectF(self._pixmap.rect()))
        painter.restore()

    def _draw_frame(self, painter: QPainter, square: QRectF) -> None:
        accent = self.palette().color(QPalette.ColorRole.Accent)
        if self._chosen or self.hasFocus() or self.underMouse():
            painter.setPen(QPen(REGION if self._chosen else accent, 2))
            painter.drawRect(square.adjusted(1, 1, -1, -1))

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802
        """Highlight the patch under the pointer."""
        self.update()
        super().enterEvent(event)


class ZoomStrip(QWidget):
    """Up to four patches in rank order, and whose they are.

    Attributes
    ----------
    region_chosen : Signal(int)
        Rank of the region to be looked at.
    """

    region_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # As high without patches as with them: the photograph stays where it is when they come.
        self.setFixedHeight(SIDE_PX + _CAPTION_PX + 2 * _MARGIN_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._title = QLabel(tr("Zoomed in"))
        self._title.setObjectName("heading")
        self._words = muted()
        self.views = tuple(PatchView() for _ in range(PLACES))
        self._lay_out()
        for view in self.views:
            view.clicked.connect(lambda _=False, view=view: self.region_chosen.emit(view.rank))
        self.show_none("")

    @property
    def words(self) -> str:
        """Whose patches these are, or why there are none."""
        return self._words.text()

    def show_patches(self, patches: Sequence[Patch], *, words: str) -> None:
        """Show patches, the first one at the left."""
        for view, patch in zip(self.views, [*patches, *[None] * PLACES], strict=False):
            view.show_patch(patch)
        self._words.setText(words)

    def show_none(self, words: str) -> None:
        """Say why there are no patches."""
        self.show_patches((), words=words)

    def set_chosen(self, rank: int) -> None:
        """Mark the region that the photograph is zoomed to; 0 for none."""
        for view in self.views:
            view.set_chosen(bool(rank) and view.rank == rank)

    def set_turn(self, turn: Turn) -> None:
        """Turn the patches as the photograph is turned on the screen."""
        for view in self.views:
            if turn != view.turn:
                view.turn = turn
                view.update()

    def _lay_out(self) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(4)
        heading.addWidget(self._title)
        heading.addWidget(self._words)
        heading.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
        row.setSpacing(8)
        row.addLayout(heading, 1)
        for view in self.views:
            row.addWidget(view)
        self._words.setMinimumWidth(_TITLE_WIDTH_PX)


def _pixmap(pixels: NDArray[np.uint8]) -> QPixmap:
    rgb = np.ascontiguousarray(pixels)
    height, width = rgb.shape[:2]
    image = QImage(rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return QPixmap.fromImage(image)  # copies
