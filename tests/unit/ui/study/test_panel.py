"""Going on in the list of photographs, as it is filtered."""

from __future__ import annotations

import time

import pytest
from pytestqt.qtbot import QtBot

from retinaview.core.grades import DRGrade, Grading
from retinaview.ui.study.model import StudyModel
from retinaview.ui.study.panel import StudyPanel
from retinaview.ui.study.rows import ReadingStage, StudyRow

GRADED = Grading(dr=DRGrade.MILD)


def unread(row: StudyRow) -> bool:
    return row.reading is ReadingStage.UNREAD


def panel_of(qtbot: QtBot, rows: list[StudyRow]) -> StudyPanel:
    model = StudyModel()
    model.set_rows(rows)
    panel = StudyPanel(model, lambda _: None)
    qtbot.addWidget(panel)
    return panel


@pytest.mark.parametrize(
    ("text", "here", "expected"),
    [("", 0, 2), ("", 2, 4), ("", 4, 2), ("", None, 2), ("p2", 2, None), ("p4", 0, 4)],
)
def test_the_next_unread_one_is_sought_round_the_end_of_the_filtered_list(
    qtbot: QtBot, text: str, here: int | None, expected: int | None
) -> None:
    gradings = [GRADED, GRADED, Grading(), GRADED, Grading()]
    rows = [StudyRow(n, f"p{n}.jpg", grading=given) for n, given in enumerate(gradings)]
    panel = panel_of(qtbot, rows)
    panel.filter.setText(text)
    assert panel.next_where(here, unread) == expected


def test_it_is_found_within_a_frame_among_ten_thousand_hidden_answers(qtbot: QtBot) -> None:
    rows = [StudyRow(n, f"p{n}.jpg", grading=GRADED, blind=True) for n in range(1, 10_000)]
    panel = panel_of(qtbot, [StudyRow(0, "p0.jpg"), *rows])
    took = []
    for _ in range(5):
        start = time.thread_time()
        assert panel.next_where(1, unread) == 0
        took.append(time.thread_time() - start)
    assert min(took) < 0.016
