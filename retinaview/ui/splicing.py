"""How one tuple of marks became another, so that a view takes over only what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retinaview.core.marks import Mark


@dataclass(frozen=True)
class Splice:
    """The stretch in which two sequences differ; what stands before and behind it is the same.

    Attributes
    ----------
    start : int
        Where the stretch begins in both.
    old_end, new_end : int
        Where it ends in the old and in the new sequence.
    """

    start: int
    old_end: int
    new_end: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return self.start == self.old_end == self.new_end

    @property
    def size(self) -> int:
        """How many elements go, or come in their place; the larger of both."""
        return max(self.old_end, self.new_end) - self.start


def splice_of(old: Sequence[Mark], new: Sequence[Mark]) -> Splice:
    """Compare marks: one that did not change stays the same object, or at least an equal one."""
    if old is new:
        return Splice(len(old), len(old), len(old))
    shorter = min(len(old), len(new))
    # Mostly something came or went at the end, which is seen without a loop.
    at_end = old[:shorter] == new[:shorter]
    start = shorter if at_end else _shared(zip(old, new, strict=False), shorter)
    rest = shorter - start
    end = _shared(zip(reversed(old), reversed(new), strict=False), rest)
    return Splice(start, len(old) - end, len(new) - end)


def fresh_in(old: Sequence[Mark], new: Sequence[Mark]) -> list[Mark]:
    """Return those marks of the new sequence that are not in the old one as they are."""
    splice = splice_of(old, new)
    known = {id(mark) for mark in old[splice.start : splice.old_end]}
    return [mark for mark in new[splice.start : splice.new_end] if id(mark) not in known]


def _shared(pairs: Iterator[tuple[Mark, Mark]], most: int) -> int:
    """Count how many of the first pairs are the same object twice, at most `most`."""
    return next((n for n, (a, b) in enumerate(pairs) if a is not b or n == most), most)
