"""Robust fit of a circle to boundary points, some of which belong to other objects."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

_TRIALS = 300
_VOTERS = 200
_NEWTON_STEPS = 5


def fit_circle(points: Points, *, tolerance: float, radii: tuple[float, float]) -> Points | None:
    """Return the circle that most points agree on.

    Random sample consensus (Fischler & Bolles 1981) over circles through three points, then least
    squares of the geometric distance over the points that agree.

    Parameters
    ----------
    points : ndarray of float64, shape (N, 2)
        x and y.
    tolerance : float
        Largest distance from the circle at which a point agrees with it.
    radii : tuple of float
        Smallest and largest radius that may be found.

    Returns
    -------
    ndarray of float64, shape (3,), or None
        x, y of the centre and radius; None if no three points span a circle of such a radius.
    """
    if len(points) < 3:
        return None
    candidates = _circles_through(_triples(points))
    candidates = candidates[(candidates[:, 2] >= radii[0]) & (candidates[:, 2] <= radii[1])]
    if not len(candidates):
        return None
    # A sample of the points is enough to choose a candidate.
    voters = points[:: max(1, len(points) // _VOTERS)]
    votes = (np.abs(_distances(voters, candidates)) <= tolerance).sum(axis=1)
    circle = candidates[int(np.argmax(votes))]
    # Twice, because more points agree with the improved circle.
    for _ in range(2):
        agreeing = np.abs(_distances(points, circle[None]))[0] <= tolerance
        circle = _least_squares(points[agreeing], circle)
    return circle if radii[0] <= circle[2] <= radii[1] else None


def _triples(points: Points) -> Points:
    """Return random triples, shape (T, 3, 2), the same at every call."""
    generator = np.random.default_rng(0)
    return points[generator.integers(0, len(points), size=(_TRIALS, 3))]


def _circles_through(triples: Points) -> Points:
    """Return circumscribed circles, shape (M, 3); triples on a line are dropped."""
    first = triples[:, 0]
    b, c = triples[:, 1] - first, triples[:, 2] - first
    twice_area = 2 * (b[:, 0] * c[:, 1] - b[:, 1] * c[:, 0])
    kept = np.abs(twice_area) > 1e-6
    first, b, c, twice_area = first[kept], b[kept], c[kept], twice_area[kept]
    bb, cc = (b**2).sum(axis=1), (c**2).sum(axis=1)
    x = (c[:, 1] * bb - b[:, 1] * cc) / twice_area
    y = (b[:, 0] * cc - c[:, 0] * bb) / twice_area
    return np.column_stack([first[:, 0] + x, first[:, 1] + y, np.hypot(x, y)])


def _distances(points: Points, circles: Points) -> Points:
    """Return signed distances of points from circles, shape (circles, points), positive outside."""
    dx = points[None, :, 0] - circles[:, 0, None]
    dy = points[None, :, 1] - circles[:, 1, None]
    return np.asarray(np.hypot(dx, dy) - circles[:, 2, None])


def _least_squares(points: Points, circle: Points) -> Points:
    """Refine a nearby circle by Gauss-Newton on the geometric distance."""
    if len(points) < 3:
        return circle
    for _ in range(_NEWTON_STEPS):
        offset = points - circle[:2]
        distance = np.maximum(np.hypot(offset[:, 0], offset[:, 1]), 1e-9)
        jacobian = np.column_stack([-offset / distance[:, None], -np.ones(len(points))])
        step, *_ = np.linalg.lstsq(jacobian, -(distance - circle[2]), rcond=None)
        circle = circle + step
    return circle
