"""What is wrong with a list of classes, in words."""

from dataclasses import replace

from retinaview.core.study_classes import DEFAULT_CLASSES, StudyClass, conflicts
from retinaview.ui.classes.words import alike_words, conflict_words

FIRST, SECOND, *_ = DEFAULT_CLASSES.classes
NAMES = ["Microaneurysm", "Haemorrhage"]


def said(*classes: StudyClass) -> list[str]:
    return [conflict_words(each, classes, NAMES) for each in conflicts(classes)]


def test_nothing_is_wrong_with_the_classes_of_all_studies() -> None:
    assert said(*DEFAULT_CLASSES.classes) == []
    assert alike_words(DEFAULT_CLASSES.classes, NAMES * 7) == ""


def test_both_classes_of_a_key_are_named() -> None:
    words = "Key 1 is given twice: to “Microaneurysm” and to “Haemorrhage”."
    assert said(FIRST, replace(SECOND, key="1")) == [words]


def test_a_name_that_is_taken_or_missing_is_said() -> None:
    words = "“Haemorrhage” is another class's name, empty, or too long."
    assert said(FIRST, replace(SECOND, name=" ")) == [words]
    assert said(replace(FIRST, name="Dot"), replace(SECOND, name="dot")) == [
        "Two classes are called “Haemorrhage”."
    ]


def test_colours_that_some_readers_cannot_tell_apart_are_said() -> None:
    red, green = replace(FIRST, colour=(200, 80, 0)), replace(SECOND, colour=(120, 130, 0))
    assert alike_words((red, green), NAMES) == (
        "Some readers cannot tell the colours of “Microaneurysm” and “Haemorrhage” apart."
    )
