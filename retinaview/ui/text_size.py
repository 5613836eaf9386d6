"""The size of all text."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication


def set_text_size(points: int) -> None:
    """Show text at so many points; at 0 as the desktop does."""
    font = QFont(QApplication.font())
    general = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    size = float(points) if points > 0 else general.pointSizeF()
    if size > 0:  # some desktops give their size in pixels
        font.setPointSizeF(size)
        QApplication.setFont(font)
