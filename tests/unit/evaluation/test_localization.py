"""IoM localisation against counting by hand, and its baselines."""

import numpy as np
import pytest

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.baselines import covered_share, moved_regions, random_regions
from retinaview.evaluation.localization import (
    CHANCE,
    LocalizationCase,
    best_iom,
    evaluate_localization,
)
from retinaview.evaluation.recall import THRESHOLDS

FIELD = FieldCircle(500, 400, 390, 1000, 800)
HE, EX = LesionClass.HAEMORRHAGE, LesionClass.HARD_EXUDATE


def case(
    image: str, person: str, truth: list[Box], regions: list[Box], lesion: LesionClass = HE
) -> LocalizationCase:
    return LocalizationCase(
        image, person, box_array(truth), (lesion,) * len(truth), box_array(regions), FIELD
    )


def test_recall_for_box_and_person_by_hand() -> None:
    square = Box(400, 300, 100, 100)
    report = evaluate_localization(
        [
            case("a", "P1", [Box(410, 310, 10, 10), Box(600, 600, 10, 10)], [square]),
            case("b", "P1", [Box(700, 300, 10, 10)], [square]),
            case("c", "P2", [Box(495, 310, 10, 10)], [square], EX),
            case("no truth", "P3", [], [square]),
        ]
    )
    assert (report.images, report.boxes, report.persons) == (3, 4, 2)
    assert report.regions.box.at(0.3, 4).value == 0.5  # one inside, one half inside
    assert report.regions.box.at(0.6, 4).value == 0.25
    assert report.regions.person.at(0.3, 2).value == 1
    assert report.regions.person.at(0.6, 2).value == 0.5
    assert report.per_class[HE].regions.at(0.3, 3).value == pytest.approx(1 / 3)
    assert report.per_class[EX].regions.at(0.5, 1).value == 1
    assert "recall for person" in report.table()
    assert report.as_dict()["boxes"] == 4


def test_a_photograph_without_regions_is_not_found_at_any_threshold() -> None:
    report = evaluate_localization([case("a", "P", [Box(1, 1, 5, 5)], [])])
    assert report.regions.box.recall.max() == 0
    assert report.coverage == 0
    assert report.random.box.recall.max() == 0


def test_recall_falls_with_the_threshold_and_person_is_at_least_box_with_one_box_each() -> None:
    random = np.random.default_rng(0)
    cases = [
        case(
            str(i),
            str(i),
            [Box(*random.uniform(200, 500, 2), 30, 30)],
            [Box(*random.uniform(200, 500, 2), 120, 120) for _ in range(4)],
        )
        for i in range(20)
    ]
    report = evaluate_localization(cases, resamples=50)
    recall = report.regions.box.recall
    assert np.all(np.diff(recall) <= 0)
    np.testing.assert_allclose(recall, report.regions.person.recall)
    assert np.all(report.regions.box.low <= recall + 1e-12)
    assert np.all(recall <= report.regions.box.high + 1e-12)
    assert len(recall) == len(THRESHOLDS)


def test_random_recall_of_small_lesions_is_about_the_covered_share() -> None:
    places = np.random.default_rng(1).uniform(300, 500, (300, 2))
    truth = [Box(x, y, 2, 2) for x, y in places]
    regions = [Box(450, 350, 200, 200)]
    report = evaluate_localization([case("a", "P", truth, regions)], repeats=400, resamples=5)
    share = 200 * 200 / (np.pi * 390**2)
    assert report.coverage == pytest.approx(share, rel=0.02)
    assert report.random.box.at(0.5, 300).value == pytest.approx(share, rel=0.15)


def test_the_centre_prior_finds_what_lies_at_the_centre() -> None:
    central, far = Box(490, 390, 20, 20), Box(500, 750, 20, 20)
    regions = [Box(0, 0, 150, 150)] * 4
    report = evaluate_localization([case("a", "P", [central, far], regions)], resamples=5)
    assert report.centre.box.at(0.3, 2).value == 0.5


def test_the_same_seed_gives_the_same_report() -> None:
    one = [case("a", "P", [Box(410, 310, 10, 10)], [Box(400, 300, 100, 100)])]
    first, second = (evaluate_localization(one, seed=7, resamples=20) for _ in range(2))
    assert first.as_dict() == second.as_dict()


def test_nothing_to_score_is_an_error() -> None:
    with pytest.raises(ValueError, match="no photograph has a truth box"):
        evaluate_localization([case("a", "P", [], [])])


def test_overlapping_regions_are_covered_once() -> None:
    region = Box(400, 300, 100, 100)
    once = covered_share(box_array([region]), FIELD)
    assert covered_share(box_array([region, region]), FIELD) == once


