"""Places where a grading network responds, with its features there, for lesion discovery.

Importing this module does not import torch; the first photograph does.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import ModelError, ReadError
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import GRADING, ModelIdentity
from retinaview.core.geometry import Box
from retinaview.core.paths import AnyPath
from retinaview.core.peaks import local_peaks
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import Photograph
from retinaview.inference.device import Device, choose_device
from retinaview.inference.overview import quality_of
from retinaview.inference.pipeline import Pipeline
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.models.weights import folders

if TYPE_CHECKING:
    from retinaview.inference.grading import Grader
    from retinaview.models.outputs.graded_photograph import GradedPhotograph

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class PlaceSearch:
    """How places are chosen. The paper says only "top responses"; the rule is ours.

    Attributes
    ----------
    least_retinopathy : float
        Lowest probability of any retinopathy, 0-1, for a photograph to count.
    least_probability : float
        Lowest probability of a grade, 0-1, for its map to count: the map of mild disease does not
        show the evidence in an eye that the network grades as severe.
    share : float
        Lowest peak of a map that is taken, as a share of the highest, 0-1.
    count : int
        Most places per photograph, so that no photograph dominates.
    patch_share : float
        Side of a patch as a share of the field's diameter. A network's receptive field exceeds a
        cell of its features; a tenth is a little less than the optic disc's diameter.
    """

    least_retinopathy: float = 0.5
    least_probability: float = 0.1
    share: float = 0.1
    count: int = 8
    patch_share: float = 0.1


@dataclass(frozen=True, eq=False)
class Places:
    """Where a network responds on one photograph, the strongest response first.

    Attributes
    ----------
    boxes : tuple of Box
        Patches around the places, source pixels, within the photograph.
    responses : tuple of float
        0-1; a map's highest response is its grade's probability.
    features : ndarray of float32, shape (N, C)
        The network's feature at each place.
    """

    boxes: tuple[Box, ...]
    responses: tuple[float, ...]
    features: Floats


class PlaceFinder:
    """A finder of places with one grading network, which it loads once.

    It has its own copy of the network: a network runs one photograph at a time, and analyses in the
    window must not wait for the clustering of a study.

    Parameters
    ----------
    source : str or path-like
        Name or path of weights that grade.
    device : str or Device
        See `retinaview.inference.device.choose_device`.
    weights_folder : str or path-like, optional
        Folder in which the name is looked up, instead of the shipped weights.
    search : PlaceSearch
        How places are chosen.

    Raises
    ------
    WeightsError
        The weights do not exist, or their card is damaged.
    ModelError
        They do not grade.
    """

    def __init__(
        self,
        source: AnyPath = DEFAULT_GRADER,
        *,
        device: str | Device = "auto",
        weights_folder: AnyPath | None = None,
        search: PlaceSearch = PlaceSearch(),
    ) -> None:
        searched = None if weights_folder is None else [Path(weights_folder)]
        grading = Pipeline.of([folders.find(source, folders=searched)]).grading
        if grading is None:
            raise ModelError(f"{source} is not a grading network; discovery needs one")
        self.search = search
        self._weights, self._asked_device = grading, device
        self._grader: Grader | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The network's identity, known before it is loaded."""
        return self._weights.identity(GRADING)

    def load(self) -> Grader:
        """Import torch and load the network, unless already loaded.

        Raises
        ------
        WeightsError
            The weights are damaged, altered or belong to another network.
        ModelError
            This machine lacks the device, or the network has no feature maps.
        """
        if self._grader is None:
            from retinaview.inference.grading import Grader
            from retinaview.models.networks.feature_maps import feature_layer
            from retinaview.models.weights.files import load

            asked = self._asked_device
            device = asked if isinstance(asked, Device) else choose_device(asked)
            grader = Grader(load(self._weights.path), device)
            feature_layer(grader.network.module)
            self._grader = grader
        return self._grader

    def find(self, photograph: Photograph, *, cancel: CancelToken | None = None) -> Places:
        """Find the places of one photograph; none if it shows no retinopathy.

        Raises
        ------
        ReadError
            It is not a fundus photograph, or of too poor quality.
        ModelError
            The network failed on it.
        Cancelled
            On request.
        """
        fov = find_field_of_view(photograph.rgb)
        quality = quality_of(photograph, fov)
        if fov is None or not (quality.is_fundus and quality.gradable):
            reasons = ", ".join(quality.reasons) or "no field of view"
            raise ReadError(f"is not used ({reasons})", path=photograph.path)
        graded, features = self._run(photograph, fov, cancel or CancelToken())
        return places_of(graded, features, fov, self.search)

    def _run(
        self, photograph: Photograph, fov: FieldOfView, cancel: CancelToken
    ) -> tuple[GradedPhotograph, Floats]:
        from torch import nn

        from retinaview.models.networks.feature_maps import recorded_features
        from retinaview.models.outputs.dispatch import grade_photograph
        from retinaview.models.outputs.mirrored_pass import mean_maps

        grader = self.load()

        def predict(module: nn.Module) -> tuple[GradedPhotograph, Floats]:
            shown = (grader.preprocessing, grader.grade_options, photograph.rgb, fov)
            with recorded_features(module) as seen:
                graded = grade_photograph(module, *shown)
            return graded, mean_maps(seen[0])

        return grader.network.run(predict, between_layers=cancel.raise_if_cancelled)


