"""The dialog that hands out photographs that nobody has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.language import tr


class AssignDialog(QDialog):
    """Asks who is to read how many of the photographs that nobody has.

    Parameters
    ----------
    readers : sequence of str
        Names to choose from; others can be typed.
    free : int
        How many photographs nobody has.
    """

    def __init__(self, parent: QWidget, *, readers: Sequence[str], free: int) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Assign photographs"))
        self.reader = QComboBox(editable=True)
        self.reader.addItems(list(readers))
        self.count = QSpinBox(minimum=1, maximum=max(1, free), value=max(1, free))
        self.count.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        form = QFormLayout()
        form.addRow(tr("Reader"), self.reader)
        form.addRow(tr("Photographs that nobody has"), self.count)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(buttons)
