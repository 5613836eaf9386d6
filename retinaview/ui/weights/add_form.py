"""Which weights to add: the file, its card, and the name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.language import later, tr
from retinaview.ui.widgets.file_dialogs import choose_file
from retinaview.ui.widgets.section import muted

_EXPLANATION = later(
    "Weights of any network in the list, as a safetensors file with its model card, or any network "
    "as an ONNX file with a card. Before they are copied, the card's fields, every tensor's shape, "
    "the classes, the preprocessing and the answer to a phantom are checked."
)


@dataclass(frozen=True)
class WantedWeights:
    """What the reader wants to add; the card and the name can be left to the file."""

    file: Path
    card: Path | None
    name: str
    replace: bool


class AddForm(QDialog):
    """Asks for the weights.

    Attributes
    ----------
    wanted : Signal(object)
        `WantedWeights`.
    """

    wanted = Signal(object)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add weights"))
        self.setMinimumWidth(580)
        self.file = QLineEdit()
        self.card = QLineEdit()
        self.card.setPlaceholderText(tr("the .json file of the same name"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(tr("as on the card"))
        self.replace = QCheckBox(tr("Replace weights of your own that have this name"))
        self._lay_out()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        weights = tr("Weights") + " (*.safetensors *.onnx)"
        cards = tr("Model cards") + " (*.json)"
        form.addRow(tr("Weights"), _with_browser(self.file, weights, self))
        form.addRow(tr("Model card"), _with_browser(self.card, cards, self))
        form.addRow(tr("Name"), self.name)
        form.addRow("", self.replace)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.add_button = buttons.button(kinds.Ok)
        self.add_button.setText(tr("Check and add"))
        self.add_button.setEnabled(False)
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(muted(tr(_EXPLANATION)))
        column.addLayout(form)
        column.addWidget(buttons)
        self.file.textChanged.connect(lambda text: self.add_button.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)

    def _accept(self) -> None:
        card = self.card.text().strip()
        self.wanted.emit(
            WantedWeights(
                Path(self.file.text().strip()).expanduser(),
                Path(card).expanduser() if card else None,
                self.name.text().strip(),
                self.replace.isChecked(),
            )
        )
        self.accept()


def _with_browser(line: QLineEdit, kinds: str, parent: QWidget) -> QHBoxLayout:
    """Make a line for a path, with a button that chooses one."""
    button = QPushButton(tr("Choose…"))
    button.setAutoDefault(False)

    def choose() -> None:
        chosen = choose_file(parent, tr("Add weights"), line.text(), kinds)
        if chosen:
            line.setText(chosen)

    button.clicked.connect(choose)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(line, 1)
    row.addWidget(button)
    return row
