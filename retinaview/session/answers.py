"""What a source answers: its finding, where parts of the main one may stand in, credited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from retinaview.core.findings import GRADING, LANDMARKS, SEGMENTATION, TASKS, Finding

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
