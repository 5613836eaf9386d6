"""One photograph by two networks: which are asked, stopped, shown and scored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from retinaview.core.findings import GradeProbabilities
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.session.side_by_side import Layout
from tests.e2e.conftest import MAIN, SEA, SUNET, UNTRAINED, graders
from tests.e2e.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from retinaview.ui.compare.controller import CompareController
    from tests.e2e.conftest import Driver, FakeEngine


@pytest.fixture
def compared(driver: Driver, folder: Path) -> CompareController:
    """Two networks on the first photograph; the study's own models rest."""
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.until(lambda: bool(driver.window.findings.sources.listed_sources))
    driver.key(Qt.Key.Key_F4)
    return driver.window.compare


def cell(driver: Driver, row: int, column: int) -> str:
    return driver.window.compare_panel.table.cell(row, column)


def is_answered(driver: Driver) -> bool:
    return all(cell(driver, 1, column) not in ("", "–") for column in (1, 2))


def test_two_networks_are_asked_and_their_grades_compared(
    driver: Driver, compared: CompareController, engine: FakeEngine
) -> None:
    assert compared.names == (MAIN, SUNET)
    driver.until(lambda: is_answered(driver))
    assert engine.asked == [("P1_OD.jpg", MAIN), ("P1_OD.jpg", SUNET)]
    assert [pane.isVisible() for pane in driver.window.panes.both] == [True, True]
    assert driver.window.tabs.tabText(driver.window.tabs.currentIndex()) == "Compare"
    driver.window.compare_panel.table.copy_button.click()
    heads = QGuiApplication.clipboard().text().splitlines()[0]
    assert heads == f"\tA  {MAIN}\tB  {SUNET}\tB – A"


def test_the_panes_show_what_each_network_says(driver: Driver, compared: CompareController) -> None:
    driver.until(lambda: is_answered(driver))
    context = driver.window.context
    driver.window.layers.toggle("attention", True)
    first, second = (picture(canvas) for canvas in driver.window.panes.canvases)
    assert first != second
    assert context.answer_in(0) is not context.answer_in(1)
    driver.key(Qt.Key.Key_F2)
    assert driver.window.tabs.tabText(driver.window.tabs.currentIndex()) != "Compare"
    assert context.source == ""
    assert compared.sides[0].sources.isHidden()


@pytest.mark.usefixtures("compared")
def test_a_click_works_on_the_photograph_as_the_other_network_sees_it(
    driver: Driver, qtbot: QtBot
) -> None:
    driver.until(lambda: is_answered(driver))
    session, image_id = driver.window.context.open_image
    viewport = driver.window.panes.canvases[1].viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().topLeft())
    assert (driver.window.context.front, driver.window.context.source) == (1, SUNET)
    assert driver.window.findings_panel.sources.source == SUNET
    driver.key(Qt.Key.Key_R)
    driver.drag(200, 200, 260, 250)
    assert len(session.marks(image_id)) == 1
    driver.key(Qt.Key.Key_Escape)
    driver.key(Qt.Key.Key_2)
    assert int(session.grading(image_id).dr) == 2
    driver.do("undo")
    driver.do("undo")
    assert session.marks(image_id) == ()


def test_another_network_is_put_on_a_side(
    driver: Driver, compared: CompareController, engine: FakeEngine
) -> None:
    driver.until(lambda: is_answered(driver))
    compared.sides[1].sources.chosen.emit(SEA)
    driver.until(lambda: ("P1_OD.jpg", SEA) in engine.asked and is_answered(driver))
    assert compared.names == (MAIN, SEA)
    driver.do("next_source")  # of the side in front
    driver.until(lambda: is_answered(driver))
    assert compared.names == (SUNET, SEA)
    assert len(engine.asked) == 3
    assert not compared.sides[0].sources.can_choose(UNTRAINED)


def test_the_comparison_follows_the_photograph_in_front(
    driver: Driver, compared: CompareController, engine: FakeEngine
) -> None:
    driver.until(lambda: is_answered(driver))
    driver.key(Qt.Key.Key_D)
    driver.until(lambda: driver.name == "P1_OS.jpg" and is_answered(driver))
    assert [name for name, _ in engine.asked[2:]] == ["P1_OS.jpg", "P1_OS.jpg"]
    assert compared.on


def test_a_network_at_work_is_shown_and_stopped(
    driver: Driver, folder: Path, engine: FakeEngine
) -> None:
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.until(lambda: bool(driver.window.findings.sources.listed_sources))
    engine.hold.clear()
    driver.key(Qt.Key.Key_C)
    first, second = (side.notice for side in driver.window.compare.sides)
    driver.until(lambda: first.text == f"{MAIN}: lesions")
    assert second.text == f"{SUNET} is queued"
    first.stop.click()
    driver.until(lambda: driver.window.runner.running is None)
    assert first.text == f"{MAIN} has not analysed this photograph."
    engine.hold.set()
    first.ask.click()
    driver.until(lambda: cell(driver, 1, 1) not in ("", "–"))
    assert cell(driver, 1, 2) == "–"


