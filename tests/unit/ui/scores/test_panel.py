"""The score in a table and a plot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.localization import LocalizationCase, evaluate_localization
from retinaview.session.scoring import ScoredBox, SessionScore
from retinaview.ui.scores.panel import ScoresPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from retinaview.ui.widgets.slider_row import SliderRow


@pytest.fixture(scope="module")
def score() -> SessionScore:
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
    report = evaluate_localization(cases, repeats=10, resamples=20)
    boxes = [
        ScoredBox(
            number, f"eyes/{number}.png", LesionClass.HAEMORRHAGE, Box(400, 300, 30, 30), best
        )
        for number, best in enumerate((0.0, 0.2, 0.5, 1.0))
    ]
    return SessionScore(report, tuple(boxes))


def move(slider: SliderRow, value: float) -> None:
    """Move a slider as a person does by keys."""
    slider.set_value(value)
    slider.changed.emit(value)
    slider.settled.emit(value)


def test_nothing_to_score_is_explained(qtbot: QtBot) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_nothing("No boxes yet.")
    assert panel.explanation == "No boxes yet."
    assert panel.figure(0, 1) == ""


def test_a_report_is_a_table_with_baselines_and_classes(qtbot: QtBot, score: SessionScore) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_report(score)
    assert panel.figure(0, 1).startswith("0.50")
    assert panel.figure(0, 2).startswith("1.00")
    assert panel.figure(1, 0) == "Another photograph's"
    assert panel.figure(2, 0) == "As many at random"
    assert panel.figure(3, 0) == "At the centre"
    rows = {panel.figure(row, 0): panel.figure(row, 1) for row in range(panel.table.rowCount())}
    assert rows["Hard exudate, 4"].startswith("1.00\n")
    assert rows["Haemorrhage, 4"].startswith("0.00\n")


def test_boxes_that_a_network_proposed_are_said_to_favour_it(
    qtbot: QtBot, score: SessionScore
) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_report(score)
    assert "proposed" not in panel.counts
    boxes = (*score.boxes[:2], *(replace(box, proposed=True) for box in score.boxes[2:]))
    panel.show_report(SessionScore(score.report, boxes))
    assert " 2 of them a network proposed, which favours it. The " in panel.counts


def test_the_plot_has_every_curve_and_goes_with_the_score(
    qtbot: QtBot, score: SessionScore
) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_report(score)
    assert panel.plot.names == [
        "boxes",
        "persons",
        "another's, boxes",
        "random, boxes",
        "centre, boxes",
    ]
    assert not panel.plot.isHidden()
    panel.show_nothing("Gone.")
    assert panel.plot.isHidden()


def test_the_threshold_moves_numbers_and_missed_boxes_without_another_count(
    qtbot: QtBot, score: SessionScore
) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_report(score)
    assert [box.image_id for box in panel.missed.model.boxes] == [0, 1]
    with qtbot.assertNotEmitted(panel.options.regions_changed, wait=1):
        move(panel.options.overlap, 0.6)
    assert [box.image_id for box in panel.missed.model.boxes] == [0, 1, 2]
    header = panel.table.horizontalHeaderItem(0)
    assert header is not None
    assert header.text() == "Recall at 0.6"
    move(panel.options.overlap, 0)
    assert panel.missed.words.text() == "No box of 8 is missed."


def test_number_and_side_want_another_count_and_a_missed_box_is_chosen(
    qtbot: QtBot, score: SessionScore
) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_report(score)
    assert panel.options.share is None
    with qtbot.waitSignal(panel.options.regions_changed):
        move(panel.options.side, 100)
    assert panel.options.share == pytest.approx(100 / 492)
    with qtbot.waitSignal(panel.missed.box_chosen) as chosen:
        panel.missed.view.clicked.emit(panel.missed.model.index(1, 0))
    assert chosen.args == [score.boxes[1]]


def test_the_field_to_be_shown_stands_beside_chance(qtbot: QtBot, score: SessionScore) -> None:
    panel = ScoresPanel()
    qtbot.addWidget(panel)
    panel.show_report(score)
    rows = {panel.figure(row, 0): panel.figure(row, 1) for row in range(panel.table.rowCount())}
    assert rows["Field shown for 80 % of boxes"] == rows["by another photograph's"]
    assert panel.figure(5, 2) == "at chance"  # all have the same regions
