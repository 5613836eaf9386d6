"""The table of classes: colour, name, key, name in files, and how many marks there are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from retinaview.core.class_palette import PALETTE, Colour
from retinaview.core.lesions import LONGEST_NAME, LesionClass, style_of
from retinaview.core.study_classes import KEYS, ClassConflict, Field, StudyClass, renamed
from retinaview.ui import theme
from retinaview.ui.language import later, tr

T = TypeVar("T", bound=QWidget)
_HEADS = (
    later("Colour"), later("Name"), later("Key"), later("In files"), later("Marks"),
)  # fmt: skip
_COLOUR, _NAME, _KEY, _FILES, _MARKS = range(len(_HEADS))


class ClassTable(QTableWidget):
    """Shows classes, of which colour, name and key can be changed.

    Attributes
    ----------
    edited : Signal()
        The reader has changed one.
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(0, len(_HEADS))
        self._classes: list[StudyClass] = []
        self.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)

    @property
    def chosen(self) -> int:
        """The row that the buttons are about."""
        return max(self.currentRow(), 0)

    def classes(self) -> list[StudyClass]:
        """Return the classes as they are in the table."""
        return list(self._classes)

    def words(self, row: int) -> str:
        """Return what a class is called in the reader's language."""
        each = self._classes[row]
        return each.name or tr(style_of(each.lesion).label)

    def name_field(self, row: int) -> QLineEdit:
        """Return the field of a class's name."""
        return self._widget(row, _NAME, QLineEdit)

    def key_box(self, row: int) -> QComboBox:
        """Return the box of a class's key."""
        return self._widget(row, _KEY, QComboBox)

    def colour_box(self, row: int) -> QComboBox:
        """Return the box of a class's colour."""
        return self._widget(row, _COLOUR, QComboBox)

    def show_classes(
        self, classes: Sequence[StudyClass], *, used: Mapping[LesionClass, int], chosen: int
    ) -> None:
        """Show classes in their order, with how many marks each has."""
        self._classes = list(classes)
        self.setRowCount(0)  # and with that all of the rows' fields
        self.setRowCount(len(classes))
        for row, each in enumerate(classes):
            self.setCellWidget(row, _COLOUR, self._make_colours(row))
            self.setCellWidget(row, _NAME, self._make_name(row))
            self.setCellWidget(row, _KEY, self._make_keys(row))
            self.setItem(row, _FILES, QTableWidgetItem(each.lesion.value))
            count = QTableWidgetItem(str(used.get(each.lesion, 0)))
            count.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(row, _MARKS, count)
        self.setCurrentCell(chosen, _NAME)
        self.scrollTo(self.currentIndex())

    def show_conflicts(self, found: Collection[ClassConflict]) -> None:
        """Point to names and keys that two classes have."""
        names, keys = (
            {row for c in found if c.field is field for row in (c.row, c.other)} for field in Field
        )
        for row in range(self.rowCount()):
            _set_wrong(self.name_field(row), wrong=row in names)
            _set_wrong(self.key_box(row), wrong=row in keys)

    def _make_colours(self, row: int) -> QComboBox:
        box, each = QComboBox(), self._classes[row]
        box.setAccessibleName(tr("Colour of {lesion}", lesion=self.words(row)))
        known = style_of(each.lesion).colour
        if known not in PALETTE.values():
            box.addItem(theme.swatch(known), tr("usual", "colour"), known)
        for name, colour in PALETTE.items():
            box.addItem(theme.swatch(colour), tr(name, "colour"), colour)
        if each.colour not in (known, *PALETTE.values()):
            box.addItem(theme.swatch(each.colour), tr("other", "colour"), each.colour)
        box.setCurrentIndex([box.itemData(n) for n in range(box.count())].index(each.colour))
        box.activated.connect(lambda n: self._recolour(row, box.itemData(n)))
        return box

    def _make_name(self, row: int) -> QLineEdit:
        field = QLineEdit(self.words(row))
        field.setAccessibleName(tr("Name of {lesion}", lesion=self.words(row)))
        field.setMaxLength(LONGEST_NAME)
        field.textEdited.connect(lambda text: self._rename(row, text))
        return field

    def _make_keys(self, row: int) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("Key of {lesion}", lesion=self.words(row)))
        box.addItem(tr("none"), "")
        for key in KEYS:
            box.addItem(key, key)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # Shift+3 is whole
        box.setCurrentIndex(box.findData(self._classes[row].key))
        box.activated.connect(lambda n: self._rekey(row, box.itemData(n)))
        return box

    def _rename(self, row: int, text: str) -> None:
        each, bare = self._classes[row], " ".join(text.split())
        if bare == tr(style_of(each.lesion).label):
            bare = style_of(each.lesion).label
        # Without a name it is at fault, and not called as everywhere.
        self._edit(row, renamed(each, bare) if bare else replace(each, name=" "))

    def _recolour(self, row: int, colour: Colour) -> None:
        red, green, blue = colour
        self._edit(row, replace(self._classes[row], colour=(red, green, blue)))

    def _rekey(self, row: int, key: str) -> None:
        self._edit(row, replace(self._classes[row], key=key))

    def _edit(self, row: int, each: StudyClass) -> None:
        self._classes[row] = each
        self.setCurrentCell(row, _NAME)
        self.edited.emit()

    def _widget(self, row: int, column: int, kind: type[T]) -> T:
        found = self.cellWidget(row, column)
        if not isinstance(found, kind):
            raise TypeError
        return found


def _set_wrong(field: QLineEdit | QComboBox, *, wrong: bool) -> None:
    if bool(field.property("wrong")) != wrong:
        theme.set_look(field, "wrong", wrong)
