"""The pointer's shape: what a drag from here would do."""

from __future__ import annotations

from PySide6.QtCore import Qt

from retinaview.ui.canvas.board import Board, Pointer
from retinaview.ui.canvas.box_editing import Handle
from retinaview.ui.canvas.hit_testing import Hit, HitTarget
from retinaview.ui.canvas.layers import Tool

_HANDLES = {
    Handle.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Handle.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Handle.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Handle.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
    Handle.TOP: Qt.CursorShape.SizeVerCursor,
    Handle.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Handle.LEFT: Qt.CursorShape.SizeHorCursor,
    Handle.RIGHT: Qt.CursorShape.SizeHorCursor,
}


def cursor_for(board: Board, pointer: Pointer, target: HitTarget) -> Qt.CursorShape:
    """Return the pointer's shape over a target."""
    if board.tool is Tool.DRAW:
        return Qt.CursorShape.CrossCursor
    if target.handle is not None:
        return _HANDLES[target.handle]
    if board.on_movable(pointer):
        return Qt.CursorShape.SizeAllCursor
    if target.kind is Hit.NOTHING:
        return Qt.CursorShape.ArrowCursor
    return Qt.CursorShape.PointingHandCursor
