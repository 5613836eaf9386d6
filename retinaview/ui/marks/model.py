"""The marks of one photograph as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from retinaview.core.fundus_frame import FundusFrame, Measure
from retinaview.core.geometry import box_array
from retinaview.core.marks import Mark
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import begun, lesion_words
from retinaview.ui.splicing import Splice, splice_of

Index = QModelIndex | QPersistentModelIndex
COLUMNS = later("Class"), later("Size"), later("Place"), later("Score"), later("Status")
_COLUMN_TIPS = {
    "Size": later(
        "The longer side in disc diameters (DD); in pixels where disc or fovea is not known"
    ),
    "Place": later(
        "Quadrant as seen from the disc, and distance to the fovea in disc diameters (DD):\n"
        "superior or inferior, temporal or nasal"
    ),
}
ID_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 2
"""The mark of the row, and the cell's text: all that is painted, asked once."""
_MOST_ROWS = 200  # more of them are shown faster by beginning anew


class MarksModel(QAbstractTableModel):
    """One row per mark: class, size, quadrant and distance to the fovea, score, status with author.

    Sizes are in disc diameters where disc and fovea are known, else in source pixels.
    """

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[Mark, ...] = ()
        self._frame: FundusFrame | None = None
        self._measures: dict[str, tuple[Mark, Measure]] = {}
        self._rows: dict[str, int] | None = None  # by id, once somebody asks

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks shown, by row."""
        return self._marks

    def set_marks(self, marks: tuple[Mark, ...]) -> int:
        """Show these marks; only the rows that changed are touched, where they are not many.

        Returns
        -------
        int
            How many rows changed, came or went.
        """
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
        return splice.size

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

    def set_frame(self, frame: FundusFrame | None) -> None:
        """Measure from this disc and fovea; None where they are not known."""
        if frame != self._frame:
            self._frame = frame
            self._measures = {}
            if self._marks:
                last = self.index(len(self._marks) - 1, len(COLUMNS) - 1)
                self.dataChanged.emit(self.index(0, 0), last)

    def measure_of(self, mark: Mark) -> Measure | None:
        """Return where a lesion of the list lies; None where disc or fovea is not known."""
        if self._frame is None or mark.lesion.is_landmark:
            return None
        kept = self._measures.get(mark.id)
        if kept is None or kept[0] is not mark:
            self._measure(self._frame)
            kept = self._measures.get(mark.id)
        return None if kept is None else kept[1]

    def _measure(self, frame: FundusFrame) -> None:
        """Measure all marks that are new, at once."""
        old = self._measures
        fresh = [m for m in self._marks if m.id not in old or old[m.id][0] is not m]
        measures = frame.measured(box_array([mark.box for mark in fresh]))
        old.update({m.id: (m, found) for m, found in zip(fresh, measures, strict=True)})

    def row_of(self, mark_id: str) -> int | None:
        """Return the row of a mark, or None."""
        if self._rows is None:
            self._rows = {mark.id: row for row, mark in enumerate(self._marks)}
        return self._rows.get(mark_id)

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the place of a cell; Qt's own asks for the counts first, at every cell."""
        is_there = 0 <= row < len(self._marks) and 0 <= column < len(COLUMNS)
        if not is_there or (parent is not None and parent.isValid()):
            return QModelIndex()
        return self.createIndex(row, column)

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
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr(_COLUMN_TIPS.get(COLUMNS[section], ""))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """Return what a cell shows."""
        mark = self._marks[index.row()]
        if role == CELL_ROLE:
            return mark, cell_text(mark, index.column(), self.measure_of(mark))
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(mark, index.column(), self.measure_of(mark))
        if role == SORT_ROLE:
            return _sort_key(mark, index.column(), self.measure_of(mark))
        if role == ID_ROLE:
            return mark.id
        if role == Qt.ItemDataRole.ToolTipRole:
            return describe(mark, self.measure_of(mark))
        return None


def describe(mark: Mark, measure: Measure | None = None) -> str:
    """Describe a mark in a few lines."""
    box = mark.box
    lines = [
        f"{lesion_words(mark.lesion)}, {tr(mark.status)}",
        tr(
            "{width:.0f} × {height:.0f} px at {x:.0f}, {y:.0f}",
            width=box.width,
            height=box.height,
            x=box.x,
            y=box.y,
        ),
    ]
    if measure is not None:
        lines += _measure_lines(measure)
    if mark.author:
        lines.append(f"{mark.author}, {mark.modified.astimezone():%Y-%m-%d %H:%M}")
    if mark.provenance is not None:
        source = mark.provenance
        model = f"{source.model} {source.version}"
        if source.threshold is None:
            lines.append(tr("Proposed by {model}", model=model))
        else:
            limit = source.threshold
            words = tr("Proposed by {model}, threshold {limit:.2f}", model=model, limit=limit)
            lines.append(words)
    if mark.source:
        lines.append(tr("Imported from {source}", source=mark.source))
    if mark.locked:
        lines.append(tr("Locked"))
    if mark.unsure:
        lines.append(tr("Not certain"))
    if mark.comment:
        lines.append(mark.comment)
    return "\n".join(lines)


def _measure_lines(measure: Measure) -> list[str]:
    where = begun(tr(measure.quadrant))
    if measure.sector is not None:
        sector = tr(measure.sector.label)
        where = tr("{quadrant}; ETDRS grid: {sector}", quadrant=where, sector=sector)
    size = tr(
        "{size:.2f} disc diameters long, {distance:.2f} from the fovea",
        size=measure.size,
        distance=measure.to_fovea,
    )
    return [size, where]


def _score(mark: Mark) -> float | None:
    return None if mark.provenance is None else mark.provenance.score


def cell_text(mark: Mark, column: int, measure: Measure | None = None) -> str:
    """Return what stands in a column of the table."""
    score = _score(mark)
    return (
        lesion_words(mark.lesion) + _sign(mark),
        _size_text(mark, measure),
        "" if measure is None else _place_text(measure),
        "" if score is None else f"{score:.2f}",
        _status_line(mark),
    )[column]


def _sign(mark: Mark) -> str:
    """Return what follows the class: a question mark where the reader doubts it, dots for words."""
    return (" ?" if mark.unsure else "") + (" …" if mark.comment else "")


def _place_text(measure: Measure) -> str:
    quadrant, distance = measure.quadrant.code, measure.to_fovea
    return f"{quadrant} {distance:.1f}"


def _size_text(mark: Mark, measure: Measure | None) -> str:
    if measure is None:
        return f"{mark.box.width:.0f} × {mark.box.height:.0f}"
    return tr("{size:.2f} DD", size=measure.size)


def _sort_key(mark: Mark, column: int, measure: Measure | None) -> object:
    score = _score(mark)
    return (
        lesion_words(mark.lesion),
        mark.box.area if measure is None else measure.size,
        -1.0 if measure is None else measure.to_fovea,
        -1.0 if score is None else score,
        _status_line(mark),
    )[column]


def _status_line(mark: Mark) -> str:
    words = [tr(mark.status)]
    if mark.author:
        words.append(mark.author)
    if mark.locked:
        words.append(tr("locked"))
    return ", ".join(words)
