"""`retinaview import` and `retinaview export` from the command line."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.cli.main import main


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    folder.mkdir()
    cv2.imwrite(str(folder / "a_OD.png"), np.zeros((80, 100, 3), np.uint8))
    return folder


def test_there_and_back(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    labels = tmp_path / "labels.csv"
    labels.write_text("image,class,x,y,width,height\na_OD,EX,1,2,3,4\n")
    assert main(["import", str(labels), "--project", str(study)]) == 0
    assert "1 marks and 0 gradings on 1 photographs" in capsys.readouterr().out
    project = study / "study.retinaview"
    out = tmp_path / "out"
    assert main(["export", str(project), "--format", "csv", "--out", str(out)]) == 0
    assert "hard_exudate,1,2,3,4" in (out / "boxes.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["import", "gone.csv", "--project", "STUDY"], "gone.csv: does not exist"),
        (["import", "x.csv", "--project", "gone"], "gone"),
        (["export", "STUDY", "--format", "kitti", "--out", "OUT"], "unknown format 'kitti'"),
        (["export", "STUDY", "-f", "csv", "-o", "OUT", "--include", "some"], "unknown status"),
        (["export", "gone.retinaview", "-f", "csv", "-o", "OUT"], "gone.retinaview"),
    ],
)
def test_bad_input_is_one_line_and_not_zero(
    arguments: list[str],
    message: str,
    study: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    places = {"STUDY": str(study), "OUT": str(tmp_path / "out")}
    assert main([places.get(argument, argument) for argument in arguments]) != 0
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1
