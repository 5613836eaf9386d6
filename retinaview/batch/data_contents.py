"""What the files of a data set hold: photographs looked at once, and masks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.batch.likeness import Structure, structure_of
from retinaview.core.errors import LabelError, ReadError
from retinaview.core.guard import guard
from retinaview.exchange.data_sets import DataSet, SetPhotograph
from retinaview.exchange.mask_folders import read_mask
from retinaview.imaging.decoding import decode_reduced
from retinaview.imaging.photograph import EncodedPhotograph, read_encoded

LARGEST_MASK = 0.3
"""Share of its photograph that a mask covers at most; no lesion is larger."""
_SEEN_PX, SHEET_PX = 300, 128
OnProgress = Callable[[int, int], None]
Image = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Looked:
    """What looking at one photograph's file told.

    Attributes
    ----------
    sha256 : str
        Of the file; empty if it cannot be read.
    fault : str
        Why it cannot be read; empty if it can.
    structure : Structure or None
        For comparing it with others; None if there is nothing to see.
    picture : ndarray of uint8, shape (h, w, 3), or None
        A small copy, if asked for.
    mask_faults : tuple of str
        What is wrong with its masks, one sentence each.
    """

    sha256: str = ""
    fault: str = ""
    structure: Structure | None = None
    picture: Image | None = field(default=None, repr=False)
    mask_faults: tuple[str, ...] = ()


def look_at_all(
    found: DataSet, *, pictures: set[int] | None = None, on_progress: OnProgress | None = None
) -> list[Looked]:
    """Look at every photograph and mask of a set, one at a time.

    Parameters
    ----------
    found : DataSet
        The set.
    pictures : set of int, optional
        Which photographs to keep a small copy of.
    on_progress : callable, optional
        Called with the number of photographs done and that of all.
    """
    looked = []
    for n, each in enumerate(found.photographs):
        looked.append(_look_at(each, keep=n in (pictures or ())))
        if on_progress is not None:
            on_progress(n + 1, len(found.photographs))
    return looked


def _look_at(photograph: SetPhotograph, *, keep: bool) -> Looked:
    if photograph.path is None:
        return Looked(mask_faults=_mask_faults(photograph, None))
    try:
        encoded = read_encoded(photograph.path)
        rgb = _small(encoded)
    except ReadError as error:
        return Looked(fault=str(error), mask_faults=_mask_faults(photograph, None))
    return Looked(
        sha256=hashlib.sha256(encoded.data).hexdigest(),
        structure=structure_of(rgb),
        picture=_thumbnail(rgb) if keep else None,
        mask_faults=_mask_faults(photograph, encoded.header.displayed_size),
    )


def _small(encoded: EncodedPhotograph) -> Image:
    """Return a photograph, reduced where that saves decoding."""
    for factor in (8, 4, 2):
        if min(encoded.header.displayed_size) >= factor * _SEEN_PX:
            with guard(ReadError, encoded.path):
                rgb = decode_reduced(encoded.data, encoded.header, factor=factor)
            if rgb is not None:
                return rgb
    return encoded.decoded().rgb


def _thumbnail(rgb: Image) -> Image:
    scale = SHEET_PX / max(rgb.shape[:2])
    size = (max(1, round(rgb.shape[1] * scale)), max(1, round(rgb.shape[0] * scale)))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _mask_faults(photograph: SetPhotograph, size: tuple[int, int] | None) -> tuple[str, ...]:
    faults = (
        _mask_fault(path, size)
        for lesion, paths in photograph.masks.items()
        for path in paths
        if lesion.is_lesion
    )
    return tuple(fault for fault in faults if fault)


def _mask_fault(path: Path, size: tuple[int, int] | None) -> str:
    """Return what is wrong with a mask; empty if nothing."""
    try:
        mask = read_mask(path)
    except LabelError as error:
        return str(error)
    share = np.count_nonzero(mask) / mask.size
    if share > LARGEST_MASK:
        return f"{path}: covers {share:.0%} of its photograph; a lesion covers at most 30 %"
    height, width = mask.shape
    if size is not None and (width, height) != size:
        return f"{path}: is {width}x{height} px, its photograph {size[0]}x{size[1]} px"
    return ""
