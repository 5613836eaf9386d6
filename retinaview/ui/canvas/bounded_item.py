"""What all items have in common that may draw anywhere on the photograph and a margin round it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsItem


class BoundedItem(QGraphicsItem):
    """An item whose area is that of the photograph with its margin, whatever it draws there."""

    def __init__(self) -> None:
        super().__init__()
        self._bounds = QRectF()

    def set_bounds(self, bounds: QRectF) -> None:
        """Set the area that may be drawn on, source pixels."""
        self.prepareGeometryChange()
        self._bounds = bounds

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the photograph's rectangle with a margin."""
        return self._bounds
