"""Masks and maps: images with one grey value per pixel, of limited size."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.core.regular_files import read_regular
from retinaview.imaging.headers import read_header
from retinaview.imaging.kinds import Kind
from retinaview.imaging.png import require_sound_png


def read_grey(path: AnyPath) -> NDArray[np.uint8]:
    """Read an image as grey values, uint8 (H, W), 0-255.

    Raises
    ------
    ReadError
        The file is missing, not an image, damaged, or too large.
    """
    with guard(ReadError, path, "is damaged and cannot be decoded"):
        data = read_regular(Path(path))
        header = read_header(io.BytesIO(data), path=path, least_side_px=1)
        if header.needs_child:
            raise ReadError("is compressed in a way that is not supported for masks")
        if header.kind is Kind.PNG:
            require_sound_png(data)
        values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_GRAYSCALE)
    if values is None:
        raise ReadError("is damaged and cannot be decoded", path=path)
    return np.asarray(values, np.uint8)
