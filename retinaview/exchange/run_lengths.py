"""Masks as run lengths in COCO's two spellings.

Runs alternate between outside and inside, column by column. Compressed, each is a number in base
32, least digit first, and from the third on the difference to the one before the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.core.budget import is_affordable
from retinaview.core.errors import LabelError
from retinaview.core.mask import Mask


def mask_of_runs(runs: Mapping[str, object], field: str, *, path: Path) -> Mask | None:
    """Return the mask of COCO's ``size`` and ``counts``; None if it is empty.

    Raises
    ------
    LabelError
        It is not a mask in run lengths, or not one of its own size.
    """
    size, counts = runs.get("size"), runs.get("counts")
    try:
        height, width = _whole_numbers(size)
        lengths = list(_uncompressed(counts) if isinstance(counts, str) else _whole_numbers(counts))
    except (TypeError, ValueError, OverflowError):
        raise LabelError("is not a run-length mask", path=path, field=field) from None
    fits = (
        is_affordable(width, height)
        and sum(lengths) == width * height
        and min(lengths, default=0) >= 0
    )
    if not fits:
        raise LabelError("is a mask whose size is not the one it states", path=path, field=field)
    ends = np.cumsum(np.array(lengths, dtype=np.int64))
    starts, stops = ends[::2][: len(ends) // 2], ends[1::2]
    is_any = stops > starts
    return _mask_of_spans(starts[is_any], stops[is_any], height) if is_any.any() else None


def _mask_of_spans(starts: NDArray[np.int64], stops: NDArray[np.int64], height: int) -> Mask | None:
    """Return the mask of spans down the columns of a photograph."""
    first, last = int(starts[0]) // height, int(stops[-1] - 1) // height
    turns = np.zeros((last - first + 1) * height + 1, dtype=np.int8)
    np.add.at(turns, starts - first * height, 1)
    np.add.at(turns, stops - first * height, -1)
    columns = np.cumsum(turns[:-1], dtype=np.int8).reshape(-1, height) > 0
    return Mask.of(columns.T, x=first)


def runs_of_mask(mask: Mask, width: int, height: int) -> dict[str, object]:
    """Return COCO's ``size`` and ``counts`` of a mask that lies in a photograph of that size."""
    column, row = np.nonzero(mask.pixels.T)
    inside = (column + mask.x) * height + row + mask.y
    breaks = np.flatnonzero(np.diff(inside) > 1)
    starts = inside[np.concatenate(([0], breaks + 1))]
    stops = inside[np.concatenate((breaks, [len(inside) - 1]))] + 1
    edges = np.concatenate(([0], np.stack([starts, stops], axis=1).ravel(), [width * height]))
    counts = np.diff(edges).tolist()
    return {"size": [height, width], "counts": counts if counts[-1] else counts[:-1]}


def _whole_numbers(value: object) -> list[int]:
    if not isinstance(value, list):
        raise ValueError("no list")
    if not all(type(number) in (int, float) and number == int(number) for number in value):
        raise ValueError("no whole numbers")
    return [int(number) for number in value]


def _uncompressed(text: str) -> Iterator[int]:
    runs: list[int] = []
    value = shift = 0
    for char in text:
        digit = ord(char) - 48
        if not 0 <= digit < 64 or shift > 60:
            raise ValueError("no digit")
        value |= (digit & 31) << shift
        shift += 5
        if digit & 32:
            continue
        if digit & 16:
            value -= 1 << shift
        if len(runs) > 2:
            value += runs[-2]
        runs.append(value)
        yield value
        value = shift = 0
    if shift:
        raise ValueError("ends early")
