"""What the rooms below say, in the reader's language."""

from __future__ import annotations

import pytest

from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold, ThresholdKey
from retinaview.ui.language.terms import target_words, threshold_words
from retinaview.ui.language.translation import speak


@pytest.mark.usefixtures("qapp")
def test_what_attention_is_for_is_said_as_grades_are() -> None:
    assert target_words("DR 2") == "DR 2"
    try:
        speak("fr")
        assert [target_words(each) for each in ("DR 2", "DME 1")] == ["RD 2", "OMD 1"]
    finally:
        speak("en")


def test_thresholds_that_are_not_the_cards_are_named() -> None:
    key = ThresholdKey("ganet", "1.1", LesionClass.HARD_EXUDATE)
    assert threshold_words([Threshold(key, card=0.5, value=0.92)]) == (
        "Thresholds set for this study: Hard exudate 0.92 (card 0.50, ganet 1.1)."
    )
    assert threshold_words(()) == ""
