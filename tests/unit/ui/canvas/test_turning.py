"""Turning on the screen: steps, ways there and back, and where boxes come to lie."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QTransform

from retinaview.core.geometry import Box
from retinaview.ui.canvas.board import Board, Pointer, cursor_for
from retinaview.ui.canvas.box_editing import Handle
from retinaview.ui.canvas.hit_testing import Hit, HitTarget
from retinaview.ui.canvas.screen_space import screen_rect
from retinaview.ui.canvas.turning import Turn, TurnStep, is_turned, scale_of

RIGHT, LEFT, MIRROR, UPSIDE_DOWN, RESET = TurnStep
ALL = [Turn(quarters, mirrored) for quarters in range(4) for mirrored in (False, True)]


def seen(turn: Turn, x: float, y: float) -> tuple[float, float]:
    """Where a point beside the middle comes to lie on the screen."""
    point = turn.transform.map(QPointF(x, y))
    return point.x(), point.y()


@pytest.mark.parametrize("turn", ALL)
def test_every_step_turns_what_is_seen(turn: Turn) -> None:
    x, y = seen(turn, 2, 1)
    assert seen(turn.after(RIGHT), 2, 1) == (-y, x)
    assert seen(turn.after(LEFT), 2, 1) == (y, -x)
    assert seen(turn.after(MIRROR), 2, 1) == (-x, y)
    assert seen(turn.after(UPSIDE_DOWN), 2, 1) == (x, -y)
    assert turn.after(RESET).is_as_in_file


@pytest.mark.parametrize("turn", ALL)
def test_a_turned_photograph_is_known_by_its_transform(turn: Turn) -> None:
    zoomed = turn.transform * QTransform.fromScale(3.0, 3.0)
    assert is_turned(zoomed) is not turn.is_as_in_file


@pytest.mark.parametrize("turn", ALL)
def test_a_way_on_the_screen_is_a_way_in_the_file(turn: Turn) -> None:
    way = turn.to_file(3, -1)
    assert seen(turn, *way) == (3, -1)


@pytest.mark.parametrize("turn", ALL)
def test_a_box_lies_where_its_corners_lie(turn: Turn) -> None:
    transform = turn.transform * QTransform.fromScale(2, 2) * QTransform.fromTranslate(100, 200)
    rect = screen_rect(Box(10, 20, 30, 5), transform)
    corners = [transform.map(QPointF(x, y)) for x in (10, 40) for y in (20, 25)]
    xs, ys = np.array([(c.x(), c.y()) for c in corners]).T
    assert (rect.left(), rect.right()) == (xs.min(), xs.max())
    assert (rect.top(), rect.bottom()) == (ys.min(), ys.max())
    assert scale_of(transform) == 2.0


@pytest.mark.parametrize(
    ("turn", "corner", "side"),
    [
        (Turn(), Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeVerCursor),
        (Turn(1), Qt.CursorShape.SizeBDiagCursor, Qt.CursorShape.SizeHorCursor),
        (Turn(2), Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeVerCursor),
        (Turn(0, mirrored=True), Qt.CursorShape.SizeBDiagCursor, Qt.CursorShape.SizeVerCursor),
        (Turn(3, mirrored=True), Qt.CursorShape.SizeFDiagCursor, Qt.CursorShape.SizeHorCursor),
    ],
)
def test_the_arrows_of_the_pointer_turn_with_the_photograph(
    turn: Turn, corner: Qt.CursorShape, side: Qt.CursorShape
) -> None:
    board, pointer = Board((100, 100)), Pointer(0, 0, 1.0)
    for handle, shape in ((Handle.TOP_LEFT, corner), (Handle.TOP, side)):
        target = HitTarget(Hit.HANDLE, mark_id="a", handle=handle)
        assert cursor_for(board, pointer, target, turn=turn) is shape
