"""Both themes are complete and legible."""

from __future__ import annotations

from dataclasses import fields

import pytest
from PySide6.QtGui import QColor

from retinaview.ui.theme import (
    DARK,
    GRADE_COLOURS,
    LIGHT,
    ON_GRADE,
    Theme,
    blend,
    style_sheet,
)


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


def test_blending_goes_from_back_to_front() -> None:
    assert blend("#ffffff", "#000000", 0).name() == "#000000"
    assert blend("#ffffff", "#000000", 1).name() == "#ffffff"
