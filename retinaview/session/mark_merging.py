"""Marks of label files merged with those of a photograph, so that no reader's decision is lost."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass, style_of
from retinaview.core.marks import Mark, Status, new_mark_id, now
from retinaview.project.proposals import is_untouched

Cell = tuple[LesionClass, int, int]
_UNIQUE_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Merged:
    """The result of an import for one photograph.

    Attributes
    ----------
    before, after : tuple of Mark
        As in `MarksEdit`: marks that are replaced or changed, and what they become or is new.
    already_there : int
        Number of marks that say nothing new.
    conflicts : tuple of str
        Marks of the study that stay as they are although the file's differ, and why.
    """

    before: tuple[Mark, ...]
    after: tuple[Mark, ...]
    already_there: int
    conflicts: tuple[str, ...] = ()

    @property
    def updated(self) -> int:
        """Number of the study's own marks that change."""
        old = {mark.id: mark for mark in self.before}
        return sum(m.id in old and not _is_undecided(old[m.id]) for m in self.after)

    def edit(self, image_id: int) -> MarksEdit | None:
        """Return the edit; None if there is nothing new."""
        return MarksEdit(image_id, "Import marks", self.before, self.after) if self.after else None


def merged(
    marks: Sequence[Mark], present: Sequence[Mark], *, taken: set[str], reader: str
) -> Merged:
    """Merge marks of a file with those that are there.

    A mark that the study knows by its id, such as one of an export that was edited elsewhere, is
    updated if it was not changed in the study since, and else stays. A decision takes the
    place of an untouched proposal that it is about (of the same id, or class and box). Decisions of
    two people on one place both stay, under ids of their own. A proposal is not wanted where
    anything has its place, nor is a nameless box where a label has.

    Parameters
    ----------
    marks : sequence of Mark
        Marks of the file.
    present : sequence of Mark
        Marks of the photograph.
    taken : set of str
        The ids of the whole study and of what was imported before; the new ones join.
    reader : str
        The author of decisions that name nobody.
    """
    merge = _Merge(present, taken, reader)
    often = Counter(mark.id for mark in marks)
    for mark in marks:
        merge.add(mark, has_identity=often[mark.id] == 1)
    return Merged(
        tuple(merge.gone.values()), tuple(merge.new.values()), merge.skipped, tuple(merge.kept)
    )


class _Merge:
    """An import into one photograph, mark by mark."""

    def __init__(self, present: Sequence[Mark], taken: set[str], reader: str) -> None:
        self.new: dict[str, Mark] = {}
        self.gone: dict[str, Mark] = {}
        self.skipped = 0
        self.kept: list[str] = []
        self._own = {mark.id: mark for mark in present}
        self._standing = _Standing(present)
        self._taken, self._reader = taken, reader

    def add(self, given: Mark, *, has_identity: bool) -> None:
        """Add one mark of the file."""
        own = self._own.pop(given.id, None) if has_identity else None
        if own is not None and not _is_undecided(own) and _is_the_same(own, given):
            self._update(own, given)
            return
        mark = replace(given, author=given.author or self._reader) if _decides(given) else given
        if (bare := self._standing.bare_of(mark)) is not None:
            self._replace(bare, replace(bare, mask=mark.mask, modified=now()))
            return
        if self._standing.says(mark, nameless=not given.author):
            self.skipped += 1
            return
        if (old := self._standing.proposal_of(mark)) is not None:
            self._standing.remove(old)
            self._taken.discard(old.id)
            if self.new.pop(old.id, None) is None:
                self.gone[old.id] = old
            mark = _with_origin(mark, old, reader=self._reader)
        self._put(replace(mark, id=new_mark_id()) if mark.id in self._taken else mark)

    def _update(self, own: Mark, given: Mark) -> None:
        mark = _changed(own, given, reader=self._reader)
        if mark == own:
            self.skipped += 1
        elif own.locked or given.modified < own.modified:
            why = "is locked" if own.locked else "was changed in the study after the file's"
            label = style_of(own.lesion).label
            self.kept.append(f"{label} at ({own.box.x:g}, {own.box.y:g}) {why}; it stays as it is")
        else:
            self._standing.remove(own)
            self.gone[own.id] = own
            self._put(mark)

    def _replace(self, old: Mark, mark: Mark) -> None:
        self._standing.remove(old)
        if old.id not in self.new:
            self.gone[old.id] = old
        self._put(mark)

    def _put(self, mark: Mark) -> None:
        self._taken.add(mark.id)
        self._standing.add(mark)
        self.new[mark.id] = mark


