"""The simulation of labels by what they teach, on made-up features."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from training import label_order
from training.label_order import FIRST, STEP, Pool, in_words, main, simulate


def _pools() -> tuple[Pool, Pool]:
    random = np.random.default_rng(0)
    grades = np.arange(80) % 5
    features = random.normal(size=(80, 6)) + grades[:, None]
    return Pool(features, grades), Pool(features[::4], grades[::4])


def test_both_orders_are_measured_on_the_same_photographs() -> None:
    table = simulate(*_pools(), repeats=2)
    assert table["labels"] == list(range(FIRST, 81, STEP))
    taught, drawn = table["by what they teach"], table["random"]
    assert isinstance(taught, dict)
    assert isinstance(drawn, dict)
    assert taught["accuracy"][0] == drawn["accuracy"][0]  # they begin alike
    assert taught["accuracy"][-1] == drawn["accuracy"][-1]  # all is labelled
    assert "referable AUC" in in_words(table)


def test_the_command_prints_the_table_and_writes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(label_order, "_SETS", {"idrid": lambda folder: folder})
    monkeypatch.setattr(label_order, "features_of", lambda *_given, **_more: _pools())
    assert (
        main(["--data", str(tmp_path), "--out", str(tmp_path), "--repeats", "1", "--sets", "idrid"])
        == 0
    )
    table = json.loads((tmp_path / "label_order.json").read_text())
    assert table["labels"][0] == FIRST
    assert capsys.readouterr().out == in_words(table) + "\n"
