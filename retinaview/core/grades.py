"""Grades of diabetic retinopathy and macular oedema, eyes, and a reader's answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class DRGrade(IntEnum):
    """International Clinical Diabetic Retinopathy scale (ICDR; Wilkinson et al. 2003)."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3
    PROLIFERATIVE = 4

    @property
    def label(self) -> str:
        """Name that a person reads."""
        return _DR_LABELS[self]


_DR_LABELS = {
    DRGrade.NONE: "No DR",
    DRGrade.MILD: "Mild NPDR",
    DRGrade.MODERATE: "Moderate NPDR",
    DRGrade.SEVERE: "Severe NPDR",
    DRGrade.PROLIFERATIVE: "Proliferative DR",
}


class DMEGrade(IntEnum):
    """Risk of macular oedema as in IDRiD (Porwal et al. 2018).

    0: no hard exudates; 1: exudates, none within one disc diameter of the fovea;
    2: exudates within one disc diameter of the fovea.
    """

    NONE = 0
    AWAY = 1
    CENTRAL = 2

    @property
    def label(self) -> str:
        """Name that a person reads."""
        return {0: "No DME", 1: "Exudates away from fovea", 2: "Exudates near fovea"}[int(self)]


class Laterality(StrEnum):
    """Which eye, in the field's Latin."""

    OD = "OD"
    OS = "OS"

    @property
    def label(self) -> str:
        """Name that a person reads."""
        return "right (OD)" if self is Laterality.OD else "left (OS)"

    @property
    def other(self) -> Laterality:
        """The patient's other eye."""
        return Laterality.OS if self is Laterality.OD else Laterality.OD


@dataclass(frozen=True)
class Grading:
    """What a person answers for one photograph.

    Attributes
    ----------
    dr : DRGrade or None
        None while not graded.
    dme : DMEGrade or None
        None while not graded.
    ungradable : bool
        The photograph cannot be graded; a proper answer, not a missing one.
    comment : str
        Free text.
    """

    dr: DRGrade | None = None
    dme: DMEGrade | None = None
    ungradable: bool = False
    comment: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been answered yet."""
        return self == Grading()
