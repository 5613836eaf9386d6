"""The rows of the table: what differs is said in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retinaview.core.findings import Finding, Quality
from retinaview.ui.compare.grade_rows import NOTHING, ComparisonRow, as_tsv, grade_rows

if TYPE_CHECKING:
    from collections.abc import Callable

    Said = Callable[..., Finding]


def by_name(rows: tuple[ComparisonRow, ...]) -> dict[str, ComparisonRow]:
    return {row.name: row for row in rows}


def test_all_rows_stand_in_order(said: Said) -> None:
    names = [row.name for row in grade_rows(said("a"), said("b"))]
    assert names == [
        "Quality",
        "DR grade", "No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR",
        "DME grade", "No DME", "Away from fovea", "Near fovea",
        "Referable", "Graded from", "Time", "Version",
    ]  # fmt: skip


def test_a_difference_of_grade_is_said_with_its_direction(said: Said) -> None:
    severe = said("b", dr=(0.0, 0.1, 0.1, 0.7, 0.1), dme=(0.8, 0.1, 0.1))
    rows = by_name(grade_rows(said("a"), severe))
    grade = rows["DR grade"]
    assert (grade.first, grade.second) == ("2  Moderate NPDR", "3  Severe NPDR")
    assert (grade.difference, grade.differs) == ("≠  +1", True)
    assert (rows["DME grade"].difference, rows["DME grade"].differs) == ("≠  \N{MINUS SIGN}2", True)
    assert rows["Severe NPDR"].difference == "+60"
    assert rows["Moderate NPDR"].difference == "\N{MINUS SIGN}50"
    assert rows["Proliferative DR"].difference == "0"
    assert rows["Referable"].difference == "+10"


def test_percentages_that_read_the_same_do_not_differ(said: Said) -> None:
    rows = by_name(
        grade_rows(
            said("a", dr=(0.988, 0.002, 0.004, 0.003, 0.003)),
            said("b", dr=(0.981, 0.009, 0.004, 0.003, 0.003)),
        )
    )
    mild = rows["Mild NPDR"]
    assert (mild.first, mild.second, mild.difference) == ("<1 %", "<1 %", "0")


def test_the_same_grade_is_said_to_be_the_same(said: Said) -> None:
    rows = grade_rows(said("a"), said("a"))
    assert [row.difference for row in rows if row.name.endswith("grade")] == ["same", "same"]
    assert not any(row.differs for row in rows)


def test_a_source_without_oedema_or_answer_leaves_its_cells_empty(said: Said) -> None:
    rows = by_name(grade_rows(said("a"), said("b", dme=None)))
    assert rows["DME grade"] == ComparisonRow("DME grade", "2  Near fovea", NOTHING)
    assert rows["Near fovea"].second == NOTHING
    rows = by_name(grade_rows(None, said("b")))
    assert rows["DR grade"] == ComparisonRow("DR grade", NOTHING, "2  Moderate NPDR")
    assert (rows["Time"].first, rows["Time"].second) == (NOTHING, "0.8 s")
    assert rows["Version"].second == "1.2 (abababab)"
    assert all(row.difference == "" for row in rows.values())


def test_an_oedema_network_gives_no_retinopathy(said: Said) -> None:
    rows = by_name(grade_rows(said("a", dr=()), said("b")))
    assert rows["DR grade"].first == NOTHING
    assert rows["Referable"].first == NOTHING
    assert rows["DME grade"].first == "2  Near fovea"


def test_ungradable_is_an_answer(said: Said) -> None:
    ungradable = replace(said("a"), quality=Quality(0.1, False), grades=None)
    rows = by_name(grade_rows(ungradable, said("b")))
    assert rows["DR grade"].first == "ungradable"
    assert not rows["DR grade"].differs


def test_doubt_stands_above_the_grades_and_mutes_its_own_column(said: Said) -> None:
    hazy = replace(said("a"), quality=Quality(0.5, True, reasons=("haze",)))
    rows = grade_rows(hazy, said("b"))
    assert (rows[0].first, rows[0].second) == ("quality doubtful: haze", "good")
    assert {row.doubtful for row in rows} == {(True, False)}


def test_eyes_graded_together_are_said(said: Said) -> None:
    pair = replace(said("a"), together="P1_OS.jpg")
    row = by_name(grade_rows(pair, said("b")))["Graded from"]
    assert (row.first, row.second) == ("both eyes", "this eye")


def test_the_table_for_a_spreadsheet(said: Said) -> None:
    rows = grade_rows(said("a"), said("b", dme=None))
    lines = as_tsv(("", "A", "B", "B – A"), rows).splitlines()
    assert lines[0] == "\tA\tB\tB – A"
    assert lines[1] == "Quality\tgood\tgood\t"
    assert lines[2] == "DR grade\t2  Moderate NPDR\t2  Moderate NPDR\tsame"
    assert len(lines) == 1 + len(rows)
    assert all(line.count("\t") == 3 for line in lines)


def test_a_pasted_table_runs_nothing_and_keeps_its_cells() -> None:
    text = as_tsv(("a", "b", "c", "d"), [ComparisonRow("Graded from", "=cmd\tx", "-0.5", "+3")])

    assert text.splitlines()[1] == "Graded from\t'=cmd\\tx\t-0.5\t+3"
