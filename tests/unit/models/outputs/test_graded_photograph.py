"""From photograph to grades, maps and regions."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from retinaview.core.errors import ModelError
from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.dispatch import GradedPhotograph, grade_photograph
from retinaview.models.preprocessing import Preprocessing

Image = NDArray[np.uint8]
PREPROCESSING = Preprocessing(160, canvas="square", colour="local")


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float] = (150.0, 100.0)
    radius_px: float = 120.0


@pytest.fixture(scope="module")
def network() -> ZoomInNet:
    torch.manual_seed(1)
    small: dict[str, Any] = {
        "trunk": "resnet18d",
        "feature_channels": None,
        "attention_channels": 16,
        "crop_trunk": "test_resnet",
    }
    return ZoomInNet(**small, dme_grades=3).eval()


@pytest.fixture(scope="module")
def photograph() -> Image:
    """A cut disc: 200 px high where the field of view has a diameter of 240 px."""
    image = np.random.default_rng(0).integers(40, 120, (200, 300, 3), dtype=np.uint8)
    rows, columns = np.ogrid[:200, :300]
    image[(rows - 100) ** 2 + (columns - 150) ** 2 > 120**2] = 0
    return image


def graded(network: ZoomInNet, photograph: Image, **changes: Any) -> GradedPhotograph:
    grade_options = replace(GradeOptions(), **changes)
    return grade_photograph(network, PREPROCESSING, grade_options, photograph, Disc())


def test_probabilities_maps_and_extent(network: ZoomInNet, photograph: Image) -> None:
    found = graded(network, photograph)
    assert found.dr.shape == (5,)
    assert found.dme.shape == (3,)
    assert found.dr.sum() == pytest.approx(1.0, abs=1e-5)
    assert found.dme.sum() == pytest.approx(1.0, abs=1e-5)
    assert found.gated.shape == (5, 5, 5)
    assert (found.extent.x, found.extent.y) == pytest.approx((30.0, -20.0), abs=1.0)
    assert (found.extent.width, found.extent.height) == pytest.approx((240.0, 240.0), abs=2.0)


def test_response_peaks_at_the_probability_of_retinopathy(
    network: ZoomInNet, photograph: Image
) -> None:
    found = graded(network, photograph)
    assert found.response.min() >= 0
    if found.response.any():
        assert found.response.max() == pytest.approx(found.dr[1:].sum(), abs=1e-5)


@pytest.mark.parametrize("response", ["expected", "predicted"])
def test_regions_lie_in_the_photograph_and_are_ranked(
    network: ZoomInNet, photograph: Image, response: Any
) -> None:
    # A positive score everywhere makes every gated map positive.
    network.attention.score.bias.data.fill_(20.0)
    regions = graded(network, photograph, response=response, region_share=0.25).regions
    assert 1 <= len(regions) <= 4
    assert [region.rank for region in regions] == list(range(1, len(regions) + 1))
    scores = [region.score for region in regions]
    assert scores == sorted(scores, reverse=True)
    for region in regions:
        assert region.box.x >= 0
        assert region.box.y >= 0
        assert region.box.right <= 300
        assert region.box.bottom <= 200


def test_a_mirrored_photograph_gives_mirrored_maps_and_equal_grades(
    network: ZoomInNet, photograph: Image
) -> None:
    found = graded(network, photograph)
    mirrored = graded(network, np.ascontiguousarray(photograph[:, ::-1]))
    np.testing.assert_allclose(found.dr, mirrored.dr, atol=0.02)
    np.testing.assert_allclose(found.gated, mirrored.gated[:, :, ::-1], atol=0.05)


def test_the_same_photograph_gives_the_same_answer(network: ZoomInNet, photograph: Image) -> None:
    first, second = graded(network, photograph), graded(network, photograph)
    np.testing.assert_array_equal(first.dr, second.dr)
    assert first.regions == second.regions


def test_a_broken_network_is_refused(photograph: Image) -> None:
    broken = ZoomInNet(trunk="test_resnet", feature_channels=None, crop_trunk=None).eval()
    torch.nn.init.constant_(broken.main.classifier.weight, float("nan"))
    with pytest.raises(ModelError, match="not finite"):
        graded(broken, photograph)
