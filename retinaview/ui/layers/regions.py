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
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layers.panel import LayersPanel
from retinaview.ui.layouts.panes import Panes
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
    _found = Signal(int, object, object)

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        panel: LayersPanel,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._panel = panel
        self._settings = settings
        nothing = ShownRegions(self.wanted, ())
        self._findings: list[Finding | None] = [None, None]
        self._shown = [nothing, nothing]
        self._sought = [object(), object()]  # one changes with whatever is to be shown in its pane
        self._worker = Worker("regions", background=False)
        self._found.connect(self._on_found)
        panel.region_source_chosen.connect(self.choose)
        context.thresholds_changed.connect(self._seek_again)
        self.show_front()

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those of the open photograph, ranked."""
        return self._shown[self._context.front].regions

    @property
    def source(self) -> RegionSource:
        """What they follow."""
        return self._shown[self._context.front].source

    @property
    def wanted(self) -> RegionSource:
        """What the reader wants them to follow."""
        return "attention" if self._settings.get(kept.REGIONS) == "attention" else "coverage"

    def choose(self, source: RegionSource) -> None:
        """Let regions follow this from now on, and remember it."""
        self._settings.set(kept.REGIONS, source)
        self._seek_again()
        self.chosen.emit()

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that seeks lesions and regions."""
        return (self._worker,)

    def put(self, finding: Finding | None, pane: int) -> None:
        """Put the regions of a finding on a pane's canvas, or none.

        Lesions at changed thresholds are sought beside the window, and regions of many lesions;
        until then the regions of the same finding stay.
        """
        session = self._context.session
        before, self._findings[pane] = self._findings[pane], finding
        sought = self._sought[pane] = object()
        if finding is None or session is None:
            self._take(ShownRegions(self.wanted, ()), pane)
            return
        wanted, thresholds = self.wanted, session.thresholds.of(finding)
        seek = partial(shown_regions, finding, wanted, thresholds)
        few = len(finding.lesions) <= _FEW_LESIONS and not changed(thresholds.values())
        if wanted == "attention" or few:
            self._take(seek(), pane)
            return
        if finding is not before:
            self._take(ShownRegions(wanted, ()), pane)
        self._worker.submit(("regions", pane), lambda: self._found.emit(pane, sought, seek()))

    def show_front(self) -> None:
        """Show in the panel whose regions those of the open photograph are."""
        self._panel.set_regions(
            self.wanted, _words(self.source, self._findings[self._context.front])
        )
        self.changed.emit()

    def _seek_again(self) -> None:
        for pane, finding in enumerate(self._findings):
            self.put(finding, pane)

    def _on_found(self, pane: int, sought: object, shown: ShownRegions) -> None:
        if sought is self._sought[pane]:  # else another photograph, or other thresholds, by now
            self._take(shown, pane)

    def _take(self, shown: ShownRegions, pane: int) -> None:
        self._shown[pane] = shown
        self._panes.canvases[pane].set_regions(shown.regions)
        if pane == self._context.front:
            self.show_front()


def _words(source: RegionSource, finding: Finding | None) -> str:
    if finding is None:
        return tr("No regions for this photograph yet.")
    if source == "coverage" and SEGMENTATION in finding.pending:
        return tr("Segmenting lesions …")
    if source == "coverage":
        return tr("The squares, at most four, that contain most of the lesions found.")
    grader = finding.model("grading")
    who = tr("the network") if grader is None else grader.name
    return tr("Where {network} responds most. Not lesion evidence.", network=who)
