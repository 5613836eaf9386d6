"""The classes of a study: which are offered, in which order, with name, key and colour of each.

A class that is not in the list is not offered; marks of it stay, and look as they would without a
list. What files call a class does not follow the name that a study gives it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from retinaview.core.class_palette import Colour, farthest
from retinaview.core.errors import LabelError
from retinaview.core.lesions import (
    LONGEST_NAME,
    STYLES,
    LesionClass,
    LesionStyle,
    lesion_class,
    own_class,
    own_style,
    style_of,
)
from retinaview.core.text import shown

KEYS = (*"1234567890", *(f"Shift+{digit}" for digit in "3456789"))
"""Keys that can choose a class: those of digits that grade nothing while marks are drawn."""
NEW = "+"
"""Begins the name of a class that shall join the study; alone, the name in the files is taken."""
MOST_CLASSES = 100
"""In a list."""


@dataclass(frozen=True)
class StudyClass:
    """One class of a study.

    Attributes
    ----------
    lesion : LesionClass
        What files call it.
    name : str
        What the study calls it; empty for the name that it has everywhere.
    key : str
        One of `KEYS`; empty for none.
    colour : tuple of int
        RGB, 0-255.
    """

    lesion: LesionClass
    name: str
    key: str
    colour: Colour

    @property
    def label(self) -> str:
        """The name to display; in English where the study gives none."""
        return self.name or style_of(self.lesion).label


class Field(StrEnum):
    """What of a class is at fault."""

    NAME = "name"
    KEY = "key"


@dataclass(frozen=True)
class ClassConflict:
    """Why a list of classes cannot be used.

    Attributes
    ----------
    row : int
        The class, by its place in the list.
    field : Field
        What of it.
    other : int or None
        The class that has the same already; None where the name itself cannot be one.
    """

    row: int
    field: Field
    other: int | None = None


def conflicts(classes: Sequence[StudyClass]) -> tuple[ClassConflict, ...]:
    """Return what keeps classes from being a list: names and keys that two of them have.

    What files call a class of the study's own cannot be the name of another one.
    """
    found = []
    # Its name in files is a class's own, too: a label file may say either.
    in_files = {_plain(each.lesion): row for row, each in enumerate(classes) if each.lesion.is_own}
    names: dict[str, int] = {}
    keys: dict[str, int] = {}
    for row, each in enumerate(classes):
        if not _is_name(each):
            found.append(ClassConflict(row, Field.NAME))
        elif (other := in_files.get(_plain(each.label), row)) != row:
            found.append(ClassConflict(row, Field.NAME, other))
        elif (first := names.setdefault(_plain(each.label), row)) != row:
            found.append(ClassConflict(row, Field.NAME, first))
        if each.key and (first := keys.setdefault(each.key, row)) != row:
            found.append(ClassConflict(row, Field.KEY, first))
    return tuple(found)


@dataclass(frozen=True)
class ClassList:
    """The classes of a study, in their order; at least one.

    Raises
    ------
    LabelError
        There is none, too many, one is in twice, or two have one name or one key.
    """

    classes: tuple[StudyClass, ...]

    def __post_init__(self) -> None:
        lesions = [each.lesion for each in self.classes]
        if not 0 < len(lesions) <= MOST_CLASSES:
            raise LabelError(
                f"a study has between 1 and {MOST_CLASSES} classes, not {len(lesions)}"
            )
        if twice := {lesion for lesion in lesions if lesions.count(lesion) > 1}:
            raise LabelError(f"the class {min(twice)} is in the list twice")
        for found in conflicts(self.classes):
            raise LabelError(_sentence(found, self.classes))
        for each in self.classes:
            if each.key not in ("", *KEYS):
                raise LabelError(f"{shown(each.key)} is no key for the class {each.label}")

    @cached_property
    def _by_lesion(self) -> dict[LesionClass, StudyClass]:
        return {each.lesion: each for each in self.classes}

    @cached_property
    def _by_name(self) -> dict[str, LesionClass]:
        return {_plain(each.label): each.lesion for each in self.classes}

    @cached_property
    def _styles(self) -> dict[LesionClass, LesionStyle]:
        codes = {style.code for style in STYLES.values()}
        styles = {}
        for each in self.classes:
            known = STYLES.get(each.lesion)
            code = _code(each.label, codes) if known is None else known.code
            codes.add(code)
            digit = int(each.key) if each.key.isdecimal() else None
            styles[each.lesion] = LesionStyle(each.label, code, digit, each.colour)
        return styles

    @property
    def lesions(self) -> tuple[LesionClass, ...]:
        """The classes alone."""
        return tuple(self._by_lesion)

    @property
    def own(self) -> tuple[LesionClass, ...]:
        """Those that only this study has."""
        return tuple(lesion for lesion in self._by_lesion if lesion.is_own)

    def __contains__(self, lesion: object) -> bool:
        return lesion in self._by_lesion

    def get(self, lesion: LesionClass) -> StudyClass | None:
        """Return a class with what the study says of it; None where it is not in the list."""
        return self._by_lesion.get(lesion)

    def style(self, lesion: LesionClass) -> LesionStyle:
        """Return name, code, key and colour of any class, also of one that is not in the list."""
        return self._styles.get(lesion) or style_of(lesion)

    def with_all(self, lesions: Iterable[LesionClass]) -> tuple[LesionClass, ...]:
        """Return the list's classes and then, by name, those of others that are not in it."""
        return (*self.lesions, *sorted(set(lesions) - self._by_lesion.keys()))

    def find(self, name: str) -> LesionClass | None:
        """Return the class that the study calls by a name, or files do; None for any other."""
        plain = _plain(name)
        found = self._by_name.get(plain)
        return found or next((each for each in self.own if _plain(each) == plain), None)

    def added(self, lesions: Iterable[LesionClass], *, names: Sequence[str] = ()) -> ClassList:
        """Return the list with more classes at its end, in colours that are far from the others.

        Parameters
        ----------
        lesions : iterable of LesionClass
            Those that are in already stay as they are.
        names : sequence of str
            What readers call them; one that means none of the classes does not matter.
        """
        classes = list(self.classes)
        for lesion in dict.fromkeys(lesions):
            if lesion not in self:
                named = (name for name in names if _is_called(lesion, name))
                classes.append(new_class(lesion, among=classes, name=next(named, "")))
        return self if len(classes) == len(self.classes) else ClassList(tuple(classes))


