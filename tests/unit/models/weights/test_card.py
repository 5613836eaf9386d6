from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retinaview.core.errors import WeightsError
from retinaview.models.weights.card import ModelCard, read_card

CARD: dict[str, Any] = {
    "format_version": 1,
    "name": "toy",
    "version": "1.0",
    "architecture": "ganet",
    "arguments": {"outputs": 1},
    "classes": ["haemorrhage"],
    "task": "segmentation",
    "paper": "none",
    "data": [{"name": "toy", "licence": "CC0", "citation": "none", "split": "all"}],
    "licence_of_data": "CC0",
    "recipe": "none",
    "commit": "0",
    "seed": 0,
    "created": "2024-02-29",
    "preprocessing": {"diameter_px": 64},
    "thresholds": {"haemorrhage": 0.5},
    "metrics": [{"name": "dice", "value": 0.5, "n": 3, "split": "s", "protocol": "p"}],
    "chance": {"dice": 0.1},
    "intended_use": "tests",
    "limitations": "all",
    "weights_sha256": "",
}


def write(folder: Path, card: object) -> Path:
    path = folder / "toy.json"
    path.write_text(card if isinstance(card, str) else json.dumps(card), encoding="utf-8")
    return path


def test_reads_what_it_wrote(tmp_path: Path) -> None:
    card = ModelCard.model_validate_json(json.dumps(CARD))
    assert read_card(write(tmp_path, card.model_dump_json())) == card
    assert card.metrics[0].low is None


@pytest.mark.parametrize("field", sorted(set(CARD) - {"format_version", "weights_sha256"}))
def test_names_a_missing_field(tmp_path: Path, field: str) -> None:
    path = write(tmp_path, {key: value for key, value in CARD.items() if key != field})
    with pytest.raises(WeightsError) as caught:
        read_card(path)
    assert caught.value.field == field
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"format_version": 2}, "format_version"),
        ({"classes": []}, "classes"),
        ({"data": [{"name": "x"}]}, "data.0.licence"),
        ({"colour": 1}, "colour"),
    ],
)
def test_names_a_wrong_field(tmp_path: Path, change: dict[str, object], field: str) -> None:
    with pytest.raises(WeightsError) as caught:
        read_card(write(tmp_path, CARD | change))
    assert caught.value.field == field


def test_refuses_what_is_no_json(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="JSON"):
        read_card(write(tmp_path, "{"))


def test_names_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"absent\.json"):
        read_card(tmp_path / "absent.json")


def test_refuses_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "toy.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WeightsError, match="text"):
        read_card(path)


def test_grade_options_keep_their_key_in_the_file() -> None:
    options = {"temperature": 1.5, "mirrored": False}
    card = ModelCard.model_validate_json(json.dumps(CARD | {"reading": options}))
    assert card.grade_options == options
    assert json.loads(card.model_dump_json(by_alias=True))["reading"] == options
