"""Zoom-in-Net's heads together: which look, which count, and both eyes."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from retinaview.core.errors import ModelError
from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.outputs.array_cache import ArrayCache
from retinaview.models.outputs.dispatch import grade_photograph
from retinaview.models.outputs.graded_photograph import GradedPhotograph
from retinaview.models.outputs.zoom_in_net import combine_heads
from retinaview.models.preprocessing import Preprocessing

Image = NDArray[np.uint8]
PREPROCESSING = Preprocessing(64, canvas="square", colour="local")
SMALL: dict[str, Any] = {
    "trunk": "test_resnet",
    "feature_channels": None,
    "attention_channels": 8,
    "crop_trunk": "test_resnet",
}
ONE_EYE = {"main", "attention", "crop", "pair"}


@dataclass(frozen=True)
class Disc:
    centre: tuple[float, float] = (70.0, 60.0)
    radius_px: float = 58.0


@pytest.fixture(scope="module")
def network() -> ZoomInNet:
    torch.manual_seed(1)
    return ZoomInNet(**SMALL, dme_grades=3).eval()


def photograph(seed: int) -> Image:
    return np.random.default_rng(seed).integers(40, 200, (120, 140, 3), dtype=np.uint8)


def grade(network: ZoomInNet, seed: int = 0, **options: Any) -> GradedPhotograph:
    fellow = options.pop("fellow", None)
    grade_options = replace(GradeOptions(), **options)
    return grade_photograph(
        network,
        PREPROCESSING,
        grade_options,
        photograph(seed),
        Disc(),
        fellow=None if fellow is None else (photograph(fellow), Disc()),
    )


def test_every_head_looks_and_those_named_count(network: ZoomInNet) -> None:
    found = grade(network, heads=("attention", "crop"))
    assert set(found.by_head) == ONE_EYE
    assert found.counted == ("attention", "crop")
    expected = (found.by_head["attention"] + found.by_head["crop"]) / 2
    np.testing.assert_allclose(found.dr, expected, atol=1e-6)
    assert len(found.patches) == 4
    assert not found.together


def test_the_same_photograph_gives_the_same_answer(network: ZoomInNet) -> None:
    first, second = (grade(network, heads=("main", "crop"), fellow=1) for _ in range(2))
    np.testing.assert_array_equal(first.dr, second.dr)
    assert first.regions == second.regions
    assert first.patches == second.patches


def test_regions_are_the_same_whichever_heads_count(network: ZoomInNet) -> None:
    alone, closer = grade(network), grade(network, heads=("crop",), fellow=1)
    assert [r.box for r in alone.regions] == [r.box for r in closer.regions]
    assert alone.patches == closer.patches
    assert closer.response.max() in (0, pytest.approx(closer.dr[1:].sum(), abs=1e-5))


def test_a_photograph_with_nothing_more_to_see_is_graded_without_c_net(
    network: ZoomInNet,
) -> None:
    coarse = replace(PREPROCESSING, diameter_px=128)
    grade_options = GradeOptions(heads=("crop",))
    found = grade_photograph(network, coarse, grade_options, photograph(0), Disc())
    assert "crop" not in found.by_head
    assert found.patches == ()
    assert found.counted == ("main",)
    np.testing.assert_allclose(found.dr, found.by_head["main"], atol=1e-6)


def test_the_fellow_eye_changes_the_pair_alone(network: ZoomInNet) -> None:
    alone, first, second = grade(network), grade(network, fellow=1), grade(network, fellow=2)
    assert (alone.together, first.together) == (False, True)
    assert first.counted == ("pair",)
    assert not np.allclose(first.by_head["pair"], alone.by_head["pair"])
    assert not np.allclose(first.by_head["pair"], second.by_head["pair"])
    for head in ("main", "attention", "crop"):
        np.testing.assert_allclose(first.by_head[head], alone.by_head[head], atol=1e-6)
    np.testing.assert_array_equal(first.gated, alone.gated)


def test_the_pair_sees_both_eyes_from_either_side(network: ZoomInNet) -> None:
    """Each eye is graded with the other as its fellow, by one classifier and one M-Net."""
    left, right = grade(network, 0, fellow=1), grade(network, 1, fellow=0)
    again = grade(network, 0, fellow=1)
    np.testing.assert_array_equal(left.dr, again.dr)
    assert not np.allclose(left.dr, right.dr)


def test_the_fellow_is_not_looked_at_again_when_its_turn_comes(network: ZoomInNet) -> None:
    eyes = [(photograph(seed), Disc()) for seed in (0, 1)]
    looked: list[object] = []
    handle = network.main.register_forward_hook(lambda *_: looked.append(None))
    grade_options, cache = GradeOptions(heads=("main", "crop")), ArrayCache(2)
    for own, fellow in (eyes, eyes[::-1]):
        plain, recalled = (
            grade_photograph(network, PREPROCESSING, grade_options, *own, fellow=fellow, cache=kept)
            for kept in (None, cache)
        )
        for name in ("dr", "dme", "gated", "response"):
            np.testing.assert_array_equal(getattr(recalled, name), getattr(plain, name))
        assert (recalled.regions, recalled.patches) == (plain.regions, plain.patches)
        for head in ONE_EYE:
            np.testing.assert_array_equal(recalled.by_head[head], plain.by_head[head])
    handle.remove()
    assert len(looked) == 4 + 2


def test_two_photographs_of_one_eye_and_one_eye_alone_are_graded(network: ZoomInNet) -> None:
    same, alone = grade(network, 0, fellow=0), grade(network, 0, heads=("pair",))
    assert same.together
    assert alone.counted == ("pair",)
    assert not alone.together
    for found in (same, alone):
        assert found.dr.sum() == pytest.approx(1, abs=1e-5)


def test_both_eyes_need_a_head_that_counts(network: ZoomInNet) -> None:
    found = grade(network, fellow=1, heads_together=("main", "attention"))
    assert not found.together
    np.testing.assert_allclose(found.dr, grade(network).dr, atol=1e-6)


def test_a_network_without_parts_ignores_them() -> None:
    torch.manual_seed(1)
    small = ZoomInNet(**{**SMALL, "crop_trunk": None}, pair=False).eval()
    found = grade(small, heads=("main", "attention", "crop"), fellow=1)
    assert set(found.by_head) == {"main", "attention"}
    assert found.patches == ()
    assert not found.together


def test_without_a_mirror_image_one_view_answers(network: ZoomInNet) -> None:
    found = grade(network, mirrored=False, fellow=1)
    assert found.dr.sum() == pytest.approx(1, abs=1e-5)
    assert not np.allclose(found.dr, grade(network, fellow=1).dr)


@pytest.mark.parametrize("part", ["crop", "pair"])
def test_a_broken_head_is_refused(part: str) -> None:
    broken = ZoomInNet(**SMALL).eval()
    torch.nn.init.constant_(getattr(broken, part).classifier.weight, float("nan"))
    with pytest.raises(ModelError, match="not finite"):
        grade(broken)


def test_probabilities_are_the_mean_of_the_softmaxes_that_count() -> None:
    rising = torch.arange(5.0).expand(2, 5)
    answers = {"main": rising, "attention": torch.tensor([[4.0, 0, 0, 0, 0]]).expand(2, 5)}
    dr, by_head, _ = combine_heads(answers, GradeOptions(), together=False)
    exponents = np.exp(np.arange(5))
    np.testing.assert_allclose(by_head["main"], exponents / exponents.sum(), rtol=1e-5)
    assert float(by_head["attention"][0]) == pytest.approx(np.exp(4) / (np.exp(4) + 4))
    expected = (by_head["main"] + by_head["attention"]) / 2
    np.testing.assert_allclose(dr, expected, rtol=1e-6)


def test_a_high_temperature_flattens_and_keeps_the_order() -> None:
    answers = {"main": torch.arange(5.0)[None], "attention": torch.arange(5.0)[None]}
    cold, hot = (
        combine_heads(answers, GradeOptions(temperature=t), together=False)[0] for t in (1.0, 10.0)
    )
    assert float(hot.max()) < float(cold.max())
    assert hot.argsort().tolist() == cold.argsort().tolist() == [0, 1, 2, 3, 4]


def test_both_eyes_have_a_temperature_of_their_own() -> None:
    answers = {"main": torch.arange(5.0)[None], "pair": torch.arange(5.0)[None]}
    grade_options = GradeOptions(temperature=1.0, temperature_together=10.0)
    assert combine_heads(answers, grade_options, together=True)[0].max() < 0.3
    assert combine_heads(answers, grade_options, together=False)[0].max() > 0.6
