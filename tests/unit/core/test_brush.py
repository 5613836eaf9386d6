import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retinaview.core.brush import snapped, stroke
from retinaview.core.mask import Mask


def test_the_smallest_brush_is_the_pixel_under_the_pointer() -> None:
    assert stroke([(3.9, 7.1)], 1) == Mask(3, 7, 1, 1, (0, 1))
    assert stroke([(3.9, 7.1)], 2) == Mask(3, 6, 2, 2, (0, 4))


def test_a_line_of_the_brush() -> None:
    assert stroke([(1.5, 1.5), (5.5, 1.5)], 3) == Mask(0, 0, 7, 3, (0, 21))


@given(
    st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=1, max_size=5),
    st.integers(1, 30),
)
def test_every_dot_of_the_way_is_painted(way: list[tuple[float, float]], diameter: int) -> None:
    painted = stroke(way, diameter)
    for point in way:
        dot = stroke([point], diameter)
        assert dot.without(painted) is None
    area = stroke([(0.0, 0.0)], diameter).area_px
    assert np.pi / 4 * (diameter - 1) ** 2 <= area <= np.pi / 4 * (diameter + 1) ** 2


@given(
    st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=1, max_size=4),
    st.integers(1, 12),
)
def test_a_stroke_has_every_pixel_within_half_its_width_of_the_way(
    way: list[tuple[float, float]], diameter: int
) -> None:
    found = stroke(way, diameter).within(-40, -40, 80, 80)
    centres = np.stack(np.meshgrid(np.arange(-40, 40), np.arange(-40, 40)), axis=-1) + 0.5
    dots = [np.array(snapped(point, diameter)) for point in way]
    nearest = np.full((80, 80), np.inf)
    for a, b in zip(dots, dots[1:] or dots, strict=False):
        along = ((centres - a) @ (b - a)) / max(float((b - a) @ (b - a)), 1e-9)
        foot = a + np.clip(along, 0, 1)[..., None] * (b - a)
        nearest = np.minimum(nearest, np.linalg.norm(centres - foot, axis=-1))
    assert found[nearest < diameter / 2 - 1e-6].all()
    assert not found[nearest > diameter / 2 + 1e-6].any()
