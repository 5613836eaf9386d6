"""Choosing a source; those without weights are greyed, with the command that trains them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox

from retinaview.ui.language import tr

if TYPE_CHECKING:
    from retinaview.inference.sources import Source

_WIDTH_CHARACTERS = 22


class SourceBox(QComboBox):
    """The sources by name.

    Attributes
    ----------
    chosen : Signal(str)
        Name of the source that the reader has picked.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.setMinimumContentsLength(_WIDTH_CHARACTERS)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.activated.connect(lambda _: self.chosen.emit(self.source))

    @property
    def source(self) -> str:
        """Name of the chosen source; empty where there is none."""
        return self.currentData(Qt.ItemDataRole.UserRole) or ""

    def set_sources(self, sources: Sequence[Source], *, chosen: str) -> None:
        """Offer these; nothing is emitted."""
        self._items.clear()
        for source in sources:
            self._items.appendRow(_item(source))
        self.set_source(chosen)
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 2 * _margin(self))

    def set_source(self, name: str) -> None:
        """Choose one by name; none where it is not offered. Nothing is emitted."""
        self.setCurrentIndex(self.findData(name, Qt.ItemDataRole.UserRole))

    def text_of(self, name: str) -> str:
        """Return a source's entry in the list."""
        return self.itemText(self.findData(name, Qt.ItemDataRole.UserRole))

    def can_choose(self, name: str) -> bool:
        """Whether the reader can pick it."""
        return self._items.item(self.findData(name, Qt.ItemDataRole.UserRole)).isEnabled()


def _item(source: Source) -> QStandardItem:
    item = QStandardItem(source.name if source.has_weights else f"{source.name}   {_lack(source)}")
    item.setData(source.name, Qt.ItemDataRole.UserRole)
    item.setEnabled(source.has_weights)
    item.setToolTip(source.title if source.has_weights else f"{source.title}: {_lack(source)}")
    return item


def _lack(source: Source) -> str:
    return source.fault or tr("no weights: {command}", command=source.train_command)


def _margin(box: QComboBox) -> int:
    return box.fontMetrics().averageCharWidth()
