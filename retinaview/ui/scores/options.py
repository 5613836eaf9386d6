"""What the score is of: which regions, how many, how large, and from which overlap they count."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QSpinBox, QWidget

from retinaview.core.coverage import PAPER_INPUT_PX, REGION_SHARE, RegionSource
from retinaview.ui.widgets.segmented import Segmented

PAPER_THRESHOLD = 0.3
MOST_REGIONS = 4
_SOURCES: tuple[RegionSource, ...] = ("coverage", "attention")
_PAPER_SIDE_PX = round(REGION_SHARE * PAPER_INPUT_PX)
_SIDES_PX, _STEP_PX = (20, PAPER_INPUT_PX), 20


class ScoreOptions(QWidget):
    """The choices above a score.

    Attributes
    ----------
    source_chosen : Signal(str)
        The person wants regions to follow something else.
    regions_changed : Signal()
        Number or size are others: the score must be counted again.
    threshold_changed : Signal()
        Another column of the same score is wanted.
    """

    source_chosen = Signal(str)
    regions_changed = Signal()
    threshold_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.source = Segmented(
            [
                ("Lesions", "The squares that hold the most of the lesions found"),
                ("Attention", "Where the grading network looks; not lesion evidence"),
            ]
        )
        self.number = QSpinBox()
        self.number.setRange(1, MOST_REGIONS)
        self.number.setValue(MOST_REGIONS)
        self.number.setToolTip("Most regions per photograph")
        self.side = QSpinBox()
        self.side.setRange(*_SIDES_PX)
        self.side.setSingleStep(_STEP_PX)
        self.side.setValue(_PAPER_SIDE_PX)
        self.side.setSuffix(" px")
        self.side.setToolTip(
            f"Side of the squares where the field of view is {PAPER_INPUT_PX} px across"
        )
        self.overlap = QDoubleSpinBox()
        self.overlap.setRange(0, 1)
        self.overlap.setSingleStep(0.05)
        self.overlap.setValue(PAPER_THRESHOLD)
        self.overlap.setToolTip("A box is found from this IoM with a region on")
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow("Regions of", self.source)
        form.addRow("At most", self.number)
        form.addRow("Side", self.side)
        form.addRow("IoM threshold", self.overlap)
        for spin in (self.number, self.side, self.overlap):
            spin.setKeyboardTracking(False)  # half a number is no choice
        self.source.chosen.connect(lambda index: self.source_chosen.emit(_SOURCES[index]))
        self.number.valueChanged.connect(lambda _: self.regions_changed.emit())
        self.side.valueChanged.connect(lambda _: self.regions_changed.emit())
        self.overlap.valueChanged.connect(lambda _: self.threshold_changed.emit())

    @property
    def threshold(self) -> float:
        """IoM from which a box is found, 0-1."""
        return round(self.overlap.value(), 2)

    @property
    def share(self) -> float | None:
        """Side of a region as a share of the field's diameter; None for regions as shown."""
        side_px = self.side.value()
        return None if side_px == _PAPER_SIDE_PX else side_px / PAPER_INPUT_PX

    def set_source(self, source: RegionSource) -> None:
        """Show what regions follow."""
        self.source.set_choice(_SOURCES.index(source))
