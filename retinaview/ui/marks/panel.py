"""The list of marks with its class filter and the buttons that decide on proposals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import groupby

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QSignalBlocker,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.session.proposals import RULE
from retinaview.ui import theme
from retinaview.ui.canvas.placed_marks import Kind
from retinaview.ui.classes.styles import class_style, shown_classes
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.marks.delegate import MarksDelegate
from retinaview.ui.marks.model import ID_ROLE, SORT_ROLE, MarksModel
from retinaview.ui.plain_style import without_mnemonics
from retinaview.ui.widgets.headings import keep_headings_apart
from retinaview.ui.widgets.section import GAP_PX, MARGIN_PX
from retinaview.ui.widgets.text import WrappedText

_ROW_PX = 26
_PAINTED_WITH_CANVAS = 200
"""Rows that change in one turn with the photograph."""
_WIDTHS_PX = (62, 56, 44, 74)


class MarksPanel(QWidget):
    """Shows the marks of the photograph; selecting a row selects the mark on the canvas.

    Parameters
    ----------
    actions : sequence of QAction
        Buttons below the list, such as accept, reject and delete.

    Attributes
    ----------
    selection_changed : Signal(object)
        ``tuple[str, ...]`` of mark ids, after the reader's selection.
    mark_activated : Signal(str)
        A row was clicked: the mark should come into view.
    hidden_classes_changed : Signal(object)
        ``frozenset[LesionClass]`` that shall not be seen.
    """

    selection_changed = Signal(object)
    mark_activated = Signal(str)
    hidden_classes_changed = Signal(object)

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.model = MarksModel()
        self._delegate = MarksDelegate()
        self._hidden: frozenset[LesionClass] = frozenset()
        self._quiet = False
        self._entries: dict[LesionClass, QAction] = {}
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.model)
        self._sorted.setSortRole(SORT_ROLE)
        self._count = WrappedText(tr("No marks"))
        self._count.setObjectName("heading")
        self._filter = QToolButton()
        self._filter.setText(tr("Classes"))
        self._filter.setProperty("menu", True)
        self._filter.setToolTip(tr("Which classes are shown, here and on the photograph"))
        self._filter.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._filter.setMenu(QMenu(self._filter))
        self.table = self._make_table()
        self._lay_out(actions)
        self.table.selectionModel().selectionChanged.connect(self._on_selected)
        self.table.clicked.connect(lambda index: self.mark_activated.emit(str(index.data(ID_ROLE))))

    def set_theme(self, colours: theme.Theme) -> None:
        """Follow the theme."""
        self._delegate.set_theme(colours)
        self.table.viewport().update()

    def forget_classes(self) -> None:
        """List classes anew with the next marks: they look otherwise now."""
        self._entries.clear()
        self.table.viewport().update()

    def set_marks(
        self,
        marks: tuple[Mark, ...],
        *,
        counts: Mapping[Kind, int] | None = None,
        proposals_seen: bool = True,
    ) -> None:
        """Show the marks of a photograph, less the hidden classes.

        Parameters
        ----------
        marks : tuple of Mark
            All of them.
        counts : mapping of (LesionClass, Status) to int, optional
            How many there are of each kind; counted here where absent.
        proposals_seen : bool
            Whether proposals are shown on the photograph; the list says how to see them.
        """
        shown = marks
        if self._hidden:
            shown = tuple(mark for mark in marks if mark.lesion not in self._hidden)
        selected = self.selection()
        with self._quietly():
            if self.model.set_marks(shown) > _PAINTED_WITH_CANVAS:
                self._paint_later()
        if self.selection() != selected:  # Qt drops it with rows that go
            self.set_selection(selected)
        if counts is None:
            counts = Counter((mark.lesion, mark.status) for mark in marks)
        self._count.setText(_count_line(counts, proposals_seen=proposals_seen))
        proposed = any(status is Status.PROPOSED for _, status in counts)
        self._count.setToolTip(RULE if proposed else "")
        self._fill_filter(counts)

    def _paint_later(self) -> None:
        """Paint the list in a turn of its own: the photograph with so many marks takes one."""
        self.table.setUpdatesEnabled(False)
        QTimer.singleShot(0, self.table, lambda: self.table.setUpdatesEnabled(True))

    def selection(self) -> tuple[str, ...]:
        """Return the ids of the selected marks."""
        chosen = self.table.selectionModel().selection()
        stretches = [chosen.at(i) for i in range(chosen.count())]
        rows = sorted({row for each in stretches for row in range(each.top(), each.bottom() + 1)})
        marks = self.model.marks
        if self._is_sorted:
            return tuple(self._mark_at(row).id for row in rows)
        return tuple(marks[row].id for row in rows)

    def set_selection(self, ids: Iterable[str]) -> None:
        """Select marks by id and scroll to the last one; nothing is emitted."""
        known = [row for row in map(self.model.row_of, ids) if row is not None]
        shown = [self._shown_row(row) for row in known] if self._is_sorted else known
        chosen = QItemSelection()
        for first, end in _runs(sorted(shown)):
            chosen.append(QItemSelectionRange(self._at(first), self._at(end)))
        flags = QItemSelectionModel.SelectionFlag
        how = flags.ClearAndSelect | flags.Rows
        with self._quietly():
            self.table.selectionModel().select(chosen, how)
        if shown:
            self.table.scrollTo(self._at(shown[-1]))

    def _mark_at(self, row: int) -> Mark:
        if self._is_sorted:
            row = self._sorted.mapToSource(self._at(row)).row()
        return self.model.marks[row]

    def _shown_row(self, row: int) -> int:
        """Return where a row of the model is in the list."""
        if self._is_sorted:
            return self._sorted.mapFromSource(self.model.index(row, 0)).row()
        return row

    @property
    def _is_sorted(self) -> bool:
        """Whether the list has another order than its model; asking Qt for thousands takes long."""
        return self._sorted.sortColumn() >= 0

    def _at(self, row: int) -> QModelIndex:
        return self._sorted.index(row, 0)

    def listed(self, ids: Iterable[str]) -> list[Mark]:
        """Return the marks of these ids, as far as the list has them."""
        rows = (self.model.row_of(mark_id) for mark_id in ids)
        return [self.model.marks[row] for row in rows if row is not None]

    def next_below(self, mark_id: str, wanted: Callable[[Mark], bool]) -> str | None:
        """Return the id of the first wanted mark further down; None where there is none."""
        row = self.model.row_of(mark_id)
        if row is None:
            return None
        for below in range(self._shown_row(row) + 1, self._sorted.rowCount()):
            if wanted(mark := self._mark_at(below)):
                return mark.id
        return None

    def in_order(self) -> tuple[str, ...]:
        """Return the ids of the shown marks from top to bottom."""
        if not self._is_sorted:
            return tuple(mark.id for mark in self.model.marks)
        return tuple(self._mark_at(row).id for row in range(self._sorted.rowCount()))

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self._sorted)
        table.setItemDelegate(self._delegate)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setSortingEnabled(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        keep_headings_apart(table)
        header.setMinimumSectionSize(36)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)  # none is pushed out of view
        for column, width in enumerate(_WIDTHS_PX, start=1):
            table.setColumnWidth(column, width)
        return table

    def _lay_out(self, actions: Sequence[QAction]) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN_PX, MARGIN_PX - 4, MARGIN_PX - 4, 0)
        head.addWidget(self._count, 1)
        head.addWidget(self._filter)
        foot = QHBoxLayout()
        foot.setContentsMargins(MARGIN_PX - 4, 0, MARGIN_PX - 4, GAP_PX)
        for action in actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(theme.ICON_SIZE * 0.8)
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addLayout(foot)

    def _fill_filter(self, counts: Mapping[Kind, int]) -> None:
        of_class: Counter[LesionClass] = Counter()
        for (lesion, _), count in counts.items():
            of_class[lesion] += count
        there = {lesion for lesion, count in of_class.items() if count} | self._hidden
        listed = [lesion for lesion in shown_classes().with_all(there) if lesion in there]
        if listed != list(self._entries):
            self._list_classes(listed)
        for lesion, entry in self._entries.items():
            entry.setText(f"{without_mnemonics(lesion_words(lesion))}  {of_class[lesion]}")
            if entry.isChecked() != (lesion not in self._hidden):
                with QSignalBlocker(entry):
                    entry.setChecked(lesion not in self._hidden)
        self._filter.setEnabled(bool(listed))
        self._filter.setText(
            tr("Classes") if not self._hidden else tr("{count} hidden", count=len(self._hidden))
        )

    def _list_classes(self, listed: Sequence[LesionClass]) -> None:
        menu = self._filter.menu()
        menu.clear()
        self._entries = {
            lesion: menu.addAction(theme.swatch(class_style(lesion).colour), "")
            for lesion in listed
        }
        for lesion, entry in self._entries.items():
            entry.setCheckable(True)
            entry.setChecked(lesion not in self._hidden)
            entry.toggled.connect(partial(self._on_class_toggled, lesion))

    @contextmanager
    def _quietly(self) -> Iterator[None]:
        """Report no change of the selection that the reader did not make."""
        before, self._quiet = self._quiet, True
        yield
        self._quiet = before

    def _on_selected(self) -> None:
        if not self._quiet:
            self.selection_changed.emit(self.selection())

    def _on_class_toggled(self, lesion: LesionClass, shown: bool) -> None:
        self._hidden = self._hidden - {lesion} if shown else self._hidden | {lesion}
        self.hidden_classes_changed.emit(self._hidden)


def _count_line(counts: Mapping[Kind, int], *, proposals_seen: bool) -> str:
    if not any(counts.values()):
        return tr("No marks")
    labels = sum(count for (_, status), count in counts.items() if status.is_label)
    proposed = sum(n for (_, status), n in counts.items() if status is Status.PROPOSED)
    marked = tr("{count} marked", count=labels)
    if not proposed:
        return marked
    if proposals_seen:
        return tr("{marked}, {count} proposed", marked=marked, count=proposed)
    return tr(
        "{marked}, {count} proposed ({key:layer_proposals} shows them)",
        marked=marked,
        count=proposed,
    )


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Group rising rows into stretches without a gap, each by its first and its last."""
    for _, stretch in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        found = [row for _, row in stretch]
        yield found[0], found[-1]
