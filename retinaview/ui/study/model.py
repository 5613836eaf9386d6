"""The worklist as a table: one row per photograph, as filtered, grouped and sorted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from retinaview.ui.language import tr
from retinaview.ui.study.columns import PHOTOGRAPH, TEACHES, Column
from retinaview.ui.study.filters import ALL, FILTERS, Keeps
from retinaview.ui.study.listing import Listing
from retinaview.ui.study.rows import StudyRow, describe

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
FIRST_ROLE = Qt.ItemDataRole.UserRole + 1


class StudyModel(QAbstractTableModel):
    """All photographs of a study, and those of them that are shown, in their order.

    A photograph that is graded must not vanish from under the reader who filters for ungraded
    ones, nor move under a reader who has sorted: the rows are arranged when that is asked for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._listing = Listing()
        self._shown: list[int] = []
        self._line_of: dict[int, int] = {}
        self._columns: tuple[Column, ...] = (PHOTOGRAPH,)
        self._text, self._keeps = "", FILTERS[ALL]
        self._by: Column | None = None
        self._descending = False

    @property
    def rows(self) -> Sequence[StudyRow]:
        """All rows, in the study's order."""
        return self._listing.rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, from the left."""
        return self._columns

    def set_rows(self, rows: Sequence[StudyRow]) -> None:
        """Show another study."""
        self.set_listing(Listing(rows))

    def set_listing(self, listing: Listing) -> None:
        """Show another study, whose rows were got ready beside the window."""
        self._listing = listing
        self._arrange()

    def set_filter(self, text: str, keeps: Keeps) -> None:
        """Show the rows whose path, patient or eye holds the text, and that are to be kept."""
        self._text, self._keeps = text.casefold().strip(), keeps
        self._arrange()

    def set_order(self, by: Column | None, *, descending: bool = False) -> None:
        """Sort patients by a column, or as the study has them (None)."""
        self._by, self._descending = by, descending
        self._arrange()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show these columns, from the left."""
        self.beginResetModel()
        self._columns = tuple(columns)
        if TEACHES in self._columns:
            self._listing.teach()
        self.endResetModel()

    def row(self, image_id: int) -> StudyRow | None:
        """Return the row of a photograph, or None."""
        place = self._listing.place_of(image_id)
        return None if place is None else self._listing.row(place)

    def line_of(self, image_id: int | None) -> int | None:
        """Return the line that a photograph stands in; None where it is not shown."""
        place = self._listing.place_of(image_id)
        return None if place is None else self._line_of.get(place)

    def at_line(self, line: int) -> StudyRow:
        """Return the row in a line."""
        return self._listing.row(self._shown[line])

    def index_of(self, image_id: int) -> QModelIndex:
        """Return its index; invalid where it is not shown."""
        line = self.line_of(image_id)
        return QModelIndex() if line is None else self.index(line, 0)

    def update_row(self, image_id: int, **changes: object) -> None:
        """Change fields of one row."""
        place = self._listing.place_of(image_id)
        if place is None or not self._listing.change(place, changes):
            return
        if (line := self._line_of.get(place)) is not None:
            last = len(self._columns) - 1
            self.dataChanged.emit(self.index(line, 0), self.index(line, last))

    def _arrange(self) -> None:
        self.beginResetModel()
        if self._by is TEACHES or TEACHES in self._columns:
            self._listing.teach()
        self._shown = self._listing.arranged(
            self._text, self._keeps, self._by, descending=self._descending
        )
        self._line_of = {place: line for line, place in enumerate(self._shown)}
        self.endResetModel()

    def _is_first(self, line: int) -> bool:
        """Whether a line begins another patient than the one above it."""
        person = self.at_line(line).person
        return line == 0 or person is None or person != self.at_line(line - 1).person

    # What Qt asks

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Count the photographs shown; a table has no children."""
        return 0 if parent is not None and parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: N802
        """Count the columns."""
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def headerData(  # noqa: N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401 - Qt's variant
        """Return titles and tips of the columns."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(column.title)
        return tr(column.tip) if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return the row itself, words for a cell, or words about the row."""
        line = index.row()
        if role == FIRST_ROLE:
            return self._is_first(line)
        told = _TELLING.get(role)
        return (
            None
            if told is None
            else told(self.at_line(line).as_seen, self._columns[index.column()])
        )


_TELLING: dict[int, Callable[[StudyRow, Column], Any]] = {
    ROW_ROLE: lambda row, _: row,
    Qt.ItemDataRole.DisplayRole: lambda row, column: column.text(row),
    Qt.ItemDataRole.ToolTipRole: lambda row, _: describe(row),
    Qt.ItemDataRole.AccessibleTextRole: lambda row, _: describe(row),
}