def places_of(
    graded: GradedPhotograph, features: Floats, fov: FieldOfView, search: PlaceSearch
) -> Places:
    """Return the places of one photograph.

    Parameters
    ----------
    graded : GradedPhotograph
        Its maps per grade are searched, or the map of its regions if it has none.
    features : ndarray of float32, shape (C, h, w)
        Features over the same extent; their grid may differ from that of the maps.
    fov : FieldOfView
        Places outside it are excluded.
    search : PlaceSearch
        How places are chosen.
    """
    found: dict[tuple[float, float], float] = {}
    if not len(graded.dr) or graded.dr[1:].sum() >= search.least_retinopathy:
        for values in _maps(graded, search):
            inside = np.where(_in_field(values.shape, graded.extent, fov), values, 0)
            for row, column in local_peaks(inside, share=search.share, count=search.count):
                at = (row + 0.5) / values.shape[0], (column + 0.5) / values.shape[1]
                found[at] = max(found.get(at, 0.0), float(inside[row, column]))
    ranked = sorted(found, key=lambda at: (-found[at], at))[: search.count]
    height, width = features.shape[1:]
    cells = [(int(down * height), int(across * width)) for down, across in ranked]
    side = search.patch_share * fov.diameter_px
    return Places(
        tuple(_patch(at, graded.extent, fov, side) for at in ranked),
        tuple(min(found[at], 1.0) for at in ranked),
        np.array([features[:, row, column] for row, column in cells], np.float32).reshape(
            len(cells), len(features)
        ),
    )


def _maps(graded: GradedPhotograph, search: PlaceSearch) -> list[Floats]:
    """Return the positive parts of the maps, each scaled to its grade's probability."""
    if not len(graded.gated):
        return [graded.response]
    maps = zip(graded.gated[1:], graded.dr[1:], strict=True)
    return [
        np.asarray(np.maximum(values, 0) * (p / max(float(values.max()), 1e-12)), np.float32)
        for values, p in maps
        if p >= search.least_probability
    ]


def _in_field(shape: tuple[int, ...], extent: Box, fov: FieldOfView) -> NDArray[np.bool_]:
    """Return the cells of a grid over `extent` whose centre is in the field of view."""
    ys = extent.y + (np.arange(shape[0]) + 0.5) * extent.height / shape[0]
    xs = extent.x + (np.arange(shape[1]) + 0.5) * extent.width / shape[1]
    grid_x, grid_y = np.meshgrid(xs, ys)
    circle = FieldCircle(*fov.centre, fov.radius_px, fov.width, fov.height)
    return circle.contains(grid_x, grid_y)


def _patch(at: tuple[float, float], extent: Box, fov: FieldOfView, side: float) -> Box:
    """Return a square around a place (in shares of the extent) inside the photograph."""
    x, y = extent.x + at[1] * extent.width, extent.y + at[0] * extent.height
    return Box(x - side / 2, y - side / 2, side, side).kept_inside(fov.width, fov.height)
