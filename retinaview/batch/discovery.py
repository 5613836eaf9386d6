"""Lesion discovery: places where a network responds over a study, clustered by its features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from retinaview.batch.clusters_file import (
    ClusterRow,
    Clusters,
    PatchRow,
    PhotographRow,
    SettingsRow,
    SkippedRow,
)
from retinaview.batch.finding_row import model_row
from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ModelError, ReadError, RetinaViewError
from retinaview.core.findings import ModelIdentity
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.guard import guard
from retinaview.imaging.photograph import Photograph, file_sha256, read_photograph
from retinaview.inference.discovery import Places, PlaceSearch

if TYPE_CHECKING:
    from retinaview.evaluation.clustering import Clustering


@dataclass(frozen=True)
class SoughtPhotograph:
    """A photograph to analyse.

    Attributes
    ----------
    image : str
        Its name in the result.
    path : Path
        Its file.
    patient : str
        Empty if unknown.
    eye : Laterality or None
        None if unknown.
    """

    image: str
    path: Path
    patient: str = ""
    eye: Laterality | None = None


@dataclass(frozen=True)
class ClusterSettings:
    """Parameters of `retinaview.evaluation.clustering.cluster_features`."""

    preference: Literal["median", "lowest"] = "median"
    damping: float = 0.7
    most_points: int = 2000


@dataclass(frozen=True)
class DiscoveryProgress:
    """Number of photographs done and in total, and the last one done."""

    done: int
    total: int
    image: str


class Finder(Protocol):
    """The part of `retinaview.inference.discovery.PlaceFinder` that discovery uses."""

    search: PlaceSearch

    @property
    def identity(self) -> ModelIdentity:
        """The network."""

    def load(self) -> object:
        """Load the network; an error here affects every photograph."""

    def find(self, photograph: Photograph, *, cancel: CancelToken | None = None) -> Places:
        """Return the places of one photograph."""


def discover(
    photographs: Sequence[SoughtPhotograph],
    finder: Finder,
    *,
    settings: ClusterSettings = ClusterSettings(),
    progress: Callable[[DiscoveryProgress], None] | None = None,
    cancel: CancelToken | None = None,
) -> Clusters:
    """Cluster the places to which a network responds over many photographs.

    Parameters
    ----------
    photographs : sequence of SoughtPhotograph
        Their order does not change the clusters. One that cannot be used is listed as skipped.
    finder : Finder
        Finds places and their features.
    settings : ClusterSettings
        Parameters of the clustering.
    progress : callable, optional
        Called after every photograph.
    cancel : CancelToken, optional
        Checked within each photograph and before the clustering.

    Raises
    ------
    ReadError
        Fewer than two photographs can be used, or the network sees no retinopathy in any.
    WeightsError, ModelError
        The network cannot be loaded, or has no feature maps.
    Cancelled
        On request.
    """
    gathered = _Gathered()
    cancel = cancel or CancelToken()
    finder.load()
    for done, sought in enumerate(photographs, start=1):
        cancel.raise_if_cancelled()
        gathered.add(sought, finder, cancel)
        if progress is not None:
            progress(DiscoveryProgress(done, len(photographs), sought.image))
    gathered.require_enough(finder.identity.name)
    return _clustered(gathered, finder, settings)


def is_current(
    found: Clusters,
    photographs: Sequence[SoughtPhotograph],
    finder: Finder,
    settings: ClusterSettings,
) -> bool:
    """Return whether clusters are what `discover` would find again."""
    wanted = {sought.image: sought.path for sought in photographs}
    known = {row.image: row.sha256 for row in found.photographs}
    known |= {row.image: row.sha256 for row in found.skipped}
    if (found.model, found.settings) != (model_row(finder.identity), _settings(finder, settings)):
        return False
    return set(known) == set(wanted) and all(
        known[image] == _sha256(path) for image, path in wanted.items()
    )


@dataclass
class _Gathered:
    """The places gathered so far."""

    photographs: list[PhotographRow] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    places: list[tuple[PhotographRow, Box, float]] = field(default_factory=list)
    features: list[NDArray[np.float32]] = field(default_factory=list)

    def add(self, sought: SoughtPhotograph, finder: Finder, cancel: CancelToken) -> None:
        """Add one photograph's places, or list it as skipped if it cannot be used."""
        try:
            photograph = read_photograph(sought.path)
            with guard(ModelError, sought.path, "the network failed on it", say_why=True):
                places = finder.find(photograph, cancel=cancel)
        except Cancelled:
            raise
        except RetinaViewError as error:
            sha256 = _sha256(sought.path)
            row = SkippedRow(image=sought.image, sha256=sha256, message=error.message)
            self.skipped.append(row)
            return
        taken = PhotographRow(
            image=sought.image,
            sha256=photograph.sha256,
            width=photograph.width,
            height=photograph.height,
            patient=sought.patient,
            eye=sought.eye,
        )
        self.photographs.append(taken)
        self.features.append(places.features)
        pairs = zip(places.boxes, places.responses, strict=True)
        self.places += [(taken, box, response) for box, response in pairs]

    def require_enough(self, model: str) -> None:
        """Raise `ReadError` if there is nothing to cluster."""
        used, total = len(self.photographs), len(self.photographs) + len(self.skipped)
        if used < 2:
            why = f": {self.skipped[0].image} {self.skipped[0].message}" if self.skipped else ""
            message = (
                f"clustering needs two photographs or more; {used} of {total} can be used{why}"
            )
            raise ReadError(message)
        if not self.places:
            raise ReadError(
                f"{model} sees no retinopathy in these {used} photographs, so there is nothing to "
                "cluster"
            )


