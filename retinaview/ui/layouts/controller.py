"""Choosing what is seen side by side, and which of two photographs is worked on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.core.grades import Laterality
from retinaview.session.side_by_side import LAYOUT_KEY, Layout
from retinaview.ui import settings as kept
from retinaview.ui.controller import Controller
from retinaview.ui.layouts.heads import HeadsController
from retinaview.ui.layouts.link import frames
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.layouts.turning import TurningController
from retinaview.ui.reading.controller import ReadingController
from retinaview.ui.settings import Settings
from retinaview.ui.visits.controller import VisitsController
from retinaview.ui.window_context import WindowContext

if TYPE_CHECKING:
    from retinaview.session.session import Session


class LayoutsController(Controller):
    """Keeps layout, panes and their link agreed; a study remembers its layout.

    Attributes
    ----------
    turning : TurningController
        Turns photographs on the screen.
    visits : VisitsController
        Registers the previous visit, and shows it.
    """

    def __init__(
        self,
        context: WindowContext,
        *,
        panes: Panes,
        reading: ReadingController,
        settings: Settings,
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._reading = reading
        self._settings = settings
        self._whose: dict[int, PatientEye] = {}
        self.turning = TurningController(context, panes=panes, views=reading.filler.views)
        self.visits = VisitsController(context, panes=panes, filler=reading.filler)
        self._heads = HeadsController(context, panes=panes)
        self._follow_settings()
        panes.pressed.connect(self.work_on)
        context.study_changed.connect(self._on_study_changed)
        context.image_changed.connect(self._note_whose)
        context.image_updated.connect(self._on_image_updated)
        for changed in (
            *(context.image_changed, context.photograph_shown, context.beside_shown),
            context.answer_changed,
        ):
            changed.connect(self._link)

    @property
    def helpers(self) -> tuple[Controller, ...]:
        """What stands above each pane, how its photograph is turned, and its previous visit."""
        return self._heads, self.turning, self.visits

    def switches(self) -> dict[str, bool]:
        """Tell which layout is on, and how two photographs are linked."""
        layouts = {_ACTIONS[layout]: layout is self._context.layout for layout in Layout}
        kept_on = {name: self._settings.get(setting) for name, setting in _SWITCHES.items()}
        return {**layouts, **kept_on}

    def choose(self, layout: Layout) -> None:
        """Show one eye, both eyes, or one photograph by two networks, and remember it."""
        if layout is not self._context.layout:
            self._reading.set_layout(layout)
            if self._context.session is not None:
                self._context.session.remember(LAYOUT_KEY, layout.value)
        self.changed.emit()

    def work_on(self, pane: int) -> None:
        """Bring one of two panes to the front; an empty one stays where it is."""
        if pane != self._context.front and self._context.panes[pane].image_id is not None:
            self._reading.work_on(pane)

    def set_linked(self, linked: bool) -> None:
        """Let both panes zoom and move together, or each by itself, and remember it."""
        self._settings.set(kept.LINKED, linked)
        self._follow_settings()

    def set_mirrored(self, mirrored: bool) -> None:
        """Let both eyes move towards the nose together, or alike, and remember it."""
        self._settings.set(kept.MIRRORED, mirrored)
        self._follow_settings()

    def set_minimap(self, on: bool) -> None:
        """Show the whole photograph in a corner while zoomed in, or never, and remember it."""
        self._settings.set(kept.MINIMAP, on)
        self._follow_settings()

    def _follow_settings(self) -> None:
        self._panes.set_minimap(self._settings.get(kept.MINIMAP))
        self._panes.link.set_on(self._settings.get(kept.LINKED))
        self._link()
        self.changed.emit()

    def _link(self) -> None:
        """Link the panes by their fields of view, or not where a photograph is missing."""
        photographs = [pane.photograph for pane in self._context.panes]
        first, second = photographs
        if first is None or second is None:
            self._panes.link.set_frames(None)
            return
        found = [self._context.shown_in(pane) for pane in (0, 1)]
        fields = [None if said is None else said.field_of_view for said in found]
        if first is second:
            fields = [None, None]  # a field of view measured twice shall not shift it
        sizes = (first.width, first.height), (second.width, second.height)
        self._panes.link.set_mirrored(
            self._context.layout is Layout.BOTH_EYES and self._settings.get(kept.MIRRORED)
        )
        self._panes.link.set_frames(frames(*fields, sizes=sizes))

    def _note_whose(self) -> None:
        session = self._context.session
        ids = () if session is None else self._context.image_ids
        self._whose = {} if session is None else {each: _whose(session, each) for each in ids}

    def _on_image_updated(self, image_id: int) -> None:
        """Look for what belongs beside again, once another patient, eye or day is known."""
        session, layout = self._context.session, self._context.layout
        if session is not None and layout is Layout.VISITS:
            self._renew_visits(session)
        if session is None or layout is not Layout.BOTH_EYES:
            return
        known, alone = self._whose.get(image_id), len(self._whose) == 1
        if known != _whose(session, image_id) and (known is not None or alone):
            self._reading.set_layout(layout)

    def _renew_visits(self, session: Session) -> None:
        """Put another photograph beside where that is of the previous visit now."""
        earlier, present = (pane.image_id for pane in self._context.panes)
        if present is not None:
            previous = session.previous_visit(present).image
            if (None if previous is None else previous.id) != earlier:
                self._reading.set_layout(Layout.VISITS)

    def _on_study_changed(self) -> None:
        session = self._context.session
        if session is not None:
            self._reading.set_layout(_remembered(session.setting(LAYOUT_KEY)))
        self.changed.emit()


_SWITCHES = {"linked": kept.LINKED, "mirrored": kept.MIRRORED, "minimap": kept.MINIMAP}
_ACTIONS = {
    Layout.ONE_EYE: "one_eye",
    Layout.BOTH_EYES: "both_eyes",
    Layout.COMPARE: "compare",
    Layout.ADJUDICATE: "adjudicate",
    Layout.VISITS: "visits",
}


PatientEye = tuple[str, Laterality | None]


def _whose(session: Session, image_id: int) -> PatientEye:
    image = session.image(image_id)
    return image.patient, image.eye


def _remembered(value: str | None) -> Layout:
    try:
        return Layout(value or Layout.ONE_EYE)
    except ValueError:  # of another version
        return Layout.ONE_EYE
