"""The list of marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList, renamed
from retinaview.ui.classes.styles import show_classes
from retinaview.ui.marks.model import MarksModel, describe
from retinaview.ui.marks.panel import MarksPanel

if TYPE_CHECKING:
    from pytestqt.modeltest import ModelTester
    from pytestqt.qtbot import QtBot

RUN = Provenance("ganet", "0.1", "a" * 64, threshold=0.4, score=0.83)


def mark(key: str, lesion: LesionClass, size: float, status: Status = Status.DRAWN) -> Mark:
    drawn = Mark.drawn(lesion, Box(10, 20, size, size), author="anna")
    source = None if status is Status.DRAWN else RUN
    return replace(drawn, id=key, status=status, provenance=source)


MARKS = (
    mark("a", LesionClass.HARD_EXUDATE, 30),
    mark("b", LesionClass.HAEMORRHAGE, 12, Status.PROPOSED),
    mark("c", LesionClass.HARD_EXUDATE, 50, Status.REJECTED),
)


@pytest.fixture
def panel(qtbot: QtBot) -> MarksPanel:
    panel = MarksPanel([])
    qtbot.addWidget(panel)
    panel.set_marks(MARKS)
    return panel


def test_the_model_keeps_qt_rules(qapp: object, qtmodeltester: ModelTester) -> None:  # noqa: ARG001
    model = MarksModel()
    model.set_marks(MARKS)
    qtmodeltester.check(model)


def test_a_row_says_class_size_score_and_status(panel: MarksPanel) -> None:
    model = panel.model
    texts = [model.data(model.index(1, column)) for column in range(5)]
    assert texts == ["Haemorrhage", "12 × 12", "", "0.83", "proposed, anna"]


def test_the_tooltip_says_where_a_mark_comes_from() -> None:
    words = describe(MARKS[1])
    assert "12 × 12 px at 10, 20" in words
    assert "Proposed by ganet 0.1, threshold 0.40" in words


def test_columns_sort_by_value_not_by_text(panel: MarksPanel) -> None:
    panel.table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert panel.in_order() == ("b", "a", "c")
    panel.table.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert panel.in_order()[-1] == "a"


def test_only_a_persons_selection_is_reported(panel: MarksPanel) -> None:
    said: list[tuple[str, ...]] = []
    panel.selection_changed.connect(said.append)
    panel.set_selection(("b",))
    panel.set_marks(MARKS[:2])
    assert panel.selection() == ("b",)
    assert said == []
    panel.table.selectRow(0)
    assert said == [("a",)]


def test_a_selection_survives_new_marks(panel: MarksPanel) -> None:
    panel.set_selection(("c", "a"))
    panel.set_marks((*MARKS, mark("d", LesionClass.IRMA, 9)))
    assert set(panel.selection()) == {"a", "c"}
    panel.set_marks(MARKS[1:])
    assert panel.selection() == ("c",)


def test_hidden_classes_leave_the_list(panel: MarksPanel) -> None:
    said: list[frozenset[LesionClass]] = []
    panel.hidden_classes_changed.connect(said.append)
    entries = panel._filter.menu().actions()
    assert [entry.text() for entry in entries] == ["Haemorrhage  1", "Hard exudate  2"]
    entries[1].trigger()
    assert said == [frozenset({LesionClass.HARD_EXUDATE})]
    panel.set_marks(MARKS)
    assert panel.in_order() == ("b",)
    panel._filter.menu().actions()[1].trigger()
    assert said[-1] == frozenset()


def test_a_class_with_an_ampersand_in_its_name_is_whole_in_the_filter(panel: MarksPanel) -> None:
    bleeding = renamed(DEFAULT_CLASSES.classes[1], "Dot & blot")
    show_classes(ClassList((bleeding,)))
    try:
        panel.set_marks(MARKS)
        assert panel._filter.menu().actions()[0].text() == "Dot && blot  1"
    finally:
        show_classes(DEFAULT_CLASSES)


def test_counts_are_of_all_marks(panel: MarksPanel) -> None:
    assert panel._count.text() == "1 marked, 1 proposed"
    panel.set_marks(())
    assert panel._count.text() == "No marks"


def test_a_new_mark_is_one_new_row(panel: MarksPanel) -> None:
    said: list[tuple[str, int, int]] = []
    model = panel.model
    model.rowsInserted.connect(lambda _, first, last: said.append(("in", first, last)))
    model.rowsRemoved.connect(lambda _, first, last: said.append(("out", first, last)))
    model.modelReset.connect(lambda: said.append(("reset", 0, 0)))
    panel.set_marks((*MARKS, mark("d", LesionClass.IRMA, 9)))
    panel.set_marks(MARKS)
    assert said == [("in", 3, 3), ("out", 3, 3)]
    assert [panel.model.row_of(key) for key in "abcd"] == [0, 1, 2, None]


def test_many_new_rows_keep_the_selection_too(panel: MarksPanel) -> None:
    panel.set_selection(("b",))
    panel.set_marks((*MARKS, *(mark(f"x{n}", LesionClass.IRMA, 9) for n in range(500))))
    assert panel.selection() == ("b",)
    assert panel.next_below("c", lambda _: True) == "x0"
    assert panel.next_below("x499", lambda _: True) is None


def test_many_rows_are_painted_in_a_turn_of_their_own(panel: MarksPanel, qtbot: QtBot) -> None:
    many = tuple(mark(str(n), LesionClass.IRMA, 9, Status.PROPOSED) for n in range(300))
    panel.set_marks(many)
    assert not panel.table.updatesEnabled()
    qtbot.waitUntil(panel.table.updatesEnabled)
    panel.set_marks((replace(many[0], status=Status.ACCEPTED), *many[1:]))
    assert panel.table.updatesEnabled()
