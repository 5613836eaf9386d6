"""Suspicious regions: the squares that hold the most lesions, or where a network looked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.coverage import RegionSource
from retinaview.core.findings import Region
from retinaview.inference.pipeline import SEGMENTATION
from retinaview.session.shown_regions import shown_regions
from retinaview.ui import settings as kept
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.controller import Controller
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.core.findings import Finding


class RegionsController(Controller):
    """Keeps canvas and panel agreed on the regions; says by `changed` that they are others.

    Attributes
    ----------
    chosen : Signal()
        The reader wants regions to follow something else.
    """

    chosen = Signal()

    def __init__(
        self,
        context: WindowContext,
        *,
        canvas: FundusCanvas,
        panel: LayersPanel,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._canvas = canvas
        self._panel = panel
        self._settings = settings
        self._finding: Finding | None = None
        self._regions: tuple[Region, ...] = ()
        self._source: RegionSource = self.wanted
        panel.region_source_chosen.connect(self.choose)
        context.thresholds_changed.connect(lambda: self.show(self._finding))
        self.show(None)

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those of the photograph in front, ranked."""
        return self._regions

    @property
    def source(self) -> RegionSource:
        """What they follow."""
        return self._source

    @property
    def wanted(self) -> RegionSource:
        """What the reader wants them to follow."""
        return "attention" if self._settings.get(kept.REGIONS) == "attention" else "coverage"

    def choose(self, source: RegionSource) -> None:
        """Let regions follow this from now on, and remember it."""
        self._settings.set(kept.REGIONS, source)
        self.show(self._finding)
        self.chosen.emit()

    def show(self, finding: Finding | None) -> None:
        """Show the regions of a finding, or none."""
        session = self._context.session
        self._finding = finding
        if finding is None or session is None:
            self._regions, self._source = (), self.wanted
        else:
            shown = shown_regions(finding, self.wanted, session.thresholds.of(finding))
            self._regions, self._source = shown.regions, shown.source
        self._canvas.set_regions(self._regions)
        self._panel.set_regions(self.wanted, _words(self._source, finding))
        self.changed.emit()


def _words(source: RegionSource, finding: Finding | None) -> str:
    if finding is None:
        return "No regions for this photograph yet."
    if source == "coverage" and SEGMENTATION in finding.pending:
        return "Lesions are being sought …"
    if source == "coverage":
        return "At most four squares that hold the most of the lesions found."
    grader = finding.model("grading")
    who = "the network" if grader is None else grader.name
    return f"Where {who} responds most, whatever it saw there. Not lesion evidence."
