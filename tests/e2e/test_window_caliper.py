"""The caliper: a drag measures a length, and changes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from retinaview.ui.canvas.caliper_item import length_words
from retinaview.ui.canvas.outcomes import Measured

if TYPE_CHECKING:
    from pathlib import Path

    from tests.e2e.conftest import Driver


@pytest.mark.parametrize(
    ("diameter", "words"),
    [(None, "50 px"), (100.0, "50 px, 0.50 DD, about 0.75 mm")],
)
def test_a_length_is_told_in_disc_diameters_where_these_are_known(
    diameter: float | None, words: str
) -> None:
    assert length_words(Measured(0, 0, 30, 40), diameter) == words


def test_a_drag_measures_and_escape_puts_the_caliper_away(driver: Driver, folder: Path) -> None:
    driver.open_with_findings(folder)
    before = driver.marks()
    driver.key(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    driver.drag(100, 100, 256, 100)
    caliper = driver.window.canvas._overlays.caliper
    assert caliper.text.startswith(("155 px, 1.9", "156 px, 2.0", "157 px, 2.0"))
    driver.click(300, 300)
    assert caliper.text
    assert driver.marks() == before
    driver.key(Qt.Key.Key_Escape)
    assert caliper.text == ""
    assert driver.window.drawing.switches()["select"]


def test_a_length_does_not_go_with_the_reader_to_another_photograph(
    driver: Driver, folder: Path
) -> None:
    driver.open_with_findings(folder)
    driver.key(Qt.Key.Key_R, Qt.KeyboardModifier.ShiftModifier)
    driver.drag(100, 100, 256, 100)
    driver.do("next")
    driver.until(lambda: driver.window.context.photograph is not None)
    assert driver.window.canvas._overlays.caliper.text == ""
