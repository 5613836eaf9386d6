"""Photographs that stand twice, found by content and by likeness, without comparing all pairs.

Copies that were scaled, compressed again, cropped or made brighter have other bytes. Each
photograph's field of view is reduced to its fine structure, and signs of random projections of it
are its keys (Charikar, Similarity estimation techniques from rounding algorithms, STOC 2002):
likely copies share a key. Those are laid over each other, and are copies where they correlate.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.imaging.field_of_view import find_field_of_view

SIDE_PX = 96
LIKE = 0.75
"""Correlation of the fine structure from which two photographs are one."""
_COARSE_PX = 24
_BITS, _TABLES = 14, 16
_MOST_IN_BUCKET = 40
"""A key that more photographs share tells nothing, such as that of black ones."""
_SHIFT_PX = 6

Image = NDArray[np.uint8]
Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Structure:
    """The fine structure of a photograph's field of view, shape (SIDE_PX, SIDE_PX), unit norm."""

    values: Floats


def structure_of(rgb: Image) -> Structure | None:
    """Return the structure of a photograph; None if there is nothing to see.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph, at any size from some 200 px.
    """
    fov = find_field_of_view(rgb)
    if fov is None:
        return None
    square = _field_square(rgb[..., 1], fov.centre, fov.radius_px)
    scaled = square.astype(np.float32)
    rows, columns = np.mgrid[:SIDE_PX, :SIDE_PX] - (SIDE_PX - 1) / 2
    inside = (np.hypot(rows, columns) < 0.44 * SIDE_PX) & (square > 0)
    weight = cv2.GaussianBlur(inside.astype(np.float32), (0, 0), SIDE_PX / 16)
    mean = cv2.GaussianBlur(scaled * inside, (0, 0), SIDE_PX / 16) / np.maximum(weight, 1e-3)
    fine = np.where(inside, scaled - mean, 0).astype(np.float32)
    limit = 3 * float(fine[inside].std()) if inside.any() else 0.0
    fine = np.clip(fine, -limit, limit)
    norm = float(np.linalg.norm(fine))
    return Structure(fine / norm) if norm > 1e-3 else None


def _field_square(plane: Image, centre: tuple[float, float], radius_px: float) -> Image:
    """Return the square around the field of view, also where it leaves the photograph."""
    scale = SIDE_PX / (2 * radius_px)
    reduced = plane
    if scale < 0.5:  # warping alone would skip pixels
        factor = 2 * scale
        size = (max(1, round(plane.shape[1] * factor)), max(1, round(plane.shape[0] * factor)))
        reduced = np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)
        centre = (centre[0] * size[0] / plane.shape[1], centre[1] * size[1] / plane.shape[0])
        scale /= factor
    x, y = centre
    matrix = np.array([[scale, 0, SIDE_PX / 2 - scale * x], [0, scale, SIDE_PX / 2 - scale * y]])
    warped = cv2.warpAffine(reduced, matrix, (SIDE_PX, SIDE_PX), flags=cv2.INTER_AREA)
    return np.asarray(warped, np.uint8)


def likeness(first: Structure, second: Structure) -> float:
    """Return the correlation of two structures, at the best small shift of one of them."""
    edge = _SHIFT_PX
    core = first.values[edge:-edge, edge:-edge]
    found = cv2.matchTemplate(second.values, core, cv2.TM_CCOEFF_NORMED)
    return float(found.max())


def alike(structures: Sequence[Structure | None]) -> Iterator[tuple[int, int, float]]:
    """Yield pairs of photographs that are alike, with their correlation.

    Parameters
    ----------
    structures : sequence of Structure or None
        Of the photographs.
    """
    tried: set[tuple[int, int]] = set()
    for bucket in _buckets(structures):
        for n, j in enumerate(bucket):
            for i in bucket[:n]:
                if (i, j) not in tried:
                    tried.add((i, j))
                    one, other = structures[i], structures[j]
                    if one is not None and other is not None:
                        found = likeness(one, other)
                        if found >= LIKE:
                            yield i, j, found


def _buckets(structures: Sequence[Structure | None]) -> Iterator[list[int]]:
    """Yield the photographs that share a key, where those are few."""
    there = [i for i, each in enumerate(structures) if each is not None]
    if not there:
        return
    coarse = np.stack([_coarse(each) for each in structures if each is not None])
    random = np.random.default_rng(0)
    for _ in range(_TABLES):
        planes = random.standard_normal((coarse.shape[1], _BITS)).astype(np.float32)
        keys = ((coarse @ planes) > 0) @ (1 << np.arange(_BITS))
        members: dict[int, list[int]] = defaultdict(list)
        for i, key in zip(there, keys.tolist(), strict=True):
            members[key].append(i)
        for bucket in members.values():
            if 1 < len(bucket) <= _MOST_IN_BUCKET:
                yield bucket


def _coarse(structure: Structure) -> Floats:
    size = (_COARSE_PX, _COARSE_PX)
    smooth = cv2.GaussianBlur(structure.values, (0, 0), 2.0)
    small = np.asarray(cv2.resize(smooth, size, interpolation=cv2.INTER_AREA), np.float32)
    return small.ravel()


def groups_of(pairs: Sequence[tuple[int, int]], count: int) -> list[list[int]]:
    """Return the groups that pairs join, each sorted, without those of one member.

    Parameters
    ----------
    pairs : sequence of (int, int)
        Members that belong together.
    count : int
        Number of all members.
    """
    root = list(range(count))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in pairs:
        root[find(j)] = find(i)
    members: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        members[find(i)].append(i)
    return [group for group in members.values() if len(group) > 1]