def _clustered(gathered: _Gathered, finder: Finder, settings: ClusterSettings) -> Clusters:
    # Imported here, because scikit-learn takes a second to import.
    from retinaview.evaluation.clustering import cluster_features

    found = cluster_features(
        np.concatenate([each for each in gathered.features if len(each)]),
        preference=settings.preference,
        damping=settings.damping,
        most_points=settings.most_points,
    )
    clusters = range(len(found.exemplars))
    return Clusters(
        model=model_row(finder.identity),
        settings=_settings(finder, settings),
        clusters=tuple(_cluster_row(gathered, found, cluster) for cluster in clusters),
        patches=tuple(row for cluster in clusters for row in _patches(gathered, found, cluster)),
        photographs=tuple(gathered.photographs),
        skipped=tuple(gathered.skipped),
    )


def _cluster_row(gathered: _Gathered, found: Clustering, cluster: int) -> ClusterRow:
    members = found.members(cluster)
    return ClusterRow(
        cluster=cluster + 1,
        size=len(members),
        photographs=len({gathered.places[place][0].image for place in members}),
        silhouette=round(found.silhouette(cluster), 4),
        loose=found.is_loose(cluster),
    )


def _patches(gathered: _Gathered, found: Clustering, cluster: int) -> list[PatchRow]:
    return [
        _patch(
            *gathered.places[place],
            cluster=cluster + 1,
            exemplar=bool(place == found.exemplars[cluster]),
            similarity=float(found.similarity[place]),
        )
        for place in found.members(cluster)
    ]


def _patch(
    sought: PhotographRow,
    box: Box,
    response: float,
    *,
    cluster: int,
    exemplar: bool,
    similarity: float,
) -> PatchRow:
    return PatchRow(
        cluster=cluster,
        exemplar=exemplar,
        image=sought.image,
        patient=sought.patient,
        x=round(box.x, 2),
        y=round(box.y, 2),
        width=round(box.width, 2),
        height=round(box.height, 2),
        response=round(response, 4),
        similarity=round(similarity, 4),
    )


def _settings(finder: Finder, settings: ClusterSettings) -> SettingsRow:
    return SettingsRow(
        **asdict(finder.search), preference=settings.preference, damping=settings.damping
    )


def _sha256(path: Path) -> str:
    """Return the checksum of a file; empty if it cannot be read."""
    try:
        return file_sha256(path)
    except ReadError:
        return ""
