"""Both themes are complete and legible."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel

from retinaview.ui.theme import (
    DARK,
    GRADE_COLOURS,
    LIGHT,
    ON_GRADE,
    RIM,
    Theme,
    apply_theme,
    blend,
    set_tone,
    style_sheet,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str) -> float:
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_text_is_legible(theme: Theme) -> None:
    for back in (theme.panel, theme.field, theme.raised):
        assert contrast(theme.text, back) >= 7
        assert contrast(theme.muted, back) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.alarm, theme.panel) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_rim_of_a_swatch_is_seen_on_every_panel(theme: Theme) -> None:
    for back in (theme.panel, theme.raised, theme.window):
        assert contrast(RIM.name(), back) >= 3


@pytest.mark.parametrize("colour", GRADE_COLOURS)
def test_figures_on_grades_are_legible(colour: str) -> None:
    assert contrast(ON_GRADE, colour) >= 4.5


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_colour_is_one_and_the_sheet_is_filled(theme: Theme) -> None:
    for field in fields(theme):
        if field.name != "name":
            assert QColor(getattr(theme, field.name)).isValid()
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_every_rule_stands_in_one_place() -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(DARK))
    said = Counter(
        (selector.strip(), declaration.partition(":")[0].strip())
        for selectors, body in rules
        for selector in selectors.split(",")
        for declaration in body.split(";")
        if declaration.strip()
    )
    assert [rule for rule, times in said.items() if times > 1] == []


def test_a_text_takes_a_tone(qtbot: QtBot, undressed: QApplication) -> None:
    apply_theme(undressed, "dark")
    text = QLabel("not found")
    qtbot.addWidget(text)
    for tone in ("alarm", "muted", "caution"):
        set_tone(text, tone)
        text.ensurePolished()
        assert text.palette().windowText().color().name() == getattr(DARK, tone)


def test_blending_goes_from_back_to_front() -> None:
    assert blend("#ffffff", "#000000", 0).name() == "#000000"
    assert blend("#ffffff", "#000000", 1).name() == "#ffffff"
