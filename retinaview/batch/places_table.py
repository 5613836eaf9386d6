"""The places of named clusters as a table of where to look for which lesion; not a label file."""

from __future__ import annotations

from retinaview.batch.clusters_file import Clusters
from retinaview.exchange.spreadsheet import table

COLUMNS = (
    "image", "patient", "eye", "cluster", "name", "x", "y", "width", "height", "response",
)  # fmt: skip


def places_csv(clusters: Clusters) -> bytes:
    """Return a CSV with one row per patch of the clusters named after a lesion class.

    It has no column ``class``, so that no program reads it as lesion boxes: a patch is only a place
    for a reader to look at.
    """
    rows = []
    for patch, lesion in clusters.places():
        eye = clusters.by_image[patch.image].eye
        row = patch.model_dump(include=set(COLUMNS)) | {"eye": eye or "", "name": str(lesion)}
        rows.append({name: str(value) for name, value in row.items()})
    return table(COLUMNS, rows)
