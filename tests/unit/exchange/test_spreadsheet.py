"""CSV that no spreadsheet runs, and that reads back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retinaview.exchange.spreadsheet import escaped, table, unescaped

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    "'=1",
    "''-a",
    '=HYPERLINK("http://x")',
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_would_run_is_text(text: str) -> None:
    cell = escaped("comment", text)

    assert cell == f"'{text}"
    assert unescaped("comment", cell) == text


@pytest.mark.parametrize("text", ["", "it's", "'quoted'", "a=b", "P-1", "2020-01-01T00:00:00"])
def test_other_cells_stay(text: str) -> None:
    assert escaped("comment", text) == text
    assert unescaped("comment", text) == text


def test_numbers_stay_numbers() -> None:
    assert escaped("x", "-0.5") == "-0.5"
    assert unescaped("score", "-0.5") == "-0.5"
    assert escaped("score", "-1e-3") == "-1e-3"


def test_what_is_no_number_is_text_in_a_column_of_numbers_too() -> None:
    assert escaped("score", "-1+cmd|'/c calc'!A0") == "'-1+cmd|'/c calc'!A0"
    assert unescaped("score", "'-1+2") == "-1+2"


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=2, max_size=5))
def test_any_text_comes_back(cells: list[str]) -> None:
    columns = [f"c{number}" for number in range(len(cells))]
    content = table(columns, [dict(zip(columns, cells, strict=True))]).decode()

    head, row = csv.reader(io.StringIO(content, newline=""), strict=True)

    assert head == columns
    assert [unescaped(name, cell) for name, cell in zip(head, row, strict=True)] == cells
