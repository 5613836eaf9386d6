"""Registration: where a place on one photograph of an eye lies on another one of the same eye.

Features of vessels and lesions (SIFT) are matched, and random sample consensus finds the motion
without change of shape that most matches agree on. The agreement of two eyes is by chance, and
much smaller than that of two photographs of one; below `LEAST_MATCHES` there is no registration.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import RetinaViewError
from retinaview.core.geometry import FloatArray
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.standard_field import local_mean

LEAST_MATCHES = 20
"""Points that must agree on one motion. Of different eyes up to 5 do, of one eye photographed twice
75 or more (`python -m training.registration`)."""
WORKING_SIDE_PX = 1024
"""Longest side of the copies that features are sought on."""

_MOST_FEATURES = 2000
_LEAST_CONTRAST = 0.02
# As fractions of the field's radius: what counts as its surroundings, the rim that every
# photograph has, and how far a point may lie from where the motion takes it.
_SURROUNDINGS, _RIM, _TOLERANCE = 1 / 12, 0.04, 0.012
# Lowe's ratio: the best match must be so much nearer than the second-best one.
_RATIO = 0.85
_TRIALS, _CONFIDENCE = 5000, 0.999
_LEAST_SCALE, _MOST_TURNED_DEG = 0.5, 45.0
_MIDDLE, _SPREAD = 128.0, 40.0
_SHARE_WITHIN = 90

Image = NDArray[np.uint8]


class TooFewMatches(RetinaViewError):
    """Two photographs do not show the same part of the same eye, or too little of it.

    Attributes
    ----------
    matches : int
        Points that agree on the best motion.
    """

    def __init__(self, matches: int) -> None:
        self.matches = matches
        super().__init__(
            f"cannot be registered: {matches} points match, {LEAST_MATCHES} are needed"
        )


@dataclass(frozen=True, eq=False)
class Features:
    """What is characteristic in a photograph.

    Attributes
    ----------
    points : ndarray of float64, shape (N, 2)
        x and y, source pixels.
    descriptors : ndarray of float32, shape (N, 128)
        What each point's surroundings look like.
    radius_px : float
        Radius of the field of view, source pixels; 0 if there is none.
    """

    points: FloatArray
    descriptors: NDArray[np.float32]
    radius_px: float


_NOTHING = Features(np.zeros((0, 2)), np.zeros((0, 128), np.float32), 0.0)


@dataclass(frozen=True, eq=False)
class Registration:
    """The way from one photograph to another of the same eye.

    Attributes
    ----------
    matrix : ndarray of float64, shape (2, 3)
        Takes (x, y, 1), source pixels of the first photograph, to those of the second.
    matches : int
        Points that agree on it.
    error_px : float
        90 % of the matching points lie within this distance of where a motion takes them that was
        fitted without them; source pixels of the second photograph.
    """

    matrix: FloatArray
    matches: int
    error_px: float

    @property
    def inverse(self) -> FloatArray:
        """The way back, shape (2, 3)."""
        turned = np.linalg.inv(self.matrix[:, :2])
        return np.column_stack([turned, -turned @ self.matrix[:, 2]])


def moved(points: FloatArray, matrix: FloatArray) -> FloatArray:
    """Take points to the other photograph.

    Parameters
    ----------
    points : ndarray of float64, shape (N, 2)
        x and y, source pixels.
    matrix : ndarray of float64, shape (2, 3)
        Of a registration.
    """
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], dtype=np.float64)


def find_features(rgb: Image, *, scale: float = 1.0, cancel: CancelToken | None = None) -> Features:
    """Find what is characteristic in a photograph, within its field of view.

    Parameters
    ----------
    rgb : ndarray of uint8, shape (H, W, 3)
        The photograph or a reduced copy of it; a larger one than `WORKING_SIDE_PX` is reduced.
    scale : float
        Pixels of `rgb` per source pixel.
    cancel : CancelToken, optional
        Checked between the steps.

    Raises
    ------
    Cancelled
        By `cancel`.
    """
    small = _reduced(rgb)
    scale *= small.shape[1] / rgb.shape[1]
    cancel = cancel or CancelToken()
    cancel.raise_if_cancelled()
    field = find_field_of_view(small)
    if field is None:
        return _NOTHING
    even, inside = _even_light(small, field)
    cancel.raise_if_cancelled()
    detector = cv2.SIFT.create(nfeatures=_MOST_FEATURES, contrastThreshold=_LEAST_CONTRAST)
    found, descriptors = detector.detectAndCompute(even, inside)
    cancel.raise_if_cancelled()
    if not found:
        return _NOTHING
    places = np.array([point.pt for point in found], np.float64)
    known = _hellinger(np.asarray(descriptors, np.float32))
    return Features((places + 0.5) / scale, known, field.radius_px / scale)


def register(first: Features, second: Features) -> Registration:
    """Find the way from one photograph to another of the same eye.

    Raises
    ------
    TooFewMatches
        They do not show the same part of the same eye, or too little of it.
    """
    one, other = _matches(first, second)
    agree = _agreeing(one, other, first.radius_px, second.radius_px)
    if agree.size < LEAST_MATCHES:
        raise TooFewMatches(agree.size)
    one, other = one[agree], other[agree]
    return Registration(_fitted(one, other), len(one), _error_px(one, other))


def _reduced(rgb: Image) -> Image:
    height, width = rgb.shape[:2]
    scale = WORKING_SIDE_PX / max(height, width)
    if scale >= 1:
        return rgb
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)


def _even_light(rgb: Image, field: FieldOfView) -> tuple[Image, Image]:
    """Return the green channel with light and contrast alike everywhere, and where to seek."""
    visible = field.mask()
    green = rgb[:, :, 1].astype(np.float32)
    sigma = _SURROUNDINGS * field.radius_px
    apart = np.where(visible, green - local_mean(green, visible, sigma), np.float32(0))
    spread = np.sqrt(local_mean(apart * apart, visible, sigma)) + 1
    even = np.clip(_MIDDLE + _SPREAD * apart / spread, 0, 255)
    rim = 2 * max(1, round(_RIM * field.radius_px)) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (rim, rim))
    inside = cv2.erode(visible.astype(np.uint8) * 255, kernel)
    return even.astype(np.uint8), np.asarray(inside, np.uint8)


def _hellinger(descriptors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return descriptors whose distances are those of distributions (Arandjelovic 2012)."""
    total = np.abs(descriptors).sum(axis=1, keepdims=True) + 1e-7
    return np.asarray(np.sqrt(descriptors / total), np.float32)


