"""How classes look in the window: as the open study says."""

from __future__ import annotations

from retinaview.core.lesions import LesionClass, LesionStyle
from retinaview.core.study_classes import DEFAULT_CLASSES, ClassList


def class_style(lesion: LesionClass) -> LesionStyle:
    """Return name in English or as the study has it, code, digit and colour of a class."""
    return _shown.style(lesion)


def shown_classes() -> ClassList:
    """Return the classes that the open study offers; those of all studies where none is open."""
    return _shown


def show_classes(classes: ClassList) -> None:
    """Let the window show the classes of another study, or other ones of the same.

    One study is open at a time, so that these are the window's, as its language is.
    """
    global _shown
    _shown = classes


_shown = DEFAULT_CLASSES
