"""Where a study was left, also as somebody else may have written it."""

import pytest

from retinaview.core.left_at import LeftAt


@pytest.mark.parametrize("left", [LeftAt("a/1.jpg"), LeftAt("é.png", (3.5, 2.0, 0.25))])
def test_what_was_kept_is_read_again(left: LeftAt) -> None:
    assert LeftAt.from_text(left.to_text()) == left


@pytest.mark.parametrize(
    "text", [None, "", "{", "[1]", '{"photograph": 3}', "[" * 100_000], ids=lambda t: str(t)[:12]
)
def test_what_cannot_be_read_is_nowhere(text: str | None) -> None:
    assert LeftAt.from_text(text) is None


@pytest.mark.parametrize(
    "view",
    [
        "[1, 2]",
        '[1, 2, "x"]',
        "[1, 2, -3]",
        "[1, NaN, 3]",
        "7",
        f"[1, 2, 1{'0' * 400}]",
        "[1, 2, true]",
        "[1e308, 2, 3]",
        "[1, 2, 1e-300]",
    ],
)
def test_a_view_that_is_none_is_the_whole_photograph(view: str) -> None:
    text = f'{{"photograph": "1.jpg", "view": {view}}}'
    assert LeftAt.from_text(text) == LeftAt("1.jpg")
