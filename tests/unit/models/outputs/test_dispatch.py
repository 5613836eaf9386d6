"""Every grading architecture, from a photograph to the same few things."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import nn

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.gradcam_network import GradCamNetwork
from retinaview.models.outputs.dispatch import GradedPhotograph, grade_photograph
from retinaview.models.outputs.grad_cam import grad_cam
from retinaview.models.outputs.response import NetworkInput
from retinaview.models.precision import in_precision
from retinaview.models.preprocessing import Preprocessing

Image = NDArray[np.uint8]
PREPROCESSING = Preprocessing(128, canvas="square", colour="field")
TINY = {"trunk": "test_resnet"}
SUNET = {**TINY, "channels": 8}
NETWORKS: dict[str, dict[str, Any]] = {
    "zoom-in-net": {
        **TINY,
        "feature_channels": None,
        "attention_channels": 8,
        "dme_grades": 3,
        "crop_trunk": None,
        "pair": False,
    },
    "at-net": TINY,
    "sea-net": TINY,
    "sunet": SUNET,
    "sunet-dr": SUNET,
    "sunet-dme": SUNET,
    "sunet-dme-regularised": SUNET,
    "sunet-early": TINY,
    "gradcam-vgg16": {},
}


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float] = (150.0, 100.0)
    radius_px: float = 120.0


def build(name: str) -> nn.Module:
    torch.manual_seed(2)
    network = registry.build(name, **NETWORKS[name]).eval()
    if isinstance(network, GradCamNetwork):  # one convolution in VGG's place, for speed
        network.features = nn.Sequential(nn.Conv2d(3, 512, 16, stride=16), nn.ReLU(inplace=True))
    return network


@pytest.fixture(scope="module", params=sorted(NETWORKS))
def network(request: pytest.FixtureRequest) -> nn.Module:
    return build(request.param)


@pytest.fixture(scope="module")
def photograph() -> Image:
    """A cut disc: 200 px high where the field of view has a diameter of 240 px."""
    image = np.random.default_rng(0).integers(40, 120, (200, 300, 3), dtype=np.uint8)
    rows, columns = np.ogrid[:200, :300]
    image[(rows - 100) ** 2 + (columns - 150) ** 2 > 120**2] = 0
    return image


def graded(network: nn.Module, rgb: Image, fov: Disc | None = None, **how: Any) -> GradedPhotograph:
    grade_options = replace(GradeOptions(), **how)
    return grade_photograph(network, PREPROCESSING, grade_options, rgb, fov or Disc())


def assert_sound(found: GradedPhotograph, width: int, height: int) -> None:
    """What every answer keeps to, whatever the photograph is."""
    assert len(found.dr) in (0, 5)
    for probabilities in (found.dr, found.dme):
        if probabilities is not None and len(probabilities):
            assert probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert 0 <= found.response.min() <= found.response.max() <= 1 + 1e-6
    assert np.isfinite(found.gated).all()
    assert len(found.regions) <= 4
    for rank, region in enumerate(found.regions, start=1):
        assert region.rank == rank
        assert region.box.clipped(width, height) == region.box


@pytest.mark.parametrize("bfloat16", [False, True])
def test_every_network_gives_the_same_few_things(
    network: nn.Module, photograph: Image, bfloat16: bool
) -> None:
    with in_precision(network, bfloat16=bfloat16):
        found = graded(network, photograph)
    assert_sound(found, 300, 200)
    assert found.response.ndim == 2
    assert found.together is False


def test_a_mirrored_photograph_gives_mirrored_answers(
    network: nn.Module, photograph: Image
) -> None:
    found = graded(network, photograph)
    mirrored = graded(network, np.ascontiguousarray(photograph[:, ::-1]))
    np.testing.assert_allclose(found.dr, mirrored.dr, atol=0.02)
    scale = max(float(np.abs(found.response).max()), 1e-3)
    np.testing.assert_allclose(found.response, mirrored.response[:, ::-1], atol=0.1 * scale)


def test_a_black_photograph_has_an_answer(network: nn.Module) -> None:
    assert_sound(graded(network, np.zeros((200, 300, 3), np.uint8)), 300, 200)


def test_a_photograph_smaller_than_the_stride_is_enlarged(network: nn.Module) -> None:
    """Scale is the field's diameter, so a network always sees an input of its own size."""
    speck = np.random.default_rng(1).integers(0, 255, (9, 12, 3), dtype=np.uint8)
    found = graded(network, speck, Disc((6.0, 4.5), 5.0))
    assert_sound(found, 12, 9)
    assert found.response.size > 1


def test_an_input_that_the_stride_does_not_divide_is_refused(photograph: Image) -> None:
    odd = replace(PREPROCESSING, diameter_px=100)
    with pytest.raises(ModelError, match="multiples of 32"):
        grade_photograph(build("sunet"), odd, GradeOptions(), photograph, Disc())


def test_what_is_not_finite_is_refused(network: nn.Module, photograph: Image) -> None:
    saved = {name: weight.clone() for name, weight in network.state_dict().items()}
    try:
        for weight in network.parameters():
            nn.init.constant_(weight, float("nan"))
        with pytest.raises(ModelError, match="not finite"):
            graded(network, photograph)
    finally:
        network.load_state_dict(saved)


