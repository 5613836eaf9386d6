"""What a source answers, with parts of the main finding where it has none; and agreeing with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from retinaview.core.findings import GRADING, LANDMARKS, SEGMENTATION, TASKS, Finding
from retinaview.core.grades import DRGrade, Grading

if TYPE_CHECKING:
    from retinaview.session.contents import StudyContents

_PARTS = {SEGMENTATION: ("lesion_maps", "lesions"), LANDMARKS: ("landmarks",)}
"""What each network adds to a finding, besides the grading network."""


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
    """Return a finding, with the main one's lesions and landmarks where its source has none."""
    if main is None:
        return finding
    return _with_parts_of(main, finding, [role for role in _PARTS if finding.model(role) is None])


def graded_anew(main: Finding, finding: Finding) -> Finding:
    """Return the main finding after its source was asked again: all but the grades stay.

    Where the source segmented in the main finding, too, its lesions are new.
    """
    segmenter = main.model(SEGMENTATION)
    itself = segmenter is not None and main.graded_by(segmenter.name)
    return _with_parts_of(main, finding, [LANDMARKS] if itself else _PARTS)


def without_grading(main: Finding) -> Finding:
    """Return the main finding without its grading network's part, while another is asked."""
    models = tuple(model for model in main.models if model.role != GRADING)
    return replace(
        main, grades=None, heat_maps=(), regions=(), models=models, notes=(), together=""
    )


def _with_parts_of(main: Finding, finding: Finding, roles: Iterable[str]) -> Finding:
    for role in roles:
        model = main.model(role)
        if model is not None:
            models = {model.role: model for model in (*finding.models, model)}
            parts = {name: getattr(main, name) for name in _PARTS[role]}
            in_order = tuple(models[task] for task in TASKS if task in models)
            finding = replace(finding, models=in_order, **parts)
    return finding


def can_be_agreed_with(finding: Finding | None) -> bool:
    """Return whether a finding answers anything: a grade, or that there can be none."""
    return finding is not None and (finding.grades is not None or not finding.quality.gradable)


def agreeing(finding: Finding, grading: Grading | None = None) -> Grading:
    """Return an answer that says what a finding says.

    Parameters
    ----------
    finding : Finding
        One that can be agreed with.
    grading : Grading, optional
        The answer until now; what the finding says nothing of stays.
    """
    grading = grading or Grading()
    if finding.grades is None or not finding.quality.gradable:
        return grading.with_ungradable(True)
    if finding.grades.dr:
        grading = grading.with_dr(DRGrade(finding.grades.dr_grade))
    dme = finding.grades.dme_grade
    return grading if dme is None else grading.with_dme(dme)
