"""Coded terms of structured reports and segmentations.

Anatomy and quality are SNOMED CT's and DICOM's own. Lesions and grades have codes of a private
scheme, with the letters of IDRiD and the numbers of the ICDR scale: DICOM's context groups have
none for them, and a code that is nearly right would be wrong.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from retinaview.core.errors import WriteError
from retinaview.core.findings import QualityAnswer
from retinaview.core.grades import DMEGrade, DRGrade, Laterality
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.marks import Status

if TYPE_CHECKING:
    from highdicom.sr import CodedConcept, FindingSite

SCHEME = "99RETINAVIEW"
"""Private coding scheme; docs/clinic.md lists its codes."""
MISSING = (
    "DICOM export needs the package highdicom, which is not installed; "
    "pip install 'retinaview[dicom]' brings it"
)


def require_highdicom() -> None:
    """Raise `WriteError` where highdicom is not installed."""
    if find_spec("highdicom") is None:
        raise WriteError(MISSING)


def own(value: str, meaning: str) -> CodedConcept:
    """Return a code of the private scheme."""
    from highdicom.sr import CodedConcept

    return CodedConcept(value, SCHEME, meaning)


def lesion(kind: LesionClass) -> CodedConcept:
    """Return the code of a class: the standard's for landmarks, else two letters.

    One of a study's own has its name; highdicom writes more than 16 characters as a long code.
    """
    from highdicom.sr import CodedConcept

    if kind is LesionClass.OPTIC_DISC:
        return CodedConcept("81016008", "SCT", "Optic nerve head")
    if kind is LesionClass.FOVEA:
        return CodedConcept("67046006", "SCT", "Fovea centralis")
    code = kind.upper() if kind.is_own else style_of(kind).code
    return own(code, style_of(kind).label)


def category(kind: LesionClass) -> CodedConcept:
    """Return whether a class is a lesion or a part of the body."""
    from highdicom.sr import CodedConcept

    if not kind.is_landmark:
        return CodedConcept("49755003", "SCT", "Morphologically Abnormal Structure")
    return CodedConcept("91723000", "SCT", "Anatomical Structure")


def dr_grade(grade: DRGrade) -> CodedConcept:
    """Return the code of a retinopathy grade."""
    return own(f"ICDR{int(grade)}", grade.label)


def dme_grade(grade: DMEGrade) -> CodedConcept:
    """Return the code of a grade of macular oedema."""
    return own(f"DME{int(grade)}", grade.label)


def status(kind: Status) -> CodedConcept:
    """Return the code of a mark's status."""
    return own(kind.upper(), kind.capitalize())


def quality(answer: QualityAnswer) -> CodedConcept:
    """Return DICOM's code for an answer of the quality gate."""
    from highdicom.sr import CodedConcept

    codes = {
        QualityAnswer.GOOD: ("122741", "Good image quality"),
        QualityAnswer.DOUBTFUL: ("122742", "Poor image quality"),
        QualityAnswer.UNGRADABLE: ("111235", "Unusable - Quality renders image unusable"),
    }
    value, meaning = codes[answer]
    return CodedConcept(value, "DCM", meaning)


def image_quality() -> CodedConcept:
    """Return the name of the question to which `quality` answers."""
    from highdicom.sr import CodedConcept

    return CodedConcept("111101", "DCM", "Image Quality")


def retina(eye: Laterality | None) -> FindingSite:
    """Return the retina of an eye as the place of a finding."""
    from highdicom.sr import CodedConcept, FindingSite

    sides = {Laterality.OD: ("24028007", "Right"), Laterality.OS: ("7771000", "Left")}
    site = CodedConcept("5665001", "SCT", "Retina")
    if eye is None:
        return FindingSite(anatomic_location=site)
    value, meaning = sides[eye]
    return FindingSite(anatomic_location=site, laterality=CodedConcept(value, "SCT", meaning))
