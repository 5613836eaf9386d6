"""Sliders, segments, bars and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.core.words import percent
from retinaview.ui.findings.grade_badge import GradeBadge
from retinaview.ui.widgets.message_bar import MessageBar, MessageKind
from retinaview.ui.widgets.probability_bars import ProbabilityBars
from retinaview.ui.widgets.segmented import Segmented
from retinaview.ui.widgets.slider_row import SliderRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0 %"), (0.004, "<1 %"), (0.5, "50 %"), (0.996, ">99 %"), (1.0, "100 %")],
)
def test_no_probability_is_rounded_to_a_certainty(value: float, words: str) -> None:
    assert percent(value) == words


def test_bars_paint_with_and_without_values(qtbot: QtBot) -> None:
    bars = ProbabilityBars(["no", "yes"], ["#00ff00", "#ff0000"])
    qtbot.addWidget(bars)
    bars.resize(300, 44)
    empty = bars.grab().toImage()
    bars.set_values((0.0, 1.0))
    full = bars.grab().toImage()
    assert empty != full
    assert full.pixelColor(190, 33).red() > 200  # in the middle of the second bar
    assert full.pixelColor(190, 11).green() < 200
    assert bars.accessibleName() == "no 0 %, yes 100 %"


def test_a_badge_wears_its_grade(qtbot: QtBot) -> None:
    badge = GradeBadge()
    qtbot.addWidget(badge)
    badge.set_grade(0)
    green = badge.grab().toImage().pixelColor(6, 6)
    badge.set_grade(4)
    red = badge.grab().toImage().pixelColor(6, 6)
    assert green.green() > green.red()
    assert red.red() > red.green()
    badge.set_grade(None)


def test_one_of_a_few_is_chosen_and_cleared(qtbot: QtBot) -> None:
    choice = Segmented([("a", ""), ("b", "")], clearable=True)
    qtbot.addWidget(choice)
    said: list[int | None] = []
    choice.chosen.connect(said.append)
    choice.button(1).click()
    choice.button(0).click()
    choice.button(0).click()
    choice.set_choice(1)
    assert said == [1, 0, None]
    assert choice.button(1).isChecked()


def test_a_choice_that_must_stand_is_not_cleared(qtbot: QtBot) -> None:
    choice = Segmented([("a", ""), ("b", "")])
    qtbot.addWidget(choice)
    said: list[int | None] = []
    choice.chosen.connect(said.append)
    choice.button(0).click()
    choice.button(0).click()
    assert said == [0]
    assert choice.button(0).isChecked()


@pytest.fixture
def row(qtbot: QtBot) -> SliderRow:
    row = SliderRow("Threshold", low=0.0, high=1.0, default=0.5)
    qtbot.addWidget(row)
    row.resize(320, 24)
    return row


def test_a_slider_tells_while_dragged_and_when_let_go(row: SliderRow) -> None:
    changed: list[float] = []
    settled: list[float] = []
    row.changed.connect(changed.append)
    row.settled.connect(settled.append)
    slider = row._slider
    slider.setSliderDown(True)
    slider.setSliderPosition(20)
    slider.setSliderPosition(40)
    assert changed == pytest.approx([0.1, 0.2])
    assert settled == []
    slider.setSliderDown(False)
    assert settled == pytest.approx([0.2])


def test_a_key_settles_at_once(row: SliderRow) -> None:
    settled: list[float] = []
    row.settled.connect(settled.append)
    row._slider.setValue(60)
    assert settled == pytest.approx([0.3])


def test_setting_a_value_says_nothing(row: SliderRow) -> None:
    changed: list[float] = []
    row.changed.connect(changed.append)
    row.set_value(0.75)
    assert row.value() == pytest.approx(0.75)
    assert changed == []


def test_a_double_click_brings_the_default_back(row: SliderRow, qtbot: QtBot) -> None:
    row.set_value(0.9)
    row.set_default(0.4)
    settled: list[float] = []
    row.settled.connect(settled.append)
    qtbot.mouseDClick(row._label, Qt.MouseButton.LeftButton)
    assert settled == pytest.approx([0.4])


@pytest.fixture
def bar(qtbot: QtBot) -> MessageBar:
    bar = MessageBar()
    qtbot.addWidget(bar)
    return bar


def test_the_latest_message_is_shown_and_the_earlier_comes_back(bar: MessageBar) -> None:
    bar.say(MessageKind.ALARM, "first")
    bar.say(MessageKind.CAUTION, "second")
    assert bar.text == "second"
    assert not bar.isHidden()
    bar.dismiss()
    assert bar.text == "first"
    bar.dismiss()
    assert bar.isHidden()


def test_equal_messages_do_not_pile_up(bar: MessageBar) -> None:
    for _ in range(3):
        bar.say(MessageKind.ALARM, "again")
    bar.dismiss()
    assert bar.text == ""


def test_notices_make_room_and_alarms_stay(bar: MessageBar) -> None:
    bar.say(MessageKind.ALARM, "broken")
    bar.say(MessageKind.NOTICE, "saved")
    bar.say(MessageKind.NOTICE, "copied")
    bar._on_time_over()
    assert bar.text == "broken"


def test_everything_can_be_cleared(bar: MessageBar) -> None:
    bar.say(MessageKind.ALARM, "broken")
    bar.clear()
    assert bar.text == ""
    bar.dismiss()
