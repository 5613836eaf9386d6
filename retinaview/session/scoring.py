"""The localisation score of an open study, live beside the boxes as they are drawn."""

from __future__ import annotations

from retinaview.core.findings import Finding
from retinaview.core.geometry import box_array
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.localization import (
    LocalizationCase,
    LocalizationReport,
    evaluate_localization,
)
from retinaview.session.session import Session


def score_session(
    session: Session, *, repeats: int = 100, resamples: int = 300
) -> LocalizationReport | None:
    """Score the regions of the study's findings against the reader's boxes.

    Parameters
    ----------
    session : Session
        Photographs that the models have not seen yet do not count.
    repeats, resamples : int
        As in `evaluate_localization`; fewer than there, because the window scores while the
        reader draws.

    Returns
    -------
    LocalizationReport or None
        None while no photograph has both the reader's boxes and a finding.
    """
    cases = []
    for image, labelled in zip(session.images, session.labelled_images(), strict=True):
        if labelled.lesion_labels and (finding := session.finding(image.id)):
            cases.append(localization_case(labelled, finding))
    return evaluate_localization(cases, repeats=repeats, resamples=resamples) if cases else None


def localization_case(labelled: LabelledImage, finding: Finding) -> LocalizationCase:
    """A photograph's boxes, as the reader left them, beside a finding's regions."""
    marks = labelled.lesion_labels
    truth = box_array([mark.box for mark in marks])
    return LocalizationCase(
        image=labelled.image,
        person=labelled.person,
        truth=truth,
        classes=tuple(mark.lesion for mark in marks),
        regions=box_array([region.box for region in finding.regions]),
        field=finding.field_of_view or labelled.frame(truth),
    )
