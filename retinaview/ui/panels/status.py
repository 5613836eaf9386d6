"""The line at the bottom: pointer, zoom, device, progress, and what this program is not."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

RESEARCH_ONLY = "Research use only, not a medical device"


class StatusBar(QStatusBar):
    """Shows where the pointer is and what runs.

    Attributes
    ----------
    cancel_requested : Signal()
        The person wants the models to stop.
    """

    cancel_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 6, 0)
        self.research = QLabel(RESEARCH_ONLY)
        self._step = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedSize(110, 8)
        self._bar.setTextVisible(False)
        self._cancel = QToolButton()
        self._cancel.setText("Stop")
        self._cancel.clicked.connect(self.cancel_requested)
        self._device = QLabel()
        self._pointer = _cell(118)
        self._zoom = _cell(52)
        self.addWidget(self.research)
        for widget in (
            self._step,
            self._bar,
            self._cancel,
            self._device,
            self._pointer,
            self._zoom,
        ):
            self.addPermanentWidget(widget)
        self.set_progress("")

    @property
    def step(self) -> str:
        """What runs, in words; empty where nothing does."""
        return self._step.text()

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

    def set_device(self, label: str) -> None:
        """Show what the models run on."""
        self._device.setText(label)

    def set_progress(self, step: str, *, done: int = 0, total: int = 0) -> None:
        """Show a step, with a bar that only moves to and fro where `total` is 0; none if empty."""
        running = bool(step)
        self._step.setText(step)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for widget in (self._step, self._bar, self._cancel):
            widget.setVisible(running)


def _cell(width_px: int) -> QLabel:
    label = QLabel()
    label.setMinimumWidth(width_px)
    return label
