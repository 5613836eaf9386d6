"""Which overlays are seen, and how: attention, segmented lesions, regions, marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QComboBox, QPushButton, QVBoxLayout, QWidget

from retinaview.core.coverage import RegionSource
from retinaview.core.findings import HeatMap
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold
from retinaview.ui.canvas.layers import Layer
from retinaview.ui.language import later, tr
from retinaview.ui.language.terms import target_words
from retinaview.ui.layers.threshold_row import ThresholdRow, threshold_heads
from retinaview.ui.widgets.section import Section, muted, rule
from retinaview.ui.widgets.segmented import Segmented
from retinaview.ui.widgets.slider_row import SliderRow

_SWITCH_WIDTH_PX = 74
_LONGEST_KEY = 3
_SOURCE_CHARACTERS = 20
_REGION_SOURCES: tuple[RegionSource, ...] = ("coverage", "attention")
_NO_MAP = later("No attention map for this photograph yet.")


class LayersPanel(QWidget):
    """Switches, thresholds and colours of the overlays.

    Parameters
    ----------
    switches : dict of Layer to QAction
        The actions that show and hide the layers; the panel has a box for each.
    colour_maps : sequence of str
        Names of the colour maps that the canvas knows.

    Attributes
    ----------
    heat_map_chosen : Signal(int)
        Index among the maps last set.
    colours_chosen : Signal(str)
        Name of a colour map.
    opacity_changed : Signal(float)
        Of the attention map, 0-1.
    threshold_changed, threshold_settled : Signal(object, float)
        Class and threshold, 0-1: while dragged, and when let go.
    reset_requested : Signal(object)
        The class for which the model card's threshold is wanted; None for all of the study.
    fill_chosen : Signal(bool)
        Filled rather than outlined.
    region_source_chosen : Signal(str)
        What suspicious regions shall follow: ``"coverage"`` or ``"attention"``.
    """

    heat_map_chosen = Signal(int)
    colours_chosen = Signal(str)
    opacity_changed = Signal(float)
    threshold_changed = Signal(object, float)
    threshold_settled = Signal(object, float)
    reset_requested = Signal(object)
    fill_chosen = Signal(bool)
    region_source_chosen = Signal(str)

    def __init__(self, switches: dict[Layer, QAction], colour_maps: Sequence[str]) -> None:
        super().__init__()
        self._switches = switches
        self.source = QComboBox()
        self.source.setMinimumContentsLength(_SOURCE_CHARACTERS)
        self.source.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.colours = QComboBox()
        self.colours.addItems([name.capitalize() for name in colour_maps])
        self._colour_names = tuple(colour_maps)
        self.opacity = SliderRow(
            tr("Opacity"),
            low=0.0,
            high=1.0,
            default=0.5,
            shown_as=lambda value: f"{value * 100:.0f} %",
        )
        self._caption = muted(tr(_NO_MAP))
        self.style_choice = Segmented(
            [(tr("Outline"), tr("Outline lesions")), (tr("Fill"), tr("Fill lesions"))]
        )
        self.region_choice = Segmented(
            [
                (tr("Lesions found"), tr("The squares that contain most of the lesions found")),
                (tr("Attention"), tr("Where the grading network looked")),
            ]
        )
        self._region_words = muted("")
        self._thresholds: dict[LesionClass, ThresholdRow] = {}
        self._threshold_column = QVBoxLayout()
        self._heads = threshold_heads()
        self.reset_all = QPushButton(tr("Reset thresholds"))
        self.reset_all.setToolTip(
            tr("Use the model card's thresholds in this study, for every network and class")
        )
        self._no_lesions = muted(tr("No segmentation for this photograph yet."))
        self._lay_out()
        self._connect_signals()

    def set_heat_maps(self, maps: Sequence[HeatMap], *, chosen: int = 0) -> None:
        """Offer these maps."""
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItems([_map_words(heat) for heat in maps])
        self.source.setCurrentIndex(chosen if maps else -1)
        self.source.setToolTip(self.source.currentText())
        self.source.setEnabled(len(maps) > 1)
        self.source.blockSignals(False)
        heat = maps[chosen] if maps else None
        self._caption.setText(
            tr(
                "Where {network} looked for {target}. Not lesion evidence.",
                network=heat.source,
                target=target_words(heat.target),
            )
            if heat
            else tr(_NO_MAP)
        )

    def set_heat_style(self, colours: str, opacity: float) -> None:
        """Show the colour map and opacity in force."""
        if colours in self._colour_names:
            self.colours.setCurrentIndex(self._colour_names.index(colours))
        self.opacity.set_value(opacity)

    def forget_classes(self) -> None:
        """Make the rows of the classes anew with the next thresholds: they look otherwise now."""
        for row in self._thresholds.values():
            self._threshold_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._thresholds.clear()

    def set_thresholds(self, thresholds: Iterable[Threshold]) -> None:
        """Offer a threshold for each class that has a map."""
        shown = {threshold.lesion: threshold for threshold in thresholds}
        for lesion, row in self._thresholds.items():
            row.setVisible(lesion in shown)
        for lesion, threshold in shown.items():
            row = self._thresholds.get(lesion) or self._add_threshold(threshold)
            row.set_threshold(threshold)
        self._no_lesions.setVisible(not shown)
        self._heads.setVisible(bool(shown))

    def show_drag(self, threshold: Threshold) -> None:
        """Follow the slider under the hand, which is left alone."""
        self._thresholds[threshold.lesion].set_changed(threshold.is_changed)

    def set_counts(self, counts: Mapping[LesionClass, int]) -> None:
        """Show how many lesions of a class there are at its threshold."""
        for lesion, count in counts.items():
            if lesion in self._thresholds:
                self._thresholds[lesion].set_count(count)

    def set_fill(self, fill: bool) -> None:
        """Show whether lesions are filled."""
        self.style_choice.set_choice(int(fill))

    def set_regions(self, source: RegionSource, words: str) -> None:
        """Show what regions shall follow, and in words what those of the photograph are."""
        self.region_choice.set_choice(_REGION_SOURCES.index(source))
        self._region_words.setText(words)

    @property
    def region_words(self) -> str:
        """What the regions of the photograph are, as shown."""
        return self._region_words.text()

    def threshold_row(self, lesion: LesionClass) -> ThresholdRow:
        """Return the row of a class that has a map."""
        return self._thresholds[lesion]

    def _add_threshold(self, threshold: Threshold) -> ThresholdRow:
        lesion, row = threshold.lesion, ThresholdRow(threshold)
        row.changed.connect(lambda value: self.threshold_changed.emit(lesion, value))
        row.settled.connect(lambda value: self.threshold_settled.emit(lesion, value))
        row.reset_requested.connect(lambda: self.reset_requested.emit(lesion))
        self._thresholds[lesion] = row
        self._threshold_column.addWidget(row)
        return row

    def _lay_out(self) -> None:
        attention = Section(tr("Attention map"), aside=self._switch(Layer.ATTENTION))
        for widget in (self.source, self.colours, self.opacity, self._caption):
            attention.add(widget)
        lesions = Section(tr("Segmented lesions"), aside=self._switch(Layer.LESIONS))
        self._threshold_column.addWidget(self._heads)
        for item in (self._no_lesions, self._threshold_column, self.reset_all, self.style_choice):
            lesions.add(item)
        regions = Section(tr("Suspicious regions"), aside=self._switch(Layer.REGIONS))
        regions.add(self.region_choice)
        regions.add(self._region_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        boxes = QVBoxLayout()
        boxes.setSpacing(8)
        for layer, text in (
            (Layer.MARKS, tr("Readers' marks")),
            (Layer.PROPOSALS, tr("Models' proposals")),
            (Layer.REJECTED, tr("Rejected proposals")),
            (Layer.LANDMARKS, tr("Disc, fovea and rings")),
            (Layer.EARLIER, tr("Marks of the previous visit")),
        ):
            boxes.addWidget(Section(text, aside=self._switch(layer)))
        column.addWidget(attention)
        column.addWidget(rule())
        column.addWidget(lesions)
        column.addWidget(rule())
        column.addWidget(regions)
        column.addWidget(rule())
        column.addLayout(boxes)

    def _switch(self, layer: Layer) -> QCheckBox:
        action = self._switches[layer]
        key = action.shortcut().toString()  # a longer one is in the tool tip alone
        box = QCheckBox(tr("Show  {key}", key=key if len(key) <= _LONGEST_KEY else ""))
        box.setObjectName("muted")
        box.setFixedWidth(_SWITCH_WIDTH_PX)
        box.setToolTip(action.toolTip())
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setChecked(action.isChecked())
        box.clicked.connect(lambda: action.trigger())
        action.toggled.connect(box.setChecked)
        return box

    def _connect_signals(self) -> None:
        self.source.activated.connect(self.heat_map_chosen)
        self.colours.activated.connect(
            lambda index: self.colours_chosen.emit(self._colour_names[index])
        )
        self.opacity.changed.connect(self.opacity_changed)
        self.reset_all.clicked.connect(lambda: self.reset_requested.emit(None))
        self.region_choice.chosen.connect(
            lambda index: self.region_source_chosen.emit(_REGION_SOURCES[index])
        )
        self.style_choice.chosen.connect(lambda index: self.fill_chosen.emit(bool(index)))


def _map_words(heat: HeatMap) -> str:
    return tr("{network}, for {target}", network=heat.source, target=target_words(heat.target))
