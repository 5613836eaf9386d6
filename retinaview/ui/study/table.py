"""The table of the worklist."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from retinaview.ui.language import tr
from retinaview.ui.study.delegate import ROW_PX, StudyDelegate
from retinaview.ui.study.model import StudyModel
from retinaview.ui.widgets.headings import keep_headings_apart

_LEAST_PX = 40


class StudyTable(QTableView):
    """Rows of one height, so that a hundred thousand take no longer to lay out than ten.

    Parameters
    ----------
    model : StudyModel
        The rows.
    delegate : StudyDelegate
        Paints the first column.
    """

    def __init__(self, model: StudyModel, delegate: StudyDelegate) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegateForColumn(0, delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setAccessibleName(tr("Photographs"))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        keep_headings_apart(self)
        header.setMinimumSectionSize(_LEAST_PX)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def fit_columns(self, model: StudyModel) -> None:
        """Give each column its width; one alone takes all there is, and needs no heading."""
        header, alone = self.horizontalHeader(), len(model.columns) == 1
        header.setVisible(not alone)
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(0, mode.Stretch if alone else mode.Interactive)
        for number, column in enumerate(model.columns):
            if not alone:
                self.setColumnWidth(number, column.width_px)
