"""Lesion-wise scores on toys that are counted by hand."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.lesions import LesionClass
from retinaview.evaluation.lesions import FALSE_RATES, LesionTally, evaluate_lesions, froc_of

MA = LesionClass.MICROANEURYSM


def tally(
    lesions: list[tuple[int, int, int]], candidates: list[tuple[int, int, int, float]]
) -> LesionTally:
    """Squares: x, y and side of each; candidates with their probability."""
    truth, probability = np.zeros((60, 100), bool), np.zeros((60, 100), np.uint8)
    for x, y, side in lesions:
        truth[y : y + side, x : x + side] = True
    for x, y, side, value in candidates:
        probability[y : y + side, x : x + side] = round(255 * value)
    return LesionTally.of(
        "a", MA, probability=probability, truth=truth, threshold=0.5, field_diameter_px=400
    )


def test_a_toy_has_the_froc_that_is_counted_by_hand() -> None:
    first = tally([(5, 5, 4), (20, 5, 4)], [(5, 5, 4, 0.9), (40, 5, 4, 0.8), (60, 5, 4, 0.6)])
    second = tally([(5, 5, 4)], [(5, 5, 4, 0.7)])
    curve = froc_of([first, second])
    assert curve.recall.tolist() == pytest.approx([0, 1 / 3, 1 / 3, 2 / 3, 2 / 3])
    assert curve.false_per_photograph.tolist() == [0, 0, 0.5, 0.5, 1]
    assert curve.precision.tolist() == pytest.approx([1, 1, 1 / 2, 2 / 3, 1 / 2])
    assert [curve.recall_at(rate) for rate in (0.1, 0.5, 9)] == pytest.approx([1 / 3, 2 / 3, 2 / 3])
    report = evaluate_lesions([first, second], threshold=0.5, resamples=20)
    assert (report.lesions, report.candidates) == (3, 4)
    assert report.recall.value == pytest.approx(2 / 3)
    assert report.precision.value == 0.5
    assert report.false_per_photograph.value == 1
    by_hand = [1 / 3, 1 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3, 2 / 3]
    assert len(by_hand) == len(FALSE_RATES)
    assert report.mean_recall.value == pytest.approx(np.mean(by_hand))
    assert "false candidates" in report.table()


def test_a_fifth_is_enough_on_either_side() -> None:
    large = tally([(10, 10, 10)], [(10, 10, 5, 0.9)])  # a quarter of the lesion
    assert (large.found_at[0], large.is_true[0]) == (round(255 * 0.9) / 255, True)
    small = tally([(10, 10, 10)], [(10, 10, 4, 0.9)])  # 16 %, but wholly within the lesion
    assert (small.found_at[0], small.is_true[0]) == (-1, True)
    around = tally([(10, 10, 4)], [(5, 5, 20, 0.9)])  # wholly covered, by 4 % of the candidate
    assert (around.found_at[0] > 0, around.is_true[0]) == (True, False)


def test_pieces_find_a_lesion_together_from_the_score_of_the_last_one_needed() -> None:
    pieces = tally([(10, 10, 10)], [(10, 10, 4, 0.9), (16, 16, 3, 0.6)])
    assert pieces.found_at[0] == pytest.approx(0.6, abs=0.01)


def test_sizes_are_shares_of_the_field() -> None:
    report = evaluate_lesions(
        [tally([(5, 5, 1), (20, 20, 3), (40, 20, 9)], [(20, 20, 3, 0.9)])], threshold=0.5
    )
    counts = {name: (n, recall.value) for name, (n, recall) in report.by_size.items()}
    assert counts["below 0.5 %"] == (1, 0)
    assert counts["0.5-1 %"] == (1, 1)
    assert counts["2 % and more"] == (1, 0)
    assert np.isnan(counts["1-2 %"][1])


def test_nothing_marked_and_nothing_found_is_no_score() -> None:
    report = evaluate_lesions([tally([], []), tally([], [(5, 5, 4, 0.9)])], threshold=0.5)
    assert np.isnan(report.recall.value)
    assert report.precision.value == 0
    assert report.false_per_photograph.value == 0.5
    with pytest.raises(ValueError, match="one class"):
        evaluate_lesions([], threshold=0.5)
