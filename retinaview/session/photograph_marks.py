"""The marks of one photograph at hand, changed as its rows were, without reading these again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status
from retinaview.project.rows import as_kept, drawing_order

Kind = tuple[LesionClass, Status]


class PhotographMarks:
    """What a fresh reading of the project would give, and how many there are of each kind.

    Parameters
    ----------
    marks : tuple of Mark
        In drawing order, as read from the project.

    Attributes
    ----------
    marks : tuple of Mark
        As they stand now, in drawing order. Marks that did not change stay the same objects.
    counts : Counter of (LesionClass, Status)
        How many there are of each kind; a reader's own count for all that is shown of them.
    """

    def __init__(self, marks: tuple[Mark, ...] = ()) -> None:
        self.marks = marks
        self.counts: Counter[Kind] = Counter((mark.lesion, mark.status) for mark in marks)

    def change(self, before: Iterable[Mark], after: Iterable[Mark]) -> None:
        """Take over a committed edit: `before` is gone, `after` is there."""
        old = {mark.id: mark for mark in before}
        new = {mark.id: as_kept(mark) for mark in after}
        same_place = {
            mark_id: mark
            for mark_id, mark in new.items()
            if mark_id in old and drawing_order(mark) == drawing_order(old[mark_id])
        }
        gone = old.keys() - same_place.keys()
        kept = [same_place.get(m.id, m) for m in self.marks if m.id not in gone]
        self.marks = _with(kept, [m for m in new.values() if m.id not in same_place])
        counts = self.counts.copy()  # someone may be looking at the old ones in another thread
        counts.subtract((mark.lesion, mark.status) for mark in old.values())
        counts.update((mark.lesion, mark.status) for mark in new.values())
        self.counts = counts

    def settle(self, gone: Iterable[Mark], added: Iterable[Mark]) -> None:
        """Take over what a run of the models did to untouched proposals.

        It may be told late: what has happened to a mark since then stands.
        """
        standing = {mark.id: mark for mark in self.marks}
        self.change(
            [mark for mark in gone if standing.get(mark.id) == mark],
            [mark for mark in added if mark.id not in standing],
        )


def _with(marks: list[Mark], fresh: list[Mark]) -> tuple[Mark, ...]:
    """Return marks in drawing order with further ones among them."""
    fresh.sort(key=drawing_order)
    in_order = not marks or not fresh or drawing_order(marks[-1]) <= drawing_order(fresh[0])
    marks += fresh
    if not in_order:
        marks.sort(key=drawing_order)
    return tuple(marks)
