"""The squares that hold the most lesions, against choices made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.coverage import CLASS_WEIGHTS, coverage_regions
from retinaview.core.field_circle import FieldCircle
from retinaview.core.findings import Lesion
from retinaview.core.geometry import Box, box_array, intersection_area
from retinaview.core.lesions import LesionClass

FIELD = FieldCircle(500, 400, 390, 1000, 800)
HE, EX = LesionClass.HAEMORRHAGE, LesionClass.HARD_EXUDATE


def lesion(x: float, y: float, kind: LesionClass = HE, *, side: float = 10) -> Lesion:
    return Lesion(kind, Box(x, y, side, side), side * side, 0.8)


def test_no_region_where_no_lesion_is_found() -> None:
    assert coverage_regions([], FIELD) == ()
    disc = lesion(300, 300, LesionClass.OPTIC_DISC)
    assert coverage_regions([disc], FIELD) == ()


def test_one_lesion_stands_in_the_middle_of_one_region() -> None:
    (region,) = coverage_regions([lesion(500, 400)], FIELD, share=0.2)
    assert (region.rank, region.score) == (1, 1.0)
    assert region.box.width == pytest.approx(0.2 * 780)
    assert abs(region.box.x + region.box.width / 2 - 505) <= region.box.width / 24
    assert abs(region.box.y + region.box.height / 2 - 405) <= region.box.height / 24


def test_the_square_with_the_most_lesions_comes_first() -> None:
    many = [lesion(300 + 20 * i, 300) for i in range(4)]
    few = [lesion(700, 600), lesion(720, 600)]
    first, second = coverage_regions([*few, *many], FIELD, share=0.2)
    assert all(overlap(first.box, each.box) for each in many)
    assert all(overlap(second.box, each.box) for each in few)
    assert first.score == pytest.approx(4 / 6, abs=1e-6)
    assert first.score + second.score == pytest.approx(1)


def test_a_class_counts_by_its_weight() -> None:
    exudates = [lesion(300, 300, EX), lesion(320, 300, EX)]
    three = [lesion(700, 600), lesion(720, 600), lesion(740, 600)]
    first = coverage_regions([*exudates, *three], FIELD, share=0.2, count=1)[0]
    assert overlap(first.box, three[0].box)
    only = coverage_regions([*exudates, *three], FIELD, share=0.2, count=1, weights={EX: 1.0})[0]
    assert overlap(only.box, exudates[0].box)
    assert CLASS_WEIGHTS[HE] > CLASS_WEIGHTS[EX]


def overlap(one: Box, other: Box) -> bool:
    return bool(intersection_area(box_array([one]), box_array([other])) > 0)


boxes = st.builds(
    lesion,
    st.floats(120, 870),
    st.floats(20, 770),
    st.sampled_from(list(CLASS_WEIGHTS)),
    side=st.floats(1, 60),
)


@given(st.lists(boxes, max_size=30), st.sampled_from([0.1, 0.2, 0.4]), st.integers(1, 4))
def test_regions_lie_inside_and_each_holds_no_more_than_the_one_before(
    lesions: list[Lesion], share: float, count: int
) -> None:
    regions = coverage_regions(lesions, FIELD, share=share, count=count)
    assert len(regions) <= count
    assert bool(regions) == bool(lesions)
    scores = [region.score for region in regions]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1 + 1e-6
    for region in regions:
        assert region.box.x >= 110 - 1e-6
        assert region.box.y >= 10 - 1e-6
        assert region.box.right <= 890 + 1e-6
        assert region.box.bottom <= 790 + 1e-6
    assert regions == coverage_regions(lesions, FIELD, share=share, count=count)


@given(
    st.lists(boxes, min_size=1, max_size=10),
    st.builds(
        FieldCircle,
        st.floats(0, 1000),
        st.floats(0, 800),
        st.floats(200, 900),
        st.just(1000),
        st.just(800),
    ),
)
def test_regions_lie_in_the_photograph_where_the_field_of_view_does_not(
    lesions: list[Lesion], field: FieldCircle
) -> None:
    for region in coverage_regions(lesions, field):
        assert min(region.box.x, region.box.y) >= 0
        assert region.box.right <= 1000 + 1e-6
        assert region.box.bottom <= 800 + 1e-6
