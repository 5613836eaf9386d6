"""Which layers both halves show, and in which colours."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QSlider, QWidget

from retinaview.ui.canvas import Layer
from retinaview.ui.canvas.colour_maps import COLOUR_MAPS
from retinaview.ui.compare.drawn import OWN_GRADE

_FULL = 100
_SLIDER_WIDTH_PX = 110
_LAYERS = (
    (Layer.ATTENTION, "Attention", "Where each network looked; not lesion evidence"),
    (Layer.REGIONS, "Regions", "Suspicious regions, in rank order"),
    (Layer.LESIONS, "Lesions", "Lesions that a network has outlined"),
    (Layer.MARKS, "Your boxes", "The reader's boxes, on both halves"),
)


class LayersBar(QWidget):
    """One row of switches for both halves.

    Attributes
    ----------
    layer_toggled : Signal(str, bool)
        A `Layer` is to be shown or hidden.
    target_chosen : Signal(str)
        What the attention shall speak for; `OWN_GRADE` for each source's most probable grade.
    colours_chosen : Signal(str)
        Name of a colour map.
    opacity_changed : Signal(float)
        0-1.
    """

    layer_toggled = Signal(str, bool)
    target_chosen = Signal(str)
    colours_chosen = Signal(str)
    opacity_changed = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {layer: _switch(text, tip) for layer, text, tip in _LAYERS}
        self.target = QComboBox()
        self.target.setToolTip("The grade whose attention maps are shown")
        self.target.setMinimumContentsLength(len(OWN_GRADE))
        self.colours = QComboBox()
        self.colours.setToolTip("Colours of the attention maps")
        self.colours.addItems([name.capitalize() for name in COLOUR_MAPS])
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, _FULL)
        self.opacity.setFixedWidth(_SLIDER_WIDTH_PX)
        self.opacity.setToolTip("Opacity of the attention maps")
        self.opacity.setAccessibleName("Opacity of the attention maps")
        self.set_targets(())
        self._lay_out()
        self._connect_signals()

    def set_style(self, colours: str, opacity: float) -> None:
        """Show the colour map and opacity in force; nothing is emitted."""
        if colours in COLOUR_MAPS:
            self.colours.setCurrentIndex(COLOUR_MAPS.index(colours))
        self.opacity.blockSignals(True)
        self.opacity.setValue(round(opacity * _FULL))
        self.opacity.blockSignals(False)

    def set_targets(self, targets: Sequence[str]) -> None:
        """Offer what the two sources have maps for; the choice stays where it is still offered."""
        chosen = self.chosen_target
        self.target.clear()
        self.target.addItems([f"for {target}" for target in (OWN_GRADE, *targets)])
        self.target.setCurrentIndex(max(0, self.target.findText(f"for {chosen}")))

    @property
    def chosen_target(self) -> str:
        """What the attention shall speak for."""
        return self.target.currentText().removeprefix("for ") or OWN_GRADE

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.boxes[Layer.ATTENTION])
        row.addWidget(self.target)
        row.addWidget(self.colours)
        row.addWidget(self.opacity)
        for layer in (Layer.REGIONS, Layer.LESIONS, Layer.MARKS):
            row.addWidget(self.boxes[layer])

    def _connect_signals(self) -> None:
        for layer, box in self.boxes.items():
            box.toggled.connect(lambda on, layer=layer: self.layer_toggled.emit(str(layer), on))
        self.target.activated.connect(lambda _: self.target_chosen.emit(self.chosen_target))
        self.colours.activated.connect(lambda i: self.colours_chosen.emit(COLOUR_MAPS[i]))
        self.opacity.valueChanged.connect(lambda v: self.opacity_changed.emit(v / _FULL))


def _switch(text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setToolTip(tip)
    box.setChecked(True)
    box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return box
