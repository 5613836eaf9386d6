"""Patients whose photographs are read when a batch needs them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import overload

from training.grading.data.eye_batches import Patient
from training.grading.data.listed_sets import ListedSet


class PatientsOnDisk(Sequence[Patient]):
    """The patients of a set, of whose photographs none stays in memory.

    Of a patient with more than two photographs each stands alone, as in
    `training.grading.data.eye_batches.by_patient`.

    Parameters
    ----------
    listed : ListedSet
        The set.
    indices : sequence of int
        Its photographs to use.
    side : int
        Side in pixels to which they are scaled.
    """

    def __init__(self, listed: ListedSet, indices: Sequence[int], *, side: int) -> None:
        self._listed, self._side = listed, side
        groups: dict[str, list[int]] = defaultdict(list)
        for index in indices:
            groups[listed.entries[index].group].append(index)
        self._patients: list[list[int]] = []
        for eyes in groups.values():
            self._patients += [eyes] if len(eyes) <= 2 else [[eye] for eye in eyes]

    def __len__(self) -> int:
        """Return the number of patients."""
        return len(self._patients)

    @overload
    def __getitem__(self, index: int) -> Patient: ...

    @overload
    def __getitem__(self, index: slice) -> list[Patient]: ...

    def __getitem__(self, index: int | slice) -> Patient | list[Patient]:
        """Read a patient's photographs, or those of several."""
        if isinstance(index, slice):
            return [self._read(eyes) for eyes in self._patients[index]]
        return self._read(self._patients[index])

    def _read(self, eyes: Sequence[int]) -> Patient:
        return tuple(self._listed.read(eye, self._side) for eye in eyes)
