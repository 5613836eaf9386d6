"""A mask as a single ring, for formats that have no holes and one polygon for each lesion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retinaview.core.mask import Mask
from retinaview.core.rings import Ring, rings_of

Point = tuple[float, float]


@dataclass(frozen=True)
class _Bridge:
    """The way from one ring to a later one, and back.

    Attributes
    ----------
    ring, after : int
        It leaves that ring on the edge that begins at that corner.
    leave : (float, float)
        Where, source pixels.
    to, arrive : int
        The other ring, and its corner at which it arrives.
    """

    ring: int
    after: int
    leave: Point
    to: int
    arrive: int


def one_ring(mask: Mask) -> Ring:
    """Return a single ring round all parts of a mask and not its holes.

    Several rings are joined by lines there and back along the edges of pixels, which enclose
    nothing: from a hole or part to what is left of its uppermost corner, and between parts that
    have nothing there by the shortest way. That takes hardly longer than finding the rings.
    """
    rings = rings_of(mask)
    if len(rings) == 1:
        return rings[0]
    leftwards = _leftwards(rings)
    alone = [0, *sorted(set(range(1, len(rings))) - {bridge.to for bridge in leftwards})]
    return np.array(_walk(rings, [*leftwards, *_between(rings, alone)]))


def _leftwards(rings: Sequence[Ring]) -> list[_Bridge]:
    """Return the bridges along a row from the first corner of rings to the next edge at its left.

    That edge's ring begins further up or further left, and is an earlier one.
    """
    ring, corner, tops, units = _upright_edges(rings)
    starts = np.array([each[0] for each in rings], dtype=np.int64)
    wide = int(starts[:, 0].max(initial=0) + max(each[:, 0].max() for each in rings)) + 1
    keys = tops[:, 1] * wide + tops[:, 0]
    order = np.argsort(keys, kind="stable")
    places = np.searchsorted(keys[order], starts[:, 1] * wide + starts[:, 0]) - 1
    bridges = []
    for to, place in enumerate(places.tolist()):
        unit = order[place]
        if place >= 0 and tops[unit, 1] == starts[to, 1]:
            edge = units[unit]
            leave = float(tops[unit, 0]), float(starts[to, 1])
            bridges.append(_Bridge(int(ring[edge]), int(corner[edge]), leave, to, 0))
    return bridges


def _upright_edges(
    rings: Sequence[Ring],
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int64], NDArray[np.intp]]:
    """Return the rings and first corners of all upright edges, and these cut into pixels' sides.

    Returns
    -------
    tuple of ndarray
        Of each edge its ring and corner; of each side its upper point (x, y), shape (N, 2), and
        its edge.
    """
    firsts = [each[1::2] for each in rings]  # from an odd corner an edge goes up or down
    first = np.concatenate(firsts).astype(np.int64)
    last = np.concatenate([np.roll(each[::2], -1, axis=0) for each in rings]).astype(np.int64)
    ring = np.repeat(np.arange(len(rings)), [len(each) for each in firsts])
    corner = np.concatenate([np.arange(1, len(each), 2) for each in rings])
    lengths = np.abs(first[:, 1] - last[:, 1])
    units = np.repeat(np.arange(len(first)), lengths)
    within = np.arange(len(units)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    tops = np.stack([first[units, 0], np.minimum(first, last)[units, 1] + within], axis=1)
    return ring, corner, tops, units


def _between(rings: Sequence[Ring], alone: Sequence[int]) -> Iterator[_Bridge]:
    """Yield the shortest bridge from each of some rings to the next of them."""
    from scipy.spatial import KDTree  # a tenth of a second that a window need not wait for

    for ring, to in pairwise(alone):
        lengths, corners = KDTree(rings[ring]).query(rings[to], p=1)
        arrive = int(np.argmin(lengths))
        after = int(corners[arrive])
        x, y = rings[ring][after].tolist()
        yield _Bridge(ring, after, (x, y), to, arrive)


def _walk(rings: Sequence[Ring], bridges: Sequence[_Bridge]) -> list[Point]:
    """Return the points of the way round all rings, over every bridge there and back."""
    corners = [[(x, y) for x, y in ring.tolist()] for ring in rings]
    leaving: defaultdict[tuple[int, int], list[_Bridge]] = defaultdict(list)
    for bridge in bridges:
        leaving[bridge.ring, bridge.after].append(bridge)
    walked: list[Point] = []
    ways = [_round(corners[0], 0, 0, leaving)]
    while ways:  # rings may hang on one another deeper than functions can
        step = next(ways[-1], None)
        if step is None:
            ways.pop()
        elif isinstance(step, _Bridge):
            ways.append(_over(step, corners, leaving))
        else:
            walked.append(step)
    return walked


def _over(
    bridge: _Bridge,
    corners: Sequence[Sequence[Point]],
    leaving: dict[tuple[int, int], list[_Bridge]],
) -> Iterator[Point | _Bridge]:
    """Yield the way over a bridge, round its ring and back."""
    arrive = corners[bridge.to][bridge.arrive]
    bend = arrive[0], bridge.leave[1]
    way = [bridge.leave, bend] if bend != arrive else [bridge.leave]
    yield from way
    yield from _round(corners[bridge.to], bridge.to, bridge.arrive, leaving)
    yield arrive
    yield from reversed(way)


def _round(
    corners: Sequence[Point],
    ring: int,
    start: int,
    leaving: dict[tuple[int, int], list[_Bridge]],
) -> Iterator[Point | _Bridge]:
    """Yield the corners of a ring from one on, and the bridges that leave it on the way."""
    for index in (*range(start, len(corners)), *range(start)):
        x, y = corners[index]
        yield x, y
        if bridges := leaving.get((ring, index)):
            yield from sorted(bridges, key=lambda bridge: abs(bridge.leave[1] - y))
