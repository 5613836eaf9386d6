"""Which photographs of a study are of one patient, at hand however many there are.

Ids in two spellings are two patients, until a reader says otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from retinaview.project.images import StudyImage


def plain_patient(patient: str) -> str:
    """Return an id without case, separators and leading zeros of numbers: ``P-007`` is ``p7``."""
    letters = patient.casefold()
    if not letters.isalnum():
        letters = "".join(ch for ch in letters if ch.isalnum())
    return _ZEROS.sub("", letters) or patient  # dashes alone are spelled like nobody else


# Before a number, and only there: 100 is not 1.
_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


class StudyImages:
    """The photographs of a study by id and by patient.

    Parameters
    ----------
    images : iterable of StudyImage
        In their order.
    """

    def __init__(self, images: Iterable[StudyImage] = ()) -> None:
        self._by_id: dict[int, StudyImage] = {}
        self._of_patient: dict[str, set[int]] = {}
        self._spelled: dict[str, set[str]] = {}
        self._alike: dict[str, set[str]] = {}  # by patient; a plain spelling takes long to find
        for image in images:
            self.put(image)

    def __getitem__(self, image_id: int) -> StudyImage:
        return self._by_id[image_id]

    def get(self, image_id: int) -> StudyImage | None:
        """Return one photograph; None for an id that is not here."""
        return self._by_id.get(image_id)

    def __iter__(self) -> Iterator[StudyImage]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def put(self, image: StudyImage) -> None:
        """Take over a photograph, new or changed; a changed one keeps its place in the order."""
        before = self._by_id.get(image.id)
        self._by_id[image.id] = image
        if before is None or before.patient != image.patient:
            if before is not None:
                self._of_patient[before.patient].discard(image.id)
            self._of_patient.setdefault(image.patient, set()).add(image.id)
            self._note_spelling(image.patient)

    def _note_spelling(self, patient: str) -> None:
        if patient not in self._alike:
            spellings = self._spelled.setdefault(plain_patient(patient), set())
            spellings.add(patient)
            self._alike[patient] = spellings

    def other_spellings(self, image_id: int) -> tuple[str, ...]:
        """Return how else the study writes what may be the same patient, sorted."""
        patient = self._by_id[image_id].patient
        alike = self._alike[patient] if patient else set()
        if len(alike) < 2:
            return ()
        return tuple(sorted(each for each in alike - {patient} if self._of_patient[each]))

    def spelled_alike(self, patient: str) -> set[int]:
        """Return the photographs of what may be one patient in all spellings; none if in one."""
        spellings = self._alike.get(patient, set()) if patient else set()
        if len(spellings) < 2:
            return set()
        return {each for one in spellings for each in self._of_patient[one]}

    def of_patient(self, image_id: int) -> list[StudyImage]:
        """Return all photographs of one's patient, in order; itself alone if that is unknown."""
        image = self._by_id[image_id]
        if not image.patient:
            return [image]
        found = [self._by_id[each] for each in self._of_patient[image.patient]]
        return sorted(found, key=lambda each: (each.position, each.id))
