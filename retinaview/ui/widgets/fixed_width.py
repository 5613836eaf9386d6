"""Widgets whose width does not follow what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QSize


class Worded(Protocol):
    """A label or button."""

    def ensurePolished(self) -> None:  # noqa: N802 - Qt's name
        """Take on the style."""

    def setText(self, text: str, /) -> None:  # noqa: N802 - Qt's name
        """Show a text."""

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the size that the text asks for."""

    def setFixedWidth(self, width: int, /) -> None:  # noqa: N802 - Qt's name
        """Keep a width, in pixels."""


def fix_width(widget: Worded, texts: Iterable[str]) -> None:
    """Make a widget as wide for good as the longest of its texts asks for; the last one stays."""
    widget.ensurePolished()
    widest = 0
    for text in texts:
        widget.setText(text)
        widest = max(widest, widget.sizeHint().width())
    widget.setFixedWidth(widest)
