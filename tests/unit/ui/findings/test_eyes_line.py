"""Which eyes a grade was made from, in every case that there is."""

from __future__ import annotations

import pytest

from retinaview.core.findings import Finding, GradeProbabilities, Quality
from retinaview.core.grades import Laterality
from retinaview.project.images import StudyImage
from retinaview.ui.findings.eyes_line import eyes_line

OD, OS = Laterality.OD, Laterality.OS
LEFT = StudyImage(2, "P1_OS.jpg", "", None, None, "P1", OS, 2)
GRADES = GradeProbabilities((1, 0, 0, 0, 0))


@pytest.mark.parametrize(
    ("eye", "fellow", "pairs", "together", "notes", "words"),
    [
        (OD, LEFT, True, "P1_OS.jpg", (), "Graded together with the left eye (P1_OS.jpg)."),
        (OS, None, True, "P1_OD.jpg", (), "Graded together with the right eye (P1_OD.jpg)."),
        (OD, None, True, "", (), "Graded alone: no photograph of the left eye."),
        (OS, None, True, "", (), "Graded alone: no photograph of the right eye."),
        (None, None, True, "", (), "Graded alone: the study does not say which eye this is."),
        (OD, LEFT, False, "", (), "Graded alone: this network grades one eye at a time."),
        (
            OD, LEFT, True, "", (),
            "Graded alone, without the left eye (P1_OS.jpg). Ctrl+R grades both together.",
        ),
        (
            OD, LEFT, True, "", ("Graded without P1_OS.jpg, which is not gradable",),
            "Graded alone, without the left eye (P1_OS.jpg).",
        ),
    ],
)  # fmt: skip
def test_words(
    eye: Laterality | None,
    fellow: StudyImage | None,
    pairs: bool,
    together: str,
    notes: tuple[str, ...],
    words: str,
) -> None:
    image = StudyImage(1, "P1.jpg", "", None, None, "P1", eye, 1)
    finding = Finding(Quality(1, True), GRADES, together=together, notes=notes)
    assert eyes_line(finding, image, fellow, pairs=pairs) == words


def test_without_a_grade_there_is_nothing_to_say() -> None:
    assert eyes_line(Finding(Quality(0, False)), LEFT, None, pairs=True) == ""
