"""Places of named clusters: a table of where to look, and nothing that could become a label."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from retinaview.batch.clusters_file import (
    DISCARD,
    ClusterRow,
    Clusters,
    PatchRow,
    PhotographRow,
    SettingsRow,
    read_clusters,
)
from retinaview.batch.findings_file import ModelRow
from retinaview.batch.places_table import places_csv
from retinaview.core.errors import LabelError
from retinaview.core.lesions import LesionClass
from retinaview.exchange import read_labels

EXUDATE = LesionClass.HARD_EXUDATE
RIGHT, LEFT = "1_right.jpg", "1_left.jpg"


def patch(cluster: int, image: str, x: float, *, exemplar: bool = False) -> PatchRow:
    return PatchRow(
        cluster=cluster,
        exemplar=exemplar,
        image=image,
        patient="1",
        x=x,
        y=100,
        width=40,
        height=40,
        response=0.7,
        similarity=1.0,
    )


@pytest.fixture
def clusters() -> Clusters:
    """Two patches of cluster 1, one on each photograph; one of cluster 2."""
    return Clusters(
        model=ModelRow(name="zoom", version="1", weights_sha256="w"),
        settings=SettingsRow(
            least_retinopathy=0.5,
            least_probability=0.1,
            share=0.1,
            count=8,
            patch_share=0.1,
            preference="median",
            damping=0.7,
        ),
        clusters=(
            ClusterRow(cluster=1, size=2, photographs=2, silhouette=0.5, loose=False),
            ClusterRow(cluster=2, size=1, photographs=1, silhouette=0, loose=True),
        ),
        patches=(
            patch(1, RIGHT, 20, exemplar=True),
            patch(1, LEFT, 60),
            patch(2, RIGHT, 300, exemplar=True),
        ),
        photographs=tuple(
            PhotographRow(image=image, sha256="", width=400, height=400, patient="1")
            for image in (RIGHT, LEFT)
        ),
        skipped=(),
    )


def test_places_of_named_clusters_are_listed_and_are_no_labels(
    clusters: Clusters, tmp_path: Path
) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(places_csv(clusters.named(1, EXUDATE).named(2, DISCARD)))
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["image"], row["name"], row["x"]) for row in rows] == [
        (RIGHT, "hard_exudate", "20.0"),
        (LEFT, "hard_exudate", "60.0"),
    ]
    with pytest.raises(LabelError, match="neither the columns of boxes"):
        read_labels([path])


@pytest.mark.parametrize("name", ["suspicious_region", None])
def test_a_cluster_that_was_named_a_region_has_no_name(
    name: str | None, clusters: Clusters, tmp_path: Path
) -> None:
    content = clusters.model_dump(mode="json")
    content["clusters"][0]["name"] = name
    path = tmp_path / "study.clusters"
    path.write_text(json.dumps(content))
    found = read_clusters(path)
    assert (found.names, found.places()) == ({}, [])


def test_names_that_would_run_in_a_spreadsheet_are_text(clusters: Clusters) -> None:
    hostile = "=HYPERLINK(A1).png"
    text = clusters.model_dump_json().replace(RIGHT, hostile)
    text = text.replace('"patient":"1"', '"patient":"@"')
    found = Clusters.model_validate_json(text).named(2, EXUDATE)
    (row,) = csv.DictReader(places_csv(found).decode().splitlines())
    assert (row["image"], row["patient"]) == (f"'{hostile}", "'@")
