"""The boxes that no region reaches, each of which leads to its photograph."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTableView

from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.widgets.section import Section, muted

if TYPE_CHECKING:
    from retinaview.session.scoring import ScoredBox

_HEADINGS = later("Photograph"), later("Lesion"), later("Best IoM")
_HEIGHT_PX = 190
_Index = QModelIndex | QPersistentModelIndex


class MissedModel(QAbstractTableModel):
    """The boxes in rows; cells are made when they are painted, so any number costs the same."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: Sequence[ScoredBox] = ()

    def set_boxes(self, boxes: Sequence[ScoredBox]) -> None:
        """Show these boxes and no others."""
        self.beginResetModel()
        self.boxes = boxes
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return the number of boxes."""
        return 0 if parent is not None and parent.isValid() else len(self.boxes)

    def columnCount(self, parent: _Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(_HEADINGS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return a cell's text, and the whole path as its tip."""
        box = self.boxes[index.row()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return box.image
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        name, lesion = PurePosixPath(box.image).name, lesion_words(box.lesion)
        return (name, lesion, tr("no region") if box.best < 0 else f"{box.best:.2f}")[
            index.column()
        ]

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:  # noqa: ANN401
        """Return a column's heading."""
        shown = orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return tr(_HEADINGS[section]) if shown else None


class MissedBoxes(Section):
    """The list of missed boxes.

    Attributes
    ----------
    box_chosen : Signal(object)
        A `ScoredBox` that the person wants to see.
    """

    box_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(tr("Missed boxes"))
        self.model = MissedModel()
        self.words = muted()
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.verticalHeader().hide()
        self.view.setShowGrid(False)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.view.setWordWrap(False)
        self.view.setFixedHeight(_HEIGHT_PX)
        header = self.view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.add(self.words)
        self.add(self.view)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)

    def show_boxes(self, missed: Sequence[ScoredBox], *, of: int) -> None:
        """List boxes, of a number that were scored."""
        self.model.set_boxes(missed)
        self.words.setText(
            tr("%n box(es) of {all}; click one to look at it.", "", len(missed), all=of)
            if missed
            else tr("No box of {all} is missed.", all=of)
        )
        self.view.setVisible(bool(missed))

    def _choose(self, index: QModelIndex) -> None:
        self.box_chosen.emit(self.model.boxes[index.row()])
