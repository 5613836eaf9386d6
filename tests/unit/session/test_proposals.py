from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Finding, Lesion, LesionMap, ModelIdentity, Quality, Region
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Status
from retinaview.session.proposals import (
    MAX_PROPOSALS,
    merged,
    proposals_of,
    width_of,
)

EXUDATE, HAEMORRHAGE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
MODELS = (
    ModelIdentity("grading", "zoom-in-net", "1", "aa"),
    ModelIdentity("segmentation", "ganet", "2", "bb"),
)


def lesion(
    x: float, y: float = 0, *, side: float = 20, score: float = 0.5, of: LesionClass = EXUDATE
) -> Lesion:
    return Lesion(of, Box(x, y, side, side), side * side / 2, score)


def finding(*lesions: Lesion, regions: tuple[Region, ...] = ()) -> Finding:
    grid = np.zeros((4, 4), dtype=np.uint8)
    maps = tuple(
        LesionMap(of, grid, Box(0, 0, 1000, 1000), threshold)
        for of, threshold in ((EXUDATE, 0.3), (HAEMORRHAGE, 0.6))
    )
    quality = Quality(1, gradable=True)
    return Finding(quality, lesion_maps=maps, lesions=lesions, regions=regions, models=MODELS)


def test_a_proposal_tells_where_it_comes_from() -> None:
    (mark,) = proposals_of(finding(lesion(100, of=HAEMORRHAGE, score=0.7)), width_px=1000)
    assert (mark.lesion, mark.status, mark.author) == (HAEMORRHAGE, Status.PROPOSED, "")
    assert mark.box == Box(100, 0, 20, 20)
    origin = mark.provenance
    assert origin is not None
    assert (origin.model, origin.version, origin.weights_sha256) == ("ganet", "2", "bb")
    assert (origin.threshold, origin.score) == (0.6, pytest.approx(0.7))


def test_regions_are_no_proposals() -> None:
    regions = (Region(Box(5, 5, 50, 50), 0.2, 2), Region(Box(1, 1, 40, 40), 0.9, 1))
    assert proposals_of(finding(regions=regions), width_px=1000) == ()
    (mark,) = proposals_of(finding(lesion(100), regions=regions), width_px=1000)
    assert mark.box == Box(100, 0, 20, 20)


@pytest.mark.parametrize(("width", "count"), [(1000, 1), (4000, 0)])
def test_what_is_small_depends_on_the_photograph(width: float, count: int) -> None:
    assert len(proposals_of(finding(lesion(10, side=4)), width_px=width)) == count


def test_near_components_of_a_class_become_one() -> None:
    lesions = [
        lesion(0, score=0.4),
        lesion(23, score=0.8),
        lesion(46),
        lesion(71),
        lesion(23, 10, of=HAEMORRHAGE),
    ]
    marks = proposals_of(finding(*lesions), width_px=1000)
    boxes = {(mark.lesion, mark.box) for mark in marks}
    assert boxes == {
        (EXUDATE, Box(0, 0, 66, 20)),
        (EXUDATE, Box(71, 0, 20, 20)),
        (HAEMORRHAGE, Box(23, 10, 20, 20)),
    }


def test_specks_that_lie_together_are_kept() -> None:
    specks = [lesion(x, side=1, score=0.9) for x in (0, 3, 6)]
    (mark,) = proposals_of(finding(*specks), width_px=1000)
    assert mark.box == Box(0, 0, 7, 1)


def test_a_group_has_the_mean_score_by_area() -> None:
    small, large = lesion(0, side=10, score=1.0), lesion(12, side=20, score=0.5)
    (group,) = merged([small, large], gap_px=5, limit_px=100)
    assert group.area_px == pytest.approx(250)
    assert group.score == pytest.approx(0.6)


def test_at_most_so_many_and_the_strongest_first() -> None:
    lesions = [lesion(40 * (n % 50), 40 * (n // 50), score=(n + 1) / 500) for n in range(300)]
    marks = proposals_of(finding(*lesions), width_px=2000)
    scores = [mark.provenance.score for mark in marks if mark.provenance is not None]
    assert len(marks) == MAX_PROPOSALS
    assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]
    assert scores[-1] == pytest.approx(101 / 500)


places = st.integers(0, 300).map(float)
lesions_anywhere = st.lists(
    st.builds(lesion, places, places, side=st.integers(1, 60).map(float), score=st.floats(0, 1)),
    max_size=25,
)


@given(lesions_anywhere)
def test_merging_loses_nothing_and_makes_no_giants(lesions: list[Lesion]) -> None:
    groups = merged(lesions, gap_px=8, limit_px=50)
    assert sum(g.area_px for g in groups) == pytest.approx(sum(v.area_px for v in lesions))
    for v in lesions:
        assert any(_holds(g.box, v.box) for g in groups)
    assert all(-1e-9 <= g.score <= 1 + 1e-9 for g in groups)
    alone = {v.box for v in lesions}
    assert all(max(g.box.width, g.box.height) <= 50 for g in groups if g.box not in alone)
    assert merged(lesions, gap_px=8, limit_px=50) == groups


def test_a_ring_of_exudates_is_no_single_box() -> None:
    ring = [lesion(500 + x, 500 + y) for x, y in zip(range(0, 400, 22), [0] * 19, strict=True)]
    marks = proposals_of(finding(*ring), width_px=1000)
    assert len(marks) > 3
    assert max(mark.box.width for mark in marks) <= 80


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and outer.right >= inner.right
        and outer.bottom >= inner.bottom
    )


def test_width_as_far_as_it_is_told() -> None:
    quality = Quality(1, gradable=True)
    assert width_of(Finding(quality)) is None
    assert width_of(finding()) == 1000
    circle = FieldCircle(10, 10, 10, 3000, 2000)
    assert width_of(Finding(quality, field_of_view=circle)) == 3000