def test_a_network_that_fails_says_why_and_the_other_answers(
    driver: Driver, compared: CompareController, engine: FakeEngine
) -> None:
    driver.until(lambda: is_answered(driver))
    engine.broken.add(SEA)
    compared.choose(1, SEA)
    driver.until(lambda: "no finite numbers" in compared.sides[1].notice.text)
    assert cell(driver, 1, 1) != "–"
    assert cell(driver, 1, 2) == "–"
    engine.broken.clear()
    compared.sides[1].notice.ask.click()
    driver.until(lambda: is_answered(driver))


def test_leaving_the_layout_while_a_network_runs_stops_it(
    driver: Driver, compared: CompareController, engine: FakeEngine
) -> None:
    driver.until(lambda: is_answered(driver))
    engine.hold.clear()
    compared.choose(1, SEA)
    driver.until(lambda: ("P1_OD.jpg", SEA) in engine.asked)
    driver.key(Qt.Key.Key_F2)
    driver.until(lambda: driver.window.runner.running is None)
    engine.hold.set()
    driver.key(Qt.Key.Key_F4)
    driver.until(lambda: is_answered(driver))
    assert engine.asked.count(("P1_OD.jpg", SEA)) == 2


@pytest.mark.usefixtures("compared")
def test_nothing_of_two_networks_is_seen_before_a_blind_answer(driver: Driver) -> None:
    driver.until(lambda: is_answered(driver))
    driver.do("blind")
    assert [cell(driver, 1, column) for column in (1, 2)] == ["–", "–"]
    assert [pane.answers[1] for pane in driver.window.panes.both] == ["", ""]
    driver.do("one_eye")
    assert not driver.can("compare")


@pytest.mark.usefixtures("compared")
def test_recall_is_scored_and_the_missing_photographs_are_asked(
    driver: Driver, engine: FakeEngine
) -> None:
    driver.until(lambda: is_answered(driver))
    session = driver.window.context.session
    for image in session.images:
        session.note_photograph(image.id, driver.window.context.photograph)
        session.draw(image.id, LesionClass.HAEMORRHAGE, Box(90, 90, 20, 20))
    panel = driver.window.compare_panel.recall
    driver.until(lambda: panel.ask_button.text() == "Run on 2 photographs")
    panel.ask_button.click()
    driver.until(lambda: "3 boxes on 3 photographs of 2 persons" in panel.words)
    assert panel.ask_button.isHidden()
    assert len(engine.asked) == 6


def test_networks_compared_last_and_the_layout_are_remembered(
    driver: Driver, compared: CompareController, start: Callable[[], Driver], folder: Path
) -> None:
    compared.choose(1, SEA)
    driver.until(lambda: is_answered(driver))
    driver.window.close()
    again = start()
    again.open(folder)
    again.until(lambda: is_answered(again))
    assert again.window.context.layout is Layout.COMPARE
    assert again.window.compare.names == (MAIN, SEA)


def test_the_network_in_the_window_is_one_of_the_two(
    driver: Driver, compared: CompareController
) -> None:
    driver.do("one_eye")
    driver.window.findings.sources.choose(SEA)
    driver.do("compare")
    assert compared.names == (MAIN, SEA)


def test_without_any_weights_the_panes_say_so(
    driver: Driver, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [source for source in graders()[0] if not source.has_weights]
    monkeypatch.setattr(driver.window.findings.sources, "_list_sources", lambda: (listed, ""))
    driver.window.findings.set_automatic(False)
    driver.open(folder)
    driver.do("compare")
    side = driver.window.compare.sides[0]
    driver.until(lambda: "No network has weights" in side.notice.text)
    assert "retinaview train" in side.sources.text_of(UNTRAINED)


def test_both_eyes_stand_in_the_table_too(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    driver.do("both_eyes")
    driver.until(lambda: is_answered(driver))
    table = driver.window.compare_panel.table
    table.copy_button.click()
    assert QGuiApplication.clipboard().text().startswith("\tOD\tOS\tOS – OD\n")
    assert driver.window.compare_panel.recall.isHidden()


@pytest.mark.usefixtures("compared")
def test_agreeing_is_with_the_network_worked_on(driver: Driver) -> None:
    driver.until(lambda: is_answered(driver))
    session, image_id = driver.window.context.open_image
    other = driver.window.context.answer_in(1)
    assert other is not None
    severe = replace(other, grades=GradeProbabilities((0.0, 0.0, 0.1, 0.8, 0.1)))
    session.take_finding(image_id, severe, SUNET)
    assert driver.window.answer_bar.agree.text() == "Agree: DR 0"
    driver.window.layouts.work_on(1)
    assert driver.window.answer_bar.agree.text() == "Agree: DR 3"
    driver.do("agree")
    assert int(session.grading(image_id).dr) == 3
