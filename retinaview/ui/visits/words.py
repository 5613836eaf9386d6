"""What is said of a previous visit: when it was, how well it fits, or why there is none."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from retinaview.imaging.registration import LEAST_MATCHES, Registration
from retinaview.ui.language import tr

if TYPE_CHECKING:
    from datetime import date

    from retinaview.project.images import StudyImage
    from retinaview.session.visits import PreviousVisit


def absence_words(image: StudyImage, visit: PreviousVisit) -> str:
    """Say why a photograph has no previous visit; empty if it has one."""
    if visit.image is not None:
        return ""
    if not image.patient:
        return tr("No previous visit is known: it is not known whose photograph this is.")
    if image.eye is None:
        return tr("No previous visit is known: it is not known which eye this is.")
    if visit.day is None:
        return tr(
            "No previous visit is known: this photograph has no date. Right-click it in the list "
            "to give one."
        )
    if visit.undated:
        return tr(
            "No earlier visit of this eye is known; %n other photograph(s) of it have no date.",
            "",
            visit.undated,
        )
    return tr("This study has no photograph of this eye from an earlier day.")


def visit_words(before: date, day: date) -> str:
    """Say when the previous visit was."""
    return tr("{before}, %n day(s) before this one", "", (day - before).days,
              before=before.isoformat())  # fmt: skip


def before_words(before: date) -> str:
    """Say on the photograph that the previous visit is seen."""
    return tr("Previous visit, {before}", before=before.isoformat())


def registration_words(found: Registration, disc_px: float | None) -> str:
    """Say how well the previous visit lies on the photograph.

    Parameters
    ----------
    found : Registration
        Onto the photograph.
    disc_px : float or None
        The disc's diameter on the photograph, source pixels; None if it is not known.
    """
    pixels = ceil(found.error_px)
    if disc_px:
        return tr(
            "Registered within {error:.2f} disc diameters ({pixels} px), %n matching point(s)",
            "",
            found.matches,
            error=ceil(100 * found.error_px / disc_px) / 100,
            pixels=pixels,
        )
    return tr(
        "Registered within {pixels} px, %n matching point(s)",
        "",
        found.matches,
        pixels=pixels,
    )


def refusal_words(matches: int) -> str:
    """Say that the previous visit could not be registered."""
    return tr(
        "Not registered: %n point(s) match where {least} are needed. Another part of the eye, "
        "another eye, or too blurred.",
        "",
        matches,
        least=LEAST_MATCHES,
    )
