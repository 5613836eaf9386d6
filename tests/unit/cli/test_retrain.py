"""`retinaview retrain` from the command line: what labels can improve, and bad input."""

import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """Ten photographs of five patients; three hard exudates on each."""
    folder = tmp_path / "study"
    folder.mkdir()
    rows = ["image,class,x,y,width,height"]
    for n in range(10):
        name = f"P{n // 2}_{('OD', 'OS')[n % 2]}.png"
        cv2.imwrite(str(folder / name), np.full((80, 100, 3), n, np.uint8))
        rows += [f"{name},EX,{10 + 20 * k},20,8,8" for k in range(3)]
    labels = tmp_path / "labels.csv"
    labels.write_text("\n".join(rows))
    assert main(["import", str(labels), "--project", str(folder)]) == 0
    return folder


def test_a_dry_run_says_what_the_labels_can_improve(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["retrain", str(study), "--out", str(out), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "10 photographs read, of 5 patients" in said
    assert "hard exudate 30" in said
    assert "lesion-net-lite1 can learn hard exudate" in said
    assert "zoom-in-net-lite0: 0 photographs graded" in said
    assert not out.exists()
    assert main(["retrain", str(study), "--out", str(out), "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["event"] == "labels"


def test_labels_that_can_improve_nothing_are_refused(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["retrain", str(study), "--out", str(tmp_path / "out")]
    assert main([*command, "--network", "zoom-in-net-lite0"]) == 2
    assert "at least 40 are needed" in capsys.readouterr().err
    assert main([*command, "--network", "no-such-network"]) == 2
    assert "no weights 'no-such-network'" in capsys.readouterr().err


def test_photographs_that_nobody_has_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), np.zeros((80, 100, 3), np.uint8))
    assert main(["retrain", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert "no photograph in it has been read" in capsys.readouterr().err


def test_labels_of_missing_photographs_are_left_out_and_said(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / "P1_OS.png").unlink()
    assert main(["retrain", str(study), "--out", str(tmp_path / "out"), "--dry-run"]) == 0
    told = capsys.readouterr()
    assert "1 photograph with labels left out" in told.err
    assert "P1_OS.png" in told.err
    assert "9 photographs read" in told.out


def test_nothing_to_resume(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrain", str(study), "--out", str(tmp_path / "out"), "--resume"]) == 2
    assert "there is no run to continue" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("a file")
    out = tmp_path / "file" / "out"
    assert main(["retrain", str(study), "--out", str(out)]) == 2
    assert "cannot be written" in capsys.readouterr().err
