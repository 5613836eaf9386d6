"""`retinaview evaluate` from the command line."""

import json
from pathlib import Path

import pytest

from retinaview.cli.main import main

BOXES = "image,patient,eye,class,x,y,width,height\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    truth, regions = tmp_path / "truth.csv", tmp_path / "regions.csv"
    truth.write_text(BOXES + "a,P1,OD,haemorrhage,65,25,5,5\nb,P2,OS,EX,5,5,5,5\n")
    regions.write_text(BOXES + "a,,,suspicious_region,60,20,40,40\nb,,,SR,60,20,40,40\n")
    return truth, regions


def test_localization_as_json(files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--truth", str(files[0]), "--predictions", str(files[1]), "--json"]
    assert main(["evaluate", "localization", *arguments]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["regions"]["recall_box"]["value"] == 0.5
    assert report["regions"]["recall_person"]["n"] == 2
    assert set(report["per_class"]) == {"haemorrhage", "hard_exudate"}
    assert {"coverage", "random", "centre", "curves"} <= set(report)


def test_localization_as_a_table(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", "localization", "-t", str(files[0]), "-p", str(files[1])]) == 0
    out = capsys.readouterr().out
    assert "2 boxes on 2 photographs of 2 persons" in out
    assert "random squares" in out


def test_several_predictions_stand_side_by_side(
    files: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(BOXES + "a,,,SR,60,20,40,40\nb,,,SR,0,0,40,40\n")
    arguments = ["-t", str(files[0]), "-p", str(files[1]), "-p", str(other)]
    assert main(["evaluate", "localization", *arguments]) == 0
    table = capsys.readouterr().out
    assert str(files[1]) in table
    assert f"{other} - first" in table
    assert main(["evaluate", "localization", *arguments, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["sources"][str(other)]["regions"]["recall_box"]["value"] == 1
    assert report["difference_to_first"][str(other)]["recall_box"]["value"] == 0.5
    assert main(["evaluate", "localization", *arguments, "-p", str(other)]) != 0
    assert "given twice" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["localization", "-t", "gone.csv", "-p", "gone"], "gone.csv: does not exist"),
        (["grading", "-t", "gone.csv", "-p", "gone"], "gone"),
        (["segmentation", "-t", "gone", "-p", "gone"], "gone"),
        (["agreement", "gone.csv", "gone2.csv"], "gone.csv: does not exist"),
        (["localization", "-t", "x", "-p", "y", "--where", "split"], "COLUMN=VALUE"),
        (["localization"], "--truth"),
    ],
)
def test_bad_input_is_one_line_and_not_zero(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", *arguments]) != 0
    error = capsys.readouterr().err
    assert message in error
    assert "Traceback" not in error


def test_agreement_of_two_readers_by_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text(BOXES + "a,P1,OD,haemorrhage,10,10,40,40\na,P1,OD,EX,90,90,9,9\n")
    other.write_text(BOXES + "a,P1,OD,haemorrhage,24,24,12,12\n")
    assert main(["evaluate", "agreement", str(one), str(other), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["haemorrhage (F1, IoM 0.5)"]["value"] == 1
    assert report["hard exudate (F1, IoM 0.5)"]["value"] == 0
    assert report["box agreement (F1, IoU 0.5)"]["value"] == 0
