"""`retinaview evaluate segmentation` on what `screen` wrote with a network that grades too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main
from retinaview.core.findings import Quality
from retinaview.inference import overview
from retinaview.phantoms import make_phantom


@pytest.fixture
def weights(tiny_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """SUNet's weights, whose card calls cotton-wool spots soft exudates; returns the card."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for suffix in ("safetensors", "json"):
        shutil.copy(tiny_sources / f"sunet-small.{suffix}", folder)
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [folder])
    monkeypatch.setattr(overview, "assess_quality", lambda *_: Quality(0.9, gradable=True))
    return folder / "sunet-small.json"


@pytest.fixture
def screened(weights: Path, tmp_path: Path) -> list[str]:
    """The arguments that score a phantom with SUNet's maps."""
    source = weights.stem
    rgb = make_phantom(3, height_px=256).rgb
    cv2.imwrite(str(tmp_path / "eye.png"), rgb[:, :, ::-1])
    (tmp_path / "masks" / "SE").mkdir(parents=True)
    truth = np.zeros(rgb.shape[:2], np.uint8)
    truth[100:140, 100:140] = 255
    cv2.imwrite(str(tmp_path / "masks" / "SE" / "eye.png"), truth)
    out = str(tmp_path / "out")
    models = ["--models", source, "--device", "cpu"]
    assert main(["screen", str(tmp_path / "eye.png"), "--out", out, *models]) == 0
    return ["evaluate", "segmentation", "-t", str(tmp_path / "masks"), "-p", out]


def test_a_card_may_say_soft_exudate(
    screened: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main([*screened, "--json"]) == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["class"], report["threshold"]) == ("cotton_wool_spot", 0.5)


def test_a_card_without_that_threshold_is_one_line(
    screened: list[str], weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = json.loads(weights.read_text())
    del card["thresholds"]["soft_exudate"]
    weights.write_text(json.dumps(card))
    capsys.readouterr()
    assert main(screened) == 2
    written = capsys.readouterr().err
    assert written.startswith(f"retinaview: {weights}: thresholds.cotton_wool_spot: is missing")
    assert written.endswith("give --threshold\n")
    assert written.count("\n") == 1
    assert main([*screened, "--threshold", "0.5"]) == 0


def test_two_runs_are_compared_on_the_photographs_of_both(
    screened: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = shutil.copytree(screened[-1], tmp_path / "other")
    capsys.readouterr()
    assert main([*screened, "-p", str(other), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["sources"]) == [screened[-1], str(other)]
    (gap,) = found["difference_to_first"]
    assert (gap["class"], gap["pooled_dice"]["value"]) == ("cotton_wool_spot", 0)
    assert main([*screened, "-p", str(other), "-p", screened[-1]]) == 2
