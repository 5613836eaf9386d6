"""What `retinaview screen` says about weights and photographs that cannot be used."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from safetensors.numpy import load_file, save

from retinaview.cli.main import main
from retinaview.phantoms import make_phantom


@pytest.fixture(scope="module")
def eye(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photographs") / "P1_OD.png"
    cv2.imwrite(str(path), make_phantom(3, height_px=256).rgb[:, :, ::-1])
    return path


@pytest.fixture
def sea(tiny_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with weights that a test may damage."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for suffix in ("safetensors", "json"):
        shutil.copy(tiny_sources / f"sea-net-small.{suffix}", folder)
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [folder])
    return folder / "sea-net-small.safetensors"


def change_card(weights: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = weights.with_suffix(".json")
    card = json.loads(path.read_text())
    change(card)
    path.write_text(json.dumps(card))


def screen(photograph: Path, out: Path) -> int:
    arguments = [str(photograph), "--out", str(out), "--models", "sea-net-small"]
    return main(["screen", *arguments, "--device", "cpu"])


def refused(eye: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line on standard error with which a run ends before it begins."""
    assert screen(eye, out) == 2
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "Traceback" not in written
    return written


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda card: card["arguments"].update(grades=4), "names 5 classes, the network has 4"),
        (lambda card: card.update(classes=["a", "b", "c", "d"]), "names 4 grades"),
        (lambda card: card.pop("preprocessing"), "preprocessing is wrong: Field required"),
        (lambda card: card.pop("weights_sha256"), "SHA-256 differs"),
        (lambda card: card["preprocessing"].pop("diameter_px"), "preprocessing"),
        (lambda card: card["preprocessing"].update(diameter_px=100), "multiple of 32"),
        (lambda card: card["reading"].update(lesions=["freckle"]), "freckle"),
        (lambda card: card["reading"].update(lesions=["haemorrhage"]), "thresholds.haemorrhage"),
        (lambda card: card["arguments"].update(trunk="nosuch"), "no network 'nosuch'"),
        (lambda card: card["arguments"].update(trunk="resnet18d"), "the network needs"),
    ],
)
def test_a_wrong_card_is_one_line_that_names_it(
    sea: Path,
    eye: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: Callable[[dict[str, Any]], object],
    said: str,
) -> None:
    change_card(sea, change)
    written = refused(eye, tmp_path / "out", capsys)
    assert "sea-net-small" in written
    assert said in written


def rewrite(weights: Path, change: Callable[[dict[str, np.ndarray]], object]) -> None:
    """Change tensors and let the card vouch for them."""
    tensors = load_file(weights)
    change(tensors)
    content = save(tensors)
    weights.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    change_card(weights, lambda card: card.update(weights_sha256=sha256))


def test_weights_that_are_not_finite_are_refused(
    sea: Path, eye: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewrite(sea, lambda tensors: tensors["classifier.bias"].__setitem__(0, np.nan))
    written = refused(eye, tmp_path / "out", capsys)
    assert "'classifier.bias' holds values that are not finite" in written


def test_weights_for_another_number_of_grades_are_refused(
    sea: Path, eye: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def cut(tensors: dict[str, np.ndarray]) -> None:
        for name in ("classifier.weight", "classifier.bias"):
            tensors[name] = np.ascontiguousarray(tensors[name][:3])

    rewrite(sea, cut)
    written = refused(eye, tmp_path / "out", capsys)
    assert "'classifier.weight' has shape (3, " in written


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "findings.jsonl").read_text().splitlines()]


@pytest.mark.usefixtures("sea")
def test_a_photograph_smaller_than_the_stride_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small = tmp_path / "small.png"
    cv2.imwrite(str(small), np.full((20, 24, 3), 90, np.uint8))
    assert screen(small, tmp_path / "out") == 1
    assert "is 24 x 20 pixels; each side needs at least 32" in capsys.readouterr().err
    (row,) = rows(tmp_path / "out")
    assert row["error"]["kind"] == "read"


@pytest.mark.usefixtures("sea")
@pytest.mark.parametrize("shade", [0, 90])
def test_a_photograph_without_a_field_of_view_is_shown_to_no_network(
    tmp_path: Path, shade: int
) -> None:
    flat = tmp_path / "flat.png"
    cv2.imwrite(str(flat), np.full((200, 240, 3), shade, np.uint8))
    assert screen(flat, tmp_path / "out") == 0
    (row,) = rows(tmp_path / "out")
    assert row["quality"]["gradable"] is False
    assert row["quality"]["reasons"]
    assert (row["dr"], row["field_of_view"]) == (None, None)
    assert row["referable"] == {"probability": None, "decision": True}
    assert row["regions"] == []
    assert "grading" not in row["seconds"]


@pytest.mark.usefixtures("sea")
def test_the_smallest_photograph_has_an_answer(tmp_path: Path, eye: Path) -> None:
    """33 px across: scaled up to the network's input, and too coarse to be graded."""
    tiny = tmp_path / "tiny.png"
    shrunk = cv2.resize(cv2.imread(str(eye)), (40, 33), interpolation=cv2.INTER_AREA)
    cv2.imwrite(str(tiny), shrunk)
    assert screen(tiny, tmp_path / "out") == 0
    (row,) = rows(tmp_path / "out")
    assert (row["width"], row["height"]) == (40, 33)
    assert row["quality"]["gradable"] is False
    assert row["dr"] is None
