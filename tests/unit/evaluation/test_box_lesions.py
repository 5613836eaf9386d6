"""Candidates against boxes: the matching rule, and two networks compared."""

import numpy as np
import pytest

from retinaview.core.lesions import LesionClass
from retinaview.evaluation.box_lesions import box_tally, compare_lesions
from retinaview.evaluation.lesions import LesionTally, evaluate_lesions

MA = LesionClass.MICROANEURYSM
TRUTH = np.array([[10.0, 10, 10, 10], [50, 50, 10, 10]])


def tally(boxes: list[list[float]], scores: list[float], *, image: str = "a") -> LesionTally:
    return box_tally(
        image,
        MA,
        truth=TRUTH,
        candidates=np.array(boxes, float).reshape(-1, 4),
        scores=np.array(scores),
        field_diameter_px=500.0,
    )


def test_a_candidate_inside_a_loose_box_finds_it() -> None:
    found = tally([[12, 12, 3, 3], [80, 80, 5, 5]], [0.9, 0.4])
    assert found.found_at.tolist() == [0.9, -1.0]
    assert found.is_true.tolist() == [True, False]


def test_a_candidate_that_floods_the_photograph_finds_nothing() -> None:
    found = tally([[0, 0, 100, 100]], [0.9])
    assert found.found_at.max() == -1
    assert not found.is_true.any()


def test_without_candidates_or_boxes() -> None:
    assert tally([], []).found_at.tolist() == [-1.0, -1.0]
    empty = np.zeros((0, 4))
    none = box_tally(
        "a", MA, truth=empty, candidates=TRUTH, scores=np.ones(2), field_diameter_px=9.0
    )
    assert not none.is_true.any()


def test_a_network_that_finds_more_with_fewer_false_ones_is_better() -> None:
    names = [str(n) for n in range(12)]
    blind = [tally([[10, 10, 10, 10], [80, 80, 5, 5]], [0.8, 0.9], image=n) for n in names]
    seeing = [tally([[10, 10, 10, 10], [50, 50, 10, 10]], [0.8, 0.7], image=n) for n in names]
    gap = compare_lesions(blind, seeing, shown=(blind, seeing), resamples=100)
    assert gap.mean_recall.low > 0
    assert gap.f1.value == pytest.approx(0.5)
    assert (gap.found.only_first, gap.found.only_second) == (0, 12)
    assert gap.found.p < 0.001
    same = compare_lesions(blind, blind, shown=(blind, blind), resamples=100)
    assert same.mean_recall.value == same.f1.value == 0


def test_different_photographs_are_refused() -> None:
    one, other = [tally([], [])], [tally([], [], image="b")]
    with pytest.raises(ValueError, match="the same photographs"):
        compare_lesions(one, other, shown=(one, one))
    with pytest.raises(ValueError, match="the same photographs"):
        compare_lesions(one, one, shown=(one, other))


def test_the_report_takes_these_tallies() -> None:
    report = evaluate_lesions([tally([[10, 10, 10, 10]], [0.8])], threshold=0.5)
    assert report.recall.value == 0.5
