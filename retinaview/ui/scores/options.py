"""What the score is of: which regions, how many, how large, and from which overlap they count."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retinaview.core.coverage import PAPER_INPUT_PX, REGION_SHARE, RegionSource
from retinaview.ui.language import tr
from retinaview.ui.widgets.segmented import Segmented
from retinaview.ui.widgets.slider_row import SliderRow

PAPER_THRESHOLD = 0.3
MOST_REGIONS = 4
_SOURCES: tuple[RegionSource, ...] = ("coverage", "attention")
_PAPER_SIDE_PX = round(REGION_SHARE * PAPER_INPUT_PX)
_SIDES_PX, _STEP_PX = (20, 400), 20


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
                (tr("Of lesions"), tr("The squares that contain most of the lesions found")),
                (tr("Of attention"), tr("Where the grading network looks; not lesion evidence")),
            ]
        )
        self.number = SliderRow(
            tr("Most regions"),
            low=1,
            high=MOST_REGIONS,
            default=MOST_REGIONS,
            shown_as="{:.0f}".format,
            steps=MOST_REGIONS - 1,
        )
        self.side = SliderRow(
            tr("Side"),
            low=_SIDES_PX[0],
            high=_SIDES_PX[1],
            default=_PAPER_SIDE_PX,
            shown_as="{:.0f} px".format,
            steps=(_SIDES_PX[1] - _SIDES_PX[0]) // _STEP_PX,
            tick=True,
        )
        self.side.setToolTip(
            tr(
                "Side of the squares where the field of view is {size} px across",
                size=PAPER_INPUT_PX,
            )
        )
        self.overlap = SliderRow(
            tr("IoM threshold"), low=0, high=1, default=PAPER_THRESHOLD, steps=20, tick=True
        )
        self.overlap.setToolTip(
            tr("A box counts as found if its IoM with a region is at least this")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for row in (self.source, self.number, self.side, self.overlap):
            column.addWidget(row)
        self.source.chosen.connect(lambda index: self.source_chosen.emit(_SOURCES[index]))
        self.number.settled.connect(lambda _: self.regions_changed.emit())
        self.side.settled.connect(lambda _: self.regions_changed.emit())
        self.overlap.changed.connect(lambda _: self.threshold_changed.emit())

    @property
    def count(self) -> int:
        """Most regions per photograph."""
        return round(self.number.value())

    @property
    def are_as_shown(self) -> bool:
        """Whether the regions that are scored are those on the photograph."""
        return self.share is None and self.count == MOST_REGIONS

    @property
    def threshold(self) -> float:
        """IoM from which a box is found, 0-1."""
        return round(self.overlap.value(), 2)

    @property
    def share(self) -> float | None:
        """Side of a region as a share of the field's diameter; None for regions as shown."""
        side_px = round(self.side.value())
        return None if side_px == _PAPER_SIDE_PX else side_px / PAPER_INPUT_PX

    def set_source(self, source: RegionSource) -> None:
        """Show what regions follow."""
        self.source.set_choice(_SOURCES.index(source))
