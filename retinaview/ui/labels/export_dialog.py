"""Choose a format and a folder for labels."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from retinaview.core.pictures import Pictures
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.file_dialogs import choose_folder
from retinaview.ui.widgets.section import muted
from retinaview.ui.widgets.segmented import Segmented

HISTORY = "history"
FORMATS: tuple[tuple[str, str, str], ...] = (
    ("csv", "CSV", later("Two tables, boxes and grades, with authors and provenance")),
    ("coco", "COCO", later("One JSON file, for detection libraries")),
    ("yolo", "YOLO", later("One text file per photograph, with data.yaml")),
    ("voc", "Pascal VOC", later("One XML file per photograph")),
    ("labelme", "labelme", later("One JSON file per photograph, opens in labelme")),
    ("cvat", "CVAT", later("One XML file, for correction in CVAT")),
    ("masks", later("PNG masks"), later("One 0/255 picture per photograph and class")),
    (HISTORY, later("History"), later("One file of who did what and when, by all readers")),
)

PICTURES: tuple[tuple[Pictures, str, str], ...] = (
    (Pictures.NONE, later("Labels only"), later("Write no photographs")),
    (
        Pictures.COPY,
        later("With copies"),
        later("Write a copy of every photograph, for a data set to pass on"),
    ),
    (
        Pictures.LINK,
        later("With links"),
        later("Write links to the photographs, for training on this computer"),
    ),
)
SPLITS = ("0.8/0.1/0.1", "0.7/0.15/0.15", "0.8/0.2")
_WHOLE = later("Not split")
_LABELS_ALONE = later("Your labels are written: drawn, accepted and edited marks, and your grades.")
_ALL_STEPS = later("All readers' steps are written; a new project can be made from them.")


class ExportDialog(QDialog):
    """Asks for format and folder.

    Parameters
    ----------
    folder : Path
        The suggestion.
    caution : str
        What is unusual about this study; empty where nothing is.
    parent : QWidget
        The window.
    """

    def __init__(self, folder: Path, *, caution: str = "", parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export labels"))
        self.setMinimumWidth(520)
        self._choices = QButtonGroup(self)
        self._folder = QLineEdit(str(folder))
        self._pictures = Segmented([(tr(title), tr(words)) for _, title, words in PICTURES])
        self._pictures.set_choice(0)
        self._split = QComboBox()
        self._split.addItems([tr(_WHOLE), *SPLITS])
        self._split.setToolTip(tr("Shares of train, val and test; by patient, stratified by grade"))
        self._note = QLabel(tr(_LABELS_ALONE))
        self._caution = muted(caution)
        self._caution.setObjectName("caution")
        self._lay_out()
        self._choices.idToggled.connect(self._on_chosen)

    @property
    def caution(self) -> str:
        """What is unusual about this study; empty where nothing is."""
        return self._caution.text()

    @property
    def format_name(self) -> str:
        """The chosen format, as the exchange room calls it."""
        return FORMATS[self._choices.checkedId()][0]

    @property
    def folder(self) -> Path:
        """The chosen folder."""
        return Path(self._folder.text()).expanduser()

    @property
    def pictures(self) -> Pictures:
        """Whether the photographs go along, and how."""
        return PICTURES[self._pictures.choice or 0][0]

    @property
    def split(self) -> str | None:
        """The shares of train, val and test; None for one whole."""
        return self._split.currentText() if self._split.currentIndex() > 0 else None

    def choose(self, format_name: str) -> None:
        """Choose a format."""
        names = [name for name, *_ in FORMATS]
        self._choices.button(names.index(format_name)).setChecked(True)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(12)
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(8)
        for number, (_, title, words) in enumerate(FORMATS):
            button = QRadioButton(tr(title))
            self._choices.addButton(button, number)
            explanation = QLabel(tr(words))
            explanation.setObjectName("muted")
            form.addRow(button, explanation)
        self._choices.button(0).setChecked(True)
        column.addLayout(form)
        more = QFormLayout()
        more.setHorizontalSpacing(18)
        more.addRow(tr("Photographs"), self._pictures)
        more.addRow(tr("Train, val, test"), self._split)
        column.addLayout(more)
        where = QHBoxLayout()
        browse = QPushButton(tr("Choose…"))
        browse.clicked.connect(self._browse)
        where.addWidget(QLabel(tr("Folder")))
        where.addWidget(self._folder, 1)
        where.addWidget(browse)
        column.addLayout(where)
        self._note.setObjectName("muted")
        column.addWidget(self._note)
        column.addWidget(self._caution)
        self._caution.setVisible(bool(self.caution))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        buttons.button(kinds.Ok).setText(tr("Export"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _on_chosen(self) -> None:
        """Leave no choice of photographs and parts for the history, which goes out whole."""
        whole = self.format_name == HISTORY
        if whole:
            self._pictures.set_choice(0)
            self._split.setCurrentIndex(0)
        self._pictures.setEnabled(not whole)
        self._split.setEnabled(not whole)
        self._note.setText(tr(_ALL_STEPS if whole else _LABELS_ALONE))

    def _browse(self) -> None:
        chosen = choose_folder(self, tr("Export labels"), self._folder.text())
        if chosen:
            self._folder.setText(chosen)
