"""Masks and maps: one value per pixel, of a size that is known to be affordable."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.imaging.headers import read_header


def read_grey(path: AnyPath) -> NDArray[np.uint8]:
    """Read a picture as grey values, uint8 (H, W), 0-255.

    Raises
    ------
    ReadError
        It is missing, no picture, damaged, or too large.
    """
    with guard(ReadError, path, "is damaged and cannot be decoded"):
        data = Path(path).read_bytes()
        header = read_header(io.BytesIO(data), path=path, least_side_px=1)
        if header.apart:
            raise ReadError("is packed in a way that masks are not")
        values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if values is None:
        raise ReadError("is damaged and cannot be decoded", path=path)
    return np.asarray(values, np.uint8)
