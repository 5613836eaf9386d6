"""Measures of agreement are said in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from retinaview.evaluation.agreement import evaluate_agreement
from retinaview.ui.language.translation import speak
from retinaview.ui.readers.words import measure_words


@pytest.fixture(autouse=True)
def _french() -> Iterator[None]:
    speak("fr")
    yield
    speak("en")


def test_measures_of_grades_boxes_and_classes() -> None:
    assert (
        measure_words("quadratic weighted kappa (DME)") == "kappa à pondération quadratique (OMD)"
    )
    assert measure_words("haemorrhage (F1, IoM 0.5)") == "Hémorragie (F1, IoM 0,5)"
    assert (
        measure_words("box agreement (F1, centre in the other)")
        == "accord des cadres (F1, centre dans l'autre)"
    )


def test_every_measure_that_the_evaluation_gives_has_words() -> None:
    boxes = [np.array([[0.0, 0.0, 10.0, 10.0]])]
    names = evaluate_agreement(
        [1, 2],
        [1, 3],
        first_boxes=boxes,
        second_boxes=boxes,
        first_classes=[{"haemorrhage": boxes[0]}],
        second_classes=[{"haemorrhage": boxes[0]}],
        overlaps=[],
    ).scores
    assert len(names) > 5
    assert [name for name in names if name not in {"kappa"} and measure_words(name) == name] == []
