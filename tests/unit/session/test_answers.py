"""Parts of two findings shown as one, each still credited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.landmarks import Landmark, Landmarks
from retinaview.session.answers import answer_of, graded_anew, without_grading

Spots = Callable[..., Finding]
GRADER = ModelIdentity("grading", "sea-net-small", "1", "cc")
BESIDE = Finding(Quality(0.5, True), GradeProbabilities((1, 0, 0, 0, 0)), models=(GRADER,))


def test_lesions_come_from_the_main_finding(spots: Spots) -> None:
    main = spots((100, 100))
    answer = answer_of(BESIDE, main)
    assert answer.grades is BESIDE.grades
    assert answer.lesion_maps is main.lesion_maps
    assert answer.lesions == main.lesions
    assert [(model.role, model.name) for model in answer.models] == [
        ("segmentation", "ganet"),
        ("grading", "sea-net-small"),
    ]


def test_a_source_that_segments_shows_its_own(spots: Spots) -> None:
    segmenter = replace(GRADER, role="segmentation")
    found = replace(BESIDE, models=(segmenter, GRADER))
    assert answer_of(found, spots((100, 100))) is found


def test_without_a_main_finding_a_finding_stands_alone() -> None:
    assert answer_of(BESIDE, None) is BESIDE
    assert answer_of(BESIDE, Finding(Quality(1, True))) is BESIDE


def test_all_that_is_left_without_grading_are_lesions(spots: Spots) -> None:
    region = Region(Box(0, 0, 9, 9), 0.5, 1)
    main = spots((100, 100))
    main = replace(main, regions=(region,), models=(*main.models, GRADER), together="b.jpg")
    left = without_grading(main)
    assert left.lesions == main.lesions
    assert (left.grades, left.regions, left.heat_maps, left.together) == (None, (), (), "")
    assert [model.role for model in left.models] == ["segmentation"]


def test_graded_anew_the_lesions_stay(spots: Spots) -> None:
    main = spots((100, 100))
    before = replace(main, models=(*main.models, replace(GRADER, version="0")), together="b.jpg")
    anew = graded_anew(before, BESIDE)
    assert (anew.lesions, anew.lesion_maps) == (main.lesions, main.lesion_maps)
    assert (anew.grades, anew.quality, anew.together) == (BESIDE.grades, BESIDE.quality, "")
    assert anew.models == (*main.models, GRADER)


def test_graded_anew_by_who_segmented_too_all_is_new(spots: Spots) -> None:
    segmenter = replace(GRADER, role="segmentation")
    before = replace(spots((100, 100)), models=(segmenter, GRADER))
    anew = replace(spots((200, 200)), models=(segmenter, GRADER))
    assert graded_anew(before, anew) is anew
    # Another network's lesions stay before those of the source.
    main = spots((100, 100))
    main = replace(main, models=(*main.models, GRADER))
    assert graded_anew(main, anew).lesions == main.lesions
    assert graded_anew(main, anew).models == main.models


def test_a_source_that_finds_no_landmarks_is_shown_with_the_main_ones(spots: Spots) -> None:
    places = Landmarks(Landmark(90, 50, 0.9), Landmark(50, 55, 0.8))
    locator = ModelIdentity("landmarks", "landmark-net", "1.0", "dd")
    main = replace(spots((100, 100)), landmarks=places)
    main = replace(main, models=(*main.models, GRADER, locator))
    for answer in (answer_of(BESIDE, main), graded_anew(main, BESIDE), without_grading(main)):
        assert answer.landmarks is places
        assert answer.model("landmarks") == locator
