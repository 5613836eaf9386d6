"""The geometry of the link: there and back, nasal to nasal, equally large."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.field_circle import FieldCircle
from retinaview.ui.layouts.link import Link, RegisteredLink, Viewpoint, frames

places = st.builds(
    Viewpoint, st.floats(-4000, 8000), st.floats(-4000, 8000), st.floats(0.02, 40, exclude_min=True)
)


@st.composite
def circles(draw: st.DrawFn) -> FieldCircle:
    width, height = draw(st.integers(50, 6000)), draw(st.integers(50, 6000))
    x, y = (draw(st.floats(-0.2, 1.2)) for _ in range(2))
    radius = draw(st.floats(0.1, 1.0)) * max(width, height)
    return FieldCircle(x * width, y * height, radius, width, height)


@st.composite
def links(draw: st.DrawFn) -> Link:
    return Link(draw(circles()), draw(circles()), draw(st.booleans()))


@given(places, links())
def test_there_and_back_is_the_same_place(place: Viewpoint, link: Link) -> None:
    back = link.inverse.place(link.place(place))
    assert (back.x, back.y, back.zoom) == pytest.approx(
        (place.x, place.y, place.zoom), rel=1e-6, abs=1e-4
    )


@given(places, circles())
def test_one_photograph_is_linked_to_itself_unchanged(
    place: Viewpoint, circle: FieldCircle
) -> None:
    same = Link(circle, circle).place(place)
    assert (same.x, same.y, same.zoom) == pytest.approx((place.x, place.y, place.zoom), abs=1e-6)


@given(places, links())
def test_the_field_of_view_is_equally_large_on_both_screens(place: Viewpoint, link: Link) -> None:
    there = link.place(place)
    assert there.zoom * link.target.radius == pytest.approx(place.zoom * link.source.radius)


@given(places, links())
def test_a_point_keeps_its_distance_from_the_middle_of_the_retina(
    place: Viewpoint, link: Link
) -> None:
    source, target = link.source, link.target
    x, y = link.point(place.x, place.y)
    reach = math.hypot(place.x - source.cx, place.y - source.cy) / source.radius
    assert math.hypot(x - target.cx, y - target.cy) / target.radius == pytest.approx(reach)


@given(st.floats(-1, 1), st.floats(-1, 1), circles(), circles())
def test_mirroring_swaps_left_and_right_alone(
    across: float, down: float, source: FieldCircle, target: FieldCircle
) -> None:
    at = source.cx + across * source.radius, source.cy + down * source.radius
    plain, mirrored = Link(source, target).point(*at), Link(source, target, True).point(*at)
    assert plain[1] == mirrored[1]
    assert plain[0] - target.cx == pytest.approx(-(mirrored[0] - target.cx), abs=1e-6)


def test_nasal_meets_nasal() -> None:
    """The disc lies at the right of a right eye and at the left of a left eye."""
    right, left = FieldCircle(500, 400, 400, 1000, 800), FieldCircle(300, 200, 200, 600, 400)
    assert Link(right, left, mirrored=True).point(820, 390) == (140, 195)
    assert Link(right, left).point(820, 390) == (460, 195)


def test_fields_of_view_count_only_where_both_are_known() -> None:
    field, sizes = FieldCircle(500, 400, 300, 1000, 800), ((1000, 800), (600, 400))
    other = FieldCircle(300, 200, 150, 600, 400)
    assert frames(field, other, sizes=sizes) == (field, other)
    for first, second in ((field, None), (None, other), (None, None)):
        whole = frames(first, second, sizes=sizes)
        assert [(c.cx, c.cy) for c in whole] == [(500, 400), (300, 200)]
        assert whole[0].radius / whole[1].radius == pytest.approx(math.hypot(1000, 800) / 721.11)


@given(places, st.floats(-0.6, 0.6), st.floats(0.5, 2), st.floats(-900, 900), st.floats(-900, 900))
def test_a_registered_link_leads_there_and_back_equally_large(
    place: Viewpoint, turned: float, scale: float, across: float, down: float
) -> None:
    cosine, sine = scale * math.cos(turned), scale * math.sin(turned)
    link = RegisteredLink(((cosine, -sine, across), (sine, cosine, down)))
    there = link.place(place)
    back = link.inverse.place(there)
    assert (back.x, back.y, back.zoom) == pytest.approx((place.x, place.y, place.zoom), abs=1e-6)
    assert there.zoom * scale == pytest.approx(place.zoom)
