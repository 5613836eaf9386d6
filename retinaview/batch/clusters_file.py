"""The clusters file: discovered clusters of a study, and the names that readers gave them."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from retinaview.batch.findings_file import ModelRow
from retinaview.core.budget import MAX_SIDE_PX, TOO_LARGE, is_affordable
from retinaview.core.errors import FileInTheWay, ReadError
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass, is_place, network_class
from retinaview.core.regular_files import read_regular
from retinaview.core.text import shown
from retinaview.core.whole_files import write_atomically

Name = Annotated[LesionClass, AfterValidator(network_class)] | Literal["discard"] | None
"""A reader's name for a cluster: a lesion class, "discard", or None if not named yet."""
DISCARD: Literal["discard"] = "discard"


class _Row(BaseModel):
    # Strict: neither true nor "0.5" is accepted as a number.
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class PhotographRow(_Row):
    """A photograph that was analysed; `image` is its path as given."""

    image: str
    sha256: str
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    patient: str = ""
    eye: Laterality | None = None

    @model_validator(mode="after")
    def _can_be_allocated(self) -> PhotographRow:
        if not is_affordable(self.width, self.height):
            raise ValueError(
                f"its size of {shown(self.width)} x {shown(self.height)} pixels {TOO_LARGE}"
            )
        return self


class PatchRow(_Row):
    """One place: its cluster (from 1), its patch in source pixels, and how typical it is.

    `response` is the network's, 0-1; `similarity` is the cosine with the exemplar's feature.
    """

    cluster: int = Field(ge=1)
    exemplar: bool
    image: str
    patient: str
    x: float
    y: float
    width: float = Field(gt=0, le=MAX_SIDE_PX)
    height: float = Field(gt=0, le=MAX_SIDE_PX)
    response: float = Field(ge=0, le=1)
    similarity: float

    @property
    def box(self) -> Box:
        """The patch."""
        return Box(self.x, self.y, self.width, self.height)


class ClusterRow(_Row):
    """One cluster; `silhouette` is the mean over its places, `loose` whether that is low."""

    cluster: int = Field(ge=1)
    size: int = Field(ge=1)
    photographs: int = Field(ge=1)
    silhouette: float = Field(ge=-1, le=1)
    loose: bool
    name: Name = None

    @field_validator("name", mode="before")
    @classmethod
    def _is_a_lesion(cls, name: object) -> object:
        """Drop a name from earlier versions that is not a lesion class."""
        return None if isinstance(name, str) and is_place(name) else name


class SkippedRow(_Row):
    """A photograph that was not used, and why."""

    image: str
    sha256: str = ""
    message: str


class SettingsRow(_Row):
    """Settings of the search and the clustering; see `PlaceSearch` and `cluster_features`."""

    least_retinopathy: float
    least_probability: float
    share: float
    count: int
    patch_share: float
    preference: str
    damping: float


class Clusters(_Row):
    """The whole file: clusters by size; patches by cluster, exemplar first, then by similarity."""

    format: Literal["retinaview clusters"] = "retinaview clusters"
    version: Literal[1] = 1
    model: ModelRow
    settings: SettingsRow
    clusters: tuple[ClusterRow, ...] = Field(min_length=1)
    patches: tuple[PatchRow, ...]
    photographs: tuple[PhotographRow, ...]
    skipped: tuple[SkippedRow, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Clusters:
        sizes = {row.cluster: row.size for row in self.clusters}
        if list(sizes) != list(range(1, len(self.clusters) + 1)):
            raise ValueError("clusters must be numbered from 1")
        if sizes != {number: len(found) for number, found in self._by_cluster.items()}:
            raise ValueError("the sizes of the clusters do not match their patches")
        if not {patch.image for patch in self.patches} <= set(self.by_image):
            raise ValueError("a patch belongs to a photograph that is not listed")
        return self

    def patches_of(self, cluster: int) -> tuple[PatchRow, ...]:
        """Return the patches of a cluster, numbered from 1."""
        return self._by_cluster[cluster]

    @cached_property
    def by_image(self) -> dict[str, PhotographRow]:
        """Photographs by their `image`."""
        return {row.image: row for row in self.photographs}

    @property
    def names(self) -> dict[int, Name]:
        """Names of the clusters that have one."""
        return {row.cluster: row.name for row in self.clusters if row.name is not None}

    def named(self, cluster: int, name: Name) -> Clusters:
        """Return the clusters with one of them renamed.

        Raises
        ------
        ReadError
            There is no such cluster.
        """
        if not 1 <= cluster <= len(self.clusters):
            message = f"there is no cluster {cluster}; clusters are 1 to {len(self.clusters)}"
            raise ReadError(message)
        rows = list(self.clusters)
        rows[cluster - 1] = rows[cluster - 1].model_copy(update={"name": name})
        return self.model_copy(update={"clusters": tuple(rows)})

    def taking_names(self, earlier: Clusters) -> Clusters:
        """Return the clusters with earlier names, where most of a cluster had one name.

        A reader's names are thus kept when clusters are recomputed.
        """
        named = {
            (patch.image, patch.box): row.name
            for row in earlier.clusters
            for patch in earlier.patches_of(row.cluster)
        }
        found = self
        for row in self.clusters:
            names = Counter(named.get((p.image, p.box)) for p in self.patches_of(row.cluster))
            name, count = names.most_common(1)[0]
            if name is not None and 2 * count > row.size:
                found = found.named(row.cluster, name)
        return found

    def places(self) -> list[tuple[PatchRow, LesionClass]]:
        """Return the patches of clusters named after a lesion class."""
        return [
            (patch, row.name)
            for row in self.clusters
            if isinstance(row.name, LesionClass)
            for patch in self.patches_of(row.cluster)
        ]

    @cached_property
    def _by_cluster(self) -> dict[int, tuple[PatchRow, ...]]:
        found: dict[int, list[PatchRow]] = {}
        for patch in self.patches:
            found.setdefault(patch.cluster, []).append(patch)
        return {number: tuple(patches) for number, patches in found.items()}


def clusters_json(clusters: Clusters) -> bytes:
    """Return the content of the file."""
    return (clusters.model_dump_json(indent=1) + "\n").encode()


def write_clusters(path: Path, clusters: Clusters) -> None:
    """Write the file atomically, in place of other clusters.

    Raises
    ------
    FileInTheWay
        The file is there and holds something else.
    WriteError
        The file cannot be written.
    """
    if path.exists():
        try:
            read_clusters(path)
        except ReadError as error:
            raise FileInTheWay.at_path(path) from error
    write_atomically(path, clusters_json(clusters))


def read_clusters(path: Path) -> Clusters:
    """Read the file.

    Raises
    ------
    ReadError
        The file cannot be read, or a field, which is named, is wrong.
    """
    try:
        with guard(ReadError, path):
            content = read_regular(path)
        return Clusters.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "JSON"
        message = f"is not a clusters file: {first['msg'].removeprefix('Value error, ')}"
        raise ReadError(message, path=path, field=field) from error
