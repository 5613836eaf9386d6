"""Two networks' maps of the same photographs."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.lesions import LesionClass
from retinaview.evaluation.segmentation import SegmentationTally, evaluate_segmentation
from retinaview.evaluation.segmentation_comparison import compare_segmentation

EX = LesionClass.HARD_EXUDATE


def tallies(noise: float) -> list[SegmentationTally]:
    random = np.random.default_rng(0)
    found = []
    for number in range(8):
        truth = np.zeros((30, 30), bool)
        truth[5:15, 5 : 10 + number] = True
        values = np.clip(200.0 * truth + random.normal(0, noise, truth.shape) + 20, 0, 255)
        found.append(
            SegmentationTally.of(str(number), EX, probability=values.astype(np.uint8), truth=truth)
        )
    return found


def test_the_difference_is_that_of_the_two_scores_and_more_certain_than_they_are() -> None:
    sharp, noisy = tallies(20), tallies(120)
    scores = [evaluate_segmentation(each, threshold=0.5, resamples=20) for each in (noisy, sharp)]
    gap = compare_segmentation(noisy, sharp, thresholds=(0.5, 0.5), resamples=200)
    dice = scores[1].pooled_dice.value - scores[0].pooled_dice.value
    precision = scores[1].average_precision.value - scores[0].average_precision.value
    assert gap.pooled_dice.value == pytest.approx(dice)
    assert gap.average_precision.value == pytest.approx(precision)
    assert gap.pooled_dice.low > 0
    assert gap.as_dict()["class"] == "hard_exudate"
    assert "second less first" in gap.table()
    same = compare_segmentation(sharp, sharp, thresholds=(0.5, 0.5), resamples=20)
    assert (same.pooled_dice.low, same.pooled_dice.high) == (0, 0)


def test_other_photographs_are_refused() -> None:
    with pytest.raises(ValueError, match="the same photographs"):
        compare_segmentation(tallies(1), tallies(1)[::-1], thresholds=(0.5, 0.5))
