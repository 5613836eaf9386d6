"""What an import with problems would bring, before anything is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.errors import LabelError
from retinaview.core.label_problems import OnProblem
from retinaview.core.lesions import LesionClass, own_class
from retinaview.core.study_classes import NEW
from retinaview.ui.classes.styles import shown_classes
from retinaview.ui.labels.words import class_words, imported_words
from retinaview.ui.language import later, tr
from retinaview.ui.language.below import said_below
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.widgets.text import WrappedText

if TYPE_CHECKING:
    from retinaview.session.label_import import ImportReport

_LEAVE_OUT = later("Leave out")
_MOST_SHOWN = 500


class ImportPreview(QDialog):
    """Shows what will come in and what will not, and asks what to do with problems.

    Parameters
    ----------
    parent : QWidget
        The window.

    Attributes
    ----------
    changed : Signal()
        The reader wants problems handled otherwise: `on_problem` or `classes` is another.
    clip_button : QRadioButton
        Whether boxes are cut to their photograph.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import labels"))
        self.setMinimumSize(620, 460)
        self._comes = WrappedText()
        self._classes: dict[str, QComboBox] = {}
        self._form = QFormLayout()
        self._skip = QRadioButton(tr("Leave labels with problems out"))
        self.clip_button = QRadioButton(tr("Cut boxes to their photograph, and leave out the rest"))
        self._problems = QListWidget()
        self._count = WrappedText()
        kinds = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self._lay_out()

    @property
    def comes(self) -> str:
        """The sentence on what will come in."""
        return self._comes.text()

    @property
    def problems(self) -> list[str]:
        """The problems listed."""
        return [self._problems.item(row).text() for row in range(self._problems.count())]

    @property
    def on_problem(self) -> OnProblem:
        """What the reader wants done with labels that have problems."""
        return OnProblem.CLIP if self.clip_button.isChecked() else OnProblem.SKIP

    @property
    def classes(self) -> dict[str, str]:
        """The class that the reader has chosen for each unknown name; `NEW` if it shall join."""
        chosen = {name: box.currentData() for name, box in self._classes.items()}
        return {name: str(lesion) for name, lesion in chosen.items() if lesion}

    def choose(self, name: str, lesion: LesionClass | None) -> None:
        """Choose the class of an unknown name; None adds that name to the study."""
        box = self._classes[name]
        box.setCurrentIndex(box.findData(NEW if lesion is None else lesion.value))

    def set_busy(self) -> None:
        """Show that the files are read again."""
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        self._comes.setText(tr("Reading the files again…"))

    def show_report(self, report: ImportReport) -> None:
        """Show what the import would bring."""
        classes, everything = class_words(report), imported_words(report)
        if classes:
            words = tr("To be imported: {classes}. In all, {all}.", classes=classes, all=everything)
        else:
            words = tr("To be imported: {all}.", all=everything)
        self._comes.setText(words)
        for name in dict.fromkeys(p.about for p in report.problems if p.about):
            if name not in self._classes:
                self._add_class(name)
        self._count.setText(tr("%n problem(s):", "", len(report.problems)))
        self._problems.clear()
        self._problems.addItems(
            [said_below(str(problem)) for problem in report.problems[:_MOST_SHOWN]]
        )
        if len(report.problems) > _MOST_SHOWN:
            self._problems.addItem(tr("and {count} more", count=len(report.problems) - _MOST_SHOWN))
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(True)

    def _add_class(self, name: str) -> None:
        box = QComboBox()
        box.addItem(tr(_LEAVE_OUT), "")
        if _can_join(name):
            box.addItem(tr("Add it to the classes of this study"), NEW)
        for lesion in shown_classes().with_all(LesionClass):
            box.addItem(lesion_words(lesion), lesion.value)
        box.currentIndexChanged.connect(self.changed)
        self._classes[name] = box
        self._form.addRow(tr("Class “{name}” is", name=name), box)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._comes)
        column.addLayout(self._form)
        column.addWidget(self._skip)
        column.addWidget(self.clip_button)
        self._skip.setChecked(True)
        self.clip_button.toggled.connect(self.changed)
        column.addWidget(self._count)
        self._problems.setWordWrap(True)
        self._problems.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self._problems, 1)
        self._buttons.button(QDialogButtonBox.StandardButton.Ok).setText(tr("Import"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        column.addWidget(self._buttons)


def _can_join(name: str) -> bool:
    """Whether a name in the files can be that of a class of the study's own."""
    try:
        own_class(name)
    except LabelError:
        return False
    return True
