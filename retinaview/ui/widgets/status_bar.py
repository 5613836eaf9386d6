"""The line at the bottom: pointer, zoom, device, progress, and what this program is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from retinaview.ui.language import later, tr
from retinaview.ui.widgets.text import ElidedText

_BAR_PX = 110, 8


class ProgressCell(QWidget):
    """A cell of the status bar; hidden while nothing runs.

    Parameters
    ----------
    can_stop : bool
        Offer to stop what runs.

    Attributes
    ----------
    stop_requested : Signal()
        The reader wants it to stop.
    """

    stop_requested = Signal()

    def __init__(self, *, can_stop: bool = True) -> None:
        super().__init__()
        self._words = ElidedText()
        self._bar = QProgressBar()
        self._bar.setFixedSize(*_BAR_PX)
        self._bar.setTextVisible(False)
        stop = QToolButton()
        stop.setText(tr("Stop"))
        stop.clicked.connect(self.stop_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._bar, stop):
            row.addWidget(widget)
        stop.setVisible(can_stop)
        self.set_progress("")

    @property
    def words(self) -> str:
        """What runs; empty where nothing does."""
        return self._words.text()

    def set_progress(self, words: str, *, done: int = 0, total: int = 0) -> None:
        """Show a step, with a bar that only moves to and fro where `total` is 0; none if empty."""
        self._words.setText(words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self.setVisible(bool(words))


RESEARCH_ONLY = later("Research use only, not a medical device")


class StatusBar(QStatusBar):
    """Shows where the pointer is and what runs.

    Attributes
    ----------
    edits : ProgressCell
        An edit that takes a while to be written.
    labels : ProgressCell
        How far an import or an export is.
    cancel_requested : Signal()
        The reader wants the models to stop.
    """

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 6, 0)
        self.research = QLabel(tr(RESEARCH_ONLY))
        self.edits = ProgressCell(can_stop=False)
        self.labels = ProgressCell()
        self._models = ProgressCell()
        self._models.stop_requested.connect(self.cancel_requested)
        self._device = ElidedText()
        self._pointer = _cell(118)
        self._zoom = _cell(52)
        self.addWidget(self.research)
        self._line = QLabel()
        self._line.setObjectName("caution")
        self.addWidget(self._line)
        cells = (self.edits, self.labels, self._models)
        for widget in (*cells, self._device, self._pointer, self._zoom):
            self.addPermanentWidget(widget)
        for cell in cells:
            cell.hide()  # which a status bar undoes for what is added to it

    @property
    def step(self) -> str:
        """What runs, in words; empty where nothing does."""
        return self._models.words

    @property
    def device(self) -> str:
        """What the models run on; empty while unknown."""
        return self._device.text()

    def set_pointer(self, point: tuple[float, float] | None) -> None:
        """Show the pointer in source pixels."""
        self._pointer.setText("" if point is None else f"{point[0]:.0f}, {point[1]:.0f} px")

    def set_zoom(self, scale: float) -> None:
        """Show the zoom: screen pixels per source pixel."""
        self._zoom.setText(f"{scale * 100:.0f} %" if scale else "")

    def set_line(self, words: str) -> None:
        """Say that the server is out of reach; nothing where it is not."""
        self._line.setText(words)
        self._line.setVisible(bool(words))

    @property
    def line(self) -> str:
        """What is said of the server; empty where it can be reached, or there is none."""
        return self._line.text()

    def set_device(self, label: str) -> None:
        """Show what the models run on."""
        self._device.setText(label)

    def set_progress(self, step: str, *, done: int = 0, total: int = 0) -> None:
        """Show a step, with a bar that only moves to and fro where `total` is 0; none if empty."""
        self._models.set_progress(step, done=done, total=total)


def _cell(width_px: int) -> QLabel:
    label = QLabel()
    label.setMinimumWidth(width_px)
    return label
