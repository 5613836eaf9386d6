"""The recipe of Zoom-in-Net as printed, on a handful of drawn photographs and a tiny trunk."""

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import torch

from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from training.grading import scores as grading_scores
from training.grading.data.listed_sets import eyepacs_set
from training.grading.data.patients_on_disk import PatientsOnDisk
from training.grading.paper_zoom_learner import PaperZoomLearner, paper_loss
from training.recipes import zoom_in_net as recipe

TINY = {
    "trunk": "test_resnet",
    "feature_channels": 16,
    "crop_trunk": "test_resnet",
    "attention_channels": 8,
    "pair": True,
}


def options() -> recipe.Options:
    """One step of two parts in every phase, at 64 px."""
    usual = recipe.Options()
    short = replace(usual.main, epochs=1, steps_per_epoch=1, accumulate=2, learning_rate=0.1)
    return replace(
        usual,
        arguments=TINY,
        start="random",
        preprocessing=replace(usual.preprocessing, diameter_px=64),
        main=short,
        attention=short,
        all=short,
    )


@pytest.fixture(scope="module")
def trained(graded_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading_scores, "RESAMPLES", 5)
        out = tmp_path_factory.mktemp("out")
        device = torch.device("cpu")
        return recipe.train(data=graded_data, out=out, device=device, options=options())


def test_three_phases_end_in_a_network_with_all_heads(trained: Path) -> None:
    model = files.load(trained)
    assert {name.split(".")[0] for name in model.module.state_dict()} == {
        *("main", "attention", "crop", "pair")
    }
    assert model.card.data[0].name == "EyePACS, 256 px"
    assert {metric.split for metric in model.card.metrics} == {"eyepacs"}
    named = {metric.name for metric in model.card.metrics}
    assert "quadratic weighted kappa, one eye: C-Net" in named
    assert "quadratic weighted kappa, both eyes: pair of eyes" in named


def test_the_papers_numbers_are_the_defaults() -> None:
    usual = recipe.options_of("zoom-in-net")
    assert usual.preprocessing.diameter_px == 492
    assert usual.momentum == 0.9
    assert (usual.main.learning_rate, usual.main.decay_steps) == (1e-5, 20_000)
    with torch.device("meta"):
        network = registry.build_as_card_says("zoom-in-net", usual.arguments)
    counted = sum(weight.numel() for weight in network.parameters())
    assert counted == registry.network("zoom-in-net").parameters


@pytest.mark.parametrize(
    ("stage", "learning"),
    [
        ("main", {"main", "pair"}),
        ("attention", {"attention"}),
        ("all", {"main", "attention", "crop", "pair"}),
    ],
)
def test_each_phase_trains_its_networks(stage: Any, learning: set[str]) -> None:
    torch.manual_seed(0)
    network = cast(ZoomInNet, registry.build("zoom-in-net", **TINY))
    size = Preprocessing(64, canvas="square", colour="fixed")
    learner = PaperZoomLearner(network, size, stage).train()
    side = 160 if stage == "all" else 64
    batch = {
        "image": torch.randn(3, 3, side, side),
        "fellow": torch.tensor([1, 0, -1]),
        "dr": torch.tensor([0, 2, 4]),
    }
    paper_loss(learner, batch).backward()  # type: ignore[no-untyped-call]
    touched = {
        name.split(".")[0]
        for name, weight in network.named_parameters()
        if weight.grad is not None and bool(weight.grad.any())
    }
    assert touched == learning
    assert network.main.training == (stage != "attention")


def test_patients_are_read_when_they_are_asked_for(graded_data: Path) -> None:
    listed = eyepacs_set(graded_data)
    patients = PatientsOnDisk(listed, range(5), side=32)
    assert [len(patients[index]) for index in range(len(patients))] == [2, 2, 1]
    assert patients[0][1].image.shape == (32, 32, 3)
    assert len(patients[:2]) == 2
