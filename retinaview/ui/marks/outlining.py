"""Outlines that are found beside the window: of a lesion pointed at, of boxes, of clusters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from retinaview.core.geometry import Box
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.ui.canvas.outcomes import Pointed
from retinaview.ui.controller import Controller
from retinaview.ui.language import later, tr
from retinaview.ui.layouts.panes import Panes
from retinaview.ui.window_context import WindowContext
from retinaview.ui.workers import Worker

if TYPE_CHECKING:
    from retinaview.core.lesions import LesionClass
    from retinaview.inference.outlining import OutliningInput
    from retinaview.session.session import Session

NOTHING_SEEN = later(
    "Nothing stands out from the retina there; paint it with the brush ({key:brush})."
)
_Shapes = Mapping[str, Box | Mask]
_Find = Callable[["OutliningInput", Mark], Box | Mask | None]


class OutliningController(Controller):
    """Outlines, snaps, masks and splits; what is found is put into the study in one step.

    Parameters
    ----------
    context : WindowContext
        What is open.
    panes : Panes
        The canvases.
    lesion : callable
        Returns the class of the next mark.

    Attributes
    ----------
    outlined : Signal(object)
        Tuple of `Mark`: what was made or changed, to be selected.
    """

    outlined = Signal(object)
    _found = Signal(object)

    def __init__(
        self, context: WindowContext, *, panes: Panes, lesion: Callable[[], LesionClass]
    ) -> None:
        super().__init__()
        self._context = context
        self._panes = panes
        self._lesion = lesion
        self._worker = Worker("outlines", background=False)
        self._number = 0
        self._found.connect(lambda then: then())
        panes.pen_used.connect(self._on_pen_used)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The thread that outlines."""
        return (self._worker,)

    def snap(self) -> None:
        """Fit the selected boxes to the lesions under them; masks stay as they are."""
        from retinaview.inference.outlining import snapped_box

        boxes = [mark for mark in self._panes.canvas.selected_marks() if mark.mask is None]
        self._find_each("Snap", boxes, lambda seen, m: snapped_box(seen, m.box, m.lesion))

    def to_masks(self) -> None:
        """Make masks of the selected boxes: the pixels of the lesions in them."""
        from retinaview.inference.outlining import pixels_in

        boxes = [mark for mark in self._panes.canvas.selected_marks() if mark.mask is None]
        self._find_each("Make mask of", boxes, lambda seen, m: pixels_in(seen, m.box, m.lesion))

    def to_boxes(self) -> None:
        """Make boxes of the selected masks: those around them."""
        from retinaview.session import painting

        if (opened := self._context.open_image) is None:
            return
        masks = {m.id: m.mask.box for m in self._panes.canvas.selected_marks() if m.mask}
        self._tell(opened[0], painting.reshape(*opened, "Make box of", masks))

    def split(self) -> None:
        """Split the selected marks into their lesions."""
        marks = self._panes.canvas.selected_marks()
        if (opened := self._context.open_image) and marks:
            self._beside(partial(_parts_of, self._input(), marks), partial(self._split, *opened))

    def _on_pen_used(self, drawn: object) -> None:
        opened = self._context.open_image
        if opened is None or not isinstance(drawn, Pointed):
            return
        lesion = self._lesion()
        find = partial(_lesion_at, self._input(), drawn.x, drawn.y, lesion)
        self._beside(find, partial(self._draw, *opened, lesion))

    def _input(self) -> OutliningInput:
        """Return what is shown of the photograph, which a blind reader has no maps of."""
        from retinaview.inference.outlining import OutliningInput

        photograph, finding = self._context.photograph, self._context.answer
        session = self._context.session
        assert photograph is not None
        assert session is not None
        if finding is None:
            return OutliningInput(photograph.rgb)
        in_force = session.thresholds.of(finding)
        values = {lesion: each.value for lesion, each in in_force.items()}
        return OutliningInput(photograph.rgb, finding.lesion_maps, values)

    def _find_each(self, verb: str, marks: Sequence[Mark], find: _Find) -> None:
        if (opened := self._context.open_image) and marks:
            self._beside(
                partial(_each, find, self._input(), marks),
                partial(self._reshape, *opened, verb, len(marks)),
            )

    def _beside(self, find: Callable[[], object], then: Callable[[object], None]) -> None:
        """Find something in the other thread, and go on with it in the window's."""
        session = self._context.session

        def job() -> None:
            found = find()
            self._found.emit(lambda: then(found) if self._context.session is session else None)

        self._number += 1
        self._worker.submit(self._number, job, urgency=-self._number)  # in their order

    # What was found

    def _draw(self, session: Session, image_id: int, lesion: LesionClass, mask: object) -> None:
        if isinstance(mask, Mask):
            drawn = session.draw(image_id, lesion, mask, verb="Outline")
            self._tell(session, () if drawn is None else (drawn,))
        else:
            with self._context.about(image_id):
                self._context.say(tr(NOTHING_SEEN))

    def _reshape(
        self, session: Session, image_id: int, verb: str, asked: int, shapes: object
    ) -> None:
        from retinaview.session import painting

        assert isinstance(shapes, dict)
        if missing := asked - len(shapes):
            one = tr("No lesion is seen under this box; it stays as before.")
            many = tr("No lesion is seen under %n box(es); they stay as before.", "", missing)
            with self._context.about(image_id):
                self._context.say(one if asked == 1 else many)
        self._tell(session, painting.reshape(session, image_id, verb, shapes))

    def _split(self, session: Session, image_id: int, parts: object) -> None:
        from retinaview.session import painting

        assert isinstance(parts, dict)
        if parts:
            self._tell(session, painting.split(session, image_id, parts))
            return
        with self._context.about(image_id):
            self._context.say(tr("Nothing tells lesions apart there; it stays one mark."))

    def _tell(self, session: Session, marks: tuple[Mark, ...]) -> None:
        if marks:
            session.when_finished(lambda: self.outlined.emit(marks))


def _lesion_at(seen: OutliningInput, x: float, y: float, lesion: LesionClass) -> Mask | None:
    from retinaview.inference.outlining import outline_at

    return outline_at(seen, x, y, lesion)


def _each(find: _Find, seen: OutliningInput, marks: Sequence[Mark]) -> _Shapes:
    found = ((mark.id, find(seen, mark)) for mark in marks)
    return {mark_id: shape for mark_id, shape in found if shape is not None}


def _parts_of(seen: OutliningInput, marks: Sequence[Mark]) -> dict[str, tuple[Mask, ...]]:
    """Return the lesions of marks that have several, by their ids."""
    from retinaview.inference.outlining import lesions_of_cluster, pixels_in

    found = {}
    for mark in marks:
        pixels = mark.mask or pixels_in(seen, mark.box, mark.lesion)
        parts = () if pixels is None else lesions_of_cluster(pixels)
        if len(parts) > 1:
            found[mark.id] = parts
    return found
