from __future__ import annotations

import numpy as np
import pytest

from retinaview.core.findings import Finding, LesionMap, ModelIdentity, Quality
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import (
    Threshold,
    ThresholdKey,
    Thresholds,
    changed,
    in_words,
    segmenter_of,
    threshold_level,
)

EXUDATE, HAEMORRHAGE, DISC = (
    LesionClass.HARD_EXUDATE,
    LesionClass.HAEMORRHAGE,
    LesionClass.OPTIC_DISC,
)
GANET = ModelIdentity("segmentation", "ganet", "1.1", "a" * 64)
EXUDATES = ThresholdKey("ganet", "1.1", EXUDATE)


def finding(*models: ModelIdentity) -> Finding:
    grid = np.zeros((4, 4), np.uint8)
    maps = tuple(
        LesionMap(lesion, grid, Box(0, 0, 4, 4), value)
        for lesion, value in ((EXUDATE, 0.3), (HAEMORRHAGE, 0.6), (DISC, 0.5))
    )
    return Finding(Quality(1, gradable=True), lesion_maps=maps, models=models)


@pytest.mark.parametrize(("threshold", "level"), [(0.0, 1), (0.2, 51), (0.5, 128), (1.0, 255)])
def test_the_level_is_the_first_byte_that_reaches_the_threshold(
    threshold: float, level: int
) -> None:
    assert threshold_level(threshold) == level


def test_the_card_holds_until_a_reader_sets_another_value() -> None:
    assert Thresholds().of(finding(GANET))[EXUDATE] == Threshold(EXUDATES, 0.3, 0.3)
    found = Thresholds({EXUDATES: 0.92}).of(finding(GANET))
    assert found[EXUDATE] == Threshold(EXUDATES, 0.3, 0.92)
    assert not found[HAEMORRHAGE].is_changed
    assert changed(found.values()) == (found[EXUDATE],)


def test_a_value_holds_for_its_network_and_version_alone() -> None:
    set_thresholds = Thresholds({EXUDATES: 0.92})
    for name, version in (("sunet", "1.1"), ("ganet", "1.2")):
        other = ModelIdentity("segmentation", name, version, "")
        assert set_thresholds.of(finding(other))[EXUDATE].value == 0.3


def test_the_grading_network_has_outlined_where_no_other_did() -> None:
    grader = ModelIdentity("grading", "sunet", "1", "")
    assert segmenter_of(finding(grader)) is grader
    assert segmenter_of(finding(grader, GANET)) is GANET
    assert segmenter_of(finding()).name == "unknown"


def test_a_landmark_does_not_count_as_a_changed_lesion() -> None:
    found = Thresholds({ThresholdKey("ganet", "1.1", DISC): 0.9}).of(finding(GANET))
    assert found[DISC].is_changed
    assert changed(found.values()) == ()


def test_none_resets() -> None:
    one = Thresholds().with_changes({EXUDATES: 0.7})
    assert one.chosen == {EXUDATES: 0.7}
    assert one.with_changes({EXUDATES: None}) == Thresholds()


def test_changed_thresholds_in_words() -> None:
    sunet = ThresholdKey("sunet", "1", LesionClass.IRMA)
    set_for_study = [Threshold(EXUDATES, 0.5, 0.92), Threshold(sunet, 0.4, 0.3)]
    assert in_words(set_for_study) == (
        "Thresholds set for this study: hard exudate 0.92 (card 0.50, ganet 1.1); "
        "IRMA 0.30 (card 0.40, sunet 1)."
    )
    assert in_words([]) == ""
