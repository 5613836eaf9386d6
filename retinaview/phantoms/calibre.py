"""Rasterisation of vessels: from centre lines to the share of every pixel inside a vessel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from retinaview.phantoms.eye import Eye, FloatArray
from retinaview.phantoms.noise import Float32Array
from retinaview.phantoms.vessel_path import Vessel


@dataclass(frozen=True, eq=False)
class VesselLayer:
    """Vessels of one kind on the photograph's grid, each ndarray of float32, shape (H, W).

    Attributes
    ----------
    coverage : ndarray
        Share of the pixel inside a vessel, 0-1.
    depth : ndarray
        Depth of blood that the light passes, 1 on the axis of a trunk.
    reflex : ndarray
        The light streak on the axis, 0-1.
    """

    coverage: Float32Array
    depth: Float32Array
    reflex: Float32Array


def paint_vessels(
    vessels: Sequence[Vessel], eye: Eye, shape: tuple[int, int], *, trunk_radius_dd: float = 0.036
) -> VesselLayer:
    """Paint vessels onto the grid.

    A vessel is modelled as a cylinder of blood: the light's path through it decreases towards its
    edge, and thinner vessels are fainter.

    Parameters
    ----------
    vessels : sequence of Vessel
        In the anatomical frame.
    eye : Eye
        Position on the photograph.
    shape : tuple of int
        (H, W).
    trunk_radius_dd : float
        The radius at which `depth` reaches 1.

    Returns
    -------
    VesselLayer
    """
    layer = VesselLayer(*(np.zeros(shape, np.float32) for _ in range(3)))
    trunk_px = trunk_radius_dd * eye.disc_diameter_px
    centres, radii = _samples(vessels, eye)
    for low in (0.0, 1.5, 3.0, 6.0, 12.0, 24.0, 48.0):
        chosen = (radii >= low) & (radii < (low * 2 if low else 1.5))
        if chosen.any():
            _stamp(layer, centres[chosen], radii[chosen], trunk_px)
    return layer


def _samples(vessels: Sequence[Vessel], eye: Eye) -> tuple[FloatArray, FloatArray]:
    """Return points along the centre lines, dense enough for their discs to form a tube."""
    centres, radii = [np.zeros((0, 2))], [np.zeros(0)]
    for vessel in vessels:
        path = eye.to_px(vessel.path)
        radius = vessel.radius * eye.disc_diameter_px
        steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
        travelled = np.concatenate([[0.0], np.cumsum(steps)])
        spacing = max(0.45, float(np.median(radius)) / 4)
        wanted = np.arange(0, travelled[-1], spacing)
        centres.append(
            np.stack([np.interp(wanted, travelled, path[:, axis]) for axis in (0, 1)], axis=1)
        )
        radii.append(np.interp(wanted, travelled, radius))
    return np.concatenate(centres), np.concatenate(radii)


def _stamp(layer: VesselLayer, centres: FloatArray, radii: FloatArray, trunk_px: float) -> None:
    """Draw discs of similar radius, keeping the greatest value at each pixel."""
    height, width = layer.coverage.shape
    reach = int(np.ceil(radii.max() + 1))
    offsets = np.arange(-reach, reach + 1)
    for part in np.array_split(np.arange(len(radii)), max(1, len(radii) * reach**2 // 200_000)):
        columns = np.floor(centres[part, 0]).astype(np.int64)[:, None, None] + offsets[None, None]
        rows = np.floor(centres[part, 1]).astype(np.int64)[:, None, None] + offsets[None, :, None]
        dx = columns + 0.5 - centres[part, 0, None, None]
        dy = rows + 0.5 - centres[part, 1, None, None]
        distance = np.sqrt(dx * dx + dy * dy)
        radius = np.broadcast_to(radii[part, None, None], distance.shape)
        near = (distance < radius + 0.5) & (columns >= 0) & (columns < width)
        near &= (rows >= 0) & (rows < height)
        index = (rows * width + columns)[near]
        _keep_greatest(layer, index, distance[near], radius=radius[near], trunk_px=trunk_px)


def _keep_greatest(
    layer: VesselLayer,
    index: np.ndarray[tuple[int], np.dtype[np.int64]],
    distance: FloatArray,
    *,
    radius: FloatArray,
    trunk_px: float,
) -> None:
    coverage = np.clip(radius - distance + 0.5, 0, 1) * np.minimum(1, 1.6 * radius)
    relative = np.clip(distance / radius, 0, 1)
    size = np.minimum((radius / trunk_px) ** 0.55, 1.25)
    # Real vessels have steeper edges than a cylinder, because wall and plasma absorb as well.
    chord = (1 - relative**2) ** 0.35
    np.maximum.at(layer.coverage.reshape(-1), index, coverage.astype(np.float32))
    np.maximum.at(layer.depth.reshape(-1), index, (coverage * chord * size).astype(np.float32))
    streak = np.exp(-((relative / 0.32) ** 2)) * np.clip(radius / trunk_px * 1.5 - 0.35, 0, 1)
    np.maximum.at(layer.reflex.reshape(-1), index, streak.astype(np.float32))
