"""Limits on the size of one photograph; every size read from a file is checked against them."""

from __future__ import annotations

MAX_PIXELS = 150_000_000
"""More than any fundus camera or mosaic has; a decoded photograph stays below half a gigabyte."""
MAX_SIDE_PX = 10_000_000


def is_affordable(width: int, height: int) -> bool:
    """Return whether an image, or a map, of this size may be allocated."""
    return 0 < width <= MAX_SIDE_PX and 0 < height <= MAX_SIDE_PX and width * height <= MAX_PIXELS


TOO_LARGE = f"is more than a photograph's {MAX_PIXELS // 1_000_000} megapixels"
