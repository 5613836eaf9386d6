"""In which order the worklist shows its rows; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from retinaview.core.grades import Laterality
from retinaview.ui.study.rows import StudyRow

_EYES = {Laterality.OD: 0, Laterality.OS: 1, None: 2}

Key = Callable[[StudyRow], Any]
"""What a column sorts by; None where a row has nothing there."""
ValueOf = Callable[[int], Any]
"""The same of the row in a place."""


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
