"""What trains C-Net and the head for pairs, and how the heads that count are chosen."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest
import torch

from retinaview.models.grade_options import GradeOptions
from retinaview.models.networks.crop_network import CropNetwork
from retinaview.models.networks.eye_pair import EyePair
from retinaview.models.networks.zoom_in_net import MainNetwork
from training.grading import crop_learner, head_choice, pair_learner
from training.grading.crop_learner import CropLearner, CropLoss
from training.grading.head_choice import Choice, Examined, chosen_options, fitted, head_metrics
from training.grading.pair_learner import PairBatches, eyes_of, joined
from training.grading.scores import Case


@pytest.fixture
def main() -> MainNetwork:
    torch.manual_seed(0)
    return MainNetwork(5, trunk="test_resnet").eval()


def test_c_net_starts_with_the_main_networks_answer(main: MainNetwork) -> None:
    crop = CropNetwork(main.channels, 5, trunk="test_resnet").eval()
    crop_learner.start_from_main(crop, main)
    image = torch.randn(2, 3, 64, 64)
    seen = main(image)
    patches = torch.randn(2, 4, 3, 32, 32)
    torch.testing.assert_close(crop(patches, seen.pooled), seen.logits)
    expected = main.trunk(image)[1]
    torch.testing.assert_close(crop.trunk(image)[1], expected)


def test_the_pairs_head_starts_with_the_main_networks_answer(main: MainNetwork) -> None:
    pair = EyePair(main.channels, 5)
    pair_learner.start_from_main(pair, main)
    seen = main(torch.randn(2, 3, 64, 64))
    logits = pair(seen.pooled, seen.pooled.flip(0), torch.tensor([True, False]))
    torch.testing.assert_close(logits, seen.logits)


def batch() -> dict[str, torch.Tensor]:
    return {
        "image": torch.randn(2, 3, 3, 64, 64),
        "pooled": torch.randn(2, 7),
        "dr": torch.tensor([2, -1]),
        "cells_16": torch.randint(-1, 2, (2, 3, 4, 4, 4)).float(),
        "cells_32": torch.randint(-1, 2, (2, 3, 4, 2, 2)).float(),
    }


def test_fixed_stages_of_c_net_stay_with_their_normalisation() -> None:
    torch.manual_seed(0)
    learner = CropLearner(CropNetwork(7, 5, trunk="test_resnet"), fixed_stages=3).train()
    before = {name: value.clone() for name, value in learner.crop.trunk.state_dict().items()}
    weights = [weight for weight in learner.parameters() if weight.requires_grad]
    optimizer = torch.optim.SGD(weights, lr=0.1)
    loss: torch.Tensor = CropLoss()(learner, batch())
    torch.autograd.backward(loss)
    optimizer.step()
    changed = {
        name.split(".")[1]
        for name, value in learner.crop.trunk.state_dict().items()
        if not torch.equal(value, before[name])
    }
    assert changed == {"layer3", "layer4"}


def test_the_main_networks_feature_is_withheld_in_training_alone() -> None:
    torch.manual_seed(0)
    learner = CropLearner(CropNetwork(7, 5, trunk="test_resnet"), withhold=1.0)
    patches = torch.randn(1, 2, 3, 64, 64)
    near, far = torch.zeros(1, 7), torch.full((1, 7), 9.0)
    learner.train()
    learner.crop.eval()
    torch.testing.assert_close(learner(patches, near)[0], learner(patches, far)[0])
    learner.eval()
    assert not torch.allclose(learner(patches, near)[0], learner(patches, far)[0])


@dataclass(frozen=True)
class Person:
    group: str
    dr: int


def test_eyes_are_paired_in_both_orders_and_single_ones_have_no_fellow() -> None:
    people = [Person("a", 0), Person("b", 1), Person("a", 2), Person("c", 3)]
    pooled = [np.full(3, float(index), np.float32) for index in range(4)]
    eyes = eyes_of(people, pooled)
    assert eyes.present.tolist() == [True, False, True, False]
    assert eyes.fellow[0].tolist() == [2.0] * 3
    assert eyes.fellow[2].tolist() == [0.0] * 3
    assert eyes.dr.tolist() == [0, 1, 2, 3]
    both = joined([eyes, eyes.chosen([3, 0])])
    assert both.dr.tolist() == [0, 1, 2, 3, 3, 0]


def test_fellows_are_absent_at_random_and_never_invented() -> None:
    people = [Person(str(index // 2), 0) for index in range(40)] + [Person("x", 1)] * 1
    eyes = eyes_of(people, [np.zeros(2, np.float32)] * 41)
    seen = [b for e in range(5) for b in PairBatches(eyes, 41, 2, absent=0.5)(e)]
    paired = torch.cat([b["present"][b["dr"] == 0] for b in seen])
    single = torch.cat([b["present"][b["dr"] == 1] for b in seen])
    assert 0.35 < paired.float().mean() < 0.65
    assert len(single) == 10
    assert not single.any()
    always = next(iter(PairBatches(eyes, 41, 1, absent=0.0)(0)))
    assert int(always["present"].sum()) == 40


def examined(**strength: float) -> Examined:
    """Heads that know the grades of 60 photographs more or less surely."""
    grades = np.arange(60) % 5
    random = np.random.default_rng(0)
    logits = {
        head: (sure * np.eye(5)[grades] + random.normal(size=(60, 5)))[:, None]
        .repeat(2, axis=1)
        .astype(np.float32)
        for head, sure in strength.items()
    }
    cases = [Case(str(i), Path("x.jpg"), int(grade), 0, []) for i, grade in enumerate(grades)]
    return Examined(logits, np.zeros((60, 2, 3), np.float32), cases)  # type: ignore[arg-type]


def test_the_head_that_knows_more_is_chosen_with_its_temperature() -> None:
    found = examined(main=0.5, attention=0.5, crop=5.0)
    alone = [fitted(found, heads) for heads in head_choice.ONE_EYE]
    before = GradeOptions(temperature=0.7)
    grade_options = chosen_options(before, alone, [Choice(("pair",), 1.3, 0.5)])
    assert grade_options.heads == ("crop",)
    assert grade_options.temperature == alone[2].temperature
    assert grade_options.heads_together == ("pair",)
    assert grade_options.temperature_together == 1.3


def test_a_head_that_knows_nothing_leaves_the_reading_as_it_was() -> None:
    found = examined(main=4.0, attention=4.0, crop=0.0)
    before = GradeOptions(temperature=0.7)
    alone = [fitted(found, heads) for heads in head_choice.ONE_EYE]
    grade_options = chosen_options(before, alone, [Choice(("main", "attention"), 1.0, 0.1)])
    assert replace(grade_options, heads_together=before.heads_together) == before


def test_metrics_name_the_heads_and_come_with_chance() -> None:
    found = examined(main=4.0, attention=4.0)
    choices = [fitted(found, ("main", "attention"))]
    metrics, chance = head_metrics(found, "validation", choices, "one eye")
    names = [metric.name for metric in metrics]
    assert names == [f"{name}, one eye: M-Net + A-Net" for name in head_choice.REPORTED]
    assert metrics[0].value > 0.9
    assert chance == dict(zip(names, (0.2, 0.0, 0.5), strict=True))
    assert all(metric.n == 60 and metric.split == "validation" for metric in metrics)
