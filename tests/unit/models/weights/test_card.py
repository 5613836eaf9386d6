from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from retinaview.core.errors import WeightsError
from retinaview.models.grade_options import GradeOptions
from retinaview.models.preprocessing import Preprocessing
from retinaview.models.weights.card import ModelCard, read_card
from retinaview.models.weights.folders import shipped_folder

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
        ({"preprocessing": {"diameter_px": 64, "hue": 1}}, "preprocessing.hue"),
        ({"preprocessing": {}}, "preprocessing.diameter_px"),
        ({"preprocessing": {"diameter_px": 64, "mirrored": "no"}}, "preprocessing.mirrored"),
        ({"reading": {"heat": 1}}, "reading.heat"),
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


def written_and_read(folder: Path, **changes: object) -> tuple[ModelCard, dict[str, Any]]:
    """Return a card that was written and read again, and what the file holds."""
    card = ModelCard.model_validate_json(json.dumps(CARD | changes))
    path = write(folder, card.model_dump_json(by_alias=True))
    assert read_card(path) == card
    return card, json.loads(path.read_text())


def test_the_preprocessing_survives_a_card(tmp_path: Path) -> None:
    values = {"diameter_px": 100, "canvas": "square", "mean": [0.1, 0.2, 0.3], "clip": 2.5}
    card, stored = written_and_read(tmp_path, preprocessing=values)
    assert card.preprocessing == Preprocessing(100, canvas="square", mean=(0.1, 0.2, 0.3), clip=2.5)
    assert stored["preprocessing"].items() >= values.items()


def test_grade_options_keep_their_key_in_the_file(tmp_path: Path) -> None:
    values = {"temperature": 1.5, "mirrored": False, "lesions": ["haemorrhage"]}
    card, stored = written_and_read(tmp_path, task="grading", reading=values)
    assert card.grade_options == GradeOptions(
        temperature=1.5, mirrored=False, lesions=("haemorrhage",)
    )
    assert card.lesions == ("haemorrhage",)
    assert stored["reading"].items() >= values.items()


@pytest.mark.parametrize(
    ("architecture", "arguments", "heads_together", "pairs"),
    [
        ("zoom-in-net", {"pair": True}, ["pair"], True),
        ("zoom-in-net", {"pair": True}, ["main", "attention"], False),
        ("zoom-in-net", {}, ["pair"], False),  # a card older than the head
        ("zoom-in-net-lite0", {}, ["main", "pair"], True),
        ("zoom-in-net-lite0", {"pair": False}, ["main", "pair"], False),
        ("sunet", {}, ["pair"], False),
    ],
)
def test_eyes_are_paired_where_the_head_for_it_is_there_and_counts(
    architecture: str, arguments: dict[str, bool], heads_together: list[str], *, pairs: bool
) -> None:
    changes = {
        "architecture": architecture, "arguments": arguments, "task": "grading",
        "reading": {"heads_together": heads_together},
    }  # fmt: skip
    card = ModelCard.model_validate_json(json.dumps(CARD | changes))
    assert card.pairs_eyes is pairs


def test_a_network_that_segments_alone_has_no_grade_options(tmp_path: Path) -> None:
    card, stored = written_and_read(tmp_path)
    assert stored["reading"] == {}
    assert card.lesions == ("haemorrhage",)


@pytest.mark.parametrize(
    ("word", "heads"),
    [("mean", ("main", "attention")), ("main", ("main",)), ("attention", ("attention",))],
)
def test_old_cards_say_combination(word: str, heads: tuple[str, ...]) -> None:
    card = ModelCard.model_validate_json(json.dumps(CARD | {"reading": {"combination": word}}))
    assert card.grade_options.heads == heads


@pytest.mark.parametrize(
    "path", sorted(shipped_folder().glob("*.json")), ids=lambda path: path.stem
)
def test_a_shipped_card_says_the_same_when_it_is_written_again(path: Path) -> None:
    stored = json.loads(path.read_text())
    again = json.loads(read_card(path).model_dump_json(by_alias=True))
    for name, value in stored.items():
        if name in ("preprocessing", "reading"):
            assert again[name].items() >= value.items()
        else:
            assert again[name] == value
