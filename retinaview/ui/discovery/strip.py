"""One cluster's patches in a row, which scrolls sideways where they do not fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from retinaview.ui.language import tr

if TYPE_CHECKING:
    from retinaview.batch.clusters_file import PatchRow

PATCH_PX = 88
_GAP_PX = 6
_SCROLL_BAR_PX = 12
_DIMMED = 0.3

Index = QModelIndex | QPersistentModelIndex
PatchRole = int(Qt.ItemDataRole.UserRole)


class PatchStrip(QListView):
    """The patches of one cluster, its exemplar first.

    Attributes
    ----------
    patch_chosen : Signal(object)
        The `PatchRow` that the reader has clicked on or opened with Enter.

    Parameters
    ----------
    patches : sequence of PatchRow
        In the order shown.
    picture_of : callable
        Gives a patch's picture; None while there is none.
    """

    patch_chosen = Signal(object)

    def __init__(
        self, patches: Sequence[PatchRow], picture_of: Callable[[PatchRow], QPixmap | None]
    ) -> None:
        super().__init__()
        self._patches = _PatchModel(patches, self)
        self.setModel(self._patches)
        self._painter = _PatchDelegate(picture_of, self)
        self.setItemDelegate(self._painter)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(PATCH_PX + _GAP_PX + _SCROLL_BAR_PX)
        self.setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def set_dimmed(self, dimmed: bool) -> None:
        """Show the patches faintly, as those of a cluster that nobody wants."""
        self._painter.opacity = _DIMMED if dimmed else 1.0
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Scroll sideways only where the wheel turns sideways: otherwise the page scrolls."""
        way = event.angleDelta()
        if abs(way.x()) > abs(way.y()):
            super().wheelEvent(event)
        else:
            event.ignore()

    def _choose(self, index: QModelIndex) -> None:
        self.patch_chosen.emit(index.data(PatchRole))


class _PatchModel(QAbstractListModel):
    def __init__(self, patches: Sequence[PatchRow], parent: PatchStrip) -> None:
        super().__init__(parent)
        self._patches = tuple(patches)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Count the patches; none below a patch."""
        return 0 if parent.isValid() else len(self._patches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the patch, and where it comes from."""
        patch = self._patches[index.row()]
        if role == PatchRole:
            return patch
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return PurePosixPath(patch.image).name
        if role == Qt.ItemDataRole.ToolTipRole:
            name = PurePosixPath(patch.image).name
            response = tr("Response {value:.2f}", value=patch.response)
            near = tr("similarity {value:.2f}", value=patch.similarity)
            kind = tr("the exemplar") if patch.exemplar else near
            click = tr("Click to open the photograph here")
            return f"{name}\n{response}, {kind}\n{click}"
        return None


class _PatchDelegate(QStyledItemDelegate):
    """Draws the picture, a frame around the exemplar, and one around the patch pointed at."""

    def __init__(
        self, picture_of: Callable[[PatchRow], QPixmap | None], parent: PatchStrip
    ) -> None:
        super().__init__(parent)
        self.opacity = 1.0
        self._picture_of = picture_of

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002, N802
        """Return the size that all patches have."""
        return QSize(PATCH_PX + _GAP_PX, PATCH_PX + _GAP_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one patch; its picture is asked for here, so only those in view are cut."""
        patch: PatchRow = index.data(PatchRole)
        area = QRect(option.rect.x(), option.rect.y() + _GAP_PX // 2, PATCH_PX, PATCH_PX)
        palette = option.palette
        painter.save()
        painter.setOpacity(self.opacity)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        picture = self._picture_of(patch)
        if picture is None:
            painter.fillRect(area, palette.base())
        else:
            painter.drawPixmap(area, picture)
        pointed = option.state & QStyle.StateFlag.State_MouseOver
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if patch.exemplar or pointed or focused:
            colour = palette.accent() if patch.exemplar or focused else palette.text()
            painter.setPen(QPen(colour, 2.0))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        painter.restore()
