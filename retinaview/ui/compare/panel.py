"""The tables of a comparison, in the side panel."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retinaview.ui.compare.grade_table import GradeTable
from retinaview.ui.compare.recall_panel import RecallPanel
from retinaview.ui.widgets.section import MARGIN_PX, rule


class ComparePanel(QWidget):
    """What two networks say of one photograph, and how they score over the study.

    Attributes
    ----------
    table : GradeTable
        Grades and probabilities, of two networks or of both eyes.
    recall : RecallPanel
        Scores against the reader's boxes, of two networks.
    """

    def __init__(self) -> None:
        super().__init__()
        self.table = GradeTable()
        self.recall = RecallPanel()
        self._rule = rule()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN_PX)
        for part in (self.table, self._rule, self.recall):
            column.addWidget(part)

    def show_recall(self, shown: bool) -> None:
        """Show scores, which are of networks; or not, where eyes are compared."""
        self.recall.setVisible(shown)
        self._rule.setVisible(shown)