def test_random_regions_keep_the_rules_of_the_picker() -> None:
    sizes = np.array([[300.0, 300.0]] * 4)
    placed = random_regions(sizes, FIELD, repeats=200, random=np.random.default_rng(0))
    assert placed.shape == (200, 4, 4)
    np.testing.assert_array_equal(placed[0, :, 2:], sizes)
    assert placed[..., 0].min() >= 110
    assert placed[..., 1].min() >= 10
    assert (placed[..., 0] + placed[..., 2]).max() <= 890
    assert (placed[..., 1] + placed[..., 3]).max() <= 790
    small = random_regions(np.full((4, 2), 80.0), FIELD, repeats=200, random=random_of(1))
    corners = small[..., :2]
    free = ((corners > [110, 10]) & (corners < [810, 710])).all(axis=2)  # not pushed inside
    gaps = np.abs(corners[:, :, None] - corners[:, None, :]).max(axis=-1)
    pairs = np.triu(np.ones((4, 4), bool), 1) & free[:, :, None] & free[:, None, :]
    assert gaps[pairs].min() >= 40  # no centre within an earlier square


def random_of(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_regions_move_with_the_field_of_view() -> None:
    regions = box_array([Box(110, 10, 78, 78)])  # at the corner of the circle's square
    other = FieldCircle(200, 250, 195, 400, 500)
    moved = moved_regions(regions, FIELD, other)
    np.testing.assert_allclose(moved, [[5, 55, 39, 39]])
    np.testing.assert_allclose(moved_regions(moved, other, FIELD), regions)


def test_regions_that_are_the_same_everywhere_gain_nothing_over_another_photographs() -> None:
    random = random_of(2)
    same = [Box(300, 300, 160, 160), Box(500, 300, 160, 160)]
    cases = [
        case(str(i), str(i), [Box(*random.uniform(250, 600, 2), 20, 20)], same) for i in range(12)
    ]
    report = evaluate_localization(cases, resamples=50)
    np.testing.assert_allclose(report.gain.box.recall, 0, atol=1e-12)
    np.testing.assert_allclose(report.swapped.box.recall, report.regions.box.recall)
    assert report.table().count(CHANCE) == 3  # the class, and the two shares shown


def test_regions_that_know_the_photograph_gain_over_another_photographs() -> None:
    random = random_of(3)
    cases = []
    for i in range(12):
        lesion = Box(*random.uniform(250, 600, 2), 20, 20)
        cases.append(case(str(i), str(i), [lesion], [Box(lesion.x - 20, lesion.y - 20, 60, 60)]))
    report = evaluate_localization(cases, resamples=200)
    gain = report.per_class[HE].gain.at(0.3, 12)
    assert gain.low > 0.5
    assert CHANCE not in report.table()
    assert report.as_dict()["gain"] != report.as_dict()["regions"]


def test_a_person_is_not_scored_with_the_regions_of_the_fellow_eye() -> None:
    lesion, square = Box(400, 400, 20, 20), Box(380, 380, 60, 60)
    report = evaluate_localization([case("a", "P", [lesion], [square])] * 2, resamples=5)
    assert np.isnan(report.swapped.box.recall).all()
    assert report.as_dict()["swapped"] == {
        key: {"value": None, "low": None, "high": None, "n": n}
        for key, n in (("recall_box", 2), ("recall_person", 1))
    }


def test_says_where_a_photograph_stands_for_a_person() -> None:
    lesion, square = Box(400, 400, 20, 20), Box(380, 380, 60, 60)
    unknown = evaluate_localization([case("a", "a", [lesion], [square])], resamples=5)
    assert "each photograph counts as one" in unknown.table()
    known = evaluate_localization([case("a", "P", [lesion], [square])], resamples=5)
    assert "each photograph counts as one" not in known.table()


def test_best_iom_takes_the_best_region() -> None:
    truth = box_array([Box(0, 0, 10, 10)])
    regions = box_array([Box(5, 0, 10, 10), Box(2, 0, 10, 10)])
    assert best_iom(truth, regions)[0] == pytest.approx(0.8)


def test_without_a_known_field_the_whole_frame_counts() -> None:
    field = FieldCircle.around(200, 100)
    corners = np.array([0.0, 199.0, 0.0, 199.0]), np.array([0.0, 0.0, 99.0, 99.0])
    assert field.contains(*corners).all()
    assert covered_share(box_array([Box(0, 0, 100, 100)]), field) == pytest.approx(0.5, abs=0.01)


def test_a_photographs_own_name_is_no_patient() -> None:
    named = [case("eyes/a.jpg", "a", [Box(400, 300, 9, 9)], [Box(400, 300, 50, 50)])]
    assert not evaluate_localization(named, repeats=2, resamples=2).persons_known
    patient = [case("eyes/a.jpg", "P1", [Box(400, 300, 9, 9)], [Box(400, 300, 50, 50)])]
    assert evaluate_localization(patient, repeats=2, resamples=2).persons_known