def test_a_network_of_another_task_is_refused(photograph: Image) -> None:
    with pytest.raises(ModelError, match="GANet"):
        graded(registry.build("ganet", groups=4, widths=[4, 8, 8]).eval(), photograph)


def test_sea_net_shows_its_sigmoid(photograph: Image) -> None:
    network = build("sea-net")
    found = graded(network, photograph, mirrored=False)
    network_input = NetworkInput.of(PREPROCESSING, photograph, Disc())
    with torch.inference_mode():
        output = network(torch.from_numpy(network_input.image)[None])
    np.testing.assert_allclose(found.response, output.attention[0, 0].numpy(), atol=1e-5)
    np.testing.assert_allclose(found.dr, torch.softmax(output.logits[0], 0).numpy(), atol=1e-5)
    assert len(found.gated) == 0
    assert found.dme is None
    assert found.lesions is None


def test_sunet_gives_two_diseases_and_lesions(photograph: Image) -> None:
    network = build("sunet")
    found = graded(network, photograph, mirrored=False, temperature=2.0, dme_temperature=0.5)
    network_input = NetworkInput.of(PREPROCESSING, photograph, Disc())
    with torch.inference_mode():
        output = network(torch.from_numpy(network_input.image)[None])
    np.testing.assert_allclose(found.dr, torch.softmax(output.dr.logits[0] / 2, 0), atol=1e-5)
    assert found.dme is not None
    np.testing.assert_allclose(found.dme, torch.softmax(output.dme.logits[0] * 2, 0), atol=1e-5)
    np.testing.assert_allclose(found.gated, output.dr.maps[0], atol=1e-5)
    np.testing.assert_allclose(found.dme_maps, output.dme.maps[0], atol=1e-5)
    assert found.lesions is not None
    assert found.lesions.shape == (4, 128, 128)
    lesions = torch.softmax(output.lesions[0], 0)[1:].numpy()
    np.testing.assert_allclose(found.lesions, lesions * network_input.field, atol=1e-5)


def test_ablations_of_sunet_leave_out_what_they_have_not(photograph: Image) -> None:
    retinopathy = graded(build("sunet-dr"), photograph)
    assert (retinopathy.dme, retinopathy.lesions) == (None, None)
    assert len(retinopathy.dme_maps) == 0
    oedema = graded(build("sunet-dme"), photograph)
    assert len(oedema.dr) == len(oedema.gated) == 0
    assert oedema.dme is not None
    if oedema.response.any():
        assert oedema.response.max() == pytest.approx(oedema.dme[1:].sum(), abs=1e-5)
    regularised = graded(build("sunet-dme-regularised"), photograph)
    assert len(regularised.dr) == 0
    assert regularised.lesions is not None


def test_grad_cam_networks_show_the_equations_maps(photograph: Image) -> None:
    network = build("gradcam-vgg16")
    found = graded(network, photograph, mirrored=False)
    image = torch.from_numpy(NetworkInput.of(PREPROCESSING, photograph, Disc()).image)[None]
    explained = grad_cam(network, image, layer=network.get_submodule("features"))
    np.testing.assert_allclose(found.gated, explained.maps[0], atol=1e-6)
    assert found.gated.shape[0] == 5
    # The features lead to the logits by a mean and a linear layer, whose gradient is its weight.
    with torch.no_grad():
        features = network.get_submodule("features")(image)[0]
    weights = network.get_parameter("classifier.weight").detach() / features[0].numel()
    by_hand = torch.relu(torch.einsum("gk,khw->ghw", weights, features))
    np.testing.assert_allclose(found.gated, by_hand, atol=1e-6)


def test_grad_cam_works_from_within_inference_mode(photograph: Image) -> None:
    network = build("gradcam-vgg16")
    outside = graded(network, photograph)
    with torch.inference_mode():
        inside = graded(network, photograph)
    np.testing.assert_array_equal(outside.gated, inside.gated)


def test_the_predicted_response_is_that_of_the_likeliest_disease(photograph: Image) -> None:
    network = build("sunet")
    found = graded(network, photograph, response="predicted")
    wanted = np.maximum(found.gated[1 + int(found.dr[1:].argmax())], 0)
    if wanted.any():
        np.testing.assert_allclose(
            found.response, wanted / wanted.max() * found.dr[1:].sum(), atol=1e-5
        )


def test_regions_can_be_sought_in_the_network_s_own_lesion_map(photograph: Image) -> None:
    network = build("sunet")
    found = graded(network, photograph, response="lesions")
    assert found.lesions is not None
    anything = found.lesions.sum(axis=0)
    assert np.corrcoef(found.response.ravel(), anything.ravel())[0, 1] > 0.999
    assert found.response.max() == pytest.approx(found.dr[1:].sum(), abs=1e-5)
    middle = found.regions[0]
    assert middle.rank == 1


def test_without_a_lesion_map_the_maps_of_the_grades_stand_in(photograph: Image) -> None:
    network = build("sunet-dr")
    sought, expected = (
        graded(network, photograph, response=name) for name in ("lesions", "expected")
    )
    np.testing.assert_array_equal(sought.response, expected.response)
