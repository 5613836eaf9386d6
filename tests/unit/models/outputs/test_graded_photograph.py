"""From photograph to grades, maps and regions."""

import json
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from retinaview.core.errors import ModelError, WeightsError
from retinaview.core.geometry import Box
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.dispatch import GradedPhotograph, GradeOptions, grade_photograph
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


def test_reading_survives_a_card() -> None:
    grade_options = GradeOptions(
        temperature=1.7, response="predicted", mirrored=False, lesions=("haemorrhage",)
    )
    assert GradeOptions.from_dict(json.loads(json.dumps(grade_options.to_dict()))) == grade_options


@pytest.mark.parametrize(
    "values",
    [{"response": "loudest"}, {"combination": "max"}, {"heat": 1}, {"lesions": ["freckle"]}],
)
def test_a_wrong_reading_is_named(values: dict[str, Any]) -> None:
    with pytest.raises(WeightsError, match="reading"):
        GradeOptions.from_dict(values)


@dataclass(frozen=True)
class CutDisc(Disc):
    box: Box = Box(30, 0, 240, 200)


def test_black_bars_around_a_cut_circle_do_not_count_as_field(photograph: Image) -> None:
    """The same eye once cut by the sensor, once with bars where it was cut."""
    barred = np.pad(photograph, ((40, 40), (0, 0), (0, 0)))
    disc = CutDisc((150.0, 140.0), box=Box(30, 40, 240, 200))
    _, cut, _ = PREPROCESSING.scale(photograph, CutDisc())
    _, padded, _ = PREPROCESSING.scale(barred, disc)
    _, without_box, _ = PREPROCESSING.scale(barred, Disc((150.0, 140.0)))
    assert np.mean(padded != cut) < 0.01
    assert np.mean(without_box != cut) > 0.05
