"""The localisation score of an open study, live beside the boxes as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retinaview.core.coverage import RegionSource
from retinaview.core.findings import Finding, Region
from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    best_iom,
    evaluate_localization,
)
from retinaview.session.session import Session
from retinaview.session.shown_regions import AS_SHOWN, RegionSize, shown_regions


@dataclass(frozen=True)
class ScoredBox:
    """A reader's box and how well the regions reach it.

    Attributes
    ----------
    image_id : int
        Its photograph in the study.
    image : str
        The photograph's name.
    lesion : LesionClass
        The box's class.
    box : Box
        Source pixels.
    best : float
        The best IoM over the regions, 0-1; -1 if the photograph has no region.
    proposed : bool
        A network proposed it, and the reader accepted or edited it.
    """

    image_id: int
    image: str
    lesion: LesionClass
    box: Box
    best: float
    proposed: bool = False


@dataclass(frozen=True, eq=False)
class SessionScore:
    """The score of a study, and every box that it counts."""

    report: LocalizationReport
    boxes: tuple[ScoredBox, ...]

    @property
    def proposed(self) -> int:
        """How many of the boxes a network proposed: those are no proof of what it finds."""
        return sum(box.proposed for box in self.boxes)

    def missed(self, threshold: float) -> tuple[ScoredBox, ...]:
        """Return the boxes that no region reaches at an IoM, in the order of the study."""
        return tuple(box for box in self.boxes if box.best < threshold)


def score_session(
    session: Session,
    *,
    source: RegionSource = "coverage",
    size: RegionSize = AS_SHOWN,
    repeats: int = 100,
    resamples: int = 300,
) -> SessionScore | None:
    """Score the regions of the study's findings against the reader's boxes.

    Parameters
    ----------
    session : Session
        Photographs that the models have not seen yet do not count.
    source : RegionSource
        What the regions follow; attention regions stand in where no network mapped lesions.
    size : RegionSize
        Number and size of the regions.
    repeats, resamples : int
        As in `evaluate_localization`; fewer than there, because the window scores while the
        reader draws.

    Returns
    -------
    SessionScore or None
        None while no photograph has both the reader's boxes and a finding.
    """
    cases, followed = [], set[str]()
    boxes: list[ScoredBox] = []
    for image, labelled in zip(session.images, session.labelled_images(), strict=True):
        if labelled.lesion_labels and (finding := session.finding(image.id)):
            thresholds = session.thresholds.of(finding)
            shown = shown_regions(finding, source, thresholds, size=size)
            case = localization_case(labelled, finding, shown.regions)
            cases.append(case)
            boxes += _scored_boxes(image.id, labelled, case)
            followed.add(shown.source)
    if not cases:
        return None
    name = f"{' and '.join(sorted(followed))} regions"
    report = evaluate_localization(cases, name=name, repeats=repeats, resamples=resamples)
    return SessionScore(report, tuple(boxes))


def localization_case(
    labelled: LabelledImage, finding: Finding, regions: Sequence[Region]
) -> LocalizationCase:
    """Return a photograph's boxes, as the reader left them, beside regions of its finding."""
    marks = labelled.lesion_labels
    truth = box_array([mark.box for mark in marks])
    return LocalizationCase(
        image=labelled.image,
        person=labelled.person,
        truth=truth,
        classes=tuple(mark.lesion for mark in marks),
        regions=box_array([region.box for region in regions]),
        field=finding.field_of_view or labelled.frame(truth),
    )


def _scored_boxes(
    image_id: int, labelled: LabelledImage, case: LocalizationCase
) -> list[ScoredBox]:
    best = best_iom(case.truth, case.regions)
    return [
        ScoredBox(
            image_id,
            labelled.image,
            mark.lesion,
            mark.box,
            float(value),
            proposed=mark.provenance is not None,
        )
        for mark, value in zip(labelled.lesion_labels, best, strict=True)
    ]
