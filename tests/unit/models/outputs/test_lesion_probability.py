from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from retinaview.core.errors import Cancelled
from retinaview.models.outputs.lesion_probability import predict_probability, tile_corners
from retinaview.models.preprocessing import Preprocessing


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float] = (80.0, 60.0)
    radius_px: float = 55.0


class Redness(nn.Module):
    """A pixel's lesion logit is its normalised red; the second class is the opposite."""

    def __init__(self) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.tensor(4.0))

    def forward(self, x: Tensor) -> Tensor:
        return torch.cat([self.gain * x[:, :1], -self.gain * x[:, :1]], dim=1)


def photograph() -> np.ndarray:
    rows, columns = np.mgrid[:120, :160]
    image = np.zeros((120, 160, 3), np.uint8)
    image[(columns - 80) ** 2 + (rows - 60) ** 2 < 55**2] = (60, 60, 60)
    image[50:70, 90:110] = (250, 60, 60)
    return image


@given(
    height=st.integers(16, 300),
    width=st.integers(16, 300),
    tile=st.sampled_from([0, 32, 64]),
    overlap=st.sampled_from([0, 8, 16]),
)
def test_tiles_cover_everything_and_are_never_smaller_than_asked(
    height: int, width: int, tile: int, overlap: int
) -> None:
    rule = Preprocessing(diameter_px=64, tile_px=tile, overlap_px=overlap)
    seen = np.zeros((height, width), int)
    for rows, columns in tile_corners(height, width, rule):
        seen[rows, columns] += 1
        assert rows.stop - rows.start == (min(tile, height) if tile else height)
        assert columns.stop - columns.start == (min(tile, width) if tile else width)
    assert seen.min() >= 1


@pytest.mark.parametrize("tile", [0, 48])
def test_a_lesion_comes_back_at_its_place_in_the_source(tile: int) -> None:
    rule = Preprocessing(
        diameter_px=110, multiple=16, colour="field", tile_px=tile, overlap_px=16 if tile else 0
    )
    found = predict_probability(Redness(), rule, photograph(), Disc())
    assert found.values.dtype == np.float32
    assert found.values.shape == (2, found.frame.canvas_height, found.frame.canvas_width)
    source = found.frame.to_source(found.values[0])
    assert source.shape == (120, 160)
    assert source[53:67, 93:107].min() > 0.95
    assert source[90:100, 60:70].max() < 0.5


def test_tiles_agree_with_the_whole_for_a_network_that_looks_at_single_pixels() -> None:
    whole = Preprocessing(diameter_px=110, multiple=16, colour="field")
    tiled = Preprocessing(diameter_px=110, multiple=16, colour="field", tile_px=48, overlap_px=16)
    first, second = (
        predict_probability(Redness(), rule, photograph(), Disc()).values for rule in (whole, tiled)
    )
    np.testing.assert_allclose(first, second, atol=1e-5)


class LeftEdge(nn.Module):
    """Marks the left half of what it sees."""

    def __init__(self) -> None:
        super().__init__()
        self.gain = nn.Parameter(torch.tensor(50.0))

    def forward(self, x: Tensor) -> Tensor:
        columns = torch.linspace(1, -1, x.shape[3])
        return self.gain * columns.expand(1, 1, x.shape[2], -1)


def test_the_mirror_image_counts_half() -> None:
    rule = Preprocessing(diameter_px=110, multiple=16, mirrored=True)
    values = predict_probability(LeftEdge(), rule, photograph(), Disc()).values[0]
    assert values[55, [20, 90]] == pytest.approx(0.5, abs=1e-3)


def test_nothing_is_found_outside_the_field_of_view() -> None:
    found = predict_probability(Redness(), Preprocessing(diameter_px=110), photograph(), Disc())
    source = found.frame.to_source(found.values[1])
    assert source[60, 80] > 0.5
    assert not source[2:6, 2:20].any()


def test_progress_is_told_and_can_cancel() -> None:
    rule = Preprocessing(diameter_px=110, multiple=16, tile_px=64, overlap_px=16)
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        predict_probability(Redness(), rule, photograph(), Disc(), progress=progress)
    assert told == [(0, 4), (1, 4), (2, 4)]


def test_nothing_is_found_on_the_rim_that_is_left_out() -> None:
    whole, inner = (
        predict_probability(
            Redness().eval(),
            Preprocessing(112, colour="fixed", rim_share=share),
            photograph(),
            Disc(),
        )
        for share in (0.0, 0.2)
    )
    rows, columns = np.nonzero(inner.values.any(axis=0))
    farthest = np.hypot(rows - 55.5, columns - 55.5).max()
    assert farthest == pytest.approx(0.8 * 56, abs=2)
    np.testing.assert_array_equal(whole.values[:, rows, columns], inner.values[:, rows, columns])
