"""Text from files in messages: one line, nothing for the terminal to obey, not endless."""

import pytest

from retinaview.core.text import LONGEST_VALUE, brief, one_line, shown, without_passwords


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("œil gauche 左.png", "œil gauche 左.png"),
        ("10:00\u202fAM", "10:00\u202fAM"),
        ("a\nb\tc", r"a\nb\tc"),
        ("\x1b[2J\x07\x9b\x7f", r"\u001b[2J\u0007\u009b\u007f"),
        ("a\u2028b\u202egnp.exe", r"a\u2028b\u202egnp.exe"),
        ("eye\udcff.jpg", r"eye\udcff.jpg"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("https://me:secret@host/a.jpg", "https://me:...@host/a.jpg"),
        ("https://me:sec/ret@host/a.jpg: gone", "https://me:...@host/a.jpg: gone"),
        ("zip://a.jpg::https://me:secret@host/b.zip", "zip://a.jpg::https://me:...@host/b.zip"),
        ("https:/me:sec@ret@host", "https:/me:...@host"),
    ],
)
def test_passwords_are_left_out(text: str, without: str) -> None:
    assert without_passwords(text) == without


@pytest.mark.parametrize(
    "text",
    [
        "https://host:8080/a@b.jpg", "https://me@host:1/a@b.jpg", "file://C:/a@b.jpg",
        "zip://a.jpg::https://host/a@b.zip", "s3://bucket/a:b@c.jpg", "https://[::1]:80/a@b",
    ],
)  # fmt: skip
def test_an_address_without_a_password_stays(text: str) -> None:
    assert without_passwords(text) == text


def test_a_value_is_cut() -> None:
    assert brief("a" * LONGEST_VALUE) == "a" * LONGEST_VALUE
    for value in ("a" * 10**6, "\x1b" * 10**6, ["a" * 10**6], 10**5000, {"a": [1] * 10**5}):
        assert len(shown(value)) <= LONGEST_VALUE + 2


def test_a_value_that_cannot_be_text_is_named_by_its_kind() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    assert shown(deep) == "a list"
    assert shown([10**5000]) == "a list"
    assert shown(10**5000) == "a whole number of 16610 bits"


def test_text_is_quoted_and_numbers_are_not() -> None:
    assert (shown("one"), shown(1.5), shown(None)) == ("'one'", "1.5", "None")
