"""Places at high responses of one photograph, and the features there."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from retinaview.core.cancel import CancelToken
from retinaview.core.errors import Cancelled, ModelError, ReadError, WeightsError
from retinaview.core.geometry import Box
from retinaview.imaging.field_of_view import FieldOfView, find_field_of_view
from retinaview.imaging.photograph import Photograph
from retinaview.inference.device import Device
from retinaview.inference.discovery import PlaceFinder, PlaceSearch, places_of
from retinaview.models.network_table import DEFAULT_GRADER
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.phantoms import make_phantom

CPU = Device("cpu", "CPU (float32)", "float32")
FOV = FieldOfView(1000, 800, Box(100, 0, 800, 800), (500.0, 400.0), 400.0)
ANY = PlaceSearch(least_retinopathy=0, least_probability=0)


def graded(
    *peaks: tuple[int, int, int, float], dr: tuple[float, ...] = (0.1, 0.05, 0.6, 0.2, 0.05)
) -> GradedPhotograph:
    """Maps of 8 x 8 cells of 100 px over the field, with peaks at (grade, row, column)."""
    gated = np.full((5, 8, 8), -1.0, np.float32)
    for grade, row, column, height in peaks:
        gated[grade, row, column] = height
    return GradedPhotograph(
        dr=np.array(dr, np.float32),
        dme=None,
        gated=gated,
        response=np.zeros((8, 8), np.float32),
        extent=Box(100, 0, 800, 800),
        regions=(),
    )


def cells(height: int = 8, width: int = 8) -> np.ndarray:
    """Features that say where they are: channel 0 the row, channel 1 the column."""
    return np.stack(np.mgrid[:height, :width]).astype(np.float32)


def test_peaks_of_the_probable_grades_are_places_the_strongest_first() -> None:
    found = places_of(
        graded((2, 3, 4, 8.0), (2, 6, 2, 4.0), (3, 5, 5, 9.0), (4, 1, 3, 99.0)),
        cells(),
        FOV,
        PlaceSearch(),
    )
    assert found.features.tolist() == [[3, 4], [6, 2], [5, 5]]
    assert found.responses == pytest.approx((0.6, 0.3, 0.2))
    assert found.boxes[0] == Box(510, 310, 80, 80)  # a tenth of the field around (550, 350)


def test_what_lies_below_the_share_of_the_peak_is_no_place() -> None:
    maps = graded((2, 3, 4, 10.0), (2, 6, 2, 1.5))
    assert len(places_of(maps, cells(), FOV, PlaceSearch(share=0.1)).boxes) == 2
    assert len(places_of(maps, cells(), FOV, PlaceSearch(share=0.2)).boxes) == 1
    assert len(places_of(maps, cells(), FOV, PlaceSearch(count=1)).boxes) == 1


def test_a_photograph_without_retinopathy_has_none() -> None:
    healthy = graded((2, 3, 4, 10.0), dr=(0.7, 0.1, 0.2, 0.0, 0.0))
    found = places_of(healthy, cells(), FOV, PlaceSearch())
    assert (found.boxes, found.responses, found.features.shape) == ((), (), (0, 2))


def test_a_place_that_two_grades_share_counts_once() -> None:
    found = places_of(graded((2, 3, 4, 1.0), (3, 3, 4, 1.0)), cells(), FOV, PlaceSearch())
    assert found.responses == pytest.approx((0.6,))


def test_nothing_is_sought_outside_the_field_of_view() -> None:
    assert places_of(graded((2, 0, 0, 10.0)), cells(), FOV, PlaceSearch()).boxes == ()


def test_features_on_a_finer_grid_are_taken_at_the_same_place() -> None:
    found = places_of(graded((2, 3, 4, 1.0)), cells(16, 16), FOV, PlaceSearch())
    assert found.features.tolist() == [[7, 9]]


def test_patches_at_the_rim_are_pushed_into_the_photograph() -> None:
    search = PlaceSearch(patch_share=0.5)
    (box,) = places_of(graded((2, 0, 3, 1.0)), cells(), FOV, search).boxes
    assert (box.y, box.width, box.height) == (0, 400, 400)


def test_a_network_without_maps_per_grade_is_asked_where_it_seeks_regions() -> None:
    response = np.zeros((8, 8), np.float32)
    response[2, 5] = 0.7
    maps = replace(graded(), gated=np.zeros((0, 8, 8), np.float32), response=response)
    found = places_of(maps, cells(), FOV, PlaceSearch())
    assert found.features.tolist() == [[2, 5]]
    assert found.responses == pytest.approx((0.7,))


@pytest.fixture(scope="module")
def photograph() -> Photograph:
    rgb = make_phantom(3, height_px=320).rgb
    return Photograph(Path("P.png"), rgb, 8, "0" * 64)


def test_a_network_finds_places_in_a_photograph(tiny_weights: Path, photograph: Photograph) -> None:
    finder = PlaceFinder(weights_folder=tiny_weights, device=CPU, search=ANY)
    assert finder.identity.name == DEFAULT_GRADER
    places = finder.find(photograph)
    again = PlaceFinder(weights_folder=tiny_weights, device=CPU, search=ANY).find(photograph)
    assert 1 <= len(places.boxes) == len(places.features) <= ANY.count
    assert places.boxes == again.boxes
    np.testing.assert_array_equal(places.features, again.features)
    fov = find_field_of_view(photograph.rgb)
    assert fov is not None
    for box in places.boxes:
        assert box.width == pytest.approx(0.1 * fov.diameter_px)
        assert min(box.x, box.y) >= 0
        assert box.right <= photograph.width + 1e-6
        assert box.bottom <= photograph.height + 1e-6


def test_no_fundus_is_refused_and_a_stop_is_heard(
    tiny_weights: Path, photograph: Photograph
) -> None:
    finder = PlaceFinder(weights_folder=tiny_weights, device=CPU, search=ANY)
    grey = replace(photograph, rgb=np.full((64, 64, 3), 128, np.uint8))
    with pytest.raises(ReadError, match=r"P\.png: is not used \("):
        finder.find(grey)
    stopped = CancelToken()
    stopped.cancel()
    with pytest.raises(Cancelled):
        finder.find(photograph, cancel=stopped)


def test_wrong_weights_are_refused_before_anything_runs(tiny_weights: Path) -> None:
    with pytest.raises(ModelError, match="ganet is not a grading network"):
        PlaceFinder("ganet", weights_folder=tiny_weights)
    with pytest.raises(WeightsError, match="no weights 'nosuch'"):
        PlaceFinder("nosuch", weights_folder=tiny_weights)


def test_importing_it_does_not_import_torch() -> None:
    script = (
        "import sys, retinaview.inference.discovery, retinaview.batch.discovery; "
        "sys.exit(bool({'torch', 'sklearn'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
