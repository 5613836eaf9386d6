"""Zooming in: the suspicious regions cut from the photograph, and the photograph at any of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from retinaview.core.findings import Finding, Region
from retinaview.core.geometry import Box
from retinaview.core.words import percent
from retinaview.imaging.halvings import Halvings
from retinaview.imaging.patches import Image, cut_patch
from retinaview.imaging.views import View
from retinaview.ui import settings as kept
from retinaview.ui.action_spec import When
from retinaview.ui.controller import Controller
from retinaview.ui.language import later, tr
from retinaview.ui.layers.regions import RegionsController
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.settings import Settings
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker
from retinaview.ui.zooms.strip import PLACES, SIDE_PX, Patch, ZoomStrip

# Wang et al. 2017, section 3: C-Net sees patches of 384 px of the photograph scaled to 1230 px.
PATCH_SHARE = 384 / 1230
_NONE = later("No suspicious regions in this photograph.")
_NOT_YET = later("The most suspicious regions appear here.")


class ZoomsController(Controller):
    """Fills the strip below the photograph, and looks at regions closely.

    Patches are cut beside the window; until they are, those of the same photograph stay.
    """

    _patches_cut = Signal(object, object)

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        strip: ZoomStrip,
        regions: RegionsController,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._regions = regions
        self._panes = panes
        self._strip = strip
        self._settings = settings
        self._boxes: dict[int, Box] = {}
        self._rank = 0
        self._wanted = object()  # changes with whatever the strip is to show
        self._worker = Worker("patches", background=False)
        self._patches_cut.connect(self._on_patches_cut)
        strip.setVisible(settings.get(kept.ZOOM_STRIP))
        strip.region_chosen.connect(self.look_at)
        panes.region_clicked.connect(self.look_at)
        panes.view_changed.connect(self._follow_view)
        context.image_changed.connect(self._on_image_changed)
        regions.changed.connect(self._fill)

    def conditions(self) -> set[When]:
        """Whether there is a region to look at."""
        return {When.REGIONS} if self._boxes else set()

    def switches(self) -> dict[str, bool]:
        """Whether the strip is shown."""
        return {"zoom_strip": self._settings.get(kept.ZOOM_STRIP)}

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that cuts patches."""
        return (self._worker,)

    def toggle(self, shown: bool) -> None:
        """Show or hide the strip, and remember it."""
        self._settings.set(kept.ZOOM_STRIP, shown)
        self._strip.setVisible(shown)
        self._fill()

    def look_at(self, rank: int) -> None:
        """Bring a region into the middle of the photograph, as large as fits."""
        if rank not in self._boxes:
            with self._context.about(self._context.image_id):
                self._context.say(tr("There is no region {rank} in this photograph.", rank=rank))
            return
        self._rank = rank
        self._panes.canvas.show_closely(self._boxes[rank])
        self._strip.set_chosen(rank)

    def look_at_next(self) -> None:
        """Show the next region in rank order; after the last one the whole photograph."""
        self._step(1)

    def look_at_previous(self) -> None:
        """Show the previous region in rank order; before the first one the whole photograph."""
        self._step(-1)

    def _step(self, step: int) -> None:
        ranks = [0, *sorted(self._boxes)]  # 0 is the whole photograph
        rank = ranks[(ranks.index(self._rank) + step) % len(ranks)] if self._rank in ranks else 0
        if rank:
            self.look_at(rank)
        else:
            self._rank = 0
            self._panes.canvas.fit()
            self._strip.set_chosen(0)

    def _follow_view(self) -> None:
        """Turn the patches as the photograph is, and mark the region that is looked at closely.

        None is marked while the whole photograph is shown.
        """
        self._strip.set_turn(self._panes.canvas.turn)
        self._strip.set_chosen(0 if self._panes.canvas.fitted else self._rank)

    def _on_image_changed(self) -> None:
        if self._context.photograph is None:
            self._clear()

    def _clear(self, words: str = _NOT_YET) -> None:
        self._boxes, self._rank, self._wanted = {}, 0, object()
        self._strip.show_none(tr(words))

    def _fill(self) -> None:
        """Cut the patches of the answer that is shown."""
        photograph, answer = self._context.photograph, self._context.answer
        if photograph is None or answer is None or not self._shown():
            pending = answer is None or photograph is None or bool(answer.pending)
            self._clear(_NOT_YET if pending else _NONE)
        else:
            size = photograph.width, photograph.height
            self._boxes = {r.rank: patch_box(r, answer, size) for r in self._shown()}
            self._rank, self._wanted = 0, object()
            if self._settings.get(kept.ZOOM_STRIP):
                self._ask_for_patches(photograph.halvings, answer)
        self.changed.emit()

    def _ask_for_patches(self, halvings: Halvings, answer: Finding) -> None:
        wanted, boxes, regions = self._wanted, self._boxes, self._shown()
        meanings = [self._meaning(region) for region in regions]
        words = tr("{words} {key:next_zoom} goes to the next.", words=self._words(answer))
        side_px = round(SIDE_PX * self._strip.devicePixelRatioF())

        def cut() -> None:
            patches = [
                Patch(
                    region.rank,
                    region.score,
                    _cut(halvings, boxes[region.rank], side_px=side_px),
                    meaning,
                )
                for region, meaning in zip(regions, meanings, strict=True)
            ]
            self._patches_cut.emit(wanted, partial(self._strip.show_patches, patches, words=words))

        self._worker.submit("patches", cut)

    def _on_patches_cut(self, wanted: object, show: Callable[[], None]) -> None:
        if wanted is self._wanted:  # else another photograph, or other regions, by now
            show()
            self._follow_view()

    def _shown(self) -> tuple[Region, ...]:
        return self._regions.regions[:PLACES]

    def _meaning(self, region: Region) -> str:
        share = percent(region.score)
        if self._regions.source == "coverage":
            return tr(
                "{share} of the lesions found, weighted by class, area and score", share=share
            )
        return tr("response {share}", share=share)

    def _words(self, answer: Finding) -> str:
        if self._regions.source == "coverage":
            return tr("Where most of the lesions found lie.")
        grader = answer.model("grading")
        who = tr("the network") if grader is None else grader.name
        return tr("Where {network} responds most.", network=who)


def _cut(halvings: Halvings, box: Box, *, side_px: int) -> Image:
    """Cut a patch from the smallest size of the photograph that loses nothing."""
    level = halvings.levels[halvings.level_for(2 * side_px / box.width)]
    scale = level.width / halvings.width
    smaller = Box(box.x * scale, box.y * scale, box.width * scale, box.height * scale)
    return cut_patch(level.seen(View.COLOUR), smaller, side_px=side_px)


def patch_box(region: Region, finding: Finding, size: tuple[int, int]) -> Box:
    """Return the patch that C-Net sees round a region's centre, moved onto the photograph.

    Parameters
    ----------
    region : Region
        The region.
    finding : Finding
        Has the field of view, by whose diameter the paper's photographs are scaled.
    size : (int, int)
        Width and height of the photograph.
    """
    circle = finding.field_of_view
    diameter = min(size) if circle is None else 2 * circle.radius
    side = min(PATCH_SHARE * diameter, *size)
    x, y = region.box.centre
    left = min(max(x - side / 2, 0), size[0] - side)
    top = min(max(y - side / 2, 0), size[1] - side)
    return Box(left, top, side, side)