def _matches(first: Features, second: Features) -> tuple[FloatArray, FloatArray]:
    """Return pairs of points that are each other's nearest, and clearly so; shape (M, 2) each."""
    if min(len(first.points), len(second.points)) < 2:
        return np.zeros((0, 2)), np.zeros((0, 2))
    matcher = cv2.BFMatcher(cv2.NORM_L2)
    back = {m.queryIdx: m.trainIdx for m in matcher.match(second.descriptors, first.descriptors)}
    pairs = [
        (best.queryIdx, best.trainIdx)
        for best, next_best in matcher.knnMatch(first.descriptors, second.descriptors, k=2)
        if best.distance < _RATIO * next_best.distance and back[best.trainIdx] == best.queryIdx
    ]
    chosen = np.array(pairs, np.intp).reshape(-1, 2)
    return first.points[chosen[:, 0]], second.points[chosen[:, 1]]


def _agreeing(
    one: FloatArray, other: FloatArray, radius_px: float, other_radius_px: float
) -> NDArray[np.intp]:
    """Return the numbers of the pairs that agree on one turn, shift and scale."""
    none = np.zeros(0, np.intp)
    if len(one) < 2:
        return none
    motion, agree = cv2.estimateAffinePartial2D(
        one,
        other,
        method=cv2.RANSAC,
        ransacReprojThreshold=_TOLERANCE * other_radius_px,
        maxIters=_TRIALS,
        confidence=_CONFIDENCE,
    )
    if motion is None or not _is_plausible(np.asarray(motion), other_radius_px / radius_px):
        return none
    return np.flatnonzero(np.asarray(agree).ravel())


def _is_plausible(motion: FloatArray, usual_scale: float) -> bool:
    """Whether a head can have turned so, and two cameras' fields are so different.

    Parameters
    ----------
    motion : ndarray of float64, shape (2, 3)
        In source pixels.
    usual_scale : float
        Its scale if both fields of view are equally wide.
    """
    cosine, sine = motion[0, 0], motion[1, 0]
    scale, turned = np.hypot(cosine, sine), abs(np.degrees(np.arctan2(sine, cosine)))
    scale /= usual_scale
    return bool(_LEAST_SCALE <= scale <= 1 / _LEAST_SCALE and turned <= _MOST_TURNED_DEG)


def _fitted(one: FloatArray, other: FloatArray) -> FloatArray:
    """Return the affine motion of least squares: the retina is curved, so shapes change a bit."""
    known = np.column_stack([one, np.ones(len(one))])
    solution, *_ = np.linalg.lstsq(known, other, rcond=None)
    return np.asarray(solution.T, dtype=np.float64)


def _error_px(one: FloatArray, other: FloatArray) -> float:
    """Return the distance that most points keep to where the others' motion takes them."""
    missed = np.empty(len(one))
    for fold in range(2):
        left_out = np.arange(len(one)) % 2 == fold
        motion = _fitted(one[~left_out], other[~left_out])
        missed[left_out] = np.linalg.norm(moved(one[left_out], motion) - other[left_out], axis=1)
    return float(np.percentile(missed, _SHARE_WITHIN))
