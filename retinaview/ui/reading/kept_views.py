"""Where the reader looked on each photograph, so that turning back shows the same again."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.canvas.turning import Turn
from retinaview.ui.layouts.link import Viewpoint


class KeptViews:
    """Zoom and place by photograph; or, where the reader wants it so, one for whatever comes.

    Attributes
    ----------
    carry : bool
        The next photograph is seen as the one before it was.
    """

    def __init__(self) -> None:
        self.carry = False
        self._views: dict[int, Viewpoint | None] = {}
        self._turns: dict[int, Turn] = {}
        self._carried: tuple[Viewpoint | None, tuple[int, int]] | None = None

    def forget(self) -> None:
        """Begin anew, as with another study."""
        self._views.clear()
        self._turns.clear()
        self._carried = None

    def put(self, image_id: int, view: Viewpoint | None) -> None:
        """Remember how a photograph was seen; None for the whole of it."""
        self._views[image_id] = view

    def of(self, image_id: int) -> Viewpoint | None:
        """Return how a photograph was seen last; None for the whole of it."""
        return self._views.get(image_id)

    def put_turn(self, image_id: int, turn: Turn) -> None:
        """Remember how a photograph is turned on the screen."""
        self._turns[image_id] = turn

    def leave(self, image_id: int, canvas: FundusCanvas, *, turning: bool) -> None:
        """Remember how a photograph is seen before it goes.

        Parameters
        ----------
        image_id : int
            The photograph.
        canvas : FundusCanvas
            Shows it.
        turning : bool
            Another one takes its place.
        """
        view = viewpoint_of(canvas)
        self.put(image_id, view)
        if turning:
            self._carried = view, canvas.size_px

    def restore(self, image_id: int | None, canvas: FundusCanvas) -> None:
        """Show a photograph that has just come onto a canvas as it was seen last."""
        canvas.set_turn(Turn() if image_id is None else self._turns.get(image_id, Turn()))
        view = None if image_id is None else self._views.get(image_id)
        if self.carry and self._carried is not None:
            view = _scaled(*self._carried, canvas.size_px)
        if view is not None:
            canvas.look_at(QPointF(view.x, view.y), view.zoom)


def viewpoint_of(canvas: FundusCanvas) -> Viewpoint | None:
    """Return what a canvas shows; None where that is the whole photograph."""
    if canvas.fitted:
        return None
    return Viewpoint(canvas.centre.x(), canvas.centre.y(), canvas.zoom)


def _scaled(
    view: Viewpoint | None, size: tuple[int, int], other: tuple[int, int]
) -> Viewpoint | None:
    """Return the same view of a photograph of another size, pixels."""
    if view is None or 0 in (*size, *other):
        return None
    across, down = other[0] / size[0], other[1] / size[1]
    return Viewpoint(view.x * across, view.y * down, view.zoom / across)
