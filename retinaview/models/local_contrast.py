"""Local contrast normalisation, which makes photographs of different cameras comparable.

Subtracting the local average is Graham's preprocessing of the 2015 Kaggle challenge. Here the
average is taken within the field of view only, which avoids a halo at its border, and the residual
is divided by its own mean magnitude, so that a pale and a strongly stretched photograph of the same
eye give the same result.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BLUR_AT_PX = 4.0
"""The image is shrunk before it is blurred until the Gaussian's sigma is about this."""


def local_contrast(
    image: NDArray[np.uint8], field: NDArray[np.bool_], *, sigma_px: float, limit: float
) -> Floats:
    """Subtract the local average and divide by the mean absolute residual of the green channel.

    Parameters
    ----------
    image : ndarray of uint8, shape (H, W, 3)
        RGB.
    field : ndarray of bool, shape (H, W)
        True within the field of view; the result is zero elsewhere.
    sigma_px : float
        Standard deviation, in pixels, of the Gaussian that weights the local average.
    limit : float
        The result is clipped to ``[-limit, limit]``.

    Returns
    -------
    ndarray of float32, shape (H, W, 3)
        All channels share one divisor, so that a nearly black blue channel is not amplified into
        noise.
    """
    weight = field.astype(np.float32)
    pixels = image.astype(np.float32) * (weight / np.float32(255))[..., None]
    residual = (pixels - _local_average(pixels, weight, sigma_px)) * weight[..., None]
    size = float(np.abs(residual[..., 1]).sum()) / max(float(weight.sum()), 1.0)
    residual /= np.float32(max(size, 1 / 255))
    return np.clip(residual, -limit, limit, out=residual)


def _local_average(pixels: Floats, weight: Floats, sigma_px: float) -> Floats:
    """Return the weighted local average of pixels ``(H, W, 3)``, already multiplied by `weight`."""
    height, width = weight.shape
    shrink = max(1.0, sigma_px / _BLUR_AT_PX)
    small = (max(1, round(width / shrink)), max(1, round(height / shrink)))
    sums = cv2.resize(np.dstack([pixels, weight]), small, interpolation=cv2.INTER_AREA)
    sums = cv2.GaussianBlur(sums, (0, 0), sigma_px / shrink)
    average = sums[..., :3] / np.maximum(sums[..., 3:], 1e-3)
    return np.asarray(cv2.resize(average, (width, height), interpolation=cv2.INTER_LINEAR))
