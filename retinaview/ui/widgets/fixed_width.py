"""Widgets whose width does not follow what they say."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QLabel


def fix_width(widget: QLabel | QAbstractButton, texts: Iterable[str]) -> None:
    """Make a widget as wide for good as the longest of its texts asks for; the last one stays."""
    widget.ensurePolished()
    widest = 0
    for text in texts:
        widget.setText(text)
        widest = max(widest, widget.sizeHint().width())
    widget.setFixedWidth(widest)
