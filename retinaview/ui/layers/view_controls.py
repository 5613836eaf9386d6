"""How the photograph itself is shown: its view, brightness and contrast. Display only."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from retinaview.core.words import signed
from retinaview.imaging.views import Appearance, View
from retinaview.ui.language import later, tr
from retinaview.ui.widgets.section import Section
from retinaview.ui.widgets.segmented import Segmented
from retinaview.ui.widgets.slider_row import SliderRow

_VIEWS = (View.COLOUR, View.RED_FREE, View.CLAHE)
_NAMES = (
    (later("Colour"), later("As photographed")),
    (later("Red-free"), later("Green channel: vessels and haemorrhages stand out")),
    (later("CLAHE"), later("Local contrast equalised")),
)


class ViewControls(Section):
    """View, brightness and contrast of the photograph on screen; files are never changed.

    Attributes
    ----------
    changed : Signal(object)
        The `Appearance` after the reader's change.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        reset = QToolButton()
        reset.setText(tr("Reset"))
        super().__init__(tr("Photograph"), aside=reset)
        self.view = Segmented([(tr(name), tr(tip)) for name, tip in _NAMES])
        self.brightness = _tone(tr("Brightness"))
        self.contrast = _tone(tr("Contrast"))
        for item in (self.view, self.brightness, self.contrast):
            self.add(item)
        self.set_appearance(Appearance())
        reset.clicked.connect(self.reset)
        self.view.chosen.connect(lambda _: self._emit())
        self.brightness.changed.connect(lambda _: self._emit())
        self.contrast.changed.connect(lambda _: self._emit())

    @property
    def appearance(self) -> Appearance:
        """What the controls say."""
        return Appearance(
            view=_VIEWS[self.view.choice or 0],
            brightness=self.brightness.value(),
            contrast=self.contrast.value(),
        )

    def set_appearance(self, appearance: Appearance) -> None:
        """Show an appearance; nothing is emitted."""
        self.view.set_choice(_VIEWS.index(appearance.view))
        self.brightness.set_value(appearance.brightness)
        self.contrast.set_value(appearance.contrast)

    def reset(self) -> None:
        """Return to the photograph as it is."""
        self.set_appearance(Appearance())
        self._emit()

    def next_view(self) -> None:
        """Show the next of colour, red-free and CLAHE."""
        self.view.set_choice(((self.view.choice or 0) + 1) % len(_VIEWS))
        self._emit()

    def _emit(self) -> None:
        self.changed.emit(self.appearance)


def _tone(label: str) -> SliderRow:
    return SliderRow(label, low=-1.0, high=1.0, default=0.0, shown_as=_signed_percent)


def _signed_percent(value: float) -> str:
    return signed(value * 100)
