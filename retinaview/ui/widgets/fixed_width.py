"""Widgets whose width does not follow what they say."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QAbstractButton, QLabel


def fix_width(widget: QLabel | QAbstractButton, texts: Iterable[str]) -> None:
    """Make a widget as wide for good as the longest of its texts asks for; its own text stays."""
    widget.ensurePolished()
    own, widest = widget.text(), 0
    for text in texts:
        widget.setText(text)
        widest = max(widest, widget.sizeHint().width())
    widget.setText(own)
    widget.setFixedWidth(widest)
