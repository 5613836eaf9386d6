"""Histogram scores against scikit-learn and against counting pixels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score

from retinaview.core.lesions import LesionClass
from retinaview.evaluation.segmentation import (
    SegmentationTally,
    average_precision,
    best_threshold,
    evaluate_segmentation,
)

EX = LesionClass.HARD_EXUDATE


def photograph(seed: int, *, share: float = 0.1) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    truth = random.random((40, 50)) < share
    noise = random.normal(0, 60, truth.shape)
    return np.clip(90 + 80 * truth + noise, 0, 255).astype(np.uint8), truth


def tally(seed: int, **kwargs: float) -> SegmentationTally:
    probability, truth = photograph(seed, **kwargs)
    return SegmentationTally.of(f"{seed}.png", EX, probability=probability, truth=truth)


@given(st.integers(0, 10_000))
@settings(max_examples=20)
def test_average_precision_is_scikit_learns(seed: int) -> None:
    probability, truth = photograph(seed)
    mine = tally(seed)
    expected = average_precision_score(truth.ravel(), probability.ravel())
    assert average_precision(mine.positive, mine.negative) == pytest.approx(expected)


def test_scores_equal_counted_pixels() -> None:
    photographs = [photograph(seed) for seed in range(4)]
    report = evaluate_segmentation([tally(seed) for seed in range(4)], threshold=0.5)
    cut = [(probability >= 0.5 * 255, truth) for probability, truth in photographs]
    both = sum((p & t).sum() for p, t in cut)
    predicted, true = sum(p.sum() for p, _ in cut), sum(t.sum() for _, t in cut)
    assert report.pooled_dice.value == pytest.approx(2 * both / (predicted + true))
    own = [2 * (p & t).sum() / (p.sum() + t.sum()) for p, t in cut]
    assert report.mean_dice.value == pytest.approx(np.mean(own))
    assert report.sensitivity.value == pytest.approx(both / true)
    right = sum((p == t).sum() for p, t in cut)
    assert report.accuracy.value == pytest.approx(right / (4 * 40 * 50))
    assert report.pooled_dice.low <= report.pooled_dice.value <= report.pooled_dice.high


def test_a_perfect_mask_scores_one_everywhere() -> None:
    _, truth = photograph(1)
    perfect = SegmentationTally.of(
        "a.png", EX, probability=truth.astype(np.uint8) * 255, truth=truth
    )
    report = evaluate_segmentation([perfect], threshold=1.0)
    assert report.pooled_dice.value == 1
    assert report.average_precision.value == 1
    assert report.specificity.value == 1


def test_best_threshold_beats_every_other() -> None:
    tallies = [tally(seed) for seed in range(3)]
    chosen = best_threshold(tallies)
    best = evaluate_segmentation(tallies, threshold=chosen, resamples=2).pooled_dice.value
    for level in range(1, 256, 5):
        other = evaluate_segmentation(tallies, threshold=level / 255, resamples=2)
        assert other.pooled_dice.value <= best + 1e-12


def test_a_photograph_without_the_lesion_counts_one_where_nothing_is_found() -> None:
    clean = np.zeros((40, 50), np.uint8)
    healthy = SegmentationTally.of("h.png", EX, probability=clean, truth=clean > 0)
    assert evaluate_segmentation([healthy], threshold=0.5).mean_dice.value == 1


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match=r"b\.png"):
        SegmentationTally.of(
            "b.png", EX, probability=np.zeros((2, 3), np.uint8), truth=np.zeros((3, 2), bool)
        )


def test_one_class_at_a_time() -> None:
    other = SegmentationTally("x", LesionClass.HAEMORRHAGE, np.ones(256, int), np.ones(256, int))
    with pytest.raises(ValueError, match="one class"):
        evaluate_segmentation([tally(1), other], threshold=0.5)
    with pytest.raises(ValueError, match="none"):
        evaluate_segmentation([], threshold=0.5)
