"""The rows of a study, ready to be searched and arranged; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retinaview.core.imports import gathering
from retinaview.ui.study.filters import ALL, FILTERS, Keeps
from retinaview.ui.study.order import Key, PatientOrder
from retinaview.ui.study.rows import StudyRow, with_teaching


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
        self._teaching_known = False

    @property
    def rows(self) -> Sequence[StudyRow]:
        """All rows, in the study's order."""
        return self._rows

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
        self._teaching_known = False
        if (changed.person, changed.eye) != (row.person, row.eye):
            self._patients = None
        return True

    def teach(self) -> None:
        """Find out how much a label of each would teach, unless nothing has changed since."""
        if not self._teaching_known:
            with gathering():
                self._rows = with_teaching(self._rows)
            self._teaching_known = True

    def arranged(self, text: str, keeps: Keeps, key: Key | None, *, descending: bool) -> list[int]:
        """Return the places of the rows to show, in their order.

        Parameters
        ----------
        text : str
            What path, patient or eye must hold, case-folded.
        keeps : callable
            Tells of a row, as the reader may see it, whether to show it.
        key : callable, optional
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
        if key is not None:
            return self._patients.sorted_by(key, rows, wanted, descending=descending)
        return list(wanted)


def _words(row: StudyRow) -> str:
    """Return what a search looks through."""
    return f"{row.path} {row.patient} {row.eye or ''}".casefold()
