"""The camera's disc is found to 2 % of its diameter, whatever is around it or missing of it."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from retinaview.core.geometry import Box
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from tests.shared_data import DATA

Image8 = NDArray[np.uint8]


def disc(
    size: tuple[int, int],
    centre: tuple[float, float],
    radius: float,
    *,
    background: tuple[int, int, int] = (0, 0, 0),
    light: float = 1.0,
    fall_off: float = 0.3,
) -> Image8:
    """An orange disc with a vessel and a bright spot, dimmer to its lower right."""
    height, width = size
    y, x = np.mgrid[:height, :width].astype(np.float32) + 0.5
    shade = 1 - fall_off * np.clip((x + y) / (width + height), 0, 1)
    inside = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 <= radius**2
    tissue = np.array([190, 95, 40], np.float32) * light * shade[..., None]
    noise = np.random.default_rng(7).normal(0, 2, (height, width, 1))
    picture = np.where(inside[..., None], tissue, np.float32(background)) + noise
    picture = np.clip(picture, 0, 255).astype(np.uint8)
    start = (int(centre[0] - 0.5 * radius), int(centre[1]))
    end = (int(centre[0] + 0.5 * radius), int(centre[1] + 0.2 * radius))
    cv2.line(picture, start, end, (int(90 * light), int(30 * light), 15), max(1, int(radius / 40)))
    cv2.circle(picture, start, int(radius / 7), (int(230 * light), int(190 * light), 90), -1)
    return picture


def found(rgb: Image8) -> FieldOfView:
    view = find_field_of_view(rgb)
    assert view is not None
    return view


def assert_same(
    view: FieldOfView, centre: tuple[float, float], radius: float, tolerance: float = 0.02
) -> None:
    assert view.outlined
    assert view.radius_px == pytest.approx(radius, rel=tolerance)
    assert np.hypot(view.centre[0] - centre[0], view.centre[1] - centre[1]) <= tolerance * radius


@settings(max_examples=25, deadline=None)
@given(
    height=st.integers(200, 900),
    aspect=st.floats(1.0, 1.6),
    # Discs of a radius below a fifth of the longer side are not looked for.
    radius=st.floats(0.36, 0.62),
    shift=st.tuples(st.floats(-0.04, 0.04), st.floats(-0.04, 0.04)),
)
def test_any_disc_whole_or_cut(
    height: int, aspect: float, radius: float, shift: tuple[float, float]
) -> None:
    width = int(height * aspect)
    centre = (width * (0.5 + shift[0]), height * (0.5 + shift[1]))

    view = found(disc((height, width), centre, radius * height))

    assert_same(view, centre, radius * height)
    assert (view.width, view.height) == (width, height)


@pytest.mark.parametrize("light", [1.0, 0.5, 0.2, 0.08])
def test_dark_photographs(light: float) -> None:
    assert_same(found(disc((480, 640), (320, 240), 260, light=light)), (320, 240), 260)


@pytest.mark.parametrize(
    "background", [(0, 0, 0), (12, 10, 14), (35, 0, 40), (255, 255, 255), (0, 0, 200), (90, 90, 90)]
)
def test_backgrounds(background: tuple[int, int, int]) -> None:
    rgb = disc((480, 640), (320, 240), 230, background=background)

    assert_same(found(rgb), (320, 240), 230)


def test_uneven_light() -> None:
    assert_same(found(disc((500, 500), (250, 250), 240, fall_off=0.95)), (250, 250), 240)


def test_light_scattered_around_the_disc_does_not_widen_it() -> None:
    rgb = disc((500, 600), (300, 250), 230).astype(np.float32)
    glow = cv2.GaussianBlur(rgb, (0, 0), 25) * 0.3

    assert_same(found(np.clip(rgb + glow, 0, 255).astype(np.uint8)), (300, 250), 230)


def test_a_notch_and_text_beside_the_disc() -> None:
    rgb = disc((500, 700), (350, 250), 235)
    cv2.rectangle(rgb, (575, 150), (605, 200), (190, 95, 40), -1)
    cv2.putText(rgb, "OD 45deg", (5, 40), cv2.FONT_HERSHEY_SIMPLEX, 0.8, (255, 255, 255), 2)
    cv2.putText(rgb, "2024-05-01", (5, 490), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (255, 255, 0), 1)

    view = found(rgb)

    assert_same(view, (350, 250), 235)
    assert view.box.right == pytest.approx(585, abs=4)


def test_letterboxed_disc() -> None:
    rgb = disc((500, 600), (300, 250), 260)
    rgb[:60] = 0
    rgb[430:] = 0

    view = found(rgb)

    assert_same(view, (300, 250), 260)
    assert view.box.y == pytest.approx(60, abs=3)
    assert view.box.bottom == pytest.approx(430, abs=3)


@pytest.mark.parametrize("page", [(255, 255, 255), (40, 60, 90)])
def test_a_black_framed_photograph_on_a_page(page: tuple[int, int, int]) -> None:
    picture = np.full((700, 800, 3), page, np.uint8)
    picture[120:600, 70:710] = disc((480, 640), (320, 240), 220)

    assert_same(found(picture), (390, 360), 220)


def test_a_crop_that_fills_the_frame_has_the_disc_around_it() -> None:
    rgb = disc((400, 400), (200, 200), 1000)

    view = found(rgb)

    assert not view.outlined
    assert view.box == Box(0, 0, 400, 400)
    assert view.diameter_px == pytest.approx(400 * np.sqrt(2))
    assert view.mask().all()


@pytest.mark.parametrize("value", [0, 3, 128, 255])
def test_nothing_there(value: int) -> None:
    noise = np.random.default_rng(0).integers(0, 3, (300, 400, 3))

    assert find_field_of_view(np.clip(value + noise, 0, 255).astype(np.uint8)) is None


@pytest.mark.parametrize("size", [(32, 32), (32, 400), (400, 32)])
def test_the_smallest_photographs_do_not_fail(size: tuple[int, int]) -> None:
    rgb = np.random.default_rng(0).integers(0, 256, (*size, 3), dtype=np.uint8)

    view = found(rgb)

    assert view.box.clipped(view.width, view.height) == view.box


def test_size_does_not_matter() -> None:
    small = found(disc((300, 400), (200, 150), 140))
    large = found(disc((1500, 2000), (1000, 750), 700))

    assert large.diameter_px / small.diameter_px == pytest.approx(5, rel=0.01)


def test_turning_the_photograph_turns_the_disc() -> None:
    rgb = disc((400, 560), (260, 190), 215)
    view, turned = found(rgb), found(np.ascontiguousarray(rgb[:, ::-1].swapaxes(0, 1)))

    assert turned.radius_px == pytest.approx(view.radius_px, rel=0.005)
    assert turned.centre[0] == pytest.approx(view.centre[1], abs=2)
    assert turned.centre[1] == pytest.approx(560 - view.centre[0], abs=2)


def test_mask_and_area_agree_with_the_circle() -> None:
    whole = FieldOfView(300, 200, Box(50, 0, 200, 200), (150, 100), 100)
    cut = FieldOfView(300, 200, Box(50, 0, 200, 100), (150, 100), 100)

    assert whole.mask().shape == (200, 300)
    assert whole.area_px == pytest.approx(np.pi * 100**2, rel=0.002)
    assert cut.area_px == pytest.approx(np.pi * 100**2 / 2, rel=0.002)
    assert not cut.mask()[100:].any()
    assert whole.diameter_px == 200


def test_the_area_of_a_large_disc_is_that_of_its_mask() -> None:
    view = FieldOfView(4288, 2848, Box(280, 0, 3410, 2848), (1985, 1420), 1705)

    assert view.area_px == pytest.approx(np.count_nonzero(view.mask()), rel=0.001)


@pytest.mark.data
@pytest.mark.skipif(not DATA.is_dir(), reason="real photographs are absent")
def test_one_camera_has_one_diameter() -> None:
    folder = DATA / "idrid" / "segmentation" / "train" / "images"
    views = [
        found(np.asarray(cv2.imread(str(path), cv2.IMREAD_COLOR_RGB), dtype=np.uint8))
        for path in sorted(folder.glob("*.jpg"))[5:11]
    ]

    assert all(view.diameter_px == pytest.approx(3409, rel=0.01) for view in views)
