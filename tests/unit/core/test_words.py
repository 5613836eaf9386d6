"""Numbers as a person reads them."""

from __future__ import annotations

import pytest

from retinaview.core.words import counted, percent, signed


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 boxes"), (1, "1 box"), (2, "2 boxes"), (1000, "1000 boxes")]
)
def test_what_is_counted_agrees_with_its_number(number: int, words: str) -> None:
    assert counted(number, "box", "boxes") == words


def test_most_words_take_an_s() -> None:
    assert (counted(1, "file"), counted(3, "file")) == ("1 file", "3 files")


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0, "0 %"), (0.004, "<1 %"), (0.5, "50 %"), (0.994, ">99 %"), (1.0, "100 %")],
)
def test_only_a_certainty_is_shown_as_one(value: float, words: str) -> None:
    assert percent(value) == words


@pytest.mark.parametrize(
    ("number", "form", "words"),
    [
        (2, ".0f", "+2"),
        (-1.0, ".0f", "\N{MINUS SIGN}1"),
        (-0.4, ".0f", "0"),
        (-0.004, ".2f", "0.00"),
        (-0.126, ".2f", "\N{MINUS SIGN}0.13"),
    ],
)
def test_differences_have_a_true_minus_and_zero_no_sign(
    number: float, form: str, words: str
) -> None:
    assert signed(number, form) == words
