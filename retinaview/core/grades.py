"""Grades of diabetic retinopathy and macular oedema, laterality, and a reader's answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import IntEnum, StrEnum

from retinaview.core.errors import LabelError


class DRGrade(IntEnum):
    """International Clinical Diabetic Retinopathy scale (ICDR; Wilkinson et al. 2003)."""

    NONE = 0
    MILD = 1
    MODERATE = 2
    SEVERE = 3
    PROLIFERATIVE = 4

    @property
    def label(self) -> str:
        """Name to display."""
        return _DR_LABELS[self]

    @property
    def criterion(self) -> str:
        """What the scale asks for, in a sentence."""
        return _DR_CRITERIA[self]


_DR_CRITERIA = {
    DRGrade.NONE: "No abnormalities.",
    DRGrade.MILD: "Microaneurysms only.",
    DRGrade.MODERATE: "More than just microaneurysms, but less than severe.",
    DRGrade.SEVERE: (
        "Any of: more than 20 intraretinal haemorrhages in each of 4 quadrants; definite venous "
        "beading in 2 or more quadrants; prominent IRMA in 1 or more quadrants; and no sign of "
        "proliferative retinopathy (4-2-1 rule)."
    ),
    DRGrade.PROLIFERATIVE: (
        "One or more of: neovascularisation; vitreous or preretinal haemorrhage."
    ),
}
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
        """Name to display."""
        return {0: "No DME", 1: "Exudates away from fovea", 2: "Exudates near fovea"}[int(self)]

    @property
    def criterion(self) -> str:
        """What the scale asks for, in a sentence."""
        return _DME_CRITERIA[self]


_DME_CRITERIA = {
    DMEGrade.NONE: "No apparent hard exudate.",
    DMEGrade.AWAY: "Hard exudates, none within one disc diameter of the centre of the fovea.",
    DMEGrade.CENTRAL: "Hard exudate within one disc diameter of the centre of the fovea.",
}


class Laterality(StrEnum):
    """Which eye: OD (oculus dexter, right) or OS (oculus sinister, left)."""

    OD = "OD"
    OS = "OS"

    @property
    def label(self) -> str:
        """Name to display."""
        return "right (OD)" if self is Laterality.OD else "left (OS)"

    @property
    def other(self) -> Laterality:
        """The fellow eye's laterality."""
        return Laterality.OS if self is Laterality.OD else Laterality.OD


class UngradableReason(StrEnum):
    """Why a reader could not grade a photograph."""

    BLUR = "blur"
    DARK = "dark"
    ARTEFACT = "artefact"
    FIELD = "field"
    OTHER = "other"

    @property
    def label(self) -> str:
        """Name to display."""
        return _REASON_LABELS[self]


_REASON_LABELS = {
    UngradableReason.BLUR: "Blur",
    UngradableReason.DARK: "Dark",
    UngradableReason.ARTEFACT: "Artefact",
    UngradableReason.FIELD: "Field of view",
    UngradableReason.OTHER: "Other reason",
}


@dataclass(frozen=True)
class Grading:
    """A reader's answer for one photograph.

    Two answers are equal if all but the last five attributes are, whoever gave them.

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
    reason : UngradableReason or None
        Why it cannot be graded; None where it can be, or no reason was given.
    unsure : bool
        The reader is not certain of the answer.
    flag : bool
        The reader has set the photograph aside to come back to it; no answer by itself.
    reader : str
        Name of the reader; empty if unknown.
    at : datetime or None
        When, with time zone; None if unknown.
    source : str
        The label file that it was imported from; empty if it was answered in this study.
    decided_by : str
        Name of who decided it between readers; empty for an answer of a reader's own.
    sequence : int
        Its place among the answers to the photograph in the order in which the study took them,
        from 1, whatever the clock said; 0 until it is taken.

    Raises
    ------
    LabelError
        It is both graded and ungradable, or has a reason and is not ungradable.
    """

    dr: DRGrade | None = None
    dme: DMEGrade | None = None
    ungradable: bool = False
    comment: str = ""
    reason: UngradableReason | None = None
    unsure: bool = False
    flag: bool = False
    reader: str = field(default="", compare=False)
    at: datetime | None = field(default=None, compare=False)
    source: str = field(default="", compare=False)
    decided_by: str = field(default="", compare=False)
    sequence: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        if self.ungradable and self.is_graded:
            message = "a photograph cannot be both graded and ungradable; keep one of the two"
            raise LabelError(message, field="ungradable")
        if self.reason is not None and not self.ungradable:
            message = f"{self.reason} is a reason for an ungradable photograph, which this is not"
            raise LabelError(message, field="ungradable_reason")

    @property
    def is_graded(self) -> bool:
        """Whether there is a grade of retinopathy or of macular oedema."""
        return self.dr is not None or self.dme is not None

    @property
    def is_answer(self) -> bool:
        """Whether there is a grade, or the answer that none can be given."""
        return self.is_graded or self.ungradable

    @property
    def says_something(self) -> bool:
        """Whether it says anything of the photograph; a flag alone does not."""
        return not replace(self, flag=False).is_empty

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been answered yet."""
        return self == Grading()

    def with_dr(self, dr: DRGrade | None) -> Grading:
        """Return the answer with this grade, or none; a grade ends "ungradable"."""
        return replace(self if dr is None else self.with_ungradable(False), dr=dr)

    def with_dme(self, dme: DMEGrade | None) -> Grading:
        """Return the answer with this grade, or none; a grade ends "ungradable"."""
        return replace(self if dme is None else self.with_ungradable(False), dme=dme)

    def with_ungradable(self, ungradable: bool, reason: UngradableReason | None = None) -> Grading:
        """Return the answer with the flag set or cleared; setting it removes both grades."""
        if not ungradable:
            return replace(self, ungradable=False, reason=None)
        return replace(self, dr=None, dme=None, ungradable=True, reason=reason)

    def signed(self, reader: str, at: datetime) -> Grading:
        """Return the answer as given by a reader in this study, which is about to take it."""
        return replace(self, reader=reader, at=at, source="", sequence=0)

    def taken_after(self, latest: int) -> Grading:
        """Return the answer with its place after the latest; one that is put back keeps its own."""
        return self if self.sequence else replace(self, sequence=latest + 1)
