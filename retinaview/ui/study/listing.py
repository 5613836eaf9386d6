"""The rows of a study, ready to be searched and arranged; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any

from retinaview.core.grades import Laterality
from retinaview.core.imports import gathering
from retinaview.ui.study.columns import TEACHES, Column
from retinaview.ui.study.filters import ALL, FILTERS, Keeps
from retinaview.ui.study.rows import StudyRow, taught_by

_EYES = {Laterality.OD: 0, Laterality.OS: 1, None: 2}

ValueOf = Callable[[int], Any]
"""What a column sorts by, of the row in a place; None where it has nothing there."""


class PatientOrder:
    """The rows of a study by patient: a patient's together, right eye first.

    Parameters
    ----------
    rows : sequence of StudyRow
        All, in the study's order.

    Attributes
    ----------
    places : list of int
        Where the rows are in `rows`, in this order.
    """

    def __init__(self, rows: Sequence[StudyRow]) -> None:
        groups: dict[Hashable, int] = {}
        self._group_of = [
            groups.setdefault(row.person or place, len(groups)) for place, row in enumerate(rows)
        ]
        ranks = [
            3 * group + _EYES[row.eye] for group, row in zip(self._group_of, rows, strict=True)
        ]
        self.places = sorted(range(len(rows)), key=ranks.__getitem__)

    def sorted_by(self, value_of: ValueOf, wanted: Sequence[int], *, descending: bool) -> list[int]:
        """Return places with the patients sorted by the eye that comes first in that order.

        Parameters
        ----------
        value_of : callable
            What is sorted by. Who has nothing there comes last in either direction.
        wanted : sequence of int
            The places, in the order of `places`.
        descending : bool
            The largest first.
        """
        group_of, first = self._group_of, max if descending else min
        values: dict[int, Any] = {}
        for place in wanted:
            value = value_of(place)
            if value is not None:
                group = group_of[place]
                values[group] = first(values[group], value) if group in values else value
        known = [place for place in wanted if group_of[place] in values]
        known.sort(key=lambda place: values[group_of[place]], reverse=descending)
        return known + [place for place in wanted if group_of[place] not in values]


class Listing:
    """All rows of a study with what searching and arranging them needs.

    Made in any thread: for a hundred thousand rows it takes half a second.

    Parameters
    ----------
    rows : sequence of StudyRow
        In the study's order.
    """

    def __init__(self, rows: Sequence[StudyRow] = ()) -> None:
        self._rows = list(rows)
        self._place_of = {row.image_id: place for place, row in enumerate(rows)}
        self._words = [_words(row) for row in rows]
        self._patients: PatientOrder | None = PatientOrder(self._rows)
        self._teaching: list[float | None] | None = None
        self._teaching_is_new = False

    @property
    def rows(self) -> Sequence[StudyRow]:
        """All rows, in the study's order; what a label teaches stands in `row` alone."""
        return self._rows

    def row(self, place: int) -> StudyRow:
        """Return a row with how much its label would teach, where that was found out."""
        row = self._rows[place]
        if self._teaching is not None and row.teaches != self._teaching[place]:
            # Not for all at once: few rows are ever on the screen.
            row = self._rows[place] = replace(row, teaches=self._teaching[place])
        return row

    def place_of(self, image_id: int | None) -> int | None:
        """Return where a photograph is in `rows`, or None."""
        return None if image_id is None else self._place_of.get(image_id)

    def change(self, place: int, changes: dict[str, object]) -> bool:
        """Change fields of one row; whether that makes a difference."""
        row = self._rows[place]
        changed = replace(row, **changes)  # type: ignore[arg-type]
        if changed == row:
            return False
        self._rows[place] = changed
        self._words[place] = _words(changed)
        self._teaching_is_new = False
        if (changed.person, changed.eye) != (row.person, row.eye):
            self._patients = None
        return True

    def teach(self) -> None:
        """Find out how much a label of each would teach, unless nothing has changed since."""
        if not self._teaching_is_new:
            with gathering():
                self._teaching = taught_by(self._rows)
            self._teaching_is_new = True

    def arranged(
        self, text: str, keeps: Keeps, by: Column | None = None, *, descending: bool = False
    ) -> list[int]:
        """Return the places of the rows to show, in their order.

        Parameters
        ----------
        text : str
            What path, patient or eye must hold, case-folded.
        keeps : callable
            Tells of a row, as the reader may see it, whether to show it.
        by : Column, optional
            What patients are sorted by; as the study has them where absent.
        descending : bool
            The largest first.
        """
        if self._patients is None:
            self._patients = PatientOrder(self._rows)
        rows, words, wanted = self._rows, self._words, self._patients.places
        if text:
            wanted = [place for place in wanted if text in words[place]]
        if keeps is not FILTERS[ALL]:
            wanted = [place for place in wanted if keeps(rows[place].as_seen)]
        if by is None:
            return list(wanted)
        return self._patients.sorted_by(self._values(by), wanted, descending=descending)

    def _values(self, by: Column) -> ValueOf:
        """Return what tells a place's value in a column, as the reader may see it."""
        rows, teaching = self._rows, self._teaching
        if by is TEACHES and teaching is not None:
            return lambda place: None if rows[place].blind else teaching[place]
        return lambda place: by.key(rows[place].as_seen)


def _words(row: StudyRow) -> str:
    """Return what a search looks through."""
    return f"{row.path} {row.patient} {row.eye or ''}".casefold()
