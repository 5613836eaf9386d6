"""Grades of one run, of an ensemble, and yes or no by an SVM."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retinaview.batch.grade_scoring import read_graded, report_grading, score_binary
from retinaview.cli.main import app
from retinaview.core.errors import LabelError
from tests.unit.batch.test_file_scoring import row


def run_of(folder: Path, grades: Sequence[int], *, sure: float = 0.6) -> Path:
    """A folder as `screen` writes it, with these grades for a, b, c ..."""
    folder.mkdir()
    rows = []
    for index, grade in enumerate(grades):
        made = row(f"{chr(97 + index)}.jpg", grade=grade)
        rest = (1 - sure) / 4
        made["dr"] = {
            "grade": grade,
            "probabilities": [rest] * grade + [sure] + [rest] * (4 - grade),
        }
        rows.append(json.dumps(made))
    (folder / "findings.jsonl").write_text("\n".join(rows) + "\n")
    return folder


def truth_of(path: Path, grades: Sequence[int]) -> Path:
    lines = [f"{chr(97 + index)},{grade},0" for index, grade in enumerate(grades)]
    path.write_text("\n".join(["image,dr_grade,dme_grade", *lines]) + "\n")
    return path


def test_grades_of_one_run(tmp_path: Path) -> None:
    run = run_of(tmp_path / "run", [2, 2, 1])
    truth = truth_of(tmp_path / "grades.csv", [2, 4, 1])
    scores = report_grading(read_graded([truth], [run])).scores
    assert scores["DR accuracy"].value == pytest.approx(2 / 3)
    assert scores["DME accuracy"].value == 1
    assert scores["joint accuracy"].value == pytest.approx(2 / 3)
    (tmp_path / "other.csv").write_text("image,dr_grade\nz,2\n")
    with pytest.raises(LabelError, match="none of the truth's graded"):
        read_graded([tmp_path / "other.csv"], [run])


def test_an_ensemble_averages_and_counts_what_every_run_has(tmp_path: Path) -> None:
    truth = truth_of(tmp_path / "grades.csv", [0, 3, 1])
    sure, unsure = run_of(tmp_path / "1", [0, 3]), run_of(tmp_path / "2", [1, 2, 1], sure=0.4)
    graded = read_graded([truth], [sure, unsure])
    assert graded.dr.tolist() == [0, 3]
    assert graded.probabilities.argmax(axis=1).tolist() == [0, 3]
    assert graded.probabilities.sum(axis=1) == pytest.approx([1, 1])
    assert report_grading(graded).scores["DR accuracy"].value == 1


def test_an_svm_tells_referable_from_not_on_its_own_set_and_on_another(tmp_path: Path) -> None:
    grades = [0, 1, 2, 3] * 5
    truth, run = truth_of(tmp_path / "a.csv", grades), run_of(tmp_path / "run", grades)
    own = score_binary(read_graded([truth], [run]), positive_from=2, folds=5)
    assert own.auc.value == 1
    assert own.positives == 10
    assert own.as_dict()["photographs"] == 20
    fitted = read_graded([truth], [run])
    other_truth = truth_of(tmp_path / "b.csv", grades[:6])
    other = read_graded([other_truth], [run_of(tmp_path / "other", grades[:6])])
    carried = score_binary(other, positive_from=1, fitted=fitted)
    assert carried.auc.n == 6
    assert carried.accuracy.value == 1


def test_the_command_prints_a_table_or_json_and_wants_both_fit_options(tmp_path: Path) -> None:
    grades = [0, 1, 2, 3] * 3
    truth, run = truth_of(tmp_path / "a.csv", grades), run_of(tmp_path / "run", grades)
    arguments = ["evaluate", "binary", "-t", str(truth), "-p", str(run), "--folds", "3"]
    table = CliRunner().invoke(app, arguments)
    assert table.exit_code == 0, table.output
    assert "sensitivity at specificity 0.50" in table.output
    as_json = CliRunner().invoke(app, [*arguments, "--json"])
    assert json.loads(as_json.output)["positives"] == 6
    half = CliRunner().invoke(app, [*arguments, "--fit-truth", str(truth)])
    assert half.exit_code != 0
    assert "or neither" in half.output
