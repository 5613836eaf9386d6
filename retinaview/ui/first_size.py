"""How large a window is that nobody has resized yet."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

TITLE_BAR_PX = 40
"""Room for what the system puts round a window; it is not known before that is shown."""


def resize_first(window: QWidget, wanted: tuple[int, int]) -> None:
    """Give a window the size (width, height) that it would like, or what its screen has room for.

    Systems open a window that is larger than the screen as it is, its right side out of reach.
    """
    room = window.screen().availableSize() - QSize(0, TITLE_BAR_PX)
    window.resize(QSize(*wanted).boundedTo(room))
