"""The list of networks: weights on this computer, those to download, and networks without."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from retinaview.ui.language import later, tr
from retinaview.ui.theme import Theme
from retinaview.ui.weights.listing import ListedWeights, Origin

_GROUPS = (
    (later("On this computer"), frozenset({Origin.SHIPPED, Origin.OWN})),
    (later("To download"), frozenset({Origin.OFFERED})),
    (later("Networks without weights"), frozenset({Origin.NONE})),
)
_ROW_SIZE, _GROUP_SIZE = QSize(0, 21), QSize(0, 28)


class WeightsTree(QTreeWidget):
    """Names in three groups, each with where its weights are from.

    Attributes
    ----------
    chosen : Signal(object)
        The `ListedWeights` that is selected, or None.
    """

    chosen = Signal(object)

    def __init__(self, colours: Theme) -> None:
        super().__init__()
        self._colours = colours
        self._items: dict[str, ListedWeights] = {}
        self._rows: dict[str, QTreeWidgetItem] = {}
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(10)
        self.setAccessibleName(tr("Networks and their weights"))
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setStretchLastSection(False)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit(self.current))

    @property
    def current(self) -> ListedWeights | None:
        """What is selected."""
        item = self.currentItem()
        return None if item is None else self._items.get(item.data(0, Qt.ItemDataRole.UserRole))

    @property
    def names(self) -> list[str]:
        """All names, in their order."""
        return list(self._items)

    def set_items(self, items: Sequence[ListedWeights]) -> None:
        """Show these; what was selected stays so where it is still there."""
        before = self.current
        self._items = {item.name: item for item in items}
        self.blockSignals(True)
        self.clear()
        self._rows = {}
        for title, origins in _GROUPS:
            self._add_group(tr(title), [item for item in items if item.origin in origins])
        self.expandAll()
        self.blockSignals(False)
        sound = next((item.name for item in items if not item.fault), "")
        self.select(before.name if before is not None and before.name in self._items else sound)

    def select(self, name: str) -> None:
        """Select by name; `chosen` follows."""
        if name in self._rows:
            self.setCurrentItem(self._rows[name])

    def _add_group(self, title: str, items: Sequence[ListedWeights]) -> None:
        if not items:
            return
        group = QTreeWidgetItem([title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setForeground(0, QBrush(QColor(self._colours.muted)))
        font = self.font()
        font.setBold(True)
        group.setFont(0, font)
        group.setSizeHint(0, _GROUP_SIZE)
        group.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.addTopLevelItem(group)
        group.setFirstColumnSpanned(True)
        for item in items:
            self._rows[item.name] = self._row(item)
            group.addChild(self._rows[item.name])

    def _row(self, item: ListedWeights) -> QTreeWidgetItem:
        row = QTreeWidgetItem([item.name, _state(item)])
        row.setData(0, Qt.ItemDataRole.UserRole, item.name)
        row.setToolTip(0, item.title)
        row.setSizeHint(0, _ROW_SIZE)
        colour = self._colours.alarm if item.fault else self._colours.muted
        row.setForeground(1, QBrush(QColor(colour)))
        return row


def _state(item: ListedWeights) -> str:
    """Return a word or two on the weights."""
    if item.fault:
        return tr("damaged")
    if item.entry is not None:
        return f"{item.entry.size / 1e6:.0f} MB"
    return "" if item.origin is Origin.NONE else tr(item.origin)
