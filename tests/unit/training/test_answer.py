"""What a command of training prints, and its exit status."""

from __future__ import annotations

import pytest

from retinaview.core.errors import ReadError
from training.answer import answer


def test_an_answer_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert answer(lambda: "0.93") == 0
    assert capsys.readouterr() == ("0.93\n", "")


def test_what_was_wrong_is_one_sentence_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def find() -> str:
        raise ReadError("does not exist", path="a.png")

    assert answer(find) == 1
    assert capsys.readouterr() == ("", "a.png: does not exist\n")
