"""Several seeds of one recipe: on the card, in the tables, and their average."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from statistics import stdev

import pytest
import torch
from torch import nn

from retinaview.core.errors import LabelError, WeightsError
from retinaview.models.weights.card import read_card
from retinaview.models.weights.files import LoadedModel, load
from training.results.numbers import Sources
from training.results.page import PaperTable, Row, page_of
from training.results.seeds import join_seeds
from training.segmentation import average


def write_run(tiny_weights: Path, folder: Path, seed: int, dice: float, **changes: object) -> Path:
    path = folder / f"seed{seed}.json"
    metric = {
        "name": "dice_haemorrhage", "value": dice, "low": 0.1, "high": 0.9, "n": 9,
        "split": "validation", "protocol": "pooled",
    }  # fmt: skip
    card = json.loads((tiny_weights / "ganet.json").read_text())
    card |= {"seed": seed, "metrics": [metric], "chance": {"dice_haemorrhage": 0.02}, **changes}
    path.write_text(json.dumps(card))
    return path


def test_a_card_has_mean_and_deviation_over_the_seeds(tiny_weights: Path, tmp_path: Path) -> None:
    runs = [write_run(tiny_weights, tmp_path, seed, 0.4 + 0.1 * seed) for seed in (1, 2, 3)]
    assert "by_seed" not in runs[0].read_text()
    join_seeds(runs[0], runs[1:])
    metric = read_card(runs[0]).metrics[0]
    assert metric.by_seed == pytest.approx({"1": 0.5, "2": 0.6, "3": 0.7})
    assert metric.over_seeds == pytest.approx((0.6, stdev([0.5, 0.6, 0.7])))
    assert (metric.value, metric.low) == (0.5, 0.1)  # those of the weights themselves
    row = Row(
        measure="Dice", network="net", ours="card:seed1/validation/dice_haemorrhage",
        over_seeds="card:seed1/validation/dice_haemorrhage",
        chance="@chance:seed1/dice_haemorrhage", data="test",
    )  # fmt: skip
    page = page_of((PaperTable(title="A paper", rows=(row,)),), Sources(tmp_path, tmp_path))
    assert "| .600 | [.100, .900] | .100 | 3 | .020 | test |" in page


def test_a_seed_twice_or_another_recipe_is_refused(tiny_weights: Path, tmp_path: Path) -> None:
    one, two = (write_run(tiny_weights, tmp_path, seed, 0.5) for seed in (1, 2))
    before = one.read_bytes()
    shutil.copy(one, tmp_path / "again.json")
    with pytest.raises(LabelError, match="two runs have the seed 1"):
        join_seeds(one, [tmp_path / "again.json"])
    write_run(tiny_weights, tmp_path, 2, 0.5, recipe="retinaview train other")
    with pytest.raises(LabelError, match=r"seed2\.json.*only the seed may differ"):
        join_seeds(one, [two])
    assert one.read_bytes() == before


def test_averages_are_scored_on_the_validation_photographs(
    tiny_weights: Path, idrid: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tiny_weights / "ganet.safetensors"
    model = load(path)
    found = average.compare({"one": model, "two": model}, idrid)
    assert list(found) == ["one", "two", "mean of probabilities", "mean of weights"]
    dice = [[report.pooled_dice.value for report in reports] for reports in found.values()]
    assert all(each == pytest.approx(dice[0], abs=1e-3, nan_ok=True) for each in dice)
    with pytest.raises(SystemExit):
        average.main([str(path), "--data", str(idrid)])
    assert "two or more" in capsys.readouterr().err


def test_probabilities_are_averaged_and_other_classes_are_refused(tiny_weights: Path) -> None:
    zero, one = (constant(value) for value in (-30.0, 30.0))
    mean = average.ProbabilityAverage([zero, one])(torch.zeros(1, 3, 4, 4)).sigmoid()
    assert torch.allclose(mean, torch.full_like(mean, 0.5))
    model = load(tiny_weights / "ganet.safetensors")
    other = LoadedModel(model.module, model.card.model_copy(update={"classes": ["haemorrhage"]}))
    with pytest.raises(WeightsError, match="differs from the first"):
        average.compare({"a": model, "b": other}, Path("nowhere"))


def constant(value: float) -> nn.Module:
    layer = nn.Conv2d(3, 1, kernel_size=1)
    nn.init.zeros_(layer.weight)
    layer.bias = nn.Parameter(torch.tensor([value]))
    return layer
