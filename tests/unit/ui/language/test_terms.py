"""What the rooms below say, in the reader's language."""

from __future__ import annotations

import pytest

from retinaview.ui.language.terms import target_words
from retinaview.ui.language.translation import speak


@pytest.mark.usefixtures("qapp")
def test_what_attention_is_for_is_said_as_grades_are() -> None:
    assert target_words("DR 2") == "DR 2"
    try:
        speak("fr")
        assert [target_words(each) for each in ("DR 2", "DME 1")] == ["RD 2", "OMD 1"]
    finally:
        speak("en")
