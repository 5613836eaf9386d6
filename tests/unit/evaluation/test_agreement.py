import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.geometry import Box, FloatArray, box_array
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.mask import Mask
from retinaview.evaluation.agreement import BoxRule, evaluate_agreement, matched_boxes
from retinaview.evaluation.mask_overlap import Overlap, overlap_of

places = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), unique=True, max_size=8)


def array(cells: list[tuple[int, int]]) -> FloatArray:
    return box_array([Box(20.0 * x, 20.0 * y, 20, 20) for x, y in cells])


@given(places, places)
def test_boxes_on_a_grid_match_where_both_have_one(first: list, second: list) -> None:
    assert matched_boxes(array(first), array(second)) == len(set(first) & set(second))


def test_one_box_is_matched_once() -> None:
    one, two = box_array([Box(0, 0, 10, 10)]), box_array([Box(0, 0, 10, 9), Box(0, 0, 10, 8)])
    assert matched_boxes(one, two) == 1


def test_scores_by_hand() -> None:
    report = evaluate_agreement(
        [0, 1, 2, 2], [0, 1, 2, 3], first_boxes=[array([(0, 0)])], second_boxes=[array([(0, 0)])]
    )
    assert report.scores["same DR grade"].value == 0.75
    assert report.scores["kappa"].value == pytest.approx(1 - 0.25 / (1 - 4 / 16), abs=1e-9)
    assert report.scores["box agreement (F1, IoU 0.5)"].value == 1
    assert "kappa" in report.table()


def mark(mask: Mask | None, lesion: LesionClass = LesionClass.HAEMORRHAGE) -> Mark:
    return Mark.drawn(lesion, mask or Box(0, 0, 9, 9), author="Anna")


def test_masks_agree_by_the_pixels_of_the_same_class() -> None:
    square = Mask(0, 0, 4, 4, (0, 16))
    beside = square.moved(2, 0)
    assert overlap_of([mark(square)], [mark(beside)]) == (8, 32)
    assert overlap_of([mark(square), mark(beside)], [mark(square)]) == (16, 40)
    assert overlap_of([mark(square)], [mark(square, LesionClass.HARD_EXUDATE)]) == (0, 32)
    assert overlap_of([mark(square)], [mark(None)]) is None
    report = evaluate_agreement([0], [0], overlaps=[Overlap(8, 32), Overlap(16, 32)])
    assert report.scores["mask agreement (Dice)"].value == 0.75


def test_nothing_in_common_is_said() -> None:
    with pytest.raises(ValueError, match="both readers"):
        evaluate_agreement([], [])
    with pytest.raises(ValueError, match="every photograph"):
        evaluate_agreement([1], [])


def test_a_tight_box_in_a_wide_one_agrees_by_iom_and_centre_and_not_by_iou() -> None:
    wide, tight = box_array([Box(0, 0, 40, 40)]), box_array([Box(14, 14, 12, 12)])
    found = {rule: matched_boxes(wide, tight, rule=rule) for rule in BoxRule}
    assert found == {BoxRule.IOU: 0, BoxRule.IOM: 1, BoxRule.CENTRES: 1}


def test_a_box_in_the_corner_of_another_does_not_hold_its_centre() -> None:
    wide, corner = box_array([Box(0, 0, 40, 40)]), box_array([Box(2, 2, 12, 12)])
    assert matched_boxes(wide, corner, rule=BoxRule.CENTRES) == 0
    assert matched_boxes(corner, wide, rule=BoxRule.CENTRES) == 0


def test_each_class_is_compared_where_either_reader_has_it() -> None:
    red, yellow = array([(0, 0), (3, 3)]), array([(5, 5)])
    report = evaluate_agreement(
        [],
        [],
        first_boxes=[red, yellow],
        second_boxes=[red[:1], yellow],
        first_classes=[{"haemorrhage": red}, {"hard exudate": yellow}],
        second_classes=[{"haemorrhage": red[:1]}, {"hard exudate": yellow}],
    )
    scores = report.scores
    assert scores["haemorrhage (F1, IoM 0.5)"].value == pytest.approx(2 / 3)
    assert scores["haemorrhage (F1, IoM 0.5)"].n == 1
    assert scores["hard exudate (F1, IoM 0.5)"].value == 1
    assert scores["lesions more in the first"].value == 0.5
