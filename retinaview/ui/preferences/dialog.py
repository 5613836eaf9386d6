"""The dialog of the preferences; whatever is set there holds at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui.action_set import key_texts
from retinaview.ui.action_spec import ActionSpec
from retinaview.ui.widgets.section import muted

THEMES = ("dark", "light", "system")
_THEME_WORDS = ("Dark", "Light", "Follow the desktop")
_LAYER_WORDS = ("As they were left", "As at the first start")
SMALLEST_PT, LARGEST_PT = 7, 20
_HEADS = ("Command", "Keys", "Also on")
_ID_ROLE = Qt.ItemDataRole.UserRole


class PreferencesDialog(QDialog):
    """Shows settings and keys, and reports what the reader sets.

    Attributes
    ----------
    reader_named : Signal(str)
        The reader's name; empty for the login name.
    theme_chosen : Signal(str)
        One of `THEMES`.
    text_sized : Signal(int)
        Points; 0 for the desktop's size.
    layers_chosen : Signal(bool)
        Whether layers start as at the first start.
    keys_chosen : Signal(str, object)
        Id of an action and its keys, or None for those it is made with.
    """

    reader_named = Signal(str)
    theme_chosen = Signal(str)
    text_sized = Signal(int)
    layers_chosen = Signal(bool)
    keys_chosen = Signal(str, object)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preferences")
        self.resize(640, 640)
        self.reader = QLineEdit()
        self.theme = QComboBox()
        self.theme.addItems(_THEME_WORDS)
        self.text_size = QComboBox()
        self.text_size.addItem("As the desktop's", 0)
        for points in range(SMALLEST_PT, LARGEST_PT + 1):
            self.text_size.addItem(f"{points} pt", points)
        self.layers = QComboBox()
        self.layers.addItems(_LAYER_WORDS)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find a command")
        self.filter.setClearButtonEnabled(True)
        self.table = _make_table()
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        self.default = QPushButton("Default key")
        self.default.setAutoDefault(False)  # Enter in a field is that field's
        self._lay_out()
        self._connect_signals()
        self._show_chosen()

    def show_settings(self, *, reader: str, login: str, theme: str, text_pt: int) -> None:
        """Show what is set."""
        self.reader.setText(reader)
        self.reader.setPlaceholderText(login)
        self.theme.setCurrentIndex(THEMES.index(theme) if theme in THEMES else 0)
        self.text_size.setCurrentIndex(max(self.text_size.findData(text_pt), 0))

    def show_layers(self, *, as_first: bool) -> None:
        """Show how layers start."""
        self.layers.setCurrentIndex(int(as_first))

    def show_keys(
        self, specs: Sequence[ActionSpec], clashing: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Show every action with its keys, and what else is on the same keys."""
        chosen = self.chosen
        self.table.setRowCount(len(specs))
        for row, spec in enumerate(specs):
            others = ", ".join(clashing.get(spec.id, ()))
            for column, text in enumerate((_words(spec), ", ".join(key_texts(spec)), others)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                item.setData(_ID_ROLE, spec.id)
                self.table.setItem(row, column, item)
        if chosen:
            self.choose(chosen)
        self._filter()

    def row_of(self, action_id: str) -> int:
        """Return the row of an action."""
        rows = range(self.table.rowCount())
        return next(row for row in rows if self._at(row, 0).data(_ID_ROLE) == action_id)

    def cell(self, action_id: str, column: int) -> str:
        """Return a cell of an action's row, as shown."""
        return self._at(self.row_of(action_id), column).text()

    def choose(self, action_id: str) -> None:
        """Select the action whose key is to be set."""
        self.table.selectRow(self.row_of(action_id))

    @property
    def chosen(self) -> str:
        """Id of the selected action; empty where there is none."""
        rows = self.table.selectionModel().selectedRows()
        return str(rows[0].data(_ID_ROLE)) if rows else ""

    def _at(self, row: int, column: int) -> QTableWidgetItem:
        return self.table.item(row, column) or QTableWidgetItem()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("Reader's name", self.reader)
        form.addRow("Theme", self.theme)
        form.addRow("Size of text", self.text_size)
        form.addRow("Layers at start", self.layers)
        setting = QHBoxLayout()
        setting.addWidget(QLabel("Press the new key"))
        setting.addWidget(self.key, 1)
        setting.addWidget(self.default)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(muted("Marks and answers carry the name from the next study opened on."))
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addLayout(setting)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _connect_signals(self) -> None:
        self.reader.editingFinished.connect(
            lambda: self.reader_named.emit(self.reader.text().strip())
        )
        self.theme.activated.connect(lambda index: self.theme_chosen.emit(THEMES[index]))
        self.text_size.activated.connect(
            lambda index: self.text_sized.emit(self.text_size.itemData(index))
        )
        self.layers.activated.connect(lambda index: self.layers_chosen.emit(bool(index)))
        self.filter.textChanged.connect(self._filter)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.key.keySequenceChanged.connect(self._on_key)
        self.default.clicked.connect(lambda: self.keys_chosen.emit(self.chosen, None))

    def _show_chosen(self) -> None:
        self.key.setEnabled(bool(self.chosen))
        self.default.setEnabled(bool(self.chosen))

    def _on_key(self, pressed: QKeySequence) -> None:
        if self.chosen and not pressed.isEmpty():
            self.keys_chosen.emit(self.chosen, (pressed.toString(),))
            self.key.clear()

    def _filter(self) -> None:
        wanted = self.filter.text().casefold().strip()
        for row in range(self.table.rowCount()):
            texts = (self._at(row, column).text() for column in range(len(_HEADS)))
            self.table.setRowHidden(row, wanted not in " ".join(texts).casefold())


def _words(spec: ActionSpec) -> str:
    return f"{spec.group.replace('/', ' › ')} › {spec.text.rstrip('…')}"


def _make_table() -> QTableWidget:
    table = QTableWidget(0, len(_HEADS))
    table.setHorizontalHeaderLabels(list(_HEADS))
    table.verticalHeader().hide()
    table.setShowGrid(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table
