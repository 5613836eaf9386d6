"""What is said about lesions that are no proposals of their own."""

from __future__ import annotations

import pytest

from retinaview.session.left_out import LeftOut
from retinaview.ui.language.catalogues import LANGUAGES
from retinaview.ui.language.translation import speak
from retinaview.ui.review.words import left_out_words


def test_what_was_merged_or_left_out_is_counted() -> None:
    counts = LeftOut(found=4, sharing=1, specks=1, weakest=0)
    words = "4 lesions found: 1 share a box with a neighbour, 1 left out as specks"
    assert left_out_words(counts) == words


def test_nothing_is_said_where_every_lesion_has_a_box() -> None:
    assert left_out_words(LeftOut(found=5, sharing=0, specks=0, weakest=0)) == ""


@pytest.mark.usefixtures("qapp")
def test_it_is_said_in_every_language() -> None:
    counts = LeftOut(found=9, sharing=2, specks=3, weakest=1)
    said = set()
    for language in LANGUAGES:
        speak(language)
        said |= {*left_out_words(counts).split(": ")[-1].split(", ")}
    speak("en")
    assert len(said) > 3 * (len(LANGUAGES) - 1)
