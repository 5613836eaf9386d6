"""`retinaview report`: files, exit status and sentences."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir()
    for eye in ("OD", "OS"):
        cv2.imwrite(str(folder / f"P1_{eye}.png"), np.full((64, 80, 3), 90, np.uint8))
    return folder


def test_a_study_nobody_has_read_is_reported(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["report", str(study), "--out", str(out)]) == 0
    assert sorted(file.name for file in out.glob("[!.]*")) == [
        "P1.pdf", "summary.csv", "summary.xlsx",
    ]  # fmt: skip
    assert "1 patient with 2 photographs; 1 without a reading" in capsys.readouterr().out


def test_an_unknown_patient_is_bad_input(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(study), "--out", str(tmp_path / "o"), "--patient", "X"]) == 2
    assert "has no patient 'X'" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_somebody_else_s_file_needs_replace(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "P1.pdf").write_bytes(b"mine")
    given = ["report", str(study), "--out", str(tmp_path)]
    assert main(given) == 2
    assert "--replace" in capsys.readouterr().err
    assert main([*given, "--replace"]) == 0


def test_an_unreadable_photograph_does_not_stop_the_report(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / "P1_OS.png").write_bytes(b"\x89PNG\r\n\x1a\nbroken")
    assert main(["report", str(study), "--out", str(tmp_path / "out")]) == 1
    assert (tmp_path / "out" / "P1.pdf").is_file()
    assert "P1_OS.png" in capsys.readouterr().err
