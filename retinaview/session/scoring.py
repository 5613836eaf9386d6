"""The localisation score of an open study, live beside the boxes as they are drawn."""

from __future__ import annotations

from collections.abc import Sequence

from retinaview.core.coverage import RegionSource
from retinaview.core.findings import Finding, Region
from retinaview.core.geometry import box_array
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)
from retinaview.session.session import Session
from retinaview.session.shown_regions import shown_regions


def score_session(
    session: Session,
    *,
    source: RegionSource = "coverage",
    repeats: int = 100,
    resamples: int = 300,
) -> LocalizationReport | None:
    """Score the regions of the study's findings against the reader's boxes.

    Parameters
    ----------
    session : Session
        Photographs that the models have not seen yet do not count.
    source : RegionSource
        What the regions follow; attention regions stand in where no network mapped lesions.
    repeats, resamples : int
        As in `evaluate_localization`; fewer than there, because the window scores while the
        reader draws.

    Returns
    -------
    LocalizationReport or None
        None while no photograph has both the reader's boxes and a finding.
    """
    cases, followed = [], set[str]()
    for image, labelled in zip(session.images, session.labelled_images(), strict=True):
        if labelled.lesion_labels and (finding := session.finding(image.id)):
            shown = shown_regions(finding, source, session.thresholds.of(finding))
            cases.append(localization_case(labelled, finding, shown.regions))
            followed.add(shown.source)
    if not cases:
        return None
    name = f"{' and '.join(sorted(followed))} regions"
    return evaluate_localization(cases, name=name, repeats=repeats, resamples=resamples)


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
