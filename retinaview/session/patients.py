"""Which photographs of a study are of one patient, at hand however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retinaview.project.images import StudyImage


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
        for image in images:
            self.put(image)

    def __getitem__(self, image_id: int) -> StudyImage:
        return self._by_id[image_id]

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

    def of_patient(self, image_id: int) -> list[StudyImage]:
        """Return all photographs of one's patient, in order; itself alone if that is unknown."""
        image = self._by_id[image_id]
        if not image.patient:
            return [image]
        found = [self._by_id[each] for each in self._of_patient[image.patient]]
        return sorted(found, key=lambda each: (each.position, each.id))
