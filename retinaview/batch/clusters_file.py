"""Clusters of a study as one JSON file: what was found, and what a reader named it."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from retinaview.batch.findings_file import ModelRow
from retinaview.batch.findings_log import write_atomically
from retinaview.core.budget import MAX_SIDE_PX, TOO_LARGE, is_affordable
from retinaview.core.errors import ReadError
from retinaview.core.geometry import Box
from retinaview.core.grades import Laterality
from retinaview.core.guard import guard
from retinaview.core.lesions import LesionClass, is_place
from retinaview.core.text import shown

Name = LesionClass | Literal["discard"] | None
"""What a reader calls a cluster: a class, nothing worth a look, or nothing yet."""
DISCARD: Literal["discard"] = "discard"


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class SubjectRow(_Row):
    """A photograph that was looked at; `image` is its path as given."""

    image: str
    sha256: str
    width: int = Field(gt=0)
    height: int = Field(gt=0)
    patient: str = ""
    eye: Laterality | None = None

    @model_validator(mode="after")
    def _can_be_allocated(self) -> SubjectRow:
        if not is_affordable(self.width, self.height):
            raise ValueError(
                f"its size of {shown(self.width)} x {shown(self.height)} pixels {TOO_LARGE}"
            )
        return self


class PatchRow(_Row):
    """One place: its cluster from 1, its patch in source pixels, and how typical it is.

    `response` is the network's, 0-1; `similarity` the cosine with the exemplar's feature.
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
    """One cluster; `silhouette` is the mean of its places', and `loose` where that is low."""

    cluster: int = Field(ge=1)
    size: int = Field(ge=1)
    photographs: int = Field(ge=1)
    silhouette: float = Field(ge=-1, le=1)
    loose: bool
    name: Name = None

    @field_validator("name", mode="before")
    @classmethod
    def _is_a_lesion(cls, name: object) -> object:
        """Forget a name that earlier versions allowed: that of a place is none of a lesion."""
        return None if isinstance(name, str) and is_place(name) else name


class SkippedRow(_Row):
    """A photograph that was not used, and why."""

    image: str
    sha256: str = ""
    message: str


class SettingsRow(_Row):
    """How places were found and clustered; see `PlaceSearch` and `cluster_features`."""

    least_retinopathy: float
    least_probability: float
    share: float
    count: int
    patch_share: float
    preference: str
    damping: float


class Clusters(_Row):
    """All of it: clusters by size, patches by cluster, exemplar first, then the most similar."""

    format: Literal["retinaview clusters"] = "retinaview clusters"
    version: Literal[1] = 1
    model: ModelRow
    settings: SettingsRow
    clusters: tuple[ClusterRow, ...] = Field(min_length=1)
    patches: tuple[PatchRow, ...]
    photographs: tuple[SubjectRow, ...]
    skipped: tuple[SkippedRow, ...]

    @model_validator(mode="after")
    def _fits_together(self) -> Clusters:
        sizes = {row.cluster: row.size for row in self.clusters}
        if list(sizes) != list(range(1, len(self.clusters) + 1)):
            raise ValueError("clusters must be numbered from 1")
        if sizes != {number: len(found) for number, found in self._by_cluster.items()}:
            raise ValueError("patches and the clusters' sizes do not fit")
        if not {patch.image for patch in self.patches} <= set(self.subjects):
            raise ValueError("a patch is of a photograph that is not listed")
        return self

    def patches_of(self, cluster: int) -> tuple[PatchRow, ...]:
        """Return the patches of a cluster, numbered from 1."""
        return self._by_cluster[cluster]

    @cached_property
    def subjects(self) -> dict[str, SubjectRow]:
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
            message = f"there is no cluster {cluster}; they are 1 to {len(self.clusters)}"
            raise ReadError(message)
        rows = list(self.clusters)
        rows[cluster - 1] = rows[cluster - 1].model_copy(update={"name": name})
        return self.model_copy(update={"clusters": tuple(rows)})

    def taking_names(self, earlier: Clusters) -> Clusters:
        """Return the clusters with earlier names, where most of a cluster had one name.

        What a reader named is not lost when clusters are found anew.
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


def write_clusters(path: Path, clusters: Clusters) -> None:
    """Write the file; it is whole or as it was before.

    Raises
    ------
    WriteError
        It cannot be written.
    """
    write_atomically(path, (clusters.model_dump_json(indent=1) + "\n").encode())


def read_clusters(path: Path) -> Clusters:
    """Read the file back.

    Raises
    ------
    ReadError
        It cannot be read, or a field is wrong; names it.
    """
    try:
        with guard(ReadError, path):
            content = path.read_bytes()
        return Clusters.model_validate_json(content)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"])) or "JSON"
        message = f"holds no clusters: {first['msg'].removeprefix('Value error, ')}"
        raise ReadError(message, path=path, field=field) from error