class _Standing:
    """The marks of a photograph while others join them, by id and by place."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._ids: dict[str, Mark] = {}
        self._cells: dict[Cell, dict[str, Mark]] = {}
        for mark in marks:
            self.add(mark)

    def add(self, mark: Mark) -> None:
        self._ids[mark.id] = mark
        self._cells.setdefault(_cell(mark), {})[mark.id] = mark

    def remove(self, mark: Mark) -> None:
        del self._ids[mark.id]
        del self._cells[_cell(mark)][mark.id]

    def says(self, mark: Mark, *, nameless: bool) -> bool:
        """Return whether what is there says all that a mark says."""
        here = self._here(mark)
        if _is_undecided(mark):
            return bool(here)
        decided = [other for other in here if not _is_undecided(other)]
        if nameless and mark.status is Status.DRAWN:  # a format without readers
            return any(other.status.is_label for other in decided)
        return any((m.author, m.status) == (mark.author, mark.status) for m in decided)

    def bare_of(self, mark: Mark) -> Mark | None:
        """Return the reader's own box that a mark says the same of, and knows the pixels of, too.

        Earlier versions took polygons and masks of other programs for boxes.
        """
        if mark.mask is None or _is_undecided(mark):
            return None
        same = (m for m in self._here(mark) if (m.author, m.status) == (mark.author, mark.status))
        return next((m for m in same if m.mask is None and not m.locked), None)

    def proposal_of(self, mark: Mark) -> Mark | None:
        """Return the untouched proposal that the reader's mark decides on."""
        same_id = [self._ids[mark.id]] if mark.id in self._ids else []
        return next((m for m in (*same_id, *self._here(mark)) if _is_undecided(m)), None)

    def _here(self, mark: Mark) -> Sequence[Mark]:
        near = (
            other for cell in _cells_around(mark) for other in self._cells.get(cell, {}).values()
        )
        return tuple(other for other in near if is_rounded(mark.box, other.box))


def is_rounded(box: Box, exact: Box) -> bool:
    """Return whether a box is another one but for rounding to 0.01, 0.1 or whole pixels."""
    corners = ((box.right, exact.right), (box.bottom, exact.bottom))
    sides = ((box.width, exact.width), (box.height, exact.height))
    start = _all_rounded(((box.x, exact.x), (box.y, exact.y)))
    return start and (_all_rounded(corners) or _all_rounded(sides))


def _all_rounded(pairs: Iterable[tuple[float, float]]) -> bool:
    return all(abs(one - exact) <= _step(one) / 2 + 1e-6 for one, exact in pairs)


def _step(value: float) -> float:
    """Return the coarsest step, 1, 0.1 or 0.01, that a number is a multiple of; 0.01 for others."""
    return next((step for step in (1, 0.1) if abs(value - round(value / step) * step) < 1e-6), 0.01)


def _cell(mark: Mark) -> Cell:
    x, y = mark.box.centre
    return mark.lesion, math.floor(x), math.floor(y)


def _cells_around(mark: Mark) -> Iterator[Cell]:
    lesion, x, y = _cell(mark)
    for dx in (0, -1, 1):
        for dy in (0, -1, 1):
            yield lesion, x + dx, y + dy


def _is_the_same(own: Mark, given: Mark) -> bool:
    """Return whether equal ids mean one mark: ids of other tools are unique in their file only."""
    return bool(_UNIQUE_ID.fullmatch(own.id)) or own.source == given.source


def _changed(own: Mark, given: Mark, *, reader: str) -> Mark:
    """Return the study's mark as the file has it; what the file does not say stays."""
    box, mask = own.box, own.mask
    if not is_rounded(given.box, own.box):
        along = own.with_box(given.box, author=own.author)
        box, mask = along.box, along.mask
    mask = mask if given.mask is None else given.mask  # a format without masks says nothing of them
    status = given.status
    drawn_anew = (box, mask, given.lesion) != (own.box, own.mask, own.lesion)
    elsewhere = given.modified > own.modified  # by a program that writes when it changes a mark
    if status is Status.DRAWN and own.provenance is not None:  # a format without status
        status = own.status
    if drawn_anew and status is own.status and status is not Status.DRAWN:
        status = Status.EDITED
    mark = replace(
        own,
        lesion=given.lesion,
        box=box,
        mask=mask,
        status=status,
        comment=given.comment or own.comment,
        locked=given.locked or own.locked,
        unsure=given.unsure or own.unsure,
    )
    if mark == own:
        return own
    author = given.author if elsewhere and given.author else reader
    return replace(mark, author=author, modified=given.modified if elsewhere else now())


def _decides(mark: Mark) -> bool:
    return mark.status.is_human


def _is_undecided(mark: Mark) -> bool:
    """Return whether it is a proposal that nobody has touched, here or where it came from."""
    return is_untouched(replace(mark, source=""))


def _with_origin(mark: Mark, proposal: Mark, *, reader: str) -> Mark:
    """Return a decision on a proposal with whose that was, also if the file does not say.

    A proposal that another program has moved is the reader's decision, too.
    """
    if mark.status is Status.PROPOSED and mark.id == proposal.id:
        mark = replace(mark, status=Status.EDITED, author=reader, modified=now())
    if mark.provenance is not None or mark.status is Status.DRAWN:
        return mark
    return replace(mark, provenance=proposal.provenance)
