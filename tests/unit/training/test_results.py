"""README's tables and docs/results.md are what the runs' JSON says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from retinaview.core.errors import LabelError, ReadError
from retinaview.models.weights.card import read_card
from retinaview.models.weights.folders import find
from training.results.command import ROOT, written
from training.results.numbers import Number, Sources, short
from training.results.page import PaperTable, Row, page_of, read_tables
from training.results.readme import filled

PAPERS = ROOT / "docs" / "results" / "papers.json"


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    run = {
        "scores": {"DR accuracy": {"value": 0.6274, "low": 0.529, "high": 0.725, "n": 102}},
        "points": [{"name": "as screened", "sensitivity": {"value": 1.0, "low": None}}],
        "coverage": 0.74,
    }
    (tmp_path / "grading.json").write_text(json.dumps(run))
    metric = {"name": "dice", "split": "test", "value": 0.05, "low": 0.01, "high": 0.09}
    (tmp_path / "net.json").write_text(json.dumps({"metrics": [metric]}))
    return Sources(tmp_path, tmp_path)


def test_the_documents_say_what_the_runs_say() -> None:
    stale = [p.name for p, text in written().items() if p.read_text(encoding="utf-8") != text]
    assert not stale, "run python -m training.results"


def test_every_row_that_was_not_run_has_a_command() -> None:
    tables = read_tables(PAPERS)
    rows = [row for table in tables for row in table.rows]
    assert not [row.measure for row in rows if not row.ours and not row.command]
    assert sum(bool(row.paper) for row in rows) > 30


def test_numbers_are_found_by_their_place(sources: Sources) -> None:
    assert str(sources.number("run:grading/scores/DR accuracy")) == ".627 [.529, .725]"
    assert sources.number("run:grading/coverage") == Number(0.74)
    assert str(sources.number("run:grading/points/as screened/sensitivity")) == "1.000"
    assert sources.number("card:net/test/dice").value == 0.05
    with pytest.raises(LabelError, match="there is no such number"):
        sources.number("run:grading/scores/kappa")
    with pytest.raises(ReadError, match=r"nowhere\.json"):
        sources.number("run:nowhere/scores")


@pytest.mark.parametrize(("value", "text"), [(0.8617, ".862"), (-0.0121, "-.012"), (1.0, "1.000")])
def test_numbers_have_three_decimals(value: float, text: str) -> None:
    assert short(value) == text


def test_a_row_stands_with_its_interval_or_says_that_it_was_not_run(sources: Sources) -> None:
    ran = Row(
        measure="accuracy", network="net", paper=".651", ours="run:grading/scores/DR accuracy",
        chance="@run:grading/coverage", data="test",
    )  # fmt: skip
    waits = Row(measure="kappa", network="net", data="test", command="retinaview train net")
    page = page_of((PaperTable(title="A paper", rows=(ran, waits)),), sources)
    assert "| accuracy | net | .651 | .627 | [.529, .725] | one seed | 1 | .740 | test |" in page
    assert "| kappa | net |  | *not run* |" in page
    assert "    retinaview train net\n" in page


def test_a_table_that_is_unknown_or_has_no_end_is_refused(sources: Sources) -> None:
    with pytest.raises(LabelError, match="no such table"):
        filled("<!-- results: horses -->\n<!-- end -->", sources)
    with pytest.raises(LabelError, match="not marked"):
        filled("<!-- results: grades -->\n| a |\n", sources)


def test_rows_name_the_versions_that_are_shipped() -> None:
    networks = [row.network for table in read_tables(PAPERS) for row in table.rows]
    stated = {
        found.groups() for each in networks if (found := re.match(r"`(.+)` (\d[\d.]*)", each))
    }
    assert len(stated) > 3
    for name, version in stated:
        assert read_card(find(name).with_suffix(".json")).version == version
