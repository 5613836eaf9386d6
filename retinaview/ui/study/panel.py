"""The list of the study's photographs with its filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.findings import QualityAnswer
from retinaview.core.grades import Laterality
from retinaview.ui import theme
from retinaview.ui.plain_style import without_mnemonics
from retinaview.ui.study.delegate import StudyDelegate
from retinaview.ui.study.model import ROW_ROLE, ReadingStage, StudyModel, StudyRow
from retinaview.ui.widgets.section import GAP_PX

_FILTER_CHARACTERS = 10
_EYES = (("Right eye (OD)", Laterality.OD), ("Left eye (OS)", Laterality.OS), ("Eye unknown", None))


class StudyFilter(StrEnum):
    """Which photographs the list shows."""

    ALL = "All"
    UNREAD = "Unread"
    UNGRADED = "Not graded"
    GRADED = "Graded"
    MARKED = "With marks"
    REFERABLE = "Models: refer"
    DOUBTFUL = "Quality doubtful"
    UNGRADABLE = "Ungradable"


_KEEPS: dict[StudyFilter, Callable[[StudyRow], bool]] = {
    StudyFilter.ALL: lambda row: True,  # noqa: ARG005
    StudyFilter.UNREAD: lambda row: row.reading is ReadingStage.UNREAD,
    StudyFilter.UNGRADED: lambda row: row.reading is not ReadingStage.GRADED,
    StudyFilter.GRADED: lambda row: row.reading is ReadingStage.GRADED,
    StudyFilter.MARKED: lambda row: row.marks > 0,
    StudyFilter.REFERABLE: lambda row: row.referable,
    StudyFilter.DOUBTFUL: lambda row: row.answers(QualityAnswer.DOUBTFUL),
    StudyFilter.UNGRADABLE: lambda row: (
        row.grading.ungradable or row.answers(QualityAnswer.UNGRADABLE)
    ),
}


class _Filtered(QSortFilterProxyModel):
    """Rows whose name, patient or eye holds the text, and whose state is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self._show = StudyFilter.ALL

    def set_filter(self, text: str, show: StudyFilter) -> None:
        """Show other rows."""
        self._text, self._show = text.casefold().strip(), show
        self.invalidate()

    def filterAcceptsRow(  # noqa: N802
        self,
        source_row: int,
        source_parent: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> bool:
        """Whether a row is shown."""
        model = self.sourceModel()
        row: StudyRow = model.data(model.index(source_row, 0), ROW_ROLE)
        words = f"{row.path} {row.patient} {row.eye or ''}".casefold()
        return self._text in words and _KEEPS[self._show](row)


class StudyPanel(QWidget):
    """Photographs, filter and count; a row chosen by the reader is reported.

    Parameters
    ----------
    model : StudyModel
        The rows.
    thumbnail_of : callable
        Pixmap of an image id, or None while there is none.

    Attributes
    ----------
    image_chosen : Signal(int)
        Image id of a row that the reader went to.
    eye_given : Signal(int, str, object)
        Image id, patient and `Laterality` or None: whose eye it is, as the reader corrects it.
    """

    image_chosen = Signal(int)
    eye_given = Signal(int, str, object)

    def __init__(self, model: StudyModel, thumbnail_of: Callable[[int], QPixmap | None]) -> None:
        super().__init__()
        self.setObjectName("panel")
        self._model = model
        self._filtered = _Filtered()
        self._filtered.setParent(self)
        self._filtered.setSourceModel(model)
        # A photograph that is graded must not vanish from under the reader who filters for
        # ungraded ones; the filter is applied when it is changed.
        self._filtered.setDynamicSortFilter(False)
        self._quiet = False
        self._delegate = StudyDelegate(thumbnail_of)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find by name, patient, eye")
        self.filter.setClearButtonEnabled(True)
        self.show_only = QComboBox()
        self.show_only.addItems([str(choice) for choice in StudyFilter])
        # The list stays as wide as it is, however long the chosen filter and the count are.
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.show_only.setSizeAdjustPolicy(policy)
        self.show_only.setMinimumContentsLength(_FILTER_CHARACTERS)
        self._count = QLabel()
        self._count.setObjectName("muted")
        self.view = self._make_view()
        self._lay_out()
        self._connect_signals()

    def set_current(self, image_id: int | None) -> None:
        """Highlight a photograph's row and bring it into view; nothing is emitted."""
        source = QModelIndex() if image_id is None else self._model.index_of(image_id)
        index = self._filtered.mapFromSource(source)
        self._quiet = True
        self.view.setCurrentIndex(index)
        self._quiet = False
        if index.isValid():
            self.view.scrollTo(index)

    def set_theme(self, colours: theme.Theme) -> None:
        """Follow the theme."""
        self._delegate.set_theme(colours)
        self.view.viewport().update()

    def shown_ids(self) -> list[int]:
        """Return image ids in the order of the list, as filtered."""
        return [row.image_id for row in self._shown_rows()]

    def neighbour(self, image_id: int | None, step: int) -> int | None:
        """Return the photograph so many rows away in the filtered list; None past its ends."""
        count = self._filtered.rowCount()
        source = QModelIndex() if image_id is None else self._model.index_of(image_id)
        index = self._filtered.mapFromSource(source)
        row = index.row() + step if index.isValid() else 0
        if not 0 <= row < count:
            return None
        found: StudyRow = self._filtered.index(row, 0).data(ROW_ROLE)
        return found.image_id

    def next_where(self, image_id: int | None, wanted: Callable[[StudyRow], bool]) -> int | None:
        """Return the next other photograph in the filtered list, round its end, that is wanted."""
        source = QModelIndex() if image_id is None else self._model.index_of(image_id)
        here = self._filtered.mapFromSource(source).row() + 1
        shown = self._shown_rows()
        for row in (*shown[here:], *shown[:here]):
            if row.image_id != image_id and wanted(row):
                return row.image_id
        return None

    def _shown_rows(self) -> Sequence[StudyRow]:
        """Return the rows of the filtered list, in its order, which is the model's."""
        rows, count = self._model.rows, self._filtered.rowCount()
        if count == len(rows):  # to ask Qt for thousands takes longer than a frame
            return rows
        places = (self._filtered.index(number, 0) for number in range(count))
        return [rows[self._filtered.mapToSource(place).row()] for place in places]

    def _make_view(self) -> QListView:
        view = QListView()
        view.setModel(self._filtered)
        view.setItemDelegate(self._delegate)
        view.setUniformItemSizes(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        return view

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(10, 10, 10, 0)
        head.setSpacing(6)
        head.addWidget(self.filter)
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
        self.show_only.activated.connect(self._on_filter_changed)
        self._delegate.answered.connect(self.eye_given)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.selectionModel().currentChanged.connect(self._on_current_changed)
        for changed in (
            self._filtered.modelReset,
            self._filtered.rowsInserted,
            self._filtered.rowsRemoved,
        ):
            changed.connect(self._show_count)

    def _show_menu(self, where: QPoint) -> None:
        index = self.view.indexAt(where)
        if index.isValid():
            menu = self.menu_of(index.data(ROW_ROLE))
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.view.viewport().mapToGlobal(where))

    def menu_of(self, row: StudyRow) -> QMenu:
        """Make the menu that corrects whose eye a photograph shows."""
        menu = QMenu(self)
        for words, eye in _EYES:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(row.eye is eye)
            action.triggered.connect(partial(self._give_eye, row, eye))
        menu.addSeparator()
        known = without_mnemonics(row.patient) or "unknown"
        menu.addAction(f"Patient: {known} …").triggered.connect(partial(self._ask_patient, row))
        return menu

    def _give_eye(self, row: StudyRow, eye: Laterality | None) -> None:
        self.eye_given.emit(row.image_id, row.patient, eye)

    def _ask_patient(self, row: StudyRow) -> None:
        normal = QLineEdit.EchoMode.Normal
        patient, given = QInputDialog.getText(
            self, "Patient", f"Patient of {row.name}:", normal, row.patient
        )
        if given:
            self.eye_given.emit(row.image_id, patient, row.eye)

    def _on_filter_changed(self) -> None:
        self._filtered.set_filter(self.filter.text(), StudyFilter(self.show_only.currentText()))
        self._show_count()

    def _on_current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.image_chosen.emit(index.data(ROW_ROLE).image_id)

    def _show_count(self) -> None:
        shown, total = self._filtered.rowCount(), len(self._model.rows)
        self._count.setText(f"{shown} of {total}" if shown != total else str(total))