def new_class(
    lesion: LesionClass, *, among: Sequence[StudyClass], name: str = "", key: str = ""
) -> StudyClass:
    """Return a class to join others: a known one as it is everywhere, any other in a far colour.

    A key that one of the others has, or a name, is not given to it.
    """
    taken = {_plain(each.label) for each in among}
    name = "" if _plain(name) in taken else name
    known = STYLES.get(lesion)
    if known is not None:
        key = key or ("" if known.digit is None else str(known.digit))
    key = "" if key in {each.key for each in among} else key
    colour = farthest([each.colour for each in among]) if known is None else known.colour
    return StudyClass(lesion, name, key, colour)


def _sentence(found: ClassConflict, classes: Sequence[StudyClass]) -> str:
    each = classes[found.row]
    if found.other is None:
        return (
            f"{shown(each.label)} cannot be the name of the class {each.lesion}: it is another "
            f"class's, empty, or has more than {LONGEST_NAME} characters"
        )
    other = classes[found.other]
    what = f"key {each.key}" if found.field is Field.KEY else f"name {shown(each.label)}"
    return f"two classes have the {what}: {other.lesion} and {each.lesion}"


def _is_name(each: StudyClass) -> bool:
    """Whether a class can be called so: a line of text that is not the name of another class."""
    label = each.label
    if label != label.strip() or not label.isprintable() or not 0 < len(label) <= LONGEST_NAME:
        return False
    if not each.name:
        return True
    try:
        return lesion_class(each.name) is each.lesion
    except LabelError:
        return True


def _is_called(lesion: LesionClass, name: str) -> bool:
    try:
        return own_class(name) is lesion
    except LabelError:
        return False


def _plain(name: str) -> str:
    """Return a name as it is compared."""
    return " ".join(name.replace("_", " ").split()).casefold()


def _code(label: str, taken: set[str]) -> str:
    """Return two letters for a class, that no other has where there are such."""
    first = own_style(label).code
    letters = [letter for letter in label.upper()[1:] if letter.isalnum()]
    return next(
        (c for c in (first, *(label[:1].upper() + e for e in letters)) if c not in taken), first
    )


DEFAULT_CLASSES = ClassList(
    tuple(
        StudyClass(lesion, "", "" if style.digit is None else str(style.digit), style.colour)
        for lesion, style in STYLES.items()
    )
)
"""The classes of a study that has no list of its own."""

SUGGESTIONS = (
    "Laser scar", "Drusen", "Other", "Myelinated fibres", "Epiretinal membrane",
    "Fibrous proliferation", "Vitreous haemorrhage", "Retinal detachment", "Asteroid hyalosis",
    "Pigment change", "Naevus", "Artefact",
)  # fmt: skip
"""Names to offer to who adds a class; the first three are known everywhere."""


def class_called(name: str) -> LesionClass:
    """Return the class that a reader calls by a name: a known one, or one of the study's own.

    Raises
    ------
    LabelError
        It cannot be the name of a class.
    """
    try:
        return lesion_class(name)
    except LabelError:
        return own_class(name)


def renamed(each: StudyClass, name: str) -> StudyClass:
    """Return a class with another name; with its own again where that is given."""
    bare = " ".join(name.split())
    return replace(each, name="" if bare == style_of(each.lesion).label else bare)
