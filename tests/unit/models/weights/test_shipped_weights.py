"""What may be shipped: weights whose card says where they are from and how well they do."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from safetensors import safe_open

from retinaview.core.resources import resource_path
from retinaview.inference.engine import DEFAULT_MODELS
from retinaview.models.weights.card import Metric, ModelCard, read_card
from retinaview.models.weights.card_checks import check_card
from retinaview.models.weights.card_metrics import RANDOM_SQUARES, judged_metrics

MOST_MIB, MOST_MIB_EACH = 115, 50
"""Every installation and every clone carries them all: today's 112 MiB and little room, so that
more is a decision. GitHub warns of a file above 50 MiB."""
NEEDS_CHANCE = re.compile(r"accuracy|kappa|AUC|F1|mean recall|IoM|^dice_|^average_precision_")
"""Metrics of which it is defined what a guess scores; the others are errors, or one point of a
curve whose guess depends on where it is cut."""
SHIPPED = sorted(resource_path("weights").glob("*.safetensors"))


def faults(path: Path) -> list[str]:
    """Everything that keeps weights from being shipped."""
    card = read_card(path.with_suffix(".json"))
    return [
        *_faults_of_data(card),
        *_faults_of_metrics(card),
        *_faults_of_file(path, card),
    ]


def _faults_of_data(card: ModelCard) -> Iterator[str]:
    if not card.licence_of_data.strip():
        yield "no licence of its data"
    if not card.data:
        yield "no data"
    for source in card.data:
        for field in ("name", "licence", "citation", "split"):
            if not getattr(source, field).strip():
                yield f"no {field} of a data set"
    for field in ("version", "paper", "recipe", "commit", "intended_use", "limitations"):
        if not getattr(card, field).strip():
            yield f"no {field}"


def _faults_of_metrics(card: ModelCard) -> Iterator[str]:
    if not card.metrics:
        yield "no metrics"
    if not card.chance:
        yield "no chance"
    for split, judged in judged_metrics(card).items():
        for each in judged:
            if NEEDS_CHANCE.search(each.metric.name) and each.chance is None:
                yield f"no chance for {each.metric.name} on {split}"
    for metric in card.metrics:
        yield from _faults_of_metric(metric)


def _faults_of_metric(metric: Metric) -> Iterator[str]:
    where = f"{metric.name} on {metric.split}"
    if metric.low is None or metric.high is None:
        yield f"no interval of {where}"
    elif not metric.low <= metric.value <= metric.high:
        yield f"{where} lies outside its interval"
    if metric.n < 1 or not metric.protocol.strip() or not metric.split.strip():
        yield f"no number, split or protocol of {where}"
    if "train" in metric.split.lower():
        yield f"{where} was measured on what was trained on"


def _faults_of_file(path: Path, card: ModelCard) -> Iterator[str]:
    if hashlib.sha256(path.read_bytes()).hexdigest() != card.weights_sha256:
        yield "the card is that of other weights"
    if card.name != path.stem:
        yield "the card has another name"
    if path.stat().st_size >= MOST_MIB_EACH * (1 << 20):
        yield f"more than {MOST_MIB_EACH} MiB"
    with safe_open(str(path), framework="numpy") as tensors:
        types = {tensors.get_slice(name).get_dtype() for name in tensors.keys()}  # noqa: SIM118
    if not types <= {"F16", "I64"}:  # batch normalisation counts its batches
        yield f"not float16, but {', '.join(sorted(types))}"


def size_mib(folder: Path) -> float:
    """Of all files that are shipped with the weights."""
    return sum(file.stat().st_size for file in folder.iterdir()) / (1 << 20)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_weights_may_be_shipped(path: Path) -> None:
    assert faults(path) == []
    check_card(read_card(path.with_suffix(".json")))


def test_there_are_some_and_together_they_are_small() -> None:
    assert {"ganet", *DEFAULT_MODELS} <= {path.stem for path in SHIPPED}
    assert size_mib(resource_path("weights")) <= MOST_MIB


def test_nothing_else_lies_beside_them() -> None:
    names = {path.stem for path in SHIPPED}
    for file in resource_path("weights").iterdir():
        assert file.suffix in (".safetensors", ".json")
        assert file.stem in names


GOOD: dict[str, Any] = {
    "version": "1",
    "paper": "Someone et al., 2026",
    "recipe": "retinaview train ganet",
    "commit": "0123abc",
    "licence_of_data": "CC BY 4.0",
    "data": [{"name": "IDRiD", "licence": "CC BY 4.0", "citation": "Porwal", "split": "train"}],
    "metrics": [
        {"name": "DR accuracy", "value": 0.6, "low": 0.5, "high": 0.7, "n": 50,
         "split": "test", "protocol": "bootstrap"},
        {"name": "calibration error (ECE)", "value": 0.1, "low": 0.0, "high": 0.2, "n": 50,
         "split": "test", "protocol": "bootstrap"},
    ],
    "chance": {"DR accuracy": 0.3},
}  # fmt: skip


@pytest.fixture
def copied(tiny_weights: Path, tmp_path: Path) -> Path:
    """Weights with a card that may be shipped."""
    path = tmp_path / "ganet.safetensors"
    shutil.copy(tiny_weights / "ganet.safetensors", path)
    shutil.copy(tiny_weights / "ganet.json", path.with_suffix(".json"))
    rewrite(path, **GOOD)
    return path


def rewrite(path: Path, **changes: object) -> None:
    card = json.loads(path.with_suffix(".json").read_text()) | changes
    path.with_suffix(".json").write_text(json.dumps(card))


def metric(**changes: object) -> list[dict[str, object]]:
    return [GOOD["metrics"][0] | changes]


def test_a_good_card_has_no_fault(copied: Path) -> None:
    assert faults(copied) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"licence_of_data": ""}, "no licence of its data"),
        ({"licence_of_data": "  "}, "no licence of its data"),
        ({"data": []}, "no data"),
        ({"data": [GOOD["data"][0] | {"licence": ""}]}, "no licence of a data set"),
        ({"data": [GOOD["data"][0] | {"split": ""}]}, "no split of a data set"),
        ({"limitations": ""}, "no limitations"),
        ({"metrics": []}, "no metrics"),
        ({"chance": {}}, "no chance"),
        ({"chance": {"other": 0.3}}, "no chance for DR accuracy on test"),
        ({"metrics": metric(low=None)}, "no interval of DR accuracy on test"),
        ({"metrics": metric(high=None)}, "no interval of DR accuracy on test"),
        ({"metrics": metric(low=0.65)}, "DR accuracy on test lies outside its interval"),
        ({"metrics": metric(n=0)}, "no number, split or protocol of DR accuracy on test"),
        ({"metrics": metric(protocol="")}, "no number, split or protocol of DR accuracy on test"),
        (
            {"metrics": metric(split="training")},
            "DR accuracy on training was measured on what was trained on",
        ),
        ({"weights_sha256": "0" * 64}, "the card is that of other weights"),
        ({"name": "other"}, "the card has another name"),
    ],
)
def test_a_card_that_leaves_something_out_is_refused(
    copied: Path, changes: dict[str, object], fault: str
) -> None:
    rewrite(copied, **changes)
    assert fault in faults(copied)


def test_random_squares_are_the_guess_of_regions(copied: Path) -> None:
    regions = metric(name="IoM 0.3 recall for box")
    rewrite(copied, metrics=regions)
    assert "no chance for IoM 0.3 recall for box on test" in faults(copied)
    rewrite(copied, metrics=regions + metric(name=f"IoM 0.3 recall for box{RANDOM_SQUARES}"))
    assert faults(copied) == []


def test_full_precision_is_refused(copied: Path) -> None:
    from safetensors.torch import load_file, save_file

    tensors = load_file(copied)
    save_file({name: value.float() for name, value in tensors.items()}, copied)
    rewrite(copied, weights_sha256=hashlib.sha256(copied.read_bytes()).hexdigest())
    assert faults(copied) == ["not float16, but F32"]


def test_a_large_file_is_refused(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "MOST_MIB_EACH", 0.001)
    assert "more than 0.001 MiB" in faults(copied)
