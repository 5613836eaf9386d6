"""The dialog in which the classes of a study are added, named, coloured, keyed and put in order."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.errors import LabelError
from retinaview.core.lesions import LesionClass
from retinaview.core.study_classes import (
    MOST_CLASSES,
    SUGGESTIONS,
    ClassList,
    StudyClass,
    class_called,
    conflicts,
    new_class,
    renamed,
)
from retinaview.ui.classes.class_table import ClassTable
from retinaview.ui.classes.words import alike_words, conflict_words
from retinaview.ui.language import tr
from retinaview.ui.theme import set_tone
from retinaview.ui.widgets.section import muted
from retinaview.ui.widgets.text import WrappedText


class ClassesDialog(QDialog):
    """Shows the classes of a study, and takes other ones where no two have one name or key.

    Parameters
    ----------
    classes : ClassList
        Those of the study.
    used : mapping of LesionClass to int
        Marks of each class; one that has any stays.
    parent : QWidget
        The window.

    Attributes
    ----------
    chosen : Signal(object)
        The `ClassList` that the reader wants.
    table : ClassTable
        The classes as they are in the dialog.
    new_name : QComboBox
        The name of the class to add.
    """

    chosen = Signal(object)

    def __init__(
        self, classes: ClassList, *, used: Mapping[LesionClass, int], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Classes of this study"))
        self.resize(680, 620)
        self._used = used
        self.table = ClassTable()
        self.new_name = QComboBox(editable=True)
        self.new_name.setAccessibleName(tr("Name of the class to add"))
        if (line := self.new_name.lineEdit()) is not None:
            line.setPlaceholderText(tr("Name of the class to add"))
        self.add_button = QPushButton(tr("Add"))
        self.up_button, self.down_button = QPushButton(tr("Up")), QPushButton(tr("Down"))
        self.remove_button = QPushButton(tr("Remove"))
        self._note = WrappedText()
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._lay_out()
        self._connect_signals()
        self._show(list(classes.classes), chosen=0)

    @property
    def note(self) -> str:
        """What is said below the table: why the classes cannot be taken so, or a warning."""
        return self._note.text()

    @property
    def ok_button(self) -> QPushButton:
        """Takes the classes; there while no two have one name or key."""
        return self._buttons.button(QDialogButtonBox.StandardButton.Ok)

    def add(self) -> None:
        """Add the class that is named, in a colour that is far from the others."""
        name = " ".join(self.new_name.currentText().split())
        if not name or not self.add_button.isEnabled():
            return
        suggested = self.new_name.itemData(self.new_name.findText(name))
        classes = self.table.classes()
        try:
            lesion = class_called(suggested or name)
        except LabelError:
            self._say(tr("“{name}” cannot be the name of a class.", name=name))
            return
        if lesion in {each.lesion for each in classes}:
            self._say(tr("“{name}” is in the list already.", name=name))
            return
        each = new_class(lesion, among=classes)
        each = each if suggested else renamed(each, name)
        self._show([*classes, each], chosen=len(classes))

    def remove(self) -> None:
        """Take the chosen class out of the list, unless it has marks."""
        row, classes = self.table.chosen, self.table.classes()
        each = classes[row]
        if count := self._used.get(each.lesion, 0):
            self._say(
                tr(
                    "“{name}” stays in the list, because it has %n mark(s). Change their class "
                    "first.",
                    "",
                    count,
                    name=self.table.words(row),
                )
            )
        elif len(classes) == 1:
            self._say(tr("A study has at least one class."))
        else:
            self._show([*classes[:row], *classes[row + 1 :]], chosen=min(row, len(classes) - 2))

    def shift(self, by: int) -> None:
        """Move the chosen class up (-1) or down (1)."""
        row, classes = self.table.chosen, self.table.classes()
        to = row + by
        if 0 <= to < len(classes):
            classes[row], classes[to] = classes[to], classes[row]
            self._show(classes, chosen=to)

    def accept(self) -> None:
        """Hand the classes over, unless two have one name or key."""
        if self.ok_button.isEnabled():
            self.chosen.emit(ClassList(tuple(self.table.classes())))
            super().accept()

    def _show(self, classes: list[StudyClass], *, chosen: int) -> None:
        self.table.show_classes(classes, used=self._used, chosen=chosen)
        taken = {each.lesion for each in classes}
        self.new_name.clear()
        for name in SUGGESTIONS:
            if class_called(name) not in taken:
                self.new_name.addItem(tr(name), name)
        self.new_name.setCurrentIndex(-1)
        for part in (self.new_name, self.add_button):
            part.setEnabled(len(classes) < MOST_CLASSES)
        self._check()

    def _check(self) -> None:
        """Say what two classes have in common, and whether the list can be taken."""
        classes = self.table.classes()
        found = conflicts(classes)
        self.table.show_conflicts(found)
        self.ok_button.setEnabled(not found)
        names = [self.table.words(row) for row in range(len(classes))]
        said = [conflict_words(each, classes, names) for each in found]
        self._say("\n".join(said) if said else alike_words(classes, names), wrong=bool(said))

    def _say(self, sentence: str, *, wrong: bool = True) -> None:
        set_tone(self._note, "alarm" if wrong else "caution")
        self._note.setText(sentence)

    def _lay_out(self) -> None:
        adding = QHBoxLayout()
        adding.addWidget(self.new_name, 1)
        adding.addWidget(self.add_button)
        moving = QHBoxLayout()
        for button in (self.up_button, self.down_button, self.remove_button):
            moving.addWidget(button)
        moving.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(
            muted(
                tr(
                    "These classes are offered in this study, in this order. Files name them as "
                    "the table says, whatever they are called here."
                )
            )
        )
        column.addWidget(self.table, 1)
        column.addLayout(moving)
        column.addLayout(adding)
        column.addWidget(self._note)
        column.addWidget(self._buttons)
        for standard in self._buttons.buttons():
            standard.setIcon(QIcon())
        for plain in (self.up_button, self.down_button, self.remove_button, self.ok_button):
            plain.setAutoDefault(False)
        self.add_button.setDefault(True)  # Enter adds what is named, and ends nothing

    def _connect_signals(self) -> None:
        self.table.edited.connect(self._check)
        self.add_button.clicked.connect(self.add)
        self.up_button.clicked.connect(lambda: self.shift(-1))
        self.down_button.clicked.connect(lambda: self.shift(1))
        self.remove_button.clicked.connect(self.remove)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
