"""IoM localisation against counting by hand, and its baselines."""

import numpy as np
import pytest

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box, box_array
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.baselines import covered_share, random_regions
from retinaview.evaluation.localization import (
    THRESHOLDS,
    LocalizationCase,
    best_iom,
    evaluate_localization,
)

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
    assert report.per_class[HE][0].at(0.3, 3).value == pytest.approx(1 / 3)
    assert report.per_class[EX][0].at(0.5, 1).value == 1
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


def test_random_regions_keep_their_size_and_have_their_centre_in_the_field() -> None:
    sizes = np.array([[100.0, 80.0], [20.0, 20.0]])
    placed = random_regions(sizes, FIELD, repeats=50, random=np.random.default_rng(0))
    assert placed.shape == (50, 2, 4)
    centres = placed[..., :2] + placed[..., 2:] / 2
    distance = np.hypot(centres[..., 0] - 500, centres[..., 1] - 400)
    assert distance.max() <= 390 + 5
    np.testing.assert_array_equal(placed[0, :, 2:], sizes)


def test_best_iom_takes_the_best_region() -> None:
    truth = box_array([Box(0, 0, 10, 10)])
    regions = box_array([Box(5, 0, 10, 10), Box(2, 0, 10, 10)])
    assert best_iom(truth, regions)[0] == pytest.approx(0.8)


def test_without_a_known_field_the_whole_frame_counts() -> None:
    field = FieldCircle.around(200, 100)
    corners = np.array([0.0, 199.0, 0.0, 199.0]), np.array([0.0, 0.0, 99.0, 99.0])
    assert field.contains(*corners).all()
    assert covered_share(box_array([Box(0, 0, 100, 100)]), field) == pytest.approx(0.5, abs=0.01)
