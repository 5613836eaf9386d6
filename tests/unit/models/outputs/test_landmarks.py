"""From the landmark network's logits to places in the photograph."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models.outputs.landmarks import find_landmarks, places_of
from retinaview.models.preprocessing import Preprocessing


class Peaks(nn.Module):
    """Stands in for the network: one cell of each map is likely, or none."""

    def __init__(
        self, disc: tuple[int, int], fovea: tuple[int, int], *, absent: float = -9.0
    ) -> None:
        super().__init__()
        self._cells, self._absent = (disc, fovea), absent

    def forward(self, image: Tensor) -> tuple[Tensor, Tensor]:
        maps = torch.full((1, 2, image.shape[2] // 8, image.shape[3] // 8), -9.0)
        for index, (row, column) in enumerate(self._cells):
            maps[0, index, row, column] = 9.0
        return maps, torch.full((1, 2), self._absent)


class _Circle:
    centre, radius_px = (240.0, 160.0), 160.0


def test_places_are_in_source_pixels() -> None:
    rgb = np.full((320, 480, 3), 90, np.uint8)
    scale = Preprocessing(64, canvas="square")
    found = find_landmarks(Peaks((3, 1), (4, 6)), scale, rgb, _Circle())
    # A cell is 8 of the canvas's 64 px, thus 40 of the source's, which begin at x = 80.
    assert (found.disc.x, found.disc.y) == pytest.approx((80 + 60, 140), abs=0.5)
    assert (found.fovea.x, found.fovea.y) == pytest.approx((80 + 260, 180), abs=0.5)
    assert found.disc.is_found
    assert found.laterality == "OS"


def test_an_absent_landmark_is_not_found() -> None:
    rgb = np.full((320, 480, 3), 90, np.uint8)
    network = Peaks((3, 1), (4, 6), absent=15.0)
    found = find_landmarks(network, Preprocessing(64, canvas="square"), rgb, _Circle())
    assert not found.disc.is_found
    assert found.laterality is None


def test_the_image_goes_where_the_network_is() -> None:
    seen: list[torch.device] = []
    network = Peaks((3, 1), (4, 6))
    network.weight = nn.Parameter(torch.empty(1, device="meta"))
    network.register_forward_pre_hook(lambda _module, inputs: seen.append(inputs[0].device))
    rgb = np.full((320, 480, 3), 90, np.uint8)
    find_landmarks(network, Preprocessing(64, canvas="square"), rgb, _Circle())
    assert seen == [torch.device("meta")]


def test_a_place_between_cells_is_averaged_and_a_far_peak_is_not() -> None:
    maps = torch.full((1, 1, 10, 20), -20.0)
    maps[0, 0, 5, 4] = maps[0, 0, 5, 5] = 5.0
    maps[0, 0, 0, 19] = 4.0
    places, confidence = places_of(maps, torch.tensor([[-20.0]]))
    assert places[0, 0].tolist() == pytest.approx([5 / 20, 5.5 / 10], abs=1e-4)
    shares = np.exp([5, 5, 4])
    assert confidence.item() == pytest.approx(shares[:2].sum() / shares.sum(), rel=1e-4)


def test_an_answer_that_is_not_finite_is_an_error() -> None:
    rgb = np.full((320, 480, 3), 90, np.uint8)
    network = Peaks((3, 1), (4, 6), absent=float("nan"))
    with pytest.raises(ModelError, match="disc and fovea are not finite"):
        find_landmarks(network, Preprocessing(64, canvas="square"), rgb, _Circle())
