"""One line on which eyes a grade was made from."""

from __future__ import annotations

from retinaview.core.findings import Finding
from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage


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
    if finding.together:
        return f"Graded together with the {_other(image)} eye ({finding.together})."
    if finding.grades is None:
        return ""
    if not pairs:
        return "Graded alone: this network grades one eye at a time."
    if image.eye is None:
        return "Graded alone: the study does not say which eye this is."
    if fellow is None:
        return f"Graded alone: no photograph of the {_other(image)} eye."
    alone = f"Graded alone, without the {_other(image)} eye ({fellow.name})."
    said_why = any(fellow.name in note for note in finding.notes)
    return alone if said_why else f"{alone} Ctrl+R grades both together."


def _other(image: StudyImage) -> str:
    """Return ``left`` or ``right``: the eye that the photograph does not show."""
    if image.eye is None:
        return "other"
    return "left" if image.eye is Laterality.OD else "right"
