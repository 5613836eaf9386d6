"""The previous visit in the window: asked for when it is seen, and told of in the side panel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.core.macula import disc_diameter
from retinaview.core.marks import Status
from retinaview.session.side_by_side import Layout
from retinaview.ui.action_spec import When
from retinaview.ui.canvas.earlier_item import Hint
from retinaview.ui.controller import Controller
from retinaview.ui.language import tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.reading.pane_filler import PaneFiller
from retinaview.ui.visits.blinking import Flicker
from retinaview.ui.visits.carrying import hints_of, link_of, transform_of
from retinaview.ui.visits.panel import VisitPanel
from retinaview.ui.visits.registrar import Pair, Registered, Registrar
from retinaview.ui.visits.words import (
    absence_words,
    before_words,
    refusal_words,
    registration_words,
    visit_words,
)
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.marks import Mark
    from retinaview.imaging.halvings import Halvings
    from retinaview.imaging.photograph import Photograph
    from retinaview.imaging.registration import Registration
    from retinaview.session.session import Session
    from retinaview.session.visits import PreviousVisit


class VisitsController(Controller):
    """Finds the previous visit of the eye in front, and shows it where the reader wants it.

    It is registered once the layout shows it, or it blinks; never ahead of that.

    Attributes
    ----------
    panel : VisitPanel
        Stands in the side panel.
    """

    def __init__(self, context: WindowContext, *, panes: Panes, filler: PaneFiller) -> None:
        super().__init__()
        self.panel = VisitPanel()
        self._context, self._panes, self._loader = context, panes, filler.loader
        self._registrar = Registrar()
        self._visit: PreviousVisit | None = None
        self._pair: Pair | None = None
        self._found: Registered | None = None
        self._earlier: Halvings | None = None
        self._why_not = ""
        self._blinking, self._held = False, False
        self._flicker = Flicker(panes)
        filler.broke.connect(self._on_broke)
        self._connect_signals()

    def _connect_signals(self) -> None:
        context = self._context
        self._registrar.registered.connect(self._on_registered)
        self._registrar.failed.connect(self._on_failed)
        context.study_changed.connect(self._registrar.forget)
        context.image_changed.connect(self._look)
        for changed in (context.photograph_shown, context.beside_shown, context.settled):
            changed.connect(self._seek)
        context.image_updated.connect(self._on_image_updated)
        context.marks_changed.connect(self._on_marks_changed)
        context.answer_changed.connect(self._say)
        context.blinding_changed.connect(self._put_hints)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that registers."""
        return (self._registrar.worker,)

    def conditions(self) -> set[When]:
        """Whether there is a previous visit."""
        return {When.EARLIER} if self._pair is not None else set()

    def switches(self) -> dict[str, bool]:
        """Whether it blinks."""
        return {"blink": self._blinking}

    def reword(self) -> None:
        """Say everything again, in another language."""
        self._say()

    def set_blinking(self, on: bool) -> None:
        """Let both visits change places on the photograph, or no longer."""
        self._blinking = on and self._pair is not None
        self._end_in_vain()
        self._seek()
        self._follow_blinking()
        self.changed.emit()

    def hold(self, held: bool) -> None:
        """Show the previous visit over the photograph while a key is held."""
        self._held = held
        if held and self._pair is None:
            self._tell_absence()
        self._end_in_vain()
        self._seek()
        self._follow_blinking()

    def _end_in_vain(self) -> None:
        """Show it no longer, and say why, where the previous visit cannot be put in place."""
        refused = self._found is not None and self._registration is None
        if (self._blinking or self._held) and (refused or self._why_not):
            self._blinking, self._held = False, False
            with self._context.about(self._context.image_id):
                self._context.say(self._fit_words())

    def _tell_absence(self) -> None:
        opened = self._context.open_image
        if opened is not None and self._visit is not None:
            with self._context.about(opened[1]):
                self._context.say(absence_words(opened[0].image(opened[1]), self._visit))

    # Which it is

    @property
    def _pane(self) -> int:
        """The pane of this visit's photograph."""
        return 1 if self._context.layout is Layout.VISITS else self._context.front

    def _look(self) -> None:
        """Find the previous visit of what is shown now."""
        session, present = self._context.session, self._context.panes[self._pane].image_id
        before = self._pair
        self._visit, self._pair = None, None
        if session is not None and present is not None:
            self._visit = session.previous_visit(present)
            if self._visit.image is not None:
                self._pair = self._visit.image.id, present
        if self._pair != before:
            self._drop()
        self._put_everything()
        self._seek()
        self.changed.emit()

    def _drop(self) -> None:
        """Take away what is known of another pair."""
        self._registrar.stop()
        self._found, self._earlier = None, None
        self._why_not, self._blinking = "", False

    def _on_image_updated(self, image_id: int) -> None:
        session, visit = self._context.session, self._visit
        present = self._context.panes[self._pane].image_id
        if session is None or present is None or visit is None:
            return
        if session.image(image_id).patient == session.image(present).patient or (
            visit.image is not None and visit.image.id == image_id
        ):
            self._look()

    # Registering

    @property
    def _is_wanted(self) -> bool:
        return self._blinking or self._held or self._context.layout is Layout.VISITS

    def _seek(self) -> None:
        """Have the pair registered, once it is wanted and this visit's photograph is there."""
        session, present = self._context.session, self._context.panes[self._pane].photograph
        if session is None or self._pair is None or not self._is_wanted:
            return
        if present is None:
            self._say()  # what could not be read is not being registered any more
            return
        if self._found is not None or self._why_not:
            return
        earlier, pair = self._pair[0], self._pair
        shown = (pane.photograph for pane in self._context.panes if pane.image_id == earlier)
        at_hand = next(shown, None) or self._loader.cached(session.expected_path(earlier))
        if at_hand is None and self._context.layout is Layout.VISITS:
            return  # it is being decoded for its pane
        self._registrar.ask(pair, present, at_hand, lambda: session.find(earlier))
        self._say()

    def _on_registered(self, pair: Pair, earlier: Photograph, found: Registered) -> None:
        if pair != self._pair:
            return
        self._found = found
        self._earlier = None if found.registration is None else earlier.halvings
        self._end_in_vain()
        self._put_everything()
        self.changed.emit()

    def _on_failed(self, pair: Pair, why: str) -> None:
        if pair == self._pair:
            self._why_not = why
            self._end_in_vain()
            self._say()
            self.changed.emit()

    def _on_broke(self, image_id: int) -> None:
        """Take it that what a pane cannot show cannot be registered either."""
        if self._pair is not None and self._is_wanted and image_id == self._pair[0]:
            self._on_failed(self._pair, tr("The photograph of the previous visit cannot be read."))

    # Showing

    def _put_everything(self) -> None:
        self._put_before()
        self._put_link()
        self._put_hints()
        self._say()

    @property
    def _registration(self) -> Registration | None:
        return None if self._found is None else self._found.registration

    def _put_before(self) -> None:
        """Put the earlier photograph where it can blink: below this visit's overlays."""
        found = self._registration
        if found is None or self._earlier is None:
            self._flicker.seat(None, None, None)
        else:
            self._flicker.seat(self._pane, self._earlier, transform_of(found))
        self._follow_blinking()

    def _put_link(self) -> None:
        """Let both panes follow the registration while they show both visits."""
        found = self._registration if self._context.layout is Layout.VISITS else None
        self._panes.link.set_registered(None if found is None else link_of(found))

    def _on_marks_changed(self, image_id: int) -> None:
        if self._pair is not None and image_id == self._pair[0]:
            self._put_hints()

    def _put_hints(self) -> None:
        """Hint at where lesions were marked; on the photograph of this visit alone."""
        session, found = self._context.session, self._registration
        hints: list[Hint] = []
        if session is not None and found is not None and self._pair is not None:
            hints = hints_of(self._earlier_marks(session, *self._pair), found)
        for index, canvas in enumerate(self._panes.canvases):
            canvas.set_hints(hints if index == self._pane else ())

    def _earlier_marks(self, session: Session, earlier: int, present: int) -> list[Mark]:
        """Return what readers marked; of a blind reader's own what no model proposed, alone."""
        marks = self._context.marks_on(earlier)
        labels = [mark for mark in marks if mark.status.is_label and not mark.lesion.is_landmark]
        if not self._context.hides(present):
            return labels
        own = ("", session.reader)
        return [m for m in labels if m.status is Status.DRAWN and m.author in own]

    def _follow_blinking(self) -> None:
        visit, ready = self._visit, self._registration is not None
        self._flicker.set_words(
            "" if visit is None or visit.before is None else before_words(visit.before)
        )
        self._flicker.follow(blinking=self._blinking and ready, held=self._held and ready)

    def _say(self) -> None:
        """Say when the previous visit was, and how well it is registered or why not."""
        session, visit = self._context.session, self._visit
        present = self._context.panes[self._pane].image_id
        if session is None or visit is None or present is None:
            self.panel.show_words("", "")
        elif visit.image is not None and visit.before is not None and visit.day is not None:
            self.panel.show_words(visit_words(visit.before, visit.day), self._fit_words())
        elif visit.undated or self._context.layout is Layout.VISITS:
            self.panel.show_words(absence_words(session.image(present), visit), "")
        else:
            self.panel.show_words("", "")

    def _fit_words(self) -> str:
        if self._why_not:
            return self._why_not
        if self._found is None:
            can_begin = self._is_wanted and self._context.panes[self._pane].photograph is not None
            return tr("Registering …") if can_begin else ""
        if self._registration is None:
            return refusal_words(self._found.matches)
        landmarks = self._context.landmarks_in(self._pane)
        disc_px = None if landmarks is None else disc_diameter(landmarks)
        return registration_words(self._registration, disc_px)
