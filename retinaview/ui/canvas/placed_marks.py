"""Marks with their boxes in one array, so that asking all of them takes no loop. No Qt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import Box, FloatArray, box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.ui.splicing import Splice, splice_of

_Value = TypeVar("_Value", bound=np.generic)


class PlacedMarks(Sequence[Mark]):
    """A tuple of marks that can be asked by place and by id.

    Parameters
    ----------
    marks : tuple of Mark
        In drawing order.

    Attributes
    ----------
    places : ndarray of float64, shape (N, 4)
        Their boxes: columns x, y, width, height, source pixels.
    kinds : ndarray of int16, shape (N,)
        Class and status of each, as numbers of `kind_of`.
    masked : ndarray of bool, shape (N,)
        Whether each has a mask.
    """

    def __init__(self, marks: tuple[Mark, ...] = ()) -> None:
        self.marks = marks
        self.places, self.kinds, self.masked = _arrays_of(marks)

    def changed_to(self, marks: tuple[Mark, ...]) -> PlacedMarks:
        """Return an index of other marks; only the boxes of those that changed are looked at."""
        splice = splice_of(self.marks, marks)
        if splice.is_empty:
            return self
        places, kinds, masked = _arrays_of(marks[splice.start : splice.new_end])
        changed = PlacedMarks()
        changed.marks = marks
        changed.places = _spliced(self.places, places, splice)
        changed.kinds = _spliced(self.kinds, kinds, splice)
        changed.masked = _spliced(self.masked, masked, splice)
        return changed

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Where each mark stands, by id."""
        return {mark.id: number for number, mark in enumerate(self.marks)}

    def chosen(self, ids: Sequence[str]) -> list[Mark]:
        """Return marks by id; unknown ids are left out."""
        if not ids:
            return []
        numbers = (self.numbers.get(mark_id) for mark_id in ids)
        return [self.marks[number] for number in numbers if number is not None]

    def near(self, x: float, y: float, *, reach: float, least: float) -> list[Mark]:
        """Return the marks whose box, widened to a least half side plus a reach, holds a point."""
        half = np.maximum(self.places[:, 2:] / 2, least) + reach
        middle = self.places[:, :2] + self.places[:, 2:] / 2
        hit = (np.abs((x, y) - middle) <= half).all(axis=1)
        return [self.marks[number] for number in np.flatnonzero(hit).tolist()]

    def moved(self, boxes: Mapping[str, Box]) -> FloatArray:
        """Return the index with some boxes moved, by id."""
        numbers = self.numbers if boxes else {}
        known = [(numbers[key], box) for key, box in boxes.items() if key in numbers]
        if not known:
            return self.places
        places = self.places.copy()
        places[[number for number, _ in known]] = box_array([box for _, box in known])
        return places

    @overload
    def __getitem__(self, index: int) -> Mark: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mark]: ...
    def __getitem__(self, index: int | slice) -> Mark | Sequence[Mark]:
        return self.marks[index]

    def __len__(self) -> int:
        return len(self.marks)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.marks)


Kind = tuple[LesionClass, Status]
"""What marks are drawn and counted by."""
_NUMBERS: dict[Kind, int] = {kind: n for n, kind in enumerate(product(LesionClass, Status))}
_KINDS = list(_NUMBERS)


def kind_of(number: int) -> Kind:
    """Return the class and the status that a number in `PlacedMarks.kinds` stands for."""
    return _KINDS[number]


def _number_of(kind: Kind) -> int:
    """Return the number of a class, which may be a study's own, and a status."""
    if kind not in _NUMBERS:
        _NUMBERS[kind] = len(_KINDS)
        _KINDS.append(kind)
    return _NUMBERS[kind]


def _arrays_of(
    marks: Sequence[Mark],
) -> tuple[FloatArray, NDArray[np.int16], NDArray[np.bool_]]:
    """Return boxes, kinds and whether there is a mask, of each mark."""
    kinds = [_number_of((mark.lesion, mark.status)) for mark in marks]
    masked = [mark.mask is not None for mark in marks]
    boxes = box_array([mark.box for mark in marks])
    return boxes, np.array(kinds, np.int16), np.array(masked, np.bool_)


def _spliced(old: NDArray[_Value], new: NDArray[_Value], splice: Splice) -> NDArray[_Value]:
    return np.concatenate([old[: splice.start], new, old[splice.old_end :]])


def within(places: FloatArray, area: Box) -> NDArray[np.bool_]:
    """Tell which boxes, of shape (N, 4), have any part in an area; of shape (N,)."""
    x, y, width, height = places.T
    inside: NDArray[np.bool_] = (x < area.right) & (x + width > area.x)
    inside &= (y < area.bottom) & (y + height > area.y)
    return inside
