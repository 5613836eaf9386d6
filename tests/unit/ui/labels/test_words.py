"""What is said of an import and an export."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retinaview.core.lesions import LesionClass
from retinaview.session.label_export import ExportReport
from retinaview.session.label_import import ImportReport
from retinaview.ui.labels.words import (
    class_words,
    exported_words,
    imported_words,
)
from retinaview.ui.language.translation import speak


@pytest.fixture
def _french(qapp: object) -> Iterator[None]:  # noqa: ARG001
    speak("fr")
    yield
    speak("en")


def imported() -> ImportReport:
    return ImportReport(
        photographs=1,
        marks=28,
        gradings=0,
        already_there=2,
        updated=1,
        conflicts=("newer",),
        by_class={LesionClass.HARD_EXUDATE: 3, LesionClass.MICROANEURYSM: 25},
    )


EXPORTED = ExportReport(
    files=(),
    photographs=2,
    marks=1,
    gradings=2,
    split="train 1, val 1",
    not_held=("masks hold no gradings",),
    unread=1,
)


def test_an_import_in_english() -> None:
    assert imported_words(imported()) == (
        "28 marks and 0 gradings on 1 photograph; 2 marks were there already; "
        "1 mark of the study updated; 1 newer mark or grading of the study kept"
    )
    assert class_words(imported()) == "25 Microaneurysm, 3 Hard exudate"


def test_an_export_in_english() -> None:
    assert exported_words(EXPORTED) == (
        "1 mark and 2 gradings on 2 photographs; split: train 1, val 1; masks hold no gradings; "
        "1 unread photograph will count as free of lesions"
    )


@pytest.mark.usefixtures("_french")
def test_both_in_french() -> None:
    said = f"{imported_words(imported())} {exported_words(EXPORTED)}"
    assert said.startswith("28 marques et 0 stade sur 1 cliché; 2 marques déjà présentes")
    assert class_words(imported()) == "25 Microanévrisme, 3 Exsudat dur"
    for english in ("mark ", "marks", "grading", "photograph", "masks", "split"):
        assert english not in said
