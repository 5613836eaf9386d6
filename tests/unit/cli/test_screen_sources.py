"""`retinaview screen --models`: any source, alone or beside a network that segments."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main
from retinaview.core.findings import Quality
from retinaview.inference import overview
from retinaview.phantoms import make_phantom


@pytest.fixture(autouse=True)
def _weights(tiny_sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinaview.models.weights.folders.search_folders", lambda: [tiny_sources])
    good = Quality(0.9, gradable=True)
    monkeypatch.setattr(overview, "assess_quality", lambda *_: good)


@pytest.fixture(scope="module")
def eyes(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("eyes")
    paths = [folder / "P1_OD.png", folder / "P1_OS.png"]
    for seed, path in enumerate(paths):
        cv2.imwrite(str(path), make_phantom(seed, height_px=256).rgb[:, :, ::-1])
    return paths


def screen(photographs: list[Path], out: Path, models: str) -> tuple[int, list[dict[str, Any]]]:
    arguments = [*map(str, photographs), "--out", str(out), "--models", models, "--device", "cpu"]
    status = main(["screen", *arguments])
    findings = out / "findings.jsonl"
    if not findings.exists():
        return status, []
    return status, [json.loads(line) for line in findings.read_text().splitlines()]


@pytest.mark.parametrize(
    ("models", "classes", "attention"),
    [
        ("sea-net-small", [], "sea-net-small"),
        (
            "sunet-small",
            ["microaneurysm", "haemorrhage", "hard_exudate", "cotton_wool_spot"],
            "sunet-small",
        ),
        ("ganet,sunet-small", ["hard_exudate", "haemorrhage", "optic_disc"], "sunet-small"),
    ],
)
def test_any_source_writes_what_it_sees(
    eyes: list[Path], tmp_path: Path, models: str, classes: list[str], attention: str
) -> None:
    status, (row,) = screen(eyes[:1], tmp_path / "out", models)
    assert status == 0
    assert len(row["dr"]["probabilities"]) == 5
    assert list(row["files"]["masks"]) == classes
    assert row["files"]["attention"] == {attention: f"attention/P1_OD_{attention}.png"}
    for kind in ("masks", "probability", "attention"):
        for file in row["files"][kind].values():
            image = cv2.imread(str(tmp_path / "out" / file), cv2.IMREAD_UNCHANGED)
            assert image.shape == (row["height"], row["width"])
    assert {model["name"] for model in row["models"].values()} == set(models.split(","))


def test_both_eyes_are_graded_together(eyes: list[Path], tmp_path: Path) -> None:
    status, (right, left) = screen(eyes, tmp_path / "both", "zoom-in-net-pair")
    assert status == 0
    assert right["eyes"] == {
        "fellow": str(eyes[1]),
        "fellow_sha256": left["sha256"],
        "together": True,
    }
    assert left["eyes"]["together"] is True
    _, (alone,) = screen(eyes[:1], tmp_path / "one", "zoom-in-net-pair")
    assert alone["eyes"] is None
    assert alone["dr"]["probabilities"] != right["dr"]["probabilities"]


def test_two_photographs_of_the_same_eye_are_graded_alone(eyes: list[Path], tmp_path: Path) -> None:
    twice = [Path(shutil.copy(eyes[0], tmp_path / f"P1_OD_{shot}.png")) for shot in (1, 2)]
    status, rows = screen(twice, tmp_path / "out", "zoom-in-net-pair")
    assert status == 0
    assert [row["eyes"] for row in rows] == [None, None]


def test_a_network_without_weights_is_one_line_with_its_command(
    eyes: list[Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, rows = screen(eyes, tmp_path / "out", "at-net")
    assert (status, rows) == (2, [])
    written = capsys.readouterr().err
    assert written.endswith("`retinaview train at-net --data DIR --out DIR` trains them\n")
    assert written.count("\n") == 1


def test_a_black_photograph_is_ungradable_and_referred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    black = tmp_path / "black.png"
    cv2.imwrite(str(black), np.zeros((300, 400, 3), np.uint8))
    status, (row,) = screen([black], tmp_path / "out", "zoom-in-net-lite0")
    assert status == 0
    assert row["dr"] is None
    assert row["field_of_view"] is None
    assert row["quality"]["gradable"] is False
    assert row["referable"] == {"probability": None, "decision": True}
    assert row["regions"] == row["lesions"] == []
