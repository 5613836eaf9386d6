"""The worklist: photographs by patient, with search, filters and columns that can be chosen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui import theme
from retinaview.ui.classes.styles import shown_classes
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.settings import Settings
from retinaview.ui.study.columns_menu import ColumnsMenu
from retinaview.ui.study.delegate import StudyDelegate
from retinaview.ui.study.eyes_menu import EyesMenu
from retinaview.ui.study.filters import FILTERS, WITH_CLASS, filter_of
from retinaview.ui.study.model import ROW_ROLE, StudyModel
from retinaview.ui.study.pattern_dialog import PatternDialog
from retinaview.ui.study.rows import StudyRow
from retinaview.ui.study.search_line import SearchLine
from retinaview.ui.study.table import StudyTable
from retinaview.ui.widgets.section import GAP_PX

_FILTER_CHARACTERS = 10


class StudyPanel(QWidget):
    """Photographs, filter and count; a row chosen by the reader is reported.

    Parameters
    ----------
    model : StudyModel
        The rows.
    thumbnail_of : callable
        Pixmap of an image id, or None while there is none.
    settings : Settings, optional
        Remembers columns and order.

    Attributes
    ----------
    image_chosen : Signal(int)
        Image id of a row that the reader went to.
    eyes_given : Signal(object)
        Patient, and `Laterality` or None, by image id: whose eyes they are, as the reader says.
    days_given : Signal(object)
        The day by image id, as the reader writes it; empty for unknown.
    left : Signal()
        The search is over; the keys are the photograph's again.
    """

    image_chosen = Signal(int)
    eyes_given = Signal(object)
    days_given = Signal(object)
    left = Signal()

    def __init__(
        self,
        model: StudyModel,
        thumbnail_of: Callable[[int], QPixmap | None],
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._quiet = False
        self._current: int | None = None
        self._delegate = StudyDelegate(thumbnail_of)
        self.filter = SearchLine()
        self.show_only = QComboBox()
        for name in (*FILTERS, *WITH_CLASS):
            self.show_only.addItem(tr(name), name)
        self.show_classes()
        # The list stays as wide as it is, however long the chosen filter and the count are.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.show_only.setSizeAdjustPolicy(policy)
        self.show_only.setMinimumContentsLength(_FILTER_CHARACTERS)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self.view = StudyTable(model, self._delegate)
        self.columns = ColumnsMenu(model, self.view, settings)
        self._lay_out()
        self._connect_signals()

    def show_classes(self) -> None:
        """Offer to show photographs with marks of the study's own classes, too."""
        first = len(FILTERS) + len(WITH_CLASS)
        chosen = self.show_only.currentData()
        while self.show_only.count() > first:
            self.show_only.removeItem(first)
        for lesion in shown_classes().own:
            self.show_only.addItem(tr("With {lesion}", lesion=lesion_words(lesion)), str(lesion))
        self.show_only.setMaxVisibleItems(self.show_only.count())
        if (place := self.show_only.findData(chosen)) >= 0:
            self.show_only.setCurrentIndex(place)
        else:  # a class that is gone
            self.show_only.setCurrentIndex(0)
            self._on_filter_changed()

    def set_current(self, image_id: int | None) -> None:
        """Highlight a photograph's row and bring it into view; nothing is emitted."""
        self._current = image_id
        index = QModelIndex() if image_id is None else self._model.index_of(image_id)
        self._quiet = True
        self.view.setCurrentIndex(index)
        self._quiet = False
        if index.isValid():
            self.view.scrollTo(index)

    def set_theme(self, colours: theme.Theme) -> None:
        """Follow the theme."""
        self._delegate.set_theme(colours)
        self.view.viewport().update()

    def start_search(self) -> None:
        """Let the reader type what to find, also where the list is hidden."""
        holder = self.parentWidget()
        if isinstance(holder, QDockWidget):
            holder.show()
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def shown_ids(self) -> list[int]:
        """Return image ids in the order of the list, as filtered."""
        return [self._model.at_line(line).image_id for line in range(self._model.rowCount())]

    def neighbour(self, image_id: int | None, step: int) -> int | None:
        """Return the photograph so many rows away in the filtered list; None past its ends."""
        here = self._model.line_of(image_id)
        line = 0 if here is None else here + step
        return self._model.at_line(line).image_id if 0 <= line < self._model.rowCount() else None

    def next_where(self, image_id: int | None, wanted: Callable[[StudyRow], bool]) -> int | None:
        """Return the next other photograph in the filtered list, round its end, that is wanted."""
        here, count = self._model.line_of(image_id), self._model.rowCount()
        start = 0 if here is None else here + 1
        for line in chain(range(start, count), range(start)):
            row = self._model.at_line(line)
            if row.image_id != image_id and wanted(row):
                return row.image_id
        return None

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 0)
        head.setSpacing(6)
        search = QHBoxLayout()
        search.addWidget(self.filter, 1)
        search.addWidget(self.columns)
        head.addLayout(search)
        row = QHBoxLayout()
        row.addWidget(self.show_only, 1)
        row.addWidget(self._count)
        head.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP_PX)
        column.addLayout(head)
        column.addWidget(self.view, 1)

    def _connect_signals(self) -> None:
        self.filter.textChanged.connect(self._on_filter_changed)
        self.filter.entered.connect(self._on_entered)
        self.filter.left.connect(self.left)
        self.show_only.activated.connect(self._on_filter_changed)
        self._delegate.answered.connect(
            lambda image_id, patient, eye: self.eyes_given.emit({image_id: (patient, eye)})
        )
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        self._model.modelReset.connect(self._on_reset)

    def _show_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        if index.isValid():
            menu = self.menu_of(index.data(ROW_ROLE))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(where))

    def menu_of(self, row: StudyRow) -> EyesMenu:
        """Make the menu that corrects whose eye a photograph shows, or all that are selected."""
        chosen = self.selected_rows()
        about = chosen if row.image_id in {each.image_id for each in chosen} else [row]
        menu = EyesMenu(about, parent=self)
        menu.given.connect(self.eyes_given)
        menu.dated.connect(self.days_given)
        return menu

    def ask_pattern(self) -> None:
        """Let the reader give a pattern for the names of several selected rows, else of all."""
        chosen = self.selected_rows()
        if len(chosen) < 2:
            lines = range(self._model.rowCount())
            chosen = [self._model.at_line(line).as_seen for line in lines]
        if chosen:
            dialog = PatternDialog(chosen, parent=self)
            dialog.given.connect(self.eyes_given)
            dialog.dated.connect(self.days_given)
            dialog.open()

    def selected_rows(self) -> list[StudyRow]:
        """Return the rows that are selected, from the top."""
        lines = {index.row() for index in self.view.selectionModel().selectedRows()}
        return [self._model.at_line(line).as_seen for line in sorted(lines)]

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter leaves photographs out."""
        return self._model.rowCount() < len(self._model.rows)

    def _on_filter_changed(self) -> None:
        keeps = filter_of(self.show_only.currentData())
        self._model.set_filter(self.filter.text(), keeps)

    def _on_entered(self) -> None:
        """Show the first photograph found, unless the one that is shown is among them."""
        if self._model.line_of(self._current) is None and self._model.rowCount():
            self.image_chosen.emit(self._model.at_line(0).image_id)
        self.left.emit()

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.image_chosen.emit(index.data(ROW_ROLE).image_id)

    def _on_reset(self) -> None:
        """Keep the photograph in sight, and say how many there are."""
        self.set_current(self._current)
        shown, total = self._model.rowCount(), len(self._model.rows)
        some = tr("{shown} of {total}", shown=shown, total=total)
        self._count.setText(some if shown != total else str(total))
