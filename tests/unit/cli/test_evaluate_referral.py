"""Referral, comparison, lesions and the site's threshold, from files, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from retinaview.batch.findings_file import ScreenedRow, read_findings
from retinaview.batch.site_threshold_file import read_site_threshold
from retinaview.cli.main import app
from retinaview.core.errors import LabelError, WeightsError
from retinaview.core.findings import ModelIdentity
from tests.unit.batch.test_file_scoring import row

GRADER = ModelIdentity("grading", "zoom", "1", "a" * 64)


def evaluate(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["evaluate", *map(str, arguments)])


def run_of(folder: Path, count: int, *, seed: int = 0, scale: float = 1.0) -> Path:
    """A folder as `screen` writes it; odd photographs are referable, and mostly look so."""
    random = np.random.default_rng(seed)
    folder.mkdir()
    rows = []
    for i in range(count):
        probability = round(
            float(np.clip(random.normal(0.3 + 0.4 * (i % 2), 0.15), 0, 1)) * scale, 4
        )
        made = row(f"{i}.jpg")
        healthy, referable = round(1 - probability, 4), probability
        made["dr"] = {
            "grade": 0 if healthy >= referable else 2,
            "probabilities": [healthy, 0.0, referable, 0.0, 0.0],
        }
        made["referable"] = {"probability": probability, "decision": probability >= 0.5}
        made["models"] = {"grading": {"name": "zoom", "version": "1", "weights_sha256": "a" * 64}}
        rows.append(json.dumps(made))
    (folder / "findings.jsonl").write_text("\n".join(rows) + "\n")
    return folder


def truth_of(path: Path, count: int) -> Path:
    lines = [
        f"{i}.jpg,P{i // 4},{('OD', 'OS')[i // 2 % 2]},{2 * (i % 2)},{('new', 'old')[i >= 30]}"
        for i in range(count)
    ]
    path.write_text("\n".join(["image,patient,eye,dr_grade,camera", *lines]) + "\n")
    return path


def test_grading_keeps_its_fields_and_adds_referral_and_subgroups(tmp_path: Path) -> None:
    truth, run = truth_of(tmp_path / "t.csv", 40), run_of(tmp_path / "run", 40)
    arguments = ("grading", "-t", truth, "-p", run, "--by", "camera", "--by", "eye")
    found = json.loads(evaluate(*arguments, "--threshold", "0.4", "--json").stdout)
    assert found["scores"]["DR accuracy"]["n"] == 10  # persons, both eyes of each together
    assert found["confusion"][0][0] > 0
    names = [point["name"] for point in found["referable"]["points"]]
    assert names[:2] == ["as screened", "at the threshold given"]
    assert found["referable"]["photographs"] == 40
    assert found["subgroups"]["camera"]["new"]["photographs"] == 30
    assert set(found["subgroups"]["eye"]) == {"OD", "OS"}
    table = evaluate(*arguments, "--figures", tmp_path / "figures").stdout
    assert (tmp_path / "figures" / "referable.svg").is_file()
    assert "40 photographs of 10 persons" in table
    assert "by camera" in table
    wrong = evaluate("grading", "-t", truth, "-p", run, "--by", "lens")
    assert isinstance(wrong.exception, LabelError)
    assert "lens" in str(wrong.exception)


def test_two_runs_are_compared(tmp_path: Path) -> None:
    truth = truth_of(tmp_path / "t.csv", 40)
    first, second = run_of(tmp_path / "a", 40), run_of(tmp_path / "b", 40, seed=1)
    found = json.loads(evaluate("compare", "-t", truth, "-p", first, "-p", second, "--json").stdout)
    assert (found["photographs"], found["persons"]) == (40, 10)
    assert 0 < found["delong"]["p"] <= 1
    assert set(found["mcnemar"]) == {"DR grade", "referral"}
    assert evaluate("compare", "-t", truth, "-p", first).exit_code == 2


def test_a_site_chooses_its_threshold_and_it_holds_for_those_weights_alone(
    tmp_path: Path,
) -> None:
    truth, run = truth_of(tmp_path / "t.csv", 100), run_of(tmp_path / "run", 100, scale=0.5)
    out = tmp_path / "site.json"
    result = evaluate("threshold", "-t", truth, "-p", run, "--out", out)
    assert result.exit_code == 0, result.output
    assert "refer from" in result.stdout
    chosen = read_site_threshold(out, GRADER)
    rows = [each for each in read_findings(run) if isinstance(each, ScreenedRow)]
    scores = np.array([each.referable.probability for each in rows])
    assert (scores[1::2] >= chosen).mean() >= 0.9
    arguments = ("threshold", "-t", truth, "-p", run, "--out", out)
    assert evaluate(*arguments).exit_code == 0  # the same once more
    again = evaluate(*arguments, "--sensitivity", 0.95)
    assert "site.json: is there already, with another content" in str(again.exception)
    assert read_site_threshold(out, GRADER) == chosen
    assert evaluate(*arguments, "--sensitivity", 0.95, "--replace").exit_code == 0
    other = ModelIdentity("grading", "sunet", "1", "b" * 64)
    with pytest.raises(WeightsError, match="was chosen for zoom 1, but sunet 1 grades"):
        read_site_threshold(out, other)
    out.write_text(out.read_text().replace("referable_threshold", "referal"))
    with pytest.raises(LabelError, match="referable_threshold"):
        read_site_threshold(out, GRADER)


def test_too_few_photographs_choose_nothing(tmp_path: Path) -> None:
    truth, run = truth_of(tmp_path / "t.csv", 40), run_of(tmp_path / "run", 40)
    out = tmp_path / "site.json"
    result = evaluate("threshold", "-t", truth, "-p", run, "--out", out)
    assert "at least 80 graded photographs" in str(result.exception)
    assert not out.exists()
