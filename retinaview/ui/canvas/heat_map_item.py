"""Draws where a network looked, over the photograph."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from retinaview.core.findings import HeatMap
from retinaview.ui.canvas.colour_maps import attention_colours

RENDERED_PX = 768


class HeatMapItem(QGraphicsItem):
    """One heat map; its picture is made once per map and colours, the opacity is the painter's."""

    def __init__(self) -> None:
        super().__init__()
        self._heat_map: HeatMap | None = None
        self._name = "inferno"
        self._colours = attention_colours(self._name)
        self._bounds = QRectF()
        self._pixels: NDArray[np.uint8] | None = None

    def set_heat_map(self, heat_map: HeatMap | None) -> None:
        """Show a map or nothing."""
        self.prepareGeometryChange()
        self._heat_map, self._pixels = heat_map, None
        extent = None if heat_map is None else heat_map.extent
        self._bounds = (
            QRectF() if extent is None else QRectF(extent.x, extent.y, extent.width, extent.height)
        )
        self.update()

    def set_colours(self, name: str) -> None:
        """Choose the colour map; an unknown name raises `RetinaViewError`."""
        if name != self._name:
            self._colours, self._pixels = attention_colours(name), None
            self._name = name
            self.update()

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the extent of the map."""
        return self._bounds

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionGraphicsItem,  # noqa: ARG002
        widget: QWidget | None = None,  # noqa: ARG002
    ) -> None:
        """Draw the map."""
        if self._heat_map is None:
            return
        if self._pixels is None:
            self._pixels = coloured(self._heat_map.values, self._colours)
        height, width = self._pixels.shape[:2]
        image = QImage(
            self._pixels.data,
            width,
            height,
            4 * width,
            QImage.Format.Format_ARGB32_Premultiplied,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self._bounds, image, QRectF(0, 0, width, height))


def coloured(values: NDArray[np.float32], colours: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Draw a heat map, smooth even where the network's grid is coarse.

    Parameters
    ----------
    values : ndarray of float32, shape (h, w)
        0-1.
    colours : ndarray of uint8, shape (256, 4)
        As from `attention_colours`.

    Returns
    -------
    ndarray of uint8, shape (H, W, 4)
        ARGB32_Premultiplied; the longer side is `RENDERED_PX` or the grid's own, if longer.
    """
    height, width = values.shape
    factor = max(1.0, RENDERED_PX / max(height, width))
    size = max(1, round(width * factor)), max(1, round(height * factor))
    smooth = cv2.resize(values, size, interpolation=cv2.INTER_CUBIC)
    return colours[np.rint(np.clip(smooth, 0.0, 1.0) * 255).astype(np.uint8)]
