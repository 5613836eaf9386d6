"""The order of a review, what a decision on many is about, and what is no proposal of its own."""

from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.findings import Finding, LesionMap, Quality
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance
from retinaview.inference.components import lesions_of
from retinaview.session.left_out import LeftOut, left_out
from retinaview.session.proposals import proposals_of
from retinaview.session.reviewing import ReviewOrder, chosen, in_order

EX, HE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE


def proposal(score: float | None, x: float = 0, y: float = 0, lesion: LesionClass = EX) -> Mark:
    origin = Provenance("ganet", "1", "0" * 64, 0.5, score)
    return Mark.proposed(lesion, Box(x, y, 10, 10), provenance=origin)


def test_the_most_certain_comes_first_and_one_without_a_score_last() -> None:
    marks = [proposal(0.4), proposal(None), proposal(0.9)]
    assert in_order(marks, ReviewOrder.CERTAIN) == (marks[2].id, marks[0].id, marks[1].id)


def test_by_place_each_is_followed_by_the_nearest_that_is_left() -> None:
    marks = [proposal(0.1, 500, 500), proposal(0.2, 10, 0), proposal(0.3, 480, 500)]
    marks.append(proposal(0.4, 90, 0))
    order = in_order(marks, ReviewOrder.PLACE)
    assert order == tuple(marks[number].id for number in (1, 3, 2, 0))
    assert in_order([], ReviewOrder.PLACE) == ()


@pytest.mark.parametrize(
    ("lesion", "least", "numbers"),
    [(None, 0.0, [0, 1, 2]), (HE, 0.0, [1]), (None, 0.5, [0, 1]), (EX, 0.51, [])],
)
def test_many_are_chosen_by_class_and_score(
    lesion: LesionClass | None, least: float, numbers: list[int]
) -> None:
    marks = [proposal(0.5), proposal(0.8, lesion=HE), proposal(None)]
    expected = tuple(marks[number].id for number in numbers)
    assert chosen(marks, lesion=lesion, least_score=least) == expected


def a_finding() -> Finding:
    """Two exudates 3 px apart, one of its own, and a speck of 2 x 2, on 2000 px."""
    grid = np.zeros((1000, 1000), np.uint8)
    grid[100:110, 100:110] = grid[100:110, 113:120] = 200
    grid[500:520, 500:520] = 150
    grid[800:802, 800:802] = 230
    lesion_map = LesionMap(EX, grid, Box(0, 0, 1000, 1000), 0.5)
    return Finding(Quality(0.9, True), None, (), (lesion_map,), (), lesions_of(lesion_map))


def test_what_shares_a_box_and_what_is_left_out_is_counted() -> None:
    finding = a_finding()
    counts = left_out(finding, width_px=2000)
    assert counts == LeftOut(found=4, sharing=1, specks=1, weakest=0)
    boxes = len(proposals_of(finding, width_px=2000))
    assert boxes == counts.found - counts.sharing - counts.specks - counts.weakest


def test_it_is_counted_at_the_threshold_in_force() -> None:
    counts = left_out(a_finding(), width_px=2000, thresholds={EX: 0.7})
    assert counts == LeftOut(found=3, sharing=1, specks=1, weakest=0)
