"""All networks, their weights and cards; adds, downloads and removes weights."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from retinaview.inference.sources import train_command
from retinaview.ui.first_size import resize_first
from retinaview.ui.language import tr
from retinaview.ui.theme import Theme
from retinaview.ui.weights.add_form import AddForm
from retinaview.ui.weights.card_page import card_page
from retinaview.ui.weights.listing import ListedWeights, Origin, WeightsListing
from retinaview.ui.weights.progress_row import ProgressRow
from retinaview.ui.weights.weights_tree import WeightsTree
from retinaview.ui.widgets.section import muted

_SIZE_PX = 1080, 700
_TREE_PX = 310
_PAGE_MARGIN_PX = 12


class WeightsDialog(QDialog):
    """Shows a `WeightsListing`, and says what the reader wants done with it.

    Attributes
    ----------
    add_requested : Signal(object)
        `WantedWeights`.
    download_requested : Signal(object)
        An entry of the index.
    remove_requested : Signal(str)
        Name of weights of the user's own.
    cancel_requested : Signal()
        Stop what is under way.
    index_chosen : Signal(str)
        Another index to download by.
    tree, page, progress, index : QWidget
        The list, the card, what is under way, and where the index lies.
    """

    add_requested = Signal(object)
    download_requested = Signal(object)
    remove_requested = Signal(str)
    cancel_requested = Signal()
    index_chosen = Signal(str)

    def __init__(self, colours: Theme, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Networks and weights"))
        resize_first(self, _SIZE_PX)
        self._colours = colours
        self._busy = False
        self.tree = WeightsTree(colours)
        self.page = QTextBrowser()
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.document().setDocumentMargin(_PAGE_MARGIN_PX)
        self.progress = ProgressRow()
        self.index = QLineEdit()
        self.index.setPlaceholderText(tr("the program's own, or a file or https address"))
        self._index_fault = muted()
        self.add_button = _button(tr("Add weights…"))
        self.download_button = _button(tr("Download"))
        self.remove_button = _button(tr("Remove…"))
        self.copy_button = _button(tr("Copy command"))
        self.close_button = _button(tr("Close"))
        self._lay_out()
        self._connect_signals()
        self._show(None)

    @property
    def index_fault(self) -> str:
        """Why the index cannot be used."""
        return self._index_fault.text()

    @Slot(object)
    def set_listing(self, listing: WeightsListing) -> None:
        """Show everything anew."""
        self.tree.set_items(listing.items)
        if not self.index.hasFocus():
            self.index.setText(listing.index)
        self._index_fault.setText(listing.index_fault)
        self._index_fault.setVisible(bool(listing.index_fault))

    @Slot(str)
    def set_busy(self, sentence: str) -> None:
        """Show that a task runs, and let no second one begin."""
        self._busy = True
        self.progress.begin(sentence)
        self._show(self.tree.current)

    @Slot(object, object)
    def set_progress(self, done: int, size: int) -> None:
        """Show how many bytes of all are there."""
        self.progress.set_progress(done, size)

    @Slot(str, bool)
    def set_ended(self, sentence: str, well: bool) -> None:
        """Show that no task runs any more."""
        self._busy = False
        self.progress.end(sentence, well=well)
        self._show(self.tree.current)

    def ask_for_weights(self) -> None:
        """Let the reader choose a file to add."""
        form = AddForm(parent=self)
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.wanted.connect(self.add_requested)
        form.open()

    def _lay_out(self) -> None:
        parts = QSplitter(Qt.Orientation.Horizontal)
        parts.addWidget(self.tree)
        parts.addWidget(self.page)
        parts.setSizes([_TREE_PX, _SIZE_PX[0] - _TREE_PX])
        parts.setStretchFactor(1, 1)
        parts.setChildrenCollapsible(False)
        where = QHBoxLayout()
        where.addWidget(QLabel(tr("Index of downloads")))
        where.addWidget(self.index, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.add_button)
        buttons.addStretch(1)
        for button in (self.copy_button, self.download_button, self.remove_button):
            buttons.addWidget(button)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(parts, 1)
        column.addWidget(self.progress)
        column.addLayout(where)
        column.addWidget(self._index_fault)
        column.addLayout(buttons)

    def _connect_signals(self) -> None:
        self.tree.chosen.connect(self._show)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.index.returnPressed.connect(lambda: self.index_chosen.emit(self.index.text()))
        self.add_button.clicked.connect(self.ask_for_weights)
        self.download_button.clicked.connect(self._on_download_clicked)
        self.remove_button.clicked.connect(self._on_remove_clicked)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.close_button.clicked.connect(self.reject)

    def _show(self, item: ListedWeights | None) -> None:
        """Show the selection's card, and the buttons that make sense for it."""
        origin = None if item is None else item.origin
        html = "" if item is None else card_page(item, self._colours)
        if html != self.page.property("shown"):  # else the reader's place in it would be lost
            self.page.setProperty("shown", html)
            self.page.setHtml(html)
        for button, origins in (
            (self.download_button, (Origin.OFFERED,)),
            (self.remove_button, (Origin.OWN,)),
            (self.copy_button, (Origin.NONE,)),
        ):
            button.setVisible(origin in origins)
        for button in (self.add_button, self.download_button, self.remove_button):
            button.setEnabled(not self._busy)

    def _on_download_clicked(self) -> None:
        item = self.tree.current
        if item is not None and item.entry is not None:
            self.download_requested.emit(item.entry)

    def _on_copy_clicked(self) -> None:
        item = self.tree.current
        if item is not None:
            QGuiApplication.clipboard().setText(train_command(item.name))

    def _on_remove_clicked(self) -> None:
        item = self.tree.current
        if item is None:
            return
        kinds = QMessageBox.StandardButton
        box = QMessageBox(self)
        box.setWindowTitle(tr("Remove weights"))
        box.setText(tr("Delete {name} and its card from this computer?", name=item.name))
        box.setStandardButtons(kinds.Yes | kinds.Cancel)
        box.button(kinds.Yes).setText(tr("Delete"))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.accepted.connect(lambda name=item.name: self.remove_requested.emit(name))
        box.open()


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
