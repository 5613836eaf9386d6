"""What the rooms below say, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retinaview.core.lesions import LesionClass
from retinaview.core.thresholds import Threshold, ThresholdKey
from retinaview.ui.language.terms import step_words, target_words, threshold_words
from retinaview.ui.language.translation import speak


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    speak("en")


@pytest.mark.parametrize(
    ("language", "label", "words"),
    [
        ("en", "Draw hard exudate", "draw hard exudate"),
        ("en", "Delete 3 marks", "delete 3 marks"),
        ("en", "Move IRMA", "move IRMA"),
        ("en", "Something new", "something new"),
        ("fr", "Change class of haemorrhage", "changer la classe de hémorragie"),
        ("es", "Delete 3 marks", "eliminar 3 marcas"),
        ("zh_CN", "Draw hard exudate", "绘制硬性渗出"),
        ("fr", "Change eye", "changer l'œil"),
        ("fr", "Place fovea", "placer fovéa"),
        ("fr", "Outline haemorrhage", "détourer hémorragie"),
        ("fr", "Grade", "donner le stade"),
        ("es", "Place fovea", "colocar fóvea"),
        ("es", "Outline 2 marks", "contornear 2 marcas"),
        ("es", "Be sure of 2 marks", "estar seguro de 2 marcas"),
        ("es", "Take the decision back", "retirar la decisión"),
        ("fr", "Copy mark across", "reprendre 1 marque"),
        ("en", "Copy 3 marks across", "copy 3 marks across"),
        ("fr", "", ""),
    ],
)
def test_a_step_is_said_in_the_readers_language(language: str, label: str, words: str) -> None:
    speak(language)
    assert step_words(label) == words


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
