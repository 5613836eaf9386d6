"""Masks as run lengths, in COCO's two spellings, reduced to the box around them.

Runs alternate between outside and inside, column by column. Compressed, each is a number in base
32, least digit first, and from the third on the difference to the one before the last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate
from pathlib import Path
from typing import Any

from retinaview.core.budget import is_affordable
from retinaview.core.errors import LabelError


def box_of_runs(
    mask: Mapping[str, object], field: str, *, path: Path
) -> tuple[float, float, float, float]:
    """Return x, y, width and height of the box around a mask; zeros if it is empty.

    Raises
    ------
    LabelError
        It is not a mask in run lengths, or not one of its own size.
    """
    size, counts = mask.get("size"), mask.get("counts")
    try:
        height, width = map(int, _listed(size))
        runs = list(_uncompressed(counts) if isinstance(counts, str) else map(int, _listed(counts)))
    except (TypeError, ValueError, OverflowError):
        raise LabelError("is not a run-length mask", path=path, field=field) from None
    fits = (
        is_affordable(width, height) and sum(runs) == width * height and min(runs, default=0) >= 0
    )
    if not fits:
        raise LabelError("is a mask whose size is not the one it states", path=path, field=field)
    ends = list(accumulate(runs))
    spans = [(a, b - 1) for a, b in zip(ends[::2], ends[1::2], strict=False) if b > a]
    if not spans:
        return 0, 0, 0, 0
    left, right = spans[0][0] // height, spans[-1][1] // height
    across = any(a // height != b // height for a, b in spans)
    top = 0 if across else min(a % height for a, _ in spans)
    bottom = height - 1 if across else max(b % height for _, b in spans)
    return left, top, right - left + 1, bottom - top + 1


def _listed(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value


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
