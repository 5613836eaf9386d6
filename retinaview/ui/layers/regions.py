"""Suspicious regions: the squares that hold the most lesions, or where a network looked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.coverage import RegionSource
from retinaview.core.findings import SEGMENTATION, Region
from retinaview.core.thresholds import changed
from retinaview.session.shown_regions import ShownRegions, shown_regions
from retinaview.ui import settings as kept
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.controller import Controller
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.findings import Finding


# The regions of more take the better part of a frame.
_FEW_LESIONS = 200


class RegionsController(Controller):
    """Keeps canvas and panel agreed on the regions; says by `changed` that they are others.

    Attributes
    ----------
    chosen : Signal()
        The reader wants regions to follow something else.
    """

    chosen = Signal()
    _found = Signal(object, object)

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
        self._sought = object()  # changes with whatever is to be shown
        self._worker = Worker("regions", background=False)
        self._found.connect(self._on_found)
        panel.region_source_chosen.connect(self.choose)
        context.thresholds_changed.connect(lambda: self.show(self._finding))
        self.show(None)

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those of the open photograph, ranked."""
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

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that seeks lesions and regions."""
        return (self._worker,)

    def show(self, finding: Finding | None) -> None:
        """Show the regions of a finding, or none.

        Lesions at changed thresholds are sought beside the window, and regions of many lesions;
        until then the regions of the same finding stay.
        """
        session = self._context.session
        before, self._finding = self._finding, finding
        sought = self._sought = object()
        if finding is None or session is None:
            self._take(ShownRegions(self.wanted, ()))
            return
        wanted, thresholds = self.wanted, session.thresholds.of(finding)
        seek = partial(shown_regions, finding, wanted, thresholds)
        few = len(finding.lesions) <= _FEW_LESIONS and not changed(thresholds.values())
        if wanted == "attention" or few:
            self._take(seek())
            return
        if finding is not before:
            self._take(ShownRegions(wanted, ()))
        self._worker.submit("regions", lambda: self._found.emit(sought, seek()))

    def _on_found(self, sought: object, shown: ShownRegions) -> None:
        if sought is self._sought:  # else another photograph, or other thresholds, by now
            self._take(shown)

    def _take(self, shown: ShownRegions) -> None:
        self._regions, self._source = shown.regions, shown.source
        self._canvas.set_regions(self._regions)
        self._panel.set_regions(self.wanted, _words(self._source, self._finding))
        self.changed.emit()


def _words(source: RegionSource, finding: Finding | None) -> str:
    if finding is None:
        return "No regions for this photograph yet."
    if source == "coverage" and SEGMENTATION in finding.pending:
        return "Segmenting lesions …"
    if source == "coverage":
        return "The squares, at most four, that contain most of the lesions found."
    grader = finding.model("grading")
    who = "the network" if grader is None else grader.name
    return f"Where {who} responds most. Not lesion evidence."
