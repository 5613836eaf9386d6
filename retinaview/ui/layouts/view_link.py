"""Two canvases that show the same place: what one does, the other follows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QPointF

from retinaview.core.field_circle import FieldCircle
from retinaview.ui.canvas import FundusCanvas
from retinaview.ui.layouts.link import Link, RegisteredLink, Viewpoint


class ViewLink(QObject):
    """Links zoom, pan and pointer of two canvases.

    Parameters
    ----------
    first, second : FundusCanvas
        The canvases; their photographs may differ in size.
    """

    def __init__(self, first: FundusCanvas, second: FundusCanvas) -> None:
        super().__init__(first)
        self._canvases = (first, second)
        self._frames: tuple[FieldCircle, FieldCircle] | None = None
        self._registered: RegisteredLink | None = None
        self._mirrored = False
        self._on = True
        self._following = False
        self._leader = 0
        for index, canvas in enumerate(self._canvases):
            canvas.view_changed.connect(lambda index=index: self._follow(index))
            canvas.pointer_moved.connect(lambda at, index=index: self._point(index, at))

    def set_leader(self, index: int) -> None:
        """Let the other follow this one, 0 or 1, when neither is moved by hand."""
        self._leader = index

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let each go its own way for a moment, and then the other follow the leader."""
        before, self._following = self._following, True
        try:
            yield
        finally:
            self._following = before
        self._follow(self._leader)

    def set_frames(self, frames: tuple[FieldCircle, FieldCircle] | None) -> None:
        """Measure places on the two photographs by these; None where one is missing."""
        self._frames = frames
        self._follow(self._leader)

    def set_registered(self, link: RegisteredLink | None) -> None:
        """Follow a registration of the first photograph onto the second, rather than frames."""
        if link != self._registered:
            self._registered = link
            self._follow(self._leader)

    def set_mirrored(self, mirrored: bool) -> None:
        """Whether left on one is right on the other, as in the two eyes of a person."""
        self._mirrored = mirrored
        self._follow(self._leader)

    def set_on(self, on: bool) -> None:
        """Link the canvases, or let each go its own way; the pointer is shown on both always."""
        self._on = on
        self._follow(self._leader)

    def _follow(self, index: int) -> None:
        """Bring the other canvas to where this one is."""
        if self._following or not self._on or self._frames is None:
            return
        leader, follower = self._canvases[index], self._canvases[1 - index]
        self._following = True
        try:
            if leader.fitted:
                follower.fit()
            else:
                here = Viewpoint(leader.centre.x(), leader.centre.y(), leader.zoom)
                there = self._link_from(index, self._frames).place(here)
                follower.look_at(QPointF(there.x, there.y), there.zoom)
        finally:
            self._following = False

    def _point(self, index: int, at: tuple[float, float] | None) -> None:
        other = self._canvases[1 - index]
        if at is None or self._frames is None:
            other.set_cross(None)
        else:
            other.set_cross(QPointF(*self._link_from(index, self._frames).point(*at)))

    def _link_from(
        self, index: int, frames: tuple[FieldCircle, FieldCircle]
    ) -> Link | RegisteredLink:
        if self._registered is not None:
            return self._registered if index == 0 else self._registered.inverse
        return Link(frames[index], frames[1 - index], self._mirrored)
