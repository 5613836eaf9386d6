"""The recipe from a data folder to weights that grade, on a handful of drawn photographs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from retinaview.core.errors import ReadError
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights import files
from training.grading import evaluate as evaluate_grading
from training.grading import scores as grading_scores
from training.grading.data import idrid as idrid
from training.recipes import zoom_in_net_heads as heads
from training.recipes import zoom_in_net_small as recipe

TINY = Preprocessing(64, canvas="square", colour="local")


def tiny_head_options() -> heads.HeadOptions:
    """Two steps of C-Net and of the head for pairs."""
    head_options = heads.HeadOptions(eyes_per_batch=4)
    crop = replace(head_options.crop.settings, steps_per_epoch=2, epochs=1)
    return replace(
        head_options,
        crop=replace(head_options.crop, settings=crop, photographs_per_batch=2, margin=4),
        pair=replace(head_options.pair, steps_per_epoch=2, epochs=1),
    )


def test_photographs_that_stand_in_a_test_folder_are_left_out(graded_data: Path) -> None:
    entries = {entry.key: entry for entry in idrid.train_entries(graded_data)}
    assert "grading/train/IDRiD_003" not in entries
    assert "segmentation/train/IDRiD_01" not in entries
    assert entries["grading/train/IDRiD_004"].masks_key == "segmentation/train/IDRiD_02"
    assert "segmentation/train/IDRiD_02" not in entries
    assert len(entries) == 9


def test_masks_replace_boxes_and_healthy_photographs_count_as_empty(graded_data: Path) -> None:
    photographs = {photograph.name: photograph for photograph in idrid.read_train(graded_data)}
    assert photographs["idrid/grading/train/IDRiD_004"].labelled == ("masks",) * 4
    assert photographs["idrid/grading/train/IDRiD_000"].labelled[0] == "masks"
    assert photographs["idrid/grading/train/IDRiD_001"].labelled == ("boxes", "boxes", "", "boxes")


def test_a_folder_without_the_sets_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"same_photo\.csv"):
        idrid.train_entries(tmp_path)


@pytest.fixture(scope="module")
def trained(graded_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two steps of every phase at 64 px."""
    short = [
        replace(p, preprocessing=TINY, per_batch=(2, 2, p.per_batch[2] // 4), steps_per_epoch=2)
        for p in recipe.PHASES
    ]
    out = tmp_path_factory.mktemp("out")
    device = torch.device("cpu")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading_scores, "RESAMPLES", 5)
        return recipe.train(
            data=graded_data,
            out=out,
            device=device,
            epochs=1,
            phases=short,
            trunk="test_resnet",
            crop_trunk="test_resnet",
            head_options=tiny_head_options(),
        )


def test_the_weights_come_with_a_card_that_rebuilds_them(trained: Path) -> None:
    model = files.load(trained)
    assert model.card.name == "zoom-in-net-small"
    assert model.card.preprocessing == TINY
    assert 0.2 <= model.card.grade_options.temperature <= 5
    assert {metric.split for metric in model.card.metrics} == {"validation", "eyepacs"}
    assert "lesions_16.weight" not in model.module.state_dict()


def test_measuring_again_prints_and_writes_the_test_numbers(
    trained: Path,
    graded_data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(grading_scores, "RESAMPLES", 5)
    assert (
        evaluate_grading.main([str(trained), "--data", str(graded_data), "--json", "--write"]) == 0
    )
    scores = json.loads(capsys.readouterr().out)["grading"]["scores"]
    written = {m.name: m.value for m in files.load(trained).card.metrics if m.split == "test"}
    assert written["DR accuracy"] == pytest.approx(scores["DR accuracy"]["value"], abs=1e-4)
    assert scores["DR accuracy"]["n"] == 4


def test_fixed_weights_stay_fixed_while_attention_trains(graded_data: Path, tmp_path: Path) -> None:
    attention = next(phase for phase in recipe.PHASES if phase.name == "attention")
    learner = recipe.ZoomInLearner(recipe.ZoomInNet(**recipe.ARGUMENTS | {"trunk": "test_resnet"}))
    before = {key: value.clone() for key, value in learner.network.main.state_dict().items()}
    gate = learner.network.attention.gate[0].weight.clone()
    phase = replace(attention, preprocessing=TINY, per_batch=(2, 2, 0), epochs=1, steps_per_epoch=2)
    photographs = recipe.read_data(graded_data, tmp_path / "cache")
    recipe.run_phase(phase, learner, photographs, out=tmp_path, device=torch.device("cpu"))
    for key, value in learner.network.main.state_dict().items():
        torch.testing.assert_close(value, before[key], rtol=0, atol=0)
    assert not torch.equal(learner.network.attention.gate[0].weight, gate)
