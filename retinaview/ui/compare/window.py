"""The window of the comparison: two halves, the table and the recall below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from retinaview.ui import settings as kept
from retinaview.ui.canvas import Layer
from retinaview.ui.compare.grade_table import GradeTable
from retinaview.ui.compare.halves import Mode
from retinaview.ui.compare.layers_bar import LayersBar
from retinaview.ui.compare.recall_panel import RecallPanel
from retinaview.ui.compare.side import Side
from retinaview.ui.first_size import resize_first
from retinaview.ui.layouts.view_link import ViewLink
from retinaview.ui.settings import Settings
from retinaview.ui.widgets.segmented import Segmented

_FIRST_SIZE_PX = 1240, 780
_SHARES = (61, 39)
_MODES = (
    ("Two networks", "Two networks on this photograph"),
    ("Both eyes", "One network on the right and the left eye of this patient"),
)
_STEPS = (("A", -1), ("PgUp", -1), ("D", 1), ("PgDown", 1))


class CompareWindow(QWidget):
    """Two halves side by side, linked; numbers below.

    Attributes
    ----------
    sides : tuple of Side
        The halves.
    mode_chosen : Signal(object)
        The `Mode` that the reader has picked.
    step_requested : Signal(int)
        The photograph so many places on in the list is wanted.
    closed : Signal()
        The reader has closed the window.
    """

    mode_chosen = Signal(object)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Compare")
        resize_first(self, _FIRST_SIZE_PX)
        self.mode = Segmented(_MODES)
        self.mode.setMinimumWidth(230)
        self.linked = QCheckBox("Linked")
        self.linked.setToolTip("Zoom and move both halves together")
        self.mirrored = QCheckBox("Mirrored")
        self.mirrored.setToolTip("Both halves move towards the nose, or away from it, together")
        self.layers = LayersBar()
        self.sides = Side(), Side()
        self.link = ViewLink(self.sides[0].canvas, self.sides[1].canvas)
        self.table = GradeTable()
        self.recall = RecallPanel()
        self._lay_out()
        self._connect_signals()
        self.linked.setChecked(True)
        self.mirrored.setChecked(True)
        self.set_mode(Mode.SOURCES)

    def set_mode(self, mode: Mode) -> None:
        """Show which comparison this is, and what can be chosen for it."""
        eyes = mode is Mode.EYES
        self.mode.set_choice(list(Mode).index(mode))
        self.mirrored.setVisible(eyes)
        self.link.set_mirrored(eyes and self.mirrored.isChecked())
        self.sides[1].sources.setVisible(not eyes)

    def restore(self, settings: Settings) -> None:
        """Restore the window's place and its halves, also from an earlier run."""
        self.restoreGeometry(settings.get(kept.COMPARE_GEOMETRY))
        self.halves.restoreState(settings.get(kept.COMPARE_HALVES))
        self.split.restoreState(settings.get(kept.COMPARE_SPLIT))

    def remember(self, settings: Settings) -> None:
        """Keep how it stands for `restore`."""
        settings.set(kept.COMPARE_GEOMETRY, self.saveGeometry())
        settings.set(kept.COMPARE_HALVES, self.halves.saveState())
        settings.set(kept.COMPARE_SPLIT, self.split.saveState())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Say so; the window itself is kept for the next time."""
        super().closeEvent(event)
        self.closed.emit()

    def _lay_out(self) -> None:
        self.halves = QSplitter(Qt.Orientation.Horizontal)
        for side in self.sides:
            self.halves.addWidget(side)
        self.halves.setChildrenCollapsible(False)
        self.halves.setSizes([1, 1])
        numbers = QWidget()
        row = QHBoxLayout(numbers)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(24)
        row.addWidget(self.table, 1)
        row.addWidget(self.recall, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.halves)
        self.split.addWidget(numbers)
        for index, share in enumerate(_SHARES):
            self.split.setStretchFactor(index, share)
        self.split.setSizes([share * self.height() // sum(_SHARES) for share in _SHARES])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        column.addLayout(self._make_top())
        column.addWidget(self.split, 1)

    def _make_top(self) -> QHBoxLayout:
        top = QHBoxLayout()
        top.setSpacing(12)
        for widget in (self.mode, self.linked, self.mirrored):
            top.addWidget(widget)
        top.addStretch(1)
        top.addWidget(self.layers)
        return top

    def _connect_signals(self) -> None:
        self.mode.chosen.connect(lambda index: self.mode_chosen.emit(list(Mode)[index]))
        self.linked.toggled.connect(self.link.set_on)
        self.mirrored.toggled.connect(self.link.set_mirrored)
        for canvas in (side.canvas for side in self.sides):
            self.layers.layer_toggled.connect(
                lambda name, on, canvas=canvas: canvas.set_layer_visible(Layer(name), on)
            )
        for key, step in _STEPS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda step=step: self.step_requested.emit(step))
        for keys in ("Ctrl+W", "Esc"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.close)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.sides[0].canvas.fit)
