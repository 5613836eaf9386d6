"""How the outline of a mask answers to a drag of a point or an edge. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from retinaview.core.brush import Point
from retinaview.core.outline import Grip, Outline
from retinaview.ui.canvas.board import Board, Pointer
from retinaview.ui.canvas.outcomes import Reshaped, Sketch

MOVED, ADDED, REMOVED = "Move a point of", "Add a point to", "Remove a point of"


@dataclass(frozen=True)
class PullDrag:
    """Pulls a point of the one selected mask, or adds one on an edge."""

    board: Board
    start: Pointer
    mark_id: str
    grip: Grip

    def sketch(self, end: Pointer) -> Sketch:
        """Return the two lines that lead to the pointer."""
        if (outline := _outline(self.board, self.mark_id)) is None:
            return Sketch()
        before, after = outline.ends(self.grip)
        return Sketch(pulled=(before, self._to(end), after))

    def outcome(self, end: Pointer) -> Reshaped | None:
        """Return the mask with the point at `end`; None where no pixel changes."""
        if (outline := _outline(self.board, self.mark_id)) is None:
            return None
        verb = ADDED if self.grip.is_edge else MOVED
        return _reshaped(self.board, self.mark_id, outline.pulled(self.grip, self._to(end)), verb)

    def _to(self, end: Pointer) -> Point:
        width, height = self.board.size
        return min(max(end.x, 0.0), width), min(max(end.y, 0.0), height)


def without_point(board: Board, mark_id: str, grip: Grip) -> Reshaped | None:
    """Return the mask without a point; None where it would be no outline any more."""
    outline = _outline(board, mark_id)
    rest = None if outline is None else outline.without(grip)
    return None if rest is None else _reshaped(board, mark_id, rest, REMOVED)


def _outline(board: Board, mark_id: str) -> Outline | None:
    mask = board.mask_of(mark_id)
    return None if mask is None else board.outlines.of(mask)


def _reshaped(board: Board, mark_id: str, outline: Outline, verb: str) -> Reshaped | None:
    width, height = board.size
    mask = outline.mask(width=width, height=height)
    if mask is None or mask == board.mask_of(mark_id):
        return None
    return Reshaped(mark_id, mask, outline, verb)
