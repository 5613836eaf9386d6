"""What the rooms below say is said in the reader's language, as far as it is known."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.core.errors import LabelError, ProjectError, ReadError
from retinaview.core.guard import guard
from retinaview.imaging.photograph import read_photograph
from retinaview.project import faults
from retinaview.ui.language.below import _PATTERNS, _SENTENCES, said_below
from retinaview.ui.language.translation import speak

PACKAGE = Path(__file__).parents[4] / "retinaview"


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    speak("fr")
    yield
    speak("en")


def test_an_error_keeps_its_file_and_field(tmp_path: Path) -> None:
    path = tmp_path / "a: b.jpg"
    path.touch()
    with pytest.raises(ReadError) as raised:
        read_photograph(path)
    assert said_below(str(raised.value)) == f"{path}: est vide (0 octet)"
    error = LabelError("unknown class 'x'; known are drusen", path="a.csv", field="row 3, class")
    assert said_below(f"{error} (left out)").startswith("a.csv: row 3, class: classe inconnue 'x'")


def test_a_reason_within_a_sentence_is_said_too() -> None:
    with (
        pytest.raises(ProjectError) as raised,
        guard(ProjectError, "x", system="cannot be written"),
    ):
        raise PermissionError(13, "Permission denied")
    assert said_below(str(raised.value)) == "x: ne peut pas être écrit : permission refusée"


def test_what_happened_to_a_photograph() -> None:
    said = said_below("P1_OD.jpg was moved and is found again in /photographs")
    assert said == "P1_OD.jpg a été déplacé et se retrouve dans /photographs"
    assert said_below(faults.STALE) != faults.STALE


def test_what_is_not_known_stays() -> None:
    for text in ("", "a: b: c", "x.jpg: has 7 colours", "Marque acceptée."):
        assert said_below(text) == text


def test_every_sentence_is_one_that_the_rooms_below_say() -> None:
    """Words that change there would silently stay English here."""
    rooms = ("core", "imaging", "inference", "project", "session", "exchange", "ui/findings")
    code = "".join(
        path.read_text("utf-8") for room in rooms for path in sorted((PACKAGE / room).rglob("*.py"))
    )
    code = re.sub(r'"\s*\n?\s*f?"', "", code)
    for source in (*_SENTENCES, *_PATTERNS):
        parts = [part for part in re.split(r"\{\w+\}|: | \(|^The (?:box|mask)", source) if part]
        for part in parts:
            assert part.strip(" .;:()") in code, source
