"""The items on the canvas, from the photograph upwards, and which of them are shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from retinaview.core.findings import Region
from retinaview.core.landmarks import Landmarks
from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Mark, Status
from retinaview.ui.canvas.caliper_item import CaliperItem
from retinaview.ui.canvas.earlier_item import EarlierItem
from retinaview.ui.canvas.guides_item import GuidesItem
from retinaview.ui.canvas.heat_map_item import HeatMapItem
from retinaview.ui.canvas.landmarks_item import LandmarksItem
from retinaview.ui.canvas.layers import OFF_AT_START, Layer, layer_of
from retinaview.ui.canvas.lesion_item import LesionItem
from retinaview.ui.canvas.marks_item import MarksItem
from retinaview.ui.canvas.outcomes import Sketch
from retinaview.ui.canvas.outlines import Outlines
from retinaview.ui.canvas.pen_item import PenItem
from retinaview.ui.canvas.photograph_item import PhotographItem
from retinaview.ui.canvas.placed_marks import PlacedMarks
from retinaview.ui.canvas.preparing import Ask
from retinaview.ui.canvas.regions_item import RegionsItem
from retinaview.ui.canvas.voices_item import VoicesItem
from retinaview.ui.splicing import splice_of

# Labels and guides may reach beyond the photograph by this share of its longer side.
ROOM_ROUND = 0.5


class Overlays:
    """The stack of items.

    Parameters
    ----------
    scene : QGraphicsScene
        Takes them.
    ask : callable
        See `Preparer.ask`.

    Attributes
    ----------
    photograph, before, heat_map, lesions, landmarks, earlier, marks, regions, voices, guides,
    caliper, pen
        The items, lowest first; `before` is the photograph of the previous visit, and `earlier`
        what was marked then.
    outlines : Outlines
        The points that masks are held by.
    all_marks, shown_marks : PlacedMarks
        All, and those in sight; only these can be touched.
    """

    def __init__(self, scene: QGraphicsScene, *, ask: Ask) -> None:
        self.photograph = PhotographItem(ask)
        self.before = PhotographItem(ask)
        self.heat_map = HeatMapItem()
        self.lesions = LesionItem(ask)
        self.landmarks = LandmarksItem()
        self.earlier = EarlierItem()
        self.outlines = Outlines()
        self.marks = MarksItem(self.outlines)
        self.regions = RegionsItem()
        self.voices = VoicesItem()
        self.guides = GuidesItem()
        self.caliper = CaliperItem()
        self.pen = PenItem()
        self.all_marks = PlacedMarks()
        self.shown_marks = self.all_marks
        self._all_regions: tuple[Region, ...] = ()
        self._visible = {layer: layer not in OFF_AT_START for layer in Layer}
        self._bare = False
        for height, item in enumerate(
            (
                *(self.photograph, self.before, self.heat_map, self.lesions, self.landmarks),
                *(
                    self.earlier,
                    self.marks,
                    self.regions,
                    self.voices,
                    self.guides,
                    self.caliper,
                    self.pen,
                ),
            )
        ):
            item.setZValue(height)
            scene.addItem(item)
        self.show_before(False)

    def set_bounds(self, photograph: QRectF) -> None:
        """Follow a change of the photograph's rectangle."""
        room = ROOM_ROUND * max(photograph.width(), photograph.height())
        bounds = photograph.adjusted(-room, -room, room, room)
        above = (
            self.landmarks,
            self.earlier,
            self.regions,
            self.marks,
            self.voices,
            self.guides,
            self.caliper,
            self.pen,
        )
        for item in above:
            item.set_bounds(bounds, photograph)

    def set_marks(self, marks: tuple[Mark, ...]) -> None:
        """Show all marks of the photograph, of every layer."""
        old, self.all_marks = self.all_marks, self.all_marks.changed_to(marks)
        if self.all_marks is old:
            return
        splice, hidden = splice_of(old.marks, marks), self._hidden_statuses()
        fresh = marks[splice.start : splice.new_end]
        if self.shown_marks is old and not any(mark.status in hidden for mark in fresh):
            self.shown_marks = self.all_marks
            self.marks.set_marks(self.shown_marks)
        else:
            self._show_marks()

    def set_regions(self, regions: tuple[Region, ...]) -> None:
        """Show all regions of the photograph."""
        self._all_regions = regions
        self.regions.set_regions(regions)

    def show_sketch(self, sketch: Sketch) -> None:
        """Show what a gesture has come to so far."""
        self.guides.set_draft(sketch.draft)
        self.guides.set_band(sketch.band)
        self.marks.set_on_the_way(sketch.boxes)
        self.landmarks.set_on_the_way(sketch.landmark)
        self.pen.set_stroke(sketch.brushed)
        self.pen.set_pulled(sketch.pulled)
        if sketch.measured is not None:
            self.caliper.set_line(sketch.measured)

    def drop_sketch(self) -> None:
        """Show nothing of a gesture, nor what was measured last."""
        self.show_sketch(Sketch())
        self.caliper.set_line(None)

    def show_before(self, shown: bool) -> None:
        """Show the photograph of the previous visit in place of this one, or no longer."""
        self.before.setVisible(shown)
        self.photograph.setVisible(not shown)

    def set_landmarks(self, landmarks: Landmarks | None) -> None:
        """Show disc, fovea and what is measured from them, or none."""
        self.landmarks.set_landmarks(landmarks)
        self.caliper.set_disc_diameter(None if landmarks is None else disc_diameter(landmarks))

    def set_layer_visible(self, layer: Layer, visible: bool) -> None:
        """Show or hide one layer."""
        self._visible[layer] = visible
        self._refresh()

    def set_bare(self, bare: bool) -> None:
        """Hide all overlays for a moment."""
        self._bare = bare
        self._refresh()

    def is_on(self, layer: Layer) -> bool:
        """Whether a layer is on, also while everything is hidden for a moment."""
        return self._visible[layer]

    def is_visible(self, layer: Layer) -> bool:
        """Whether a layer is on, and not hidden for a moment."""
        return self._visible[layer] and not self._bare

    @property
    def shown_regions(self) -> tuple[Region, ...]:
        """The regions in sight."""
        return self._all_regions if self.is_visible(Layer.REGIONS) else ()

    @property
    def shown_landmarks(self) -> Landmarks | None:
        """Disc and fovea, where they are in sight."""
        return self.landmarks.landmarks if self.is_visible(Layer.LANDMARKS) else None

    def _refresh(self) -> None:
        self._show_marks()
        self.heat_map.setVisible(self.is_visible(Layer.ATTENTION))
        self.lesions.setVisible(self.is_visible(Layer.LESIONS))
        self.voices.setVisible(not self._bare)
        self.regions.setVisible(self.is_visible(Layer.REGIONS))
        self.landmarks.setVisible(self.is_visible(Layer.LANDMARKS))
        self.earlier.setVisible(self.is_visible(Layer.EARLIER))

    def _show_marks(self) -> None:
        hidden = self._hidden_statuses()
        marks = self.all_marks.marks
        shown = tuple(mark for mark in marks if mark.status not in hidden) if hidden else marks
        if len(shown) == len(marks):
            self.shown_marks = self.all_marks
        else:
            self.shown_marks = self.shown_marks.changed_to(shown)
        self.marks.set_marks(self.shown_marks)

    def _hidden_statuses(self) -> tuple[Status, ...]:
        return tuple(s for s in Status if not self.is_visible(layer_of(s)))
