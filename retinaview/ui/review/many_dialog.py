"""Decide on all proposals of a class, or on all from a score on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.session.reviewing import chosen
from retinaview.ui import theme
from retinaview.ui.classes.styles import class_style, shown_classes
from retinaview.ui.language import tr
from retinaview.ui.language.terms import lesion_words
from retinaview.ui.widgets.section import GAP_PX, MARGIN_PX, muted
from retinaview.ui.widgets.slider_row import SliderRow

_START = 0.5
_WIDTH_PX = 420


class ManyDialog(QDialog):
    """Asks which proposals, counts them, and decides on them together.

    Parameters
    ----------
    proposals : sequence of Mark
        The untouched proposals of the open photograph.
    parent : QWidget
        The window.

    Attributes
    ----------
    decided : Signal(object, bool)
        ``tuple[str, ...]`` of mark ids, and whether they are accepted.
    """

    decided = Signal(object, bool)

    def __init__(self, proposals: Sequence[Mark], *, parent: QWidget) -> None:
        super().__init__(parent)
        self._proposals = tuple(proposals)
        self.setWindowTitle(tr("Decide on many proposals"))
        self.setMinimumWidth(_WIDTH_PX)
        self.classes = self._make_classes()
        self.score = SliderRow(tr("Score from"), low=0.0, high=1.0, default=_START, steps=100)
        self._note = muted(tr("One step; {key:undo} takes it back."))
        self.accept_them, self.reject_them = QPushButton(), QPushButton()
        self._lay_out()
        self.classes.currentIndexChanged.connect(self._count)
        self.score.changed.connect(self._count)
        self.accept_them.clicked.connect(lambda: self._end(accept=True))
        self.reject_them.clicked.connect(lambda: self._end(accept=False))
        self._count()

    @property
    def ids(self) -> tuple[str, ...]:
        """The proposals that are chosen now."""
        lesion = self.classes.currentData()
        return chosen(
            self._proposals,
            lesion=None if lesion is None else LesionClass(lesion),
            least_score=self.score.value(),
        )

    def _make_classes(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(tr("Class"))
        counts = Counter(mark.lesion for mark in self._proposals)
        box.addItem(tr("All classes  {count}", count=len(self._proposals)), None)
        for lesion in shown_classes().with_all(counts):
            if counts[lesion]:
                icon = theme.swatch(class_style(lesion).colour)
                box.addItem(icon, f"{lesion_words(lesion)}  {counts[lesion]}", lesion.value)
        return box

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self.accept_them, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.reject_them, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self.accept_them.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        column.setSpacing(GAP_PX)
        for part in (self.classes, self.score, self._note, buttons):
            column.addWidget(part)

    def _count(self) -> None:
        number = len(self.ids)
        self.accept_them.setText(tr("Accept %n proposal(s)", "", number))
        self.reject_them.setText(tr("Reject %n proposal(s)", "", number))
        for button in (self.accept_them, self.reject_them):
            button.setEnabled(number > 0)

    def _end(self, *, accept: bool) -> None:
        ids = self.ids
        self.accept()
        self.decided.emit(ids, accept)
