"""A press that ends as a drag or as a click, and what a click selects. No Qt.

A click takes the smallest mark first, and the next one under it when repeated in place.
"""

from __future__ import annotations

from retinaview.ui.canvas.board import Board, Pointer
from retinaview.ui.canvas.drags import Drag, Outcome, RegionClicked, Selected, Sketch, drag_of
from retinaview.ui.canvas.hit_testing import Hit, marks_at
from retinaview.ui.canvas.layers import Tool

CLICK_PX = 3.0


def clicked(board: Board, pointer: Pointer, *, again: bool) -> Outcome:
    """Return what a click does.

    Parameters
    ----------
    board : Board
        What is on the canvas.
    pointer : Pointer
        Where.
    again : bool
        The click before was at the same place: go on to the next mark under the pointer.
    """
    if board.tool is Tool.DRAW:
        return None
    target = board.target(pointer)
    if target.kind is Hit.REGION:
        return RegionClicked(target.rank)
    under = [m.id for m in marks_at(board.marks, pointer.x, pointer.y, scale=pointer.scale)]
    if pointer.extend:
        return Selected(_toggled(board.selection, under[0])) if under else None
    if not under:
        return Selected(())
    return Selected((_next(under, board.selection) if again else under[0],))


def _toggled(selection: tuple[str, ...], key: str) -> tuple[str, ...]:
    if key in selection:
        return tuple(other for other in selection if other != key)
    return (*selection, key)


def _next(under: list[str], selection: tuple[str, ...]) -> str:
    if len(selection) == 1 and selection[0] in under:
        return under[(under.index(selection[0]) + 1) % len(under)]
    return under[0]


class Gesture:
    """The press that is going on, if any, and the place of the last click."""

    def __init__(self) -> None:
        self._drag: Drag | None = None
        self._board: Board | None = None
        self._start: Pointer | None = None
        self._dragging = False
        self._last_click: Pointer | None = None

    @property
    def active(self) -> bool:
        """Whether a button is down."""
        return self._start is not None

    @property
    def dragging(self) -> bool:
        """Whether the pointer has left the place of the press."""
        return self._dragging

    def press(self, board: Board, pointer: Pointer) -> None:
        """Begin a drag when a button is pressed."""
        self._board, self._start, self._dragging = board, pointer, False
        self._drag = drag_of(board, pointer)

    def move(self, pointer: Pointer) -> Sketch:
        """Return what to show when the pointer moves."""
        if self._start is None or self._drag is None:
            return Sketch()
        self._dragging = self._dragging or pointer.screen_distance(self._start) >= CLICK_PX
        return self._drag.sketch(pointer) if self._dragging else Sketch()

    def release(self, pointer: Pointer) -> Outcome:
        """Return the result when the button is released."""
        self.move(pointer)
        board, start, drag, dragging = self._board, self._start, self._drag, self._dragging
        self.cancel()
        if board is None or start is None or drag is None:
            return None
        if dragging:
            return drag.outcome(pointer)
        last, self._last_click = self._last_click, start
        again = last is not None and start.screen_distance(last) < CLICK_PX
        return clicked(board, start, again=again)

    def cancel(self) -> None:
        """Forget the press; nothing comes of it."""
        self._drag = self._board = self._start = None
        self._dragging = False
