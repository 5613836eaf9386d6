"""The button that chooses the worklist's columns and its order."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton

from retinaview.ui import settings as kept
from retinaview.ui.language import tr
from retinaview.ui.settings import Settings
from retinaview.ui.study.columns import BY_NAME, COLUMNS, PHOTOGRAPH, Column
from retinaview.ui.study.model import StudyModel
from retinaview.ui.study.table import StudyTable

_DOWN = "-"  # before the name of a column whose largest value comes first


class ColumnsMenu(QToolButton):
    """Which columns there are, and what patients are sorted by; headings sort as well.

    Parameters
    ----------
    model : StudyModel
        The rows.
    view : StudyTable
        Shows them.
    settings : Settings, optional
        Remembers both.
    """

    def __init__(self, model: StudyModel, view: StudyTable, settings: Settings | None) -> None:
        super().__init__()
        self._model, self._view, self._settings = model, view, settings
        self._by: Column | None = None
        self._descending = False
        self.setText("⋮")
        self.setAccessibleName(tr("Columns and order"))
        self.setToolTip(tr("Columns of the list, and its order"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setMenu(QMenu(self))
        self.setProperty("menu", True)
        self._fill_menu()
        view.horizontalHeader().sectionClicked.connect(self._on_heading_clicked)
        view.horizontalHeader().customContextMenuRequested.connect(self._show_menu)
        names = self._remembered(kept.STUDY_COLUMNS).split(",")
        self._show_columns([column for column in COLUMNS if column.name in names])
        order = self._remembered(kept.STUDY_ORDER)
        self.sort_by(BY_NAME.get(order.lstrip(_DOWN)), descending=order.startswith(_DOWN))

    def choose(self, column: Column, shown: bool) -> None:
        """Show or hide a column, and remember it."""
        chosen = {each.name for each in self._model.columns} - {column.name}
        if shown:
            chosen.add(column.name)
        self._show_columns([each for each in COLUMNS if each.name in chosen])
        self._keep(kept.STUDY_COLUMNS, ",".join(each.name for each in self._model.columns))

    def sort_by(self, column: Column | None, *, descending: bool = False) -> None:
        """Sort patients by a column, or as the study has them, and remember it."""
        self._by, self._descending = column, descending and column is not None
        self._model.set_order(column, descending=self._descending)
        self._show_order()
        name = "" if column is None else column.name
        self._keep(kept.STUDY_ORDER, (_DOWN if self._descending else "") + name)

    def _fill_menu(self) -> None:
        columns = self.menu().addMenu(tr("Columns"))
        menu = self.menu().addMenu(tr("Order of patients"))
        self._shown = {column: columns.addAction(tr(column.title)) for column in COLUMNS[1:]}
        for column, action in self._shown.items():
            action.setCheckable(True)
            action.setToolTip(tr(column.tip))
            action.triggered.connect(partial(self.choose, column))
        self._orders = QActionGroup(menu)
        for order in (None, *COLUMNS):
            action = menu.addAction(tr("As in the study") if order is None else tr(order.title))
            action.setCheckable(True)
            action.setData(order)
            self._orders.addAction(action)
            action.triggered.connect(partial(self._on_order_chosen, order))
        menu.addSeparator()
        self._down = menu.addAction(tr("Largest first"))
        self._down.setCheckable(True)
        self._down.triggered.connect(lambda on: self.sort_by(self._by, descending=on))

    def _on_order_chosen(self, column: Column | None) -> None:
        self.sort_by(column, descending=self._descending)

    def _on_heading_clicked(self, section: int) -> None:
        """Sort by a column; the other way round; and as the study has them."""
        column = self._model.columns[section]
        if self._by is not column:
            self.sort_by(column)
        elif not self._descending:
            self.sort_by(column, descending=True)
        else:
            self.sort_by(None)

    def _show_columns(self, columns: list[Column]) -> None:
        self._model.set_columns([PHOTOGRAPH, *(c for c in columns if c is not PHOTOGRAPH)])
        for column, action in self._shown.items():
            action.setChecked(column in self._model.columns)
        self._view.fit_columns(self._model)
        self._show_order()

    def _show_order(self) -> None:
        for action in self._orders.actions():
            action.setChecked(action.data() is self._by)
        self._down.setChecked(self._descending)
        self._down.setEnabled(self._by is not None)
        shown = self._by in self._model.columns
        section = self._model.columns.index(self._by) if self._by is not None and shown else -1
        way = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self._view.horizontalHeader().setSortIndicator(section, way)

    def _show_menu(self) -> None:
        self.showMenu()

    def _remembered(self, setting: kept.Setting[str]) -> str:
        return setting.default if self._settings is None else self._settings.get(setting)

    def _keep(self, setting: kept.Setting[str], value: str) -> None:
        if self._settings is not None:
            self._settings.set(setting, value)
