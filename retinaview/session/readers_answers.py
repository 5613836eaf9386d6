"""Every reader's answer for every photograph, and which of them is whose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from retinaview.core.edits import GradingEdit
from retinaview.core.grades import Grading


class ReadersAnswers:
    """The answers of a study at hand, kept up to date by edits.

    Parameters
    ----------
    answers : mapping of int to sequence of Grading
        As the project holds them, by photograph, oldest first.
    reader : str
        Who reads now.
    """

    def __init__(self, answers: Mapping[int, Sequence[Grading]], *, reader: str) -> None:
        self._reader = reader
        self._of: dict[int, dict[str, Grading]] = {}
        for image_id, given in answers.items():
            self.put(image_id, given)

    def put(self, image_id: int, answers: Sequence[Grading]) -> None:
        """Take over what the project holds of one photograph."""
        self._of[image_id] = {grading.reader: grading for grading in answers}

    def change(self, edit: GradingEdit) -> None:
        """Take over a committed edit."""
        held, reader = self._of.get(edit.image_id, {}), edit.reader or self._reader
        latest = max((each.sequence for each in held.values()), default=0)
        changed = held | {reader: edit.after.taken_after(latest)}
        in_order = sorted(changed.items(), key=lambda one: one[1].sequence)
        self._of[edit.image_id] = {name: each for name, each in in_order if not each.is_empty}

    def by(self, image_id: int, reader: str) -> Grading:
        """Return one reader's answer; empty where there is none."""
        return self._of.get(image_id, {}).get(reader) or Grading()

    def own(self, image_id: int) -> Grading:
        """Return the answer of who reads now; empty where there is none."""
        return self.by(image_id, self._reader)

    def all_own(self) -> dict[int, Grading]:
        """Return the answers of who reads now, of every photograph that has one."""
        reader = self._reader
        return {image_id: held[reader] for image_id, held in self._of.items() if reader in held}

    def others(self, image_id: int) -> tuple[Grading, ...]:
        """Return the answers of the other readers, whoever may see them."""
        held = self._of.get(image_id, {})
        others = (grading for reader, grading in held.items() if reader != self._reader)
        return tuple(grading for grading in others if grading.says_something)

    def all_on(self, image_id: int) -> tuple[Grading, ...]:
        """Return every reader's answer for one photograph, oldest first."""
        return tuple(self._of.get(image_id, {}).values())

    def standing(self, image_id: int) -> Grading:
        """Return the answer that stands for a photograph: the own one, else the latest."""
        held = self._of.get(image_id, {})
        own = held.get(self._reader, Grading())
        if own.says_something:
            return own
        others = (each for each in reversed(held.values()) if each.says_something)
        return next(others, own)

    def seen(self, image_id: int) -> tuple[Grading, ...]:
        """Return the others' answers as far as the reader may see them: once there is an own."""
        return self.others(image_id) if self.own(image_id).is_answer else ()

    def readers(self) -> tuple[str, ...]:
        """Return the names of all who have answered, the one with most answers first."""
        counts = Counter(
            reader
            for held in self._of.values()
            for reader, grading in held.items()
            if grading.says_something
        )
        return tuple(sorted(counts, key=lambda reader: (-counts[reader], reader)))
