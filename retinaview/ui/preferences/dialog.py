"""The dialog of the preferences; whatever is set there holds at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
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
from retinaview.ui.language import later, tr
from retinaview.ui.language.catalogues import LANGUAGES
from retinaview.ui.preferences.choices import CHOICES, Choice
from retinaview.ui.widgets.section import muted
from retinaview.ui.widgets.selecting import select_row

THEMES = ("dark", "light", "system")
_THEME_WORDS = later("Dark"), later("Light"), later("Follow the desktop")
SMALLEST_PT, LARGEST_PT = 7, 20
_HEADS = later("Command"), later("Keys"), later("Also on")
_ID_ROLE = Qt.ItemDataRole.UserRole


class PreferencesDialog(QDialog):
    """Shows settings and keys, and reports what the reader sets.

    Attributes
    ----------
    reader_named : Signal(str)
        The reader's name; empty for the login name.
    language_chosen : Signal(str)
        Code of one of `LANGUAGES`.
    theme_chosen : Signal(str)
        One of `THEMES`.
    text_sized : Signal(int)
        Points; 0 for the desktop's size.
    choice_made : Signal(str, bool)
        Key of one of the `CHOICES`, and whether the second of its words is chosen.
    keys_chosen : Signal(str, object)
        Id of an action and its keys, or None for those it is made with.
    """

    reader_named = Signal(str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    text_sized = Signal(int)
    choice_made = Signal(str, bool)
    keys_chosen = Signal(str, object)

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preferences"))
        self.resize(640, 640)
        self.reader = QLineEdit()
        self.language = QComboBox()
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.theme = QComboBox()
        self.theme.addItems([tr(words) for words in _THEME_WORDS])
        self.text_size = QComboBox()
        self.text_size.addItem(tr("As the desktop's"), 0)
        for points in range(SMALLEST_PT, LARGEST_PT + 1):
            self.text_size.addItem(tr("{points} pt", points=points), points)
        self.choices = {choice.setting.key: _box(choice) for choice in CHOICES}
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Find a command"))
        self.filter.setClearButtonEnabled(True)
        self.table = _make_table()
        self.key = QKeySequenceEdit()
        self.key.setMaximumSequenceLength(1)
        # Qt's own words in it, which come back after every key, do not follow the language.
        self.key.setStyleSheet("QLineEdit { placeholder-text-color: transparent; }")
        self.default = QPushButton(tr("Default key"))
        self.default.setAutoDefault(False)  # Enter in a field is that field's
        self._lay_out()
        self._connect_signals()
        self._show_chosen()

    def reword(self) -> None:
        """Name the columns in the reader's language; the rows come with `show_keys`."""
        self.table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])

    def show_settings(
        self, *, reader: str, login: str, language: str, theme: str, text_pt: int
    ) -> None:
        """Show what is set."""
        self.language.setCurrentIndex(max(self.language.findData(language), 0))
        self.reader.setText(reader)
        self.reader.setPlaceholderText(login)
        self.theme.setCurrentIndex(THEMES.index(theme) if theme in THEMES else 0)
        self.text_size.setCurrentIndex(max(self.text_size.findData(text_pt), 0))

    def show_choice(self, key: str, on: bool) -> None:
        """Show which of two is chosen, by the setting's key."""
        self.choices[key].setCurrentIndex(int(on))

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
        select_row(self.table, self.row_of(action_id))

    @property
    def chosen(self) -> str:
        """Id of the selected action; empty where there is none."""
        rows = self.table.selectionModel().selectedRows()
        return str(rows[0].data(_ID_ROLE)) if rows else ""

    def _at(self, row: int, column: int) -> QTableWidgetItem:
        return self.table.item(row, column) or QTableWidgetItem()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("Reader's name"), self.reader)
        form.addRow(tr("Language"), self.language)
        form.addRow(tr("Theme"), self.theme)
        form.addRow(tr("Size of text"), self.text_size)
        for choice in CHOICES:
            form.addRow(tr(choice.title), self.choices[choice.setting.key])
        setting = QHBoxLayout()
        setting.addWidget(QLabel(tr("Press the new key")))
        setting.addWidget(self.key, 1)
        setting.addWidget(self.default)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(
            muted(tr("Marks and answers carry the name from the next study opened on."))
        )
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        column.addLayout(setting)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _connect_signals(self) -> None:
        self.reader.editingFinished.connect(
            lambda: self.reader_named.emit(self.reader.text().strip())
        )
        self.language.activated.connect(
            lambda index: self.language_chosen.emit(self.language.itemData(index))
        )
        self.theme.activated.connect(lambda index: self.theme_chosen.emit(THEMES[index]))
        self.text_size.activated.connect(
            lambda index: self.text_sized.emit(self.text_size.itemData(index))
        )
        for key, box in self.choices.items():
            box.activated.connect(lambda index, key=key: self.choice_made.emit(key, bool(index)))
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
    path = [*map(tr, spec.group.split("/")), tr(spec.text).rstrip("…")]
    return " › ".join(path)


def _box(choice: Choice) -> QComboBox:
    box = QComboBox()
    box.addItems([tr(choice.off), tr(choice.on)])
    box.setAccessibleName(tr(choice.title))
    return box


def _make_table() -> QTableWidget:
    table = QTableWidget(0, len(_HEADS))
    table.setHorizontalHeaderLabels([tr(head) for head in _HEADS])
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
