"""Parts of two findings shown as one, each still credited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from retinaview.core.findings import Finding, GradeProbabilities, ModelIdentity, Quality, Region
from retinaview.core.geometry import Box
from retinaview.session.answers import answer_of, without_grading

Spots = Callable[..., Finding]
GRADER = ModelIdentity("grading", "sea-net-small", "1", "cc")
OPINION = Finding(Quality(0.5, True), GradeProbabilities((1, 0, 0, 0, 0)), models=(GRADER,))


def test_lesions_come_from_the_main_finding(spots: Spots) -> None:
    main = spots((100, 100))
    answer = answer_of(OPINION, main)
    assert answer.grades is OPINION.grades
    assert answer.lesion_maps is main.lesion_maps
    assert answer.lesions == main.lesions
    assert [(model.role, model.name) for model in answer.models] == [
        ("segmentation", "ganet"),
        ("grading", "sea-net-small"),
    ]


def test_a_source_that_segments_shows_its_own(spots: Spots) -> None:
    segmenter = replace(GRADER, role="segmentation")
    opinion = replace(OPINION, models=(segmenter, GRADER))
    assert answer_of(opinion, spots((100, 100))) is opinion


def test_without_a_main_finding_the_opinion_stands_alone() -> None:
    assert answer_of(OPINION, None) is OPINION
    assert answer_of(OPINION, Finding(Quality(1, True))) is OPINION


def test_all_that_is_left_without_grading_are_lesions(spots: Spots) -> None:
    region = Region(Box(0, 0, 9, 9), 0.5, 1)
    main = spots((100, 100))
    main = replace(main, regions=(region,), models=(*main.models, GRADER), together="b.jpg")
    left = without_grading(main)
    assert left.lesions == main.lesions
    assert (left.grades, left.regions, left.heat_maps, left.together) == (None, (), (), "")
    assert [model.role for model in left.models] == ["segmentation"]
