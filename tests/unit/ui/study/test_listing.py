"""Searching and arranging the rows of a study."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.ui.study.columns import BY_NAME
from retinaview.ui.study.filters import ALL, FILTERS
from retinaview.ui.study.listing import Listing
from retinaview.ui.study.rows import StudyRow, taught_by

OD, OS = Laterality.OD, Laterality.OS


@pytest.fixture
def listing() -> Listing:
    eyes = [("a", OS), ("b", OD), ("a", OD), ("b", OS)]
    return Listing(
        [
            StudyRow(number, f"{number}.jpg", eye, patient, probability=number / 10, model_grade=0)
            for number, (patient, eye) in enumerate(eyes)
        ]
    )


def shown(listing: Listing, text: str = "", column: str = "") -> list[int]:
    by = BY_NAME[column] if column else None
    return listing.arranged(text, FILTERS[ALL], by, descending=True)


def test_a_search_leaves_rows_out_and_moves_none(listing: Listing) -> None:
    assert shown(listing) == [2, 0, 1, 3]
    assert shown(listing, "os") == [0, 3]
    assert shown(listing, "b") == [1, 3]


def test_a_corrected_patient_or_eye_moves_with_the_next_arrangement(listing: Listing) -> None:
    assert listing.change(3, {"patient": "a", "eye": None})
    assert shown(listing) == [2, 0, 3, 1]
    assert shown(listing, "a", column="referable") == [2, 0, 3]
    assert not listing.change(3, {"patient": "a"})


def test_what_a_label_teaches_is_reckoned_again_only_where_a_row_has_changed(
    listing: Listing, monkeypatch: pytest.MonkeyPatch
) -> None:
    reckoned: list[int] = []

    def counted(rows: Sequence[StudyRow]) -> list[float | None]:
        reckoned.append(len(rows))
        return taught_by(rows)

    monkeypatch.setattr("retinaview.ui.study.listing.taught_by", counted)
    listing.teach()
    listing.teach()
    assert len(reckoned) == 1
    listing.change(0, {"grading": Grading(dr=DRGrade.NONE)})
    listing.teach()
    assert len(reckoned) == 2
    assert listing.row(0).teaches is None
    assert all(listing.row(place).teaches is not None for place in (1, 2, 3))


def test_a_blind_reader_does_not_sort_by_what_a_label_teaches(listing: Listing) -> None:
    listing.teach()
    seen = shown(listing, column="teaches")
    listing.change(seen[0], {"blind": True})
    listing.change(seen[1], {"blind": True})
    assert seen[0] not in shown(listing, column="teaches")[:2]


def test_what_a_label_teaches_needs_no_library_that_takes_seconds_to_import() -> None:
    script = (
        "import sys; from retinaview.ui.study.rows import StudyRow, taught_by; "
        "taught_by([StudyRow(1, 'a', probability=0.5)]); "
        "print([name for name in ('scipy', 'sklearn', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
