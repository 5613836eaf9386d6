"""Trees as plain numbers."""

import json
import math
from pathlib import Path

import pytest

from retinaview.core.errors import WeightsError
from retinaview.imaging.quality_model import (
    BoostedTrees,
    Node,
    QualityModel,
    read_quality_model,
    shipped_quality_model,
)

# Up to 1 the tree answers -2, above it 3; what is missing goes right.
SPLIT: tuple[Node, ...] = (
    (1, 1.0, False, 1, 2, 0.0),
    (-1, 0.0, False, 0, 0, -2.0),
    (-1, 0.0, False, 0, 0, 3.0),
)


@pytest.mark.parametrize(("value", "leaf"), [(0.5, -2), (1.0, -2), (1.5, 3), (math.nan, 3)])
def test_a_tree_goes_left_up_to_its_threshold(value: float, leaf: float) -> None:
    trees = BoostedTrees(("a", "b"), 10.0, (SPLIT, SPLIT), logistic=False)
    assert trees({"a": 0.0, "b": value, "unused": 1.0}) == 10 + 2 * leaf


def test_a_logistic_sum_is_a_probability() -> None:
    trees = BoostedTrees(("a", "b"), 0.0, (SPLIT,), logistic=True)
    assert trees({"a": 0, "b": 2}) == pytest.approx(1 / (1 + math.exp(-3)))


def test_json_and_back() -> None:
    trees = BoostedTrees(("a", "b"), 0.25, (SPLIT,), logistic=True)
    again = BoostedTrees.from_dict(json.loads(json.dumps(trees.to_dict())))
    assert again == trees


def test_the_shipped_gate_goes_through_json_unchanged() -> None:
    model = shipped_quality_model()
    assert QualityModel.from_dict(json.loads(json.dumps(model.to_dict()))) == model
    assert 0 < model.doubtful_from < model.ungradable_from < 1
    assert {"blur", "dark", "overexposed", "haze", "uneven light"} <= set(model.reasons)


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format_version": 2}', "\xff"])
def test_another_file_is_no_gate(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gate.json"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(WeightsError, match=r"gate.json: is not a quality model"):
        read_quality_model(path)


def test_a_missing_gate_is_said(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"gate.json: cannot be read"):
        read_quality_model(tmp_path / "gate.json")
