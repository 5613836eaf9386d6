"""Colours on the photograph, the same in both themes: a retina is dark red in either."""

from __future__ import annotations

from PySide6.QtGui import QColor

INK = QColor(18, 20, 24)
PAPER = QColor(255, 255, 255)
# Below bright lines, so that they are seen on bright ground too.
SHADE = QColor(0, 0, 0, 130)
# Warnings.
CAUTION = QColor("#e3aa4e")
# Suspicious regions.
REGION = QColor(255, 150, 40)
