"""What an archive is asked for, and what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import ArchiveError
from retinaview.core.text import one_line, shown

if TYPE_CHECKING:
    from pydicom import Dataset

_DATES = re.compile(r"\d{8}|\d{8}-(\d{8})?|-\d{8}")
_MOST_STUDIES = 10_000
_ANSWERS = (
    "PatientID", "PatientName", "StudyDate", "StudyInstanceUID", "AccessionNumber",
    "StudyDescription", "ModalitiesInStudy",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """Which studies are sought; what is empty does not matter.

    Attributes
    ----------
    patient : str
        The patient's ID, exactly.
    name : str
        The patient's name, perhaps with ``*``.
    dates : str
        A day or days of the study, such as ``20240101-20241231``.
    accession : str
        The accession number.
    study : str
        The study's identifier.
    """

    patient: str = ""
    name: str = ""
    dates: str = ""
    accession: str = ""
    study: str = ""

    def __post_init__(self) -> None:
        if self.dates and not _DATES.fullmatch(self.dates):
            raise ArchiveError(
                f"the date must be like 20240501 or 20240101-20241231, not {shown(self.dates)}"
            )
        if re.search(r"[*?\\]", self.patient):
            raise ArchiveError(f"the patient's ID must be whole, not {shown(self.patient)}")

    @property
    def filters(self) -> dict[str, str]:
        """The question by DICOM keywords, without what does not matter."""
        asked = {
            "PatientID": self.patient,
            "PatientName": self.name,
            "StudyDate": self.dates,
            "AccessionNumber": self.accession,
            "StudyInstanceUID": self.study,
        }
        return {keyword: value for keyword, value in asked.items() if value}


@dataclass(frozen=True)
class FoundStudy:
    """A study that an archive has; texts are empty where it does not say."""

    uid: str
    patient: str = ""
    name: str = ""
    day: str = ""
    accession: str = ""
    description: str = ""
    modalities: str = ""


def keywords() -> tuple[str, ...]:
    """Return the keywords of what `FoundStudy` holds."""
    return _ANSWERS


def found_studies(answers: Iterable[Dataset], archive: object) -> list[FoundStudy]:
    """Return an archive's answers.

    Raises
    ------
    ArchiveError
        There are too many; some archives answer a vague question with everything they have.
    """
    found: list[FoundStudy] = []
    for answer in answers:
        if len(found) == _MOST_STUDIES:
            raise ArchiveError(
                f"{archive}: finds more than {_MOST_STUDIES:,} studies; ask for fewer"
            )
        found.append(found_study(answer))
    return found


def found_study(answer: Dataset) -> FoundStudy:
    """Return an archive's answer."""

    def text(keyword: str) -> str:
        value: Any = answer.get(keyword)
        parts = [value] if isinstance(value, str) or not hasattr(value, "__iter__") else value
        return one_line(" ".join(str(part) for part in parts if part is not None))[:200]

    return FoundStudy(
        uid=text("StudyInstanceUID"),
        patient=text("PatientID"),
        name=one_line(str(answer.get("PatientName") or "").replace("^", " ").strip()[:200]),
        day=text("StudyDate"),
        accession=text("AccessionNumber"),
        description=text("StudyDescription"),
        modalities=text("ModalitiesInStudy"),
    )


def checked(found: list[FoundStudy], question: Question, archive: object) -> list[FoundStudy]:
    """Return what an archive found, if it is what was asked for.

    Raises
    ------
    ArchiveError
        A study is of another patient, or has no identifier.
    """
    for study in found:
        if not study.uid:
            raise ArchiveError(f"{archive}: answers with a study without an identifier")
        if question.patient and study.patient != question.patient:
            raise ArchiveError(
                f"{archive}: answers with patient {shown(study.patient)}, "
                f"who was not asked for; nothing was taken"
            )
    return found
