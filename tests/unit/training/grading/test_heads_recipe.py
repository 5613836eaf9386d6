"""C-Net and the head for pairs of eyes, trained on networks that stay as they are."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from retinaview.models import registry
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from retinaview.models.weights.card import ModelCard
from training.grading import scores as grading_scores
from training.grading.data.listed_sets import eyepacs_set, idrid_set
from training.recipes import zoom_in_net_heads as recipe
from training.recipes import zoom_in_net_small as whole

TINY = Preprocessing(64, canvas="square", colour="local")
CPU = torch.device("cpu")


def head_options(epochs: int = 1) -> recipe.HeadOptions:
    """Two steps an epoch."""
    made = recipe.HeadOptions(eyes_per_batch=4)
    crop = replace(made.crop.settings, steps_per_epoch=2, epochs=epochs)
    return replace(
        made,
        crop=replace(made.crop, settings=crop, photographs_per_batch=2, margin=4),
        pair=replace(made.pair, steps_per_epoch=2, epochs=epochs),
    )


def run(data: Path, out: Path, start: Path, **options: Any) -> Path:
    return recipe.train(
        data=data, out=out, device=CPU, start=start, crop_trunk="test_resnet", **options
    )


@pytest.fixture(scope="module", autouse=True)
def few_resamples() -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading_scores, "RESAMPLES", 5)
        yield


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Weights from before C-Net: a main and an attention network that know nothing."""
    torch.manual_seed(0)
    arguments = {**whole.ARGUMENTS, "trunk": "test_resnet"}
    network = registry.build("zoom-in-net", **arguments)
    old = {key: value for key, value in arguments.items() if key not in ("crop_trunk", "pair")}
    card = whole.card_for(old, TINY).model_copy(update={"thresholds": {"referable": 0.4}})
    path = tmp_path_factory.mktemp("start") / "zoom-in-net-small.safetensors"
    files.save(path, network, card)
    return path


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("out")


@pytest.fixture(scope="module")
def trained(graded_data: Path, start: Path, out: Path) -> Path:
    return run(graded_data, out, start, head_options=head_options())


def test_main_and_attention_stay_bit_for_bit(trained: Path, start: Path) -> None:
    before, after = load_file(start), load_file(trained)
    assert {name: bool((after[name] == before[name]).all()) for name in before} == dict.fromkeys(
        before, True
    )
    assert {name.split(".")[0] for name in after} - {"main", "attention"} == {"crop", "pair"}


def test_both_parts_have_learnt(trained: Path, start: Path) -> None:
    kept, complete = files.load(start), files.load(trained).module
    fresh = recipe.with_heads(kept.module, kept.card, crop_trunk="test_resnet")
    for part in ("crop.classifier.weight", "pair.classifier.weight", "pair.absent"):
        assert not torch.allclose(complete.state_dict()[part], fresh.state_dict()[part])


def metrics_of(card: ModelCard) -> dict[tuple[str, str], float]:
    return {(metric.split, metric.name): metric.value for metric in card.metrics}


def test_the_card_says_what_was_tried_and_what_counts(trained: Path) -> None:
    card = files.load(trained).card
    grade_options = card.grade_options
    measured = metrics_of(card)
    for heads in ("M-Net + A-Net", "M-Net + A-Net + C-Net", "C-Net"):
        name = f"quadratic weighted kappa, one eye: {heads}"
        assert ("validation", name) in measured
        assert card.chance[name] == 0.0
    for heads in ("M-Net + A-Net", "M-Net + A-Net + pair of eyes", "pair of eyes"):
        name = f"DR accuracy, both eyes: {heads}"
        assert ("eyepacs", name) in measured
        assert card.chance[name] >= 0.2
    assert grade_options.temperature_together >= 0.2
    assert card.thresholds["referable"] <= 1


def test_running_again_with_resume_trains_nothing_twice(
    graded_data: Path, trained: Path, start: Path, out: Path
) -> None:
    before, lines = load_file(trained), (out / "crop/log.jsonl").read_text()
    run(graded_data, out, start, head_options=head_options(), resume=True)
    after = load_file(trained)
    assert all(bool((after[name] == before[name]).all()) for name in before)
    assert (out / "crop/log.jsonl").read_text() == lines


def test_a_run_that_was_stopped_goes_on(
    graded_data: Path, trained: Path, start: Path, out: Path
) -> None:
    del trained
    run(graded_data, out, start, head_options=head_options(), epochs=2, resume=True)
    for part in ("crop", "pair"):
        rows = [json.loads(line) for line in (out / part / "log.jsonl").read_text().splitlines()]
        assert [row["epoch"] for row in rows] == [1, 2]


def test_first_looks_are_kept(
    graded_data: Path, trained: Path, start: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del trained
    kept = files.load(start)
    network = recipe.with_heads(kept.module, kept.card, crop_trunk="test_resnet")
    cache = out / "cache" / kept.card.weights_sha256[:12]
    features = recipe.FirstPasses(network, kept.card, cache)
    monkeypatch.setattr("training.grading.first_pass.first_pass_features", None)
    single = features.of(idrid_set(graded_data))
    assert len(single) == 9
    assert single[0].pooled.shape[0] == 2
    assert len(features.of(eyepacs_set(graded_data))) == 8


def test_heads_can_be_trained_anew_on_weights_that_have_some(
    graded_data: Path, trained: Path, tmp_path: Path
) -> None:
    before = files.load(trained).card
    after = files.load(run(graded_data, tmp_path, trained, head_options=head_options())).card
    assert after.recipe == before.recipe
    assert after.limitations.count("C-Net learnt") == 1
    names = [(metric.split, metric.name) for metric in after.metrics]
    assert len(names) == len(set(names))
