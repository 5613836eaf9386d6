"""One line on which eyes a grade was made from."""

from __future__ import annotations

from retinaview.core.findings import Finding
from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage
from retinaview.ui.language import tr


def eyes_line(
    finding: Finding, image: StudyImage, fellow: StudyImage | None, *, pairs: bool
) -> str:
    """Say whether a photograph was graded alone or together with the other eye's, and why.

    Parameters
    ----------
    finding : Finding
        What was answered.
    image, fellow : StudyImage
        The photograph, and that of the other eye, where there is one now.
    pairs : bool
        Whether the network takes both eyes of a patient together.
    """
    other = _other(image)
    if finding.together:
        return tr("Graded together with the {eye} ({file}).", eye=other, file=finding.together)
    if finding.grades is None:
        return ""
    if not pairs:
        return tr("Graded alone: this network grades one eye at a time.")
    if image.eye is None:
        return tr("Graded alone: the study does not say which eye this is.")
    if fellow is None:
        return tr("Graded alone: no photograph of the {eye}.", eye=other)
    if any(fellow.name in note for note in finding.notes):  # which says why
        return tr("Graded alone, without the {eye} ({file}).", eye=other, file=fellow.name)
    return tr(
        "Graded alone, without the {eye} ({file}). {key:run} grades both together.",
        eye=other,
        file=fellow.name,
    )


def _other(image: StudyImage) -> str:
    """Return the eye that the photograph does not show, in words."""
    if image.eye is None:
        return tr("other eye")
    return tr("left eye") if image.eye is Laterality.OD else tr("right eye")
