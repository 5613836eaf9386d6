"""The answer that a reader gives who agrees with a finding."""

from __future__ import annotations

from retinaview.core.findings import Finding
from retinaview.core.grades import DRGrade, Grading


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
