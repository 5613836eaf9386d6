"""From named clusters to marks that are proposed to a reader, in a study or in a label file."""

from __future__ import annotations

from collections import defaultdict

from retinaview.batch.clusters_file import Clusters, PatchRow
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import DISCOVERY, Mark, Provenance
from retinaview.core.photos import LabelledImage
from retinaview.exchange.csv_format import boxes_csv
from retinaview.project.proposals import is_discovered, is_untouched
from retinaview.session.session import Session


def proposals_by_image(clusters: Clusters) -> dict[str, tuple[Mark, ...]]:
    """Proposed marks of all patches whose cluster bears the name of a class, by photograph.

    A mark's score is the network's response.
    """
    model = clusters.model
    found: dict[str, list[Mark]] = defaultdict(list)
    for patch, lesion in clusters.boxes():
        origin = Provenance(
            model.name + DISCOVERY, model.version, model.weights_sha256, score=patch.response
        )
        found[patch.image].append(_mark(clusters, patch, lesion, origin))
    return {image: tuple(marks) for image, marks in found.items()}


def propose_clusters(session: Session, clusters: Clusters) -> int:
    """Propose the patches of named clusters in a study.

    The untouched proposals of clusters are afterwards those of the names given now: one whose
    cluster was renamed or discarded goes. A photograph that is no longer the one that was looked
    at gets none.

    Returns
    -------
    int
        How many new proposals there are; 0, with a message, where the project refuses.
    """
    wanted = proposals_by_image(clusters)
    standing = session.all_marks()
    marks: dict[int, tuple[Mark, ...]] = {}
    for image in session.images:
        subject = clusters.subjects.get(image.path)
        same = subject is not None and image.sha256 in ("", subject.sha256)
        new = wanted.get(image.path, ()) if same else ()
        old = standing.get(image.id, ())
        if new or any(is_untouched(mark) and is_discovered(mark) for mark in old):
            marks[image.id] = new
    return session.propose_discovered(marks)


def clusters_csv(clusters: Clusters) -> bytes:
    """The same marks as ``boxes.csv``, which `retinaview import` reads."""
    wanted = proposals_by_image(clusters)
    return boxes_csv(
        [
            LabelledImage(
                image=row.image,
                width=row.width,
                height=row.height,
                patient=row.patient,
                eye=row.eye,
                marks=wanted.get(row.image, ()),
                sha256=row.sha256,
            )
            for row in clusters.photographs
        ]
    )


def _mark(clusters: Clusters, patch: PatchRow, lesion: LesionClass, origin: Provenance) -> Mark:
    """The patch as a mark, cut to its photograph where rounding has moved it out."""
    subject = clusters.subjects[patch.image]
    box = patch.box.kept_inside(subject.width, subject.height)
    return Mark.proposed(lesion, box, provenance=origin)
