"""The cells of the list of marks, as painted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor

from retinaview.core.geometry import Box
from retinaview.core.lesions import STYLES, LesionClass
from retinaview.core.marks import Mark, Provenance, Status
from retinaview.ui import theme
from retinaview.ui.marks.panel import MarksPanel

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

RUN = Provenance("ganet", "0.1", "a" * 64, threshold=0.4, score=0.83)
DRAWN = Mark.drawn(LesionClass.HARD_EXUDATE, Box(10, 20, 30, 30), author="Anna")
REJECTED = replace(DRAWN, id="r", status=Status.REJECTED, provenance=RUN)


def colours_in(panel: MarksPanel, row: int, column: int) -> set[str]:
    """All colours of a cell."""
    index = panel.table.model().index(row, column)
    image = panel.table.viewport().grab(panel.table.visualRect(index)).toImage()
    every = [(x, y) for x in range(image.width()) for y in range(image.height())]
    return {image.pixelColor(x, y).name() for x, y in every}


@pytest.mark.parametrize("colours", [theme.DARK, theme.LIGHT], ids=["dark", "light"])
def test_a_cell_has_its_class_colour_and_readable_words(qtbot: QtBot, colours: theme.Theme) -> None:
    panel = MarksPanel([])
    qtbot.addWidget(panel)
    panel.resize(500, 300)
    panel.set_theme(colours)
    panel.set_marks((DRAWN, REJECTED))
    with qtbot.waitExposed(panel):
        panel.show()
    text, quiet = QColor(colours.text).name(), QColor(colours.muted).name()
    assert QColor(*STYLES[DRAWN.lesion].colour).name() in colours_in(panel, 0, 0)
    assert text in colours_in(panel, 0, 1)
    # On white, the edges of quiet letters pass through every lighter colour.
    darkest = min(colours_in(panel, 1, 1), key=lambda name: QColor(name).lightness())
    assert darkest == quiet
    panel.set_selection([REJECTED.id])
    assert text in colours_in(panel, 1, 1), "quiet words on a selected row cannot be read"
