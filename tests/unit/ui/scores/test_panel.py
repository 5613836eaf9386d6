"""The score in a table and a plot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from retinaview.core.field_circle import FieldCircle
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.localization import LocalizationCase, evaluate_localization
from retinaview.ui.scores.panel import EvaluationPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from retinaview.evaluation.localization import LocalizationReport


@pytest.fixture(scope="module")
def report() -> LocalizationReport:
    cases = [
        LocalizationCase(
            f"{number}.png",
            f"person {number}",
            np.array([[100.0, 100, 20, 20], [400, 300, 30, 30]]),
            (LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE),
            np.array([[80.0, 80, 100, 100]]),
            FieldCircle(300, 250, 240, 600, 500),
        )
        for number in range(4)
    ]
    return evaluate_localization(cases, repeats=10, resamples=20)


def test_nothing_to_score_is_explained(qtbot: QtBot) -> None:
    panel = EvaluationPanel()
    qtbot.addWidget(panel)
    panel.show_nothing("No boxes yet.")
    assert panel.explanation == "No boxes yet."
    assert panel.figure(0, 1) == ""


def test_a_report_is_a_table_with_baselines_and_classes(
    qtbot: QtBot, report: LocalizationReport
) -> None:
    panel = EvaluationPanel()
    qtbot.addWidget(panel)
    panel.show_report(report)
    assert panel.figure(0, 1).startswith("0.50")
    assert panel.figure(0, 2).startswith("1.00")
    assert panel.figure(1, 0) == "Another photograph's"
    assert panel.figure(2, 0) == "As many at random"
    assert panel.figure(3, 0) == "At the centre"
    rows = {panel.figure(row, 0): panel.figure(row, 1) for row in range(6)}
    assert rows["Hard exudate, 4"].startswith("1.00\n")
    assert rows["Haemorrhage, 4"].startswith("0.00\n")


def test_the_plot_has_every_curve_and_goes_with_the_score(
    qtbot: QtBot, report: LocalizationReport
) -> None:
    panel = EvaluationPanel()
    qtbot.addWidget(panel)
    panel.show_report(report)
    assert panel.plot.names == ["boxes", "persons", "random, boxes", "centre, boxes"]
    assert not panel.plot.isHidden()
    panel.show_nothing("Gone.")
    assert panel.plot.isHidden()
