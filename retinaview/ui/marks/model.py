"""The marks of one photograph as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from retinaview.core.lesions import STYLES
from retinaview.core.marks import Mark, Status
from retinaview.ui.splicing import Splice, splice_of

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("Class", "Size", "Score", "Status")
ID_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
MARK_ROLE = Qt.ItemDataRole.UserRole + 2
_MOST_ROWS = 200  # more of them are shown faster by beginning anew
STATUS_WORDS = {
    Status.PROPOSED: "proposed",
    Status.ACCEPTED: "accepted",
    Status.EDITED: "edited",
    Status.REJECTED: "rejected",
    Status.DRAWN: "drawn",
}


class MarksModel(QAbstractTableModel):
    """One row per mark: class, size in source pixels, the model's score, status with author."""

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._rows: dict[str, int] | None = None  # by id, once somebody asks

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks shown, by row."""
        return self._marks

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show these marks; only the rows that changed are touched, where they are not many."""
        splice = splice_of(self._marks, marks)
        old = self._marks[splice.start : splice.old_end]
        new = marks[splice.start : splice.new_end]
        if [mark.id for mark in old] == [mark.id for mark in new]:
            self._marks = marks
            if new:
                first, last = splice.start, splice.new_end - 1
                self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        elif splice.size > _MOST_ROWS:
            self.beginResetModel()
            self._put(marks)
            self.endResetModel()
        else:
            self._replace_rows(splice, marks)

    def _replace_rows(self, splice: Splice, marks: tuple[Mark, ...]) -> None:
        if splice.old_end > splice.start:
            self.beginRemoveRows(QModelIndex(), splice.start, splice.old_end - 1)
            self._put(self._marks[: splice.start] + self._marks[splice.old_end :])
            self.endRemoveRows()
        if splice.new_end > splice.start:
            self.beginInsertRows(QModelIndex(), splice.start, splice.new_end - 1)
            self._put(marks)
            self.endInsertRows()

    def _put(self, marks: tuple[Mark, ...]) -> None:
        self._marks = marks
        self._rows = None

    def row_of(self, mark_id: str) -> int | None:
        """Return the row of a mark, or None."""
        if self._rows is None:
            self._rows = {mark.id: row for row, mark in enumerate(self._marks)}
        return self._rows.get(mark_id)

    def place(self, row: int) -> QModelIndex:
        """Return the index of a row that is there; `index` would ask first, and slowly."""
        return self.createIndex(row, 0)

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Count the marks; a table has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._marks)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(COLUMNS)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return the names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        mark = self._marks[index.row()]
        if role == MARK_ROLE:
            return mark
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(mark, index.column())
        if role == SORT_ROLE:
            return _sort_key(mark, index.column())
        if role == ID_ROLE:
            return mark.id
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe(mark)
        return None


def describe(mark: Mark) -> str:
    """Describe a mark in a few lines."""
    box = mark.box
    lines = [
        f"{STYLES[mark.lesion].label}, {STATUS_WORDS[mark.status]}",
        f"{box.width:.0f} × {box.height:.0f} px at {box.x:.0f}, {box.y:.0f}",
    ]
    if mark.author:
        lines.append(f"{mark.author}, {mark.modified.astimezone():%Y-%m-%d %H:%M}")
    if mark.provenance is not None:
        source = mark.provenance
        threshold = "" if source.threshold is None else f", threshold {source.threshold:.2f}"
        lines.append(f"Proposed by {source.model} {source.version}{threshold}")
    if mark.source:
        lines.append(f"Imported from {mark.source}")
    if mark.locked:
        lines.append("Locked")
    if mark.comment:
        lines.append(mark.comment)
    return "\n".join(lines)


def _score(mark: Mark) -> float | None:
    return None if mark.provenance is None else mark.provenance.score


def cell_text(mark: Mark, column: int) -> str:
    """Return what stands in a column of the table."""
    score = _score(mark)
    return (
        STYLES[mark.lesion].label,
        f"{mark.box.width:.0f} × {mark.box.height:.0f}",
        "" if score is None else f"{score:.2f}",
        _status_line(mark),
    )[column]


def _sort_key(mark: Mark, column: int) -> object:
    score = _score(mark)
    return (
        STYLES[mark.lesion].label,
        mark.box.area,
        -1.0 if score is None else score,
        _status_line(mark),
    )[column]


def _status_line(mark: Mark) -> str:
    words = [STATUS_WORDS[mark.status]]
    if mark.author:
        words.append(mark.author)
    if mark.locked:
        words.append("locked")
    return ", ".join(words)
