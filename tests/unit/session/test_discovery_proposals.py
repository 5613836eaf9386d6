"""Boxes from named clusters: proposed once, never over a reader's decision, kept by later runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retinaview.batch.clusters_file import (
    DISCARD,
    ClusterRow,
    Clusters,
    PatchRow,
    SettingsRow,
    SubjectRow,
)
from retinaview.batch.findings_file import ModelRow
from retinaview.core.findings import Finding
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.exchange import read_labels
from retinaview.session.discovery_proposals import clusters_csv, propose_clusters
from retinaview.session.session import Session

EXUDATE, HAEMORRHAGE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
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
            SubjectRow(image=image, sha256="", width=400, height=400, patient="1")
            for image in (RIGHT, LEFT)
        ),
        skipped=(),
    )


def proposed(session: Session) -> dict[str, list[tuple[LesionClass, float]]]:
    return {
        image.path: sorted(
            (mark.lesion, mark.box.x)
            for mark in session.marks(image.id)
            if mark.status is Status.PROPOSED
        )
        for image in session.images
    }


def ids(session: Session) -> tuple[int, int]:
    right, left = session.images
    return right.id, left.id


def test_patches_of_named_clusters_are_proposed_with_their_origin(
    session: Session, clusters: Clusters
) -> None:
    named = clusters.named(1, EXUDATE).named(2, DISCARD)
    assert propose_clusters(session, named) == 2
    assert proposed(session) == {RIGHT: [(EXUDATE, 20)], LEFT: [(EXUDATE, 60)]}
    (mark,) = session.marks(ids(session)[0])
    assert mark.box == Box(20, 100, 40, 40)
    assert mark.provenance is not None
    assert mark.provenance.model == "zoom (discovery)"
    assert mark.provenance.is_discovery
    assert mark.provenance.score == 0.7


def test_proposing_again_changes_nothing_and_a_new_name_replaces(
    session: Session, clusters: Clusters
) -> None:
    named = clusters.named(1, EXUDATE)
    propose_clusters(session, named)
    before = session.all_marks()
    assert propose_clusters(session, named) == 0
    assert session.all_marks() == before
    assert propose_clusters(session, named.named(1, HAEMORRHAGE).named(2, EXUDATE)) == 3
    assert proposed(session) == {
        RIGHT: [(HAEMORRHAGE, 20), (EXUDATE, 300)],
        LEFT: [(HAEMORRHAGE, 60)],
    }
    assert propose_clusters(session, clusters) == 0
    assert proposed(session) == {RIGHT: [], LEFT: []}


def test_a_readers_marks_stay_and_are_not_proposed_again(
    session: Session, clusters: Clusters
) -> None:
    right, left = ids(session)
    drawn = session.draw(right, EXUDATE, Box(25, 100, 40, 40))
    named = clusters.named(1, EXUDATE)
    assert propose_clusters(session, named) == 1
    (mark,) = session.marks(left)
    session.reject(left, [mark.id])
    assert propose_clusters(session, named) == 0
    assert session.marks(right) == (drawn,)
    assert [mark.status for mark in session.marks(left)] == [Status.REJECTED]


def test_a_later_run_of_the_models_leaves_them(
    session: Session, clusters: Clusters, spots: Callable[..., Finding]
) -> None:
    right, _ = ids(session)
    propose_clusters(session, clusters.named(1, EXUDATE))
    kept: Mark = session.marks(right)[0]
    session.take_finding(right, spots((200, 200)))
    session.take_finding(right, spots((250, 250), seed=1))
    session.repropose(right, EXUDATE, 0.9)
    assert kept in session.marks(right)
    others = [mark for mark in session.marks(right) if mark != kept]
    assert [mark.box.contains(257, 257) for mark in others] == [True]


def test_a_photograph_that_is_another_one_now_gets_none(
    session: Session, clusters: Clusters
) -> None:
    other = clusters.photographs[0].model_copy(update={"sha256": "of another file"})
    session._store.update_image(ids(session)[0], sha256="as it is now")
    session._images = {image.id: image for image in session._store.images()}
    changed = clusters.model_copy(update={"photographs": (other, clusters.photographs[1])})
    assert propose_clusters(session, changed.named(1, EXUDATE)) == 1
    assert proposed(session)[RIGHT] == []


def test_a_read_only_project_says_so(session: Session, clusters: Clusters) -> None:
    heard: list[str] = []
    session.message.connect(heard.append)
    session._store.read_only = True
    assert propose_clusters(session, clusters.named(1, EXUDATE)) == 0
    assert len(heard) == 1
    session._store.read_only = False


def test_the_csv_reads_back_as_proposals(clusters: Clusters, tmp_path: Path) -> None:
    path = tmp_path / "boxes.csv"
    path.write_bytes(clusters_csv(clusters.named(1, EXUDATE)))
    found = read_labels([path])
    assert [(image.image, image.patient) for image in found] == [(RIGHT, "1"), (LEFT, "1")]
    (mark,) = found[0].marks
    assert (mark.lesion, mark.status, mark.box) == (
        EXUDATE,
        Status.PROPOSED,
        Box(20, 100, 40, 40),
    )
    assert mark.provenance is not None
    assert mark.provenance.is_discovery
