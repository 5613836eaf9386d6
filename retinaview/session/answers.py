"""What a source answers: its finding, where parts of the main one may stand in, credited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retinaview.core.findings import Finding

if TYPE_CHECKING:
    from retinaview.session.contents import StudyContents


def finding_by(
    study: StudyContents, image_id: int, source: str, *, sha256: str = ""
) -> Finding | None:
    """Return what a source says about a photograph; None where it has not been asked.

    Parameters
    ----------
    study : StudyContents
        The study.
    image_id : int
        The photograph.
    source : str
        Name of the weights.
    sha256 : str
        Of the weights that are installed; what other weights of that name have said does not
        count. Empty: any weights of that name.
    """
    finding = study.finding(image_id, source)
    return None if finding is None or not finding.graded_by(source, sha256) else finding


def answer_of(finding: Finding, main: Finding | None) -> Finding:
    """Return a finding, with the main one's lesions where its source does not segment."""
    if main is None or finding.model("segmentation") is not None:
        return finding
    return _with_lesions_of(main, finding)


def graded_anew(main: Finding, finding: Finding) -> Finding:
    """Return the main finding after its source was asked again: its lesions, and the new grades.

    Where the source segmented in the main finding, too, all of it is new.
    """
    segmenter = main.model("segmentation")
    itself = segmenter is not None and main.graded_by(segmenter.name)
    return finding if itself else _with_lesions_of(main, finding)


def without_grading(main: Finding) -> Finding:
    """Return the main finding without its grading network's part, while another is asked."""
    models = tuple(model for model in main.models if model.role != "grading")
    return replace(
        main, grades=None, heat_maps=(), regions=(), models=models, notes=(), together=""
    )


def _with_lesions_of(main: Finding, finding: Finding) -> Finding:
    segmenter = main.model("segmentation")
    if segmenter is None:
        return finding
    others = tuple(model for model in finding.models if model.role != segmenter.role)
    return replace(
        finding,
        lesion_maps=main.lesion_maps,
        lesions=main.lesions,
        models=(segmenter, *others),
    )
