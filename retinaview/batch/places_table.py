"""The places of named clusters as a table: where to look for which lesion, and no label file."""

from __future__ import annotations

import csv
import io

from retinaview.batch.clusters_file import Clusters

COLUMNS = (
    "image", "patient", "eye", "cluster", "name", "x", "y", "width", "height", "response",
)  # fmt: skip


def places_csv(clusters: Clusters) -> bytes:
    """A row per patch of the clusters that bear the name of a class.

    It has no column ``class``, so that no program takes it for boxes of lesions: a patch is where
    a reader looks, and draws what is there.
    """
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for patch, lesion in clusters.places():
        eye = clusters.subjects[patch.image].eye
        row = patch.model_dump(include=set(COLUMNS))
        writer.writerow(row | {"eye": eye or "", "name": str(lesion)})
    return text.getvalue().encode()
