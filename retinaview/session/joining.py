"""Marks of label files joined to those of a photograph, so that no person's decision is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from retinaview.core.edits import MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Status, new_mark_id
from retinaview.project.proposals import is_untouched

Place = tuple[LesionClass, Box]


@dataclass(frozen=True)
class Joined:
    """What an import does to one photograph.

    Attributes
    ----------
    before, after : tuple of Mark
        As in `MarksEdit`: untouched proposals that give way, and what comes.
    already_there : int
        Marks that say nothing new.
    """

    before: tuple[Mark, ...]
    after: tuple[Mark, ...]
    already_there: int

    def edit(self, image_id: int) -> MarksEdit | None:
        """Return the edit; None where no label is added."""
        return MarksEdit(image_id, "Import marks", self.before, self.after) if self.after else None


def joined(
    marks: Sequence[Mark], present: Sequence[Mark], *, taken: set[str], reader: str
) -> Joined:
    """Join marks of a file to those that are there.

    A person's decision takes the place of an untouched proposal that it is about (of the same id,
    or class and box). Decisions of two people on one place both stay, under ids of their own. A
    proposal is not wanted where anything has its place, nor is a nameless box where a label has.

    Parameters
    ----------
    marks : sequence of Mark
        Of the file.
    present : sequence of Mark
        Of the photograph.
    taken : set of str
        The ids of the whole study and of what was imported before; the new ones join.
    reader : str
        Whose the decisions are that name nobody.
    """
    standing = _Standing(present)
    new: dict[str, Mark] = {}
    gone: dict[str, Mark] = {}
    skipped = 0
    for given in marks:
        mark = _signed(given, reader)
        if standing.says(mark, nameless=not given.author):
            skipped += 1
            continue
        if (old := standing.proposal_of(mark)) is not None:
            standing.remove(old)
            taken.discard(old.id)
            if new.pop(old.id, None) is None:
                gone[old.id] = old
            mark = _with_origin(mark, old)
        if mark.id in taken:
            mark = replace(mark, id=new_mark_id())
        taken.add(mark.id)
        standing.add(mark)
        new[mark.id] = mark
    return Joined(tuple(gone.values()), tuple(new.values()), skipped)


class _Standing:
    """The marks of a photograph while others join them, by id and by place."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self._ids: dict[str, Mark] = {}
        self._places: dict[Place, dict[str, Mark]] = {}
        for mark in marks:
            self.add(mark)

    def add(self, mark: Mark) -> None:
        self._ids[mark.id] = mark
        self._places.setdefault((mark.lesion, mark.box), {})[mark.id] = mark

    def remove(self, mark: Mark) -> None:
        del self._ids[mark.id]
        del self._places[mark.lesion, mark.box][mark.id]

    def says(self, mark: Mark, *, nameless: bool) -> bool:
        """Whether what is there says all that a mark says."""
        here = self._here(mark)
        if _is_undecided(mark):
            return bool(here)
        decided = [other for other in here if not _is_undecided(other)]
        if nameless and mark.status is Status.DRAWN:  # a format without readers
            return any(other.status.is_label for other in decided)
        return any((m.author, m.status) == (mark.author, mark.status) for m in decided)

    def proposal_of(self, mark: Mark) -> Mark | None:
        """Return the untouched proposal that a reader's mark decides on."""
        same_id = [self._ids[mark.id]] if mark.id in self._ids else []
        return next((m for m in (*same_id, *self._here(mark)) if _is_undecided(m)), None)

    def _here(self, mark: Mark) -> Sequence[Mark]:
        return tuple(self._places.get((mark.lesion, mark.box), {}).values())


def _is_undecided(mark: Mark) -> bool:
    """Whether it is a proposal that nobody has touched, here or where it was imported from."""
    return is_untouched(replace(mark, source=""))


def _signed(mark: Mark, reader: str) -> Mark:
    """Name the reader as author where a mark was decided on and the file does not say by whom."""
    return replace(mark, author=mark.author or reader) if mark.status.is_human else mark


def _with_origin(mark: Mark, proposal: Mark) -> Mark:
    """Keep whose proposal was decided on, also where the file does not say."""
    if mark.provenance is not None or mark.status is Status.DRAWN:
        return mark
    return replace(mark, provenance=proposal.provenance)
