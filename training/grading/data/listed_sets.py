"""Sets of graded photographs that are read one at a time, at any size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.grading.data import eyepacs, graded_list, idrid, rahim
from training.grading.data.graded import LabelledPhotograph
from training.grading.data.mixture import Grouped, hold_out


@dataclass(frozen=True)
class ListedSet:
    """A set of photographs that have not been read yet.

    Attributes
    ----------
    name : str
        Name of its folder.
    entries : sequence of Grouped
        The photographs' groups and grades.
    read : callable
        Reads the photograph of an index, scaled to a side in pixels.
    """

    name: str
    entries: Sequence[Grouped]
    read: Callable[[int, int], LabelledPhotograph]

    def split(self) -> tuple[list[int], list[int]]:
        """Return the indices of the photographs for training and of those held out."""
        places = [_Place(index, each.group, each.dr) for index, each in enumerate(self.entries)]
        training, held_out = hold_out(places)
        return [place.index for place in training], [place.index for place in held_out]

    def alone(self, index: int) -> Grouped:
        """Return a photograph as the only one of its group."""
        return _Place(index, f"{self.name}/{index}", self.entries[index].dr)


@dataclass(frozen=True)
class _Place:
    """A photograph's index, group and grade."""

    index: int
    group: str
    dr: int


def idrid_set(data: Path) -> ListedSet:
    """List IDRiD's photographs for training and validation, with lesion boxes and masks."""
    listed, boxes = idrid.train_entries(data), idrid.read_boxes(data)

    def read(index: int, side: int) -> LabelledPhotograph:
        entry = listed[index]
        return idrid.read_entry(data, entry, idrid.boxes_of(entry, boxes), side=side)

    return ListedSet("idrid", listed, read)


def eyepacs_set(data: Path) -> ListedSet:
    """List the photographs of EyePACS."""
    return _with_grades(data, eyepacs.FOLDER, eyepacs.entries(data))


def rahim_set(data: Path) -> ListedSet:
    """List the photographs of rahim600."""
    return _with_grades(data, rahim.FOLDER, rahim.entries(data))


def _with_grades(
    data: Path, name: str, listed: Sequence[graded_list.ListedPhotograph]
) -> ListedSet:
    def read(index: int, side: int) -> LabelledPhotograph:
        return graded_list.read_entry(data, listed[index], side=side)

    return ListedSet(name, listed, read)
