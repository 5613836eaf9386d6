"""Which rows the worklist shows, and in which order; no widgets."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from retinaview.core.grades import Laterality
from retinaview.ui.study.rows import StudyRow

_EYES = {Laterality.OD: 0, Laterality.OS: 1, None: 2}

Key = Callable[[StudyRow], Any]
"""What a column sorts by; None where a row has nothing there."""


def arranged(
    rows: Sequence[StudyRow],
    *,
    wanted: Sequence[int],
    key: Key | None = None,
    descending: bool = False,
) -> list[int]:
    """Return the rows to show, as places in `rows`: a patient's together, right eye first.

    Parameters
    ----------
    rows : sequence of StudyRow
        All, in the study's order.
    wanted : sequence of int
        Places of those that are shown, rising.
    key : callable, optional
        What patients are sorted by, by the eye that comes first in that order; the study's order
        where absent. Who has nothing there comes last in either direction.
    descending : bool
        The largest first.
    """
    groups: dict[Hashable, list[int]] = {}
    for place in wanted:
        groups.setdefault(rows[place].person or place, []).append(place)
    ordered = list(groups.values())
    for group in ordered:
        if len(group) > 1:
            group.sort(key=lambda place: _EYES[rows[place].eye])
    if key is not None:
        ordered = _sorted(ordered, rows, key, descending=descending)
    return [place for group in ordered for place in group]


def _sorted(
    groups: Sequence[list[int]], rows: Sequence[StudyRow], key: Key, *, descending: bool
) -> list[list[int]]:
    first = max if descending else min
    known: list[tuple[Any, list[int]]] = []
    unknown: list[list[int]] = []
    for group in groups:
        values = [v for place in group if (v := key(rows[place].as_seen)) is not None]
        if values:
            known.append((first(values), group))
        else:
            unknown.append(group)
    known.sort(key=lambda pair: pair[0], reverse=descending)
    return [group for _, group in known] + unknown
