"""Patient and eye from names, by a pattern."""

from __future__ import annotations

from datetime import date

import pytest

from retinaview.core.errors import LabelError
from retinaview.core.grades import Laterality
from retinaview.core.name_pattern import NamePattern

OD, OS = Laterality.OD, Laterality.OS
KNOWN = ("old", OD)


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("{patient}_{eye}", "p/10_3_left.jpg", ("10_3", OS)),
        ("{patient}_{eye}", "P1_OD.jpg", ("P1", OD)),
        ("{eye}-{patient}", "r-007.png", ("007", OD)),
        ("IMG*_{patient}", "img0007_Miller.tif", ("Miller", OD)),
        ("{patient}", "Ä 12.jpg", ("Ä 12", OD)),
        ("{eye}*", "LE_shot.1.jpg", ("old", OS)),
        ("{patient}/{eye}*", "study/P12/left-2.jpg", ("P12", OS)),
        ("{patient}/*/{eye}", "P12/2024-05-01/OD.jpg", ("P12", OD)),
        ("*-*-{patient}*", "a-b-c-d.jpg", ("c", OD)),
        ("**{eye}**{patient}", "12os7.jpg", ("7", OS)),
        ("*/a*a/{patient}", "x/aba/P1.jpg", ("P1", OD)),
    ],
)
def test_a_name_is_read(pattern: str, path: str, expected: tuple[str, Laterality]) -> None:
    assert NamePattern(pattern).parse(path, known=KNOWN) == expected


@pytest.mark.parametrize(
    ("pattern", "path", "day"),
    [
        ("{patient}_{date}_{eye}", "P1_2024-05-01_OD.jpg", date(2024, 5, 1)),
        ("{date}*", "20240501-17.png", date(2024, 5, 1)),
        ("{date}/{patient}", "01.05.2024/P1.jpg", date(2024, 5, 1)),
        ("{patient}_{date}", "P1_2024-02-31.jpg", None),
        ("{patient}_{date}", "P1_OD.jpg", None),
        ("{patient}_{eye}", "P1_OD.jpg", None),
    ],
)
def test_a_day_is_read_from_a_name(pattern: str, path: str, day: date | None) -> None:
    assert NamePattern(pattern).day(path) == day


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("{patient}_{eye}", "P1.jpg"),
        ("{patient}_{eye}", "P1_middle.jpg"),
        ("{patient}/{eye}", "left.jpg"),
        ("{patient}(1)", "P1.jpg"),
    ],
)
def test_another_name_is_left_as_it_is(pattern: str, path: str) -> None:
    assert NamePattern(pattern).parse(path, known=KNOWN) is None


@pytest.mark.parametrize("pattern", ["", "*", "{patient}{patient}", "{name}_{eye}", "{patient"])
def test_a_pattern_that_says_nothing_is_refused(pattern: str) -> None:
    with pytest.raises(LabelError, match="pattern"):
        NamePattern(pattern)


@pytest.mark.parametrize("pattern", ["********{patient}_{eye}", "*a*a*a*a*a*a*{patient}_{eye}"])
def test_many_stars_take_no_time(pattern: str) -> None:
    """Tried at every place of a long name, they would take for ever."""
    assert NamePattern(pattern).parse("a" * 200 + ".png", known=KNOWN) is None
