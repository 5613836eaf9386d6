"""Small pictures of photographs for the worklist, made beside the window."""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage, QPixmap

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.imaging.decoding import decode_reduced
from retinaview.imaging.photograph import EncodedPhotograph, read_encoded
from retinaview.ui.study.thumbnail_cache import ThumbnailCache
from retinaview.ui.workers import Worker

Uint8Array = NDArray[np.uint8]
logger = logging.getLogger(__name__)
SIDE_PX = 128  # twice the list's own size, for screens of double density
_KEPT = 3000
_PENDING = 40
# A JPEG this much larger than its thumbnail is decoded at an eighth of its size, which costs
# a tenth of the time.
_REDUCED_FROM_PX = SIDE_PX * 8


class Thumbnails(QObject):
    """Pixmaps by path; asked for by the rows in view, so rows out of view cost nothing.

    Parameters
    ----------
    cache : ThumbnailCache, optional
        Keeps them between two starts.

    Attributes
    ----------
    ready : Signal(object)
        Path whose thumbnail can be had now.
    """

    ready = Signal(object)
    _made = Signal(object, object)

    def __init__(self, cache: ThumbnailCache | None = None) -> None:
        super().__init__()
        self._cache = cache
        self._worker = Worker("thumbnails")
        self._pixmaps: OrderedDict[Path, QPixmap | None] = OrderedDict()
        self._asked: deque[Path] = deque(maxlen=_PENDING)
        self._made.connect(self._on_made)

    def get(self, path: Path) -> QPixmap | None:
        """Return the thumbnail; None while it is made, and for a file that cannot be read."""
        if path in self._pixmaps:
            return self._pixmaps[path]
        if path not in self._asked:
            self._asked.append(path)
            self._worker.retain(self._asked)
            self._worker.submit(path, lambda: self._made.emit(path, self._make(path)))
        return None

    def _make(self, path: Path) -> QImage | None:
        """Read or make a thumbnail, in the worker's thread."""
        return thumbnail(path) if self._cache is None else self._cache.get(path, thumbnail)

    @property
    def workers(self) -> tuple[Worker, ...]:
        """Worker threads to stop on close."""
        return (self._worker,)

    @Slot(object, object)
    def _on_made(self, path: Path, image: QImage | None) -> None:
        if path in self._asked:
            self._asked.remove(path)
        self._pixmaps[path] = None if image is None else QPixmap.fromImage(image)
        if len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        self.ready.emit(path)


def thumbnail(path: Path) -> QImage | None:
    """Fit a photograph into a square of `SIDE_PX`; None where it cannot be read."""
    try:
        encoded = read_encoded(path)
        large = min(encoded.header.displayed_size) >= _REDUCED_FROM_PX
        reduced = _reduced(encoded) if large else None
        rgb = encoded.decoded().rgb if reduced is None else reduced
    except (ReadError, OSError) as error:
        logger.info("no thumbnail: %s", error)
        return None
    return _fitted(rgb)


def _reduced(encoded: EncodedPhotograph) -> Uint8Array | None:
    """Decode at an eighth of the size, upright; None for kinds that gain nothing by it."""
    with guard(ReadError, encoded.path):
        return decode_reduced(encoded.data, encoded.header, factor=8)


def _fitted(rgb: Uint8Array) -> QImage:
    height, width = rgb.shape[:2]
    scale = SIDE_PX / max(height, width)
    size = max(1, round(width * scale)), max(1, round(height * scale))
    small = np.ascontiguousarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA))
    image = QImage(small.data, *size, small.strides[0], QImage.Format.Format_RGB888)
    return image.copy()  # the array goes with this function
