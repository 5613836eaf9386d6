"""The parts of the comparison's window, each by itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication

from retinaview.core.field_circle import FieldCircle
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.localization import LocalizationCase
from retinaview.evaluation.localization_comparison import compare_localization
from retinaview.inference.sources import Source
from retinaview.session.comparing import Asked, StudyComparison
from retinaview.ui.compare.grade_rows import grade_rows
from retinaview.ui.compare.grade_table import GradeTable
from retinaview.ui.compare.recall_panel import RecallPanel
from retinaview.ui.findings.source_box import SourceBox

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from retinaview.core.findings import Finding


def source(name: str, *, trained: bool = True, fault: str = "") -> Source:
    command = f"retinaview train {name} --data DIR --out DIR"
    path = Path(f"{name}.safetensors") if trained or fault else None
    return Source(name, name, name, "", "grading", 1, (64, 64), command, path=path, fault=fault)


def test_a_source_without_weights_is_greyed_with_its_command(qtbot: QtBot) -> None:
    box = SourceBox()
    qtbot.addWidget(box)
    broken = source("c", fault="c.json: version is missing")
    box.set_sources([source("a"), source("b", trained=False), broken], chosen="a")
    assert box.source == "a"
    assert [box.can_choose(name) for name in "abc"] == [True, False, False]
    assert "retinaview train b" in box.text_of("b")
    assert "version is missing" in box.text_of("c")
    box.set_source("nobody")
    assert box.source == ""


def test_choosing_a_source_is_told_and_setting_one_is_not(qtbot: QtBot) -> None:
    box = SourceBox()
    qtbot.addWidget(box)
    heard: list[str] = []
    box.chosen.connect(heard.append)
    box.set_sources([source("a"), source("b")], chosen="a")
    box.set_source("b")
    assert heard == []
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert heard == ["a"]


def test_the_table_is_copied_with_names(qtbot: QtBot, said: Callable[..., Finding]) -> None:
    table = GradeTable()
    qtbot.addWidget(table)
    rows = grade_rows(said("a"), said("b", dr=(0.0, 0.1, 0.1, 0.7, 0.1)))
    table.show_rows(("A  a", "B  b", "B – A"), rows)
    assert table.cell(1, 2) == "3"
    assert table.cell(1, 3) == "≠  +1"
    assert table.is_bold(1)
    assert not table.is_bold(0)
    table.copy_button.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["", "A  a", "B  b", "B – A"]
    assert lines[2].split("\t") == ["DR grade", "2  Moderate NPDR", "3  Severe NPDR", "≠  +1"]


def comparison(*sources: str, missing: tuple[int, ...] = (), persons: int = 1) -> StudyComparison:
    near, far = np.array([[0.0, 0, 90, 90]]), np.array([[200.0, 200, 90, 90]])
    truth, field = np.array([[10.0, 10, 9, 9]]), FieldCircle(200, 200, 200, 400, 400)
    cases = {
        name: [
            LocalizationCase(f"x{i}", f"P{i}", truth, (LesionClass.HAEMORRHAGE,), regions, field)
            for i in range(persons)
        ]
        for name, regions in zip(sources, (near, far), strict=False)
    }
    found = compare_localization(cases, repeats=3, resamples=5)
    last = {sources[-1]: missing} if missing else {}
    return StudyComparison(Asked((1, *missing), last), found)


def test_recall_is_a_table_or_curves(qtbot: QtBot) -> None:
    panel = RecallPanel()
    qtbot.addWidget(panel)
    panel.show_report(comparison("a", "b"))
    assert (panel._table.isHidden(), panel.plot.isHidden()) == (False, True)
    panel.view.button(1).click()
    assert (panel._table.isHidden(), panel.plot.isHidden()) == (True, False)
    assert panel.plot.names == [
        f"{source}, {what}"
        for source in ("a", "b")
        for what in ("boxes", "persons", "random, boxes")
    ]
    panel.show_nothing("Gone.")
    assert panel.view.isHidden()
    assert panel.plot.isHidden()


def test_recall_of_both_stands_beside_chance(qtbot: QtBot) -> None:
    panel = RecallPanel()
    qtbot.addWidget(panel)
    panel.show_report(comparison("a", "b", persons=2))
    assert [panel.cell(row, 0) for row in range(7)] == [
        "Boxes", "as many at random", "at the centre",
        "Persons", "as many at random", "at the centre", "Field covered",
    ]  # fmt: skip
    assert panel.cell(0, 1).startswith("1.00   1.00–1.00")
    assert panel.cell(0, 2).startswith("0.00")
    assert panel.cell(0, 3) == "\N{MINUS SIGN}1.00   \N{MINUS SIGN}1.00 to \N{MINUS SIGN}1.00"
    assert panel.words == "2 boxes on 2 photographs of 2 persons, with 95 % intervals."
    assert panel.ask_button.isHidden()


def test_one_person_has_no_interval(qtbot: QtBot) -> None:
    panel = RecallPanel()
    qtbot.addWidget(panel)
    panel.show_report(comparison("a", "b"))
    assert [panel.cell(0, column) for column in (1, 2, 3)] == ["1.00", "0.00", "\N{MINUS SIGN}1.00"]
    assert panel.words == "1 box on 1 photograph of 1 person, too few for intervals."


def test_one_source_alone_has_no_difference(qtbot: QtBot) -> None:
    panel = RecallPanel()
    qtbot.addWidget(panel)
    panel.show_report(comparison("a", "b"))
    panel.show_report(comparison("a"))
    assert panel.cell(0, 1).startswith("1.00")
    assert panel.cell(0, 2) == ""


def test_what_is_missing_can_be_asked_for_and_stopped(qtbot: QtBot) -> None:
    panel = RecallPanel()
    qtbot.addWidget(panel)
    panel.show_report(comparison("a", "b", missing=(4, 7)))
    assert "b has not run on 2 of 3 photographs with your boxes" in panel.words
    assert panel.ask_button.text() == "Run on 2 photographs"
    with qtbot.waitSignal(panel.missing_requested) as asked:
        panel.ask_button.click()
    assert asked.args == [[(4, "b"), (7, "b")]]
    panel.set_asking(2)
    assert panel.ask_button.text() == "Stop, 2 to go"
    with qtbot.waitSignal(panel.stop_requested):
        panel.ask_button.click()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (Asked((), {"a": (), "b": ()}), "No photograph of this study has your boxes yet"),
        (Asked((1,), {"a": (), "b": (1,)}), "b has not run on 1 of 1 photograph"),
    ],
)
def test_nothing_to_score_is_explained(qtbot: QtBot, asked: Asked, words: str) -> None:
    panel = RecallPanel()
    qtbot.addWidget(panel)
    panel.show_report(StudyComparison(asked, None))
    assert words in panel.words
    assert panel.ask_button.isHidden() is (not asked.boxed)
