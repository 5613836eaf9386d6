"""What a registration carries from the earlier photograph to the later one, for the canvas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtGui import QTransform

from retinaview.ui.canvas.earlier_item import Hint
from retinaview.ui.layouts.link import RegisteredLink

if TYPE_CHECKING:
    from retinaview.core.marks import Mark
    from retinaview.imaging.registration import Registration


def transform_of(found: Registration) -> QTransform:
    """Return the way from the earlier photograph's pixels to the later one's, for painting."""
    (a, b, x), (c, d, y) = found.matrix.tolist()
    return QTransform(a, c, b, d, x, y)


def link_of(found: Registration) -> RegisteredLink:
    """Return the same way, for two canvases that show one place."""
    first, second = (tuple(row) for row in found.matrix.tolist())
    return RegisteredLink((first, second))


def hints_of(marks: Sequence[Mark], found: Registration) -> list[Hint]:
    """Return where marks of the earlier photograph lie on the later one."""
    from retinaview.imaging.registration import moved

    boxes = [mark.box for mark in marks]
    corners = np.array(
        [
            ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
            for box in boxes
        ]
    ).reshape(-1, 2)
    places = moved(corners, found.matrix).reshape(-1, 4, 2).tolist()
    return [
        Hint(mark.lesion, tuple((x, y) for x, y in place))
        for mark, place in zip(marks, places, strict=True)
    ]
