"""The lesion and landmark classes of a box.

A network's suspicious region is not a class: it is a place to look at, never a label.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from retinaview.core.errors import LabelError
from retinaview.core.text import shown


class LesionClass(StrEnum):
    """What a box marks; the value is its name in every file that RetinaView writes.

    The members are the classes that RetinaView and its networks know. A study may have classes of
    its own besides: `LesionClass("myelinated_fibres")` is one, the same object every time, though
    no member that an iteration yields.
    """

    MICROANEURYSM = "microaneurysm"
    HAEMORRHAGE = "haemorrhage"
    HARD_EXUDATE = "hard_exudate"
    COTTON_WOOL_SPOT = "cotton_wool_spot"
    IRMA = "irma"
    VENOUS_BEADING = "venous_beading"
    NEOVASCULARISATION = "neovascularisation"
    PRERETINAL_HAEMORRHAGE = "preretinal_haemorrhage"
    OPTIC_DISC = "optic_disc"
    FOVEA = "fovea"
    LASER_SCAR = "laser_scar"
    DRUSEN = "drusen"
    OTHER = "other"

    @classmethod
    def _missing_(cls, value: object) -> LesionClass | None:
        """Return the class of a study's own of this name; None where it cannot be one's name."""
        if not isinstance(value, str):
            return None
        if value not in _OWN and is_own_name(value):
            own = str.__new__(cls, value)
            own._name_, own._value_ = value.upper(), value
            _OWN.setdefault(value, own)
        return _OWN.get(value)

    @property
    def is_own(self) -> bool:
        """Whether it is a class of a study's own, which no network knows."""
        return self not in _KNOWN

    @property
    def is_lesion(self) -> bool:
        """Whether scores of networks count it: a lesion of diabetic retinopathy.

        False for landmarks, for laser scars, drusen and others, and for classes of a study's own.
        """
        return self in _LESIONS

    @property
    def is_landmark(self) -> bool:
        """Whether it is a part of every eye: disc or fovea."""
        return self is _DISC or self is _FOVEA


# Named once: looked up in the class each time, they cost most of a pass over many marks. Asked
# whether they are the same, they answer at once; whether they are equal, letters are compared.
_DISC, _FOVEA = LesionClass.OPTIC_DISC, LesionClass.FOVEA
_KNOWN = frozenset(LesionClass)
_LESIONS = _KNOWN.difference(
    (_DISC, _FOVEA, LesionClass.LASER_SCAR, LesionClass.DRUSEN, LesionClass.OTHER)
)
_OWN: dict[str, LesionClass] = {}
"""Classes of studies' own that were met, by name, so that each is one object."""
LONGEST_NAME = 40
"""Characters in the name of a class."""


@dataclass(frozen=True)
class LesionStyle:
    """How a class is named, keyed and coloured in every view and legend.

    Attributes
    ----------
    label : str
        The name to display.
    code : str
        The field's two-letter code, as in IDRiD where it has one.
    digit : int or None
        The digit key that selects the class, 0-9, where the study sets no other.
    colour : tuple of int
        RGB, 0-255; visible on a red retina and distinct under red-green colour blindness.
    """

    label: str
    code: str
    digit: int | None
    colour: tuple[int, int, int]

    @property
    def words(self) -> str:
        """The name within a sentence."""
        return self.label if self.label.isupper() else self.label.lower()


STYLES: dict[LesionClass, LesionStyle] = {
    LesionClass.MICROANEURYSM: LesionStyle("Microaneurysm", "MA", 1, (86, 180, 233)),
    LesionClass.HAEMORRHAGE: LesionStyle("Haemorrhage", "HE", 2, (0, 114, 255)),
    LesionClass.HARD_EXUDATE: LesionStyle("Hard exudate", "EX", 3, (240, 228, 66)),
    LesionClass.COTTON_WOOL_SPOT: LesionStyle("Cotton-wool spot", "SE", 4, (245, 245, 245)),
    LesionClass.IRMA: LesionStyle("IRMA", "IR", 5, (204, 121, 167)),
    LesionClass.VENOUS_BEADING: LesionStyle("Venous beading", "VB", 6, (150, 135, 255)),
    LesionClass.NEOVASCULARISATION: LesionStyle("Neovascularisation", "NV", 7, (0, 200, 150)),
    LesionClass.PRERETINAL_HAEMORRHAGE: LesionStyle(
        "Preretinal haemorrhage", "PH", 8, (0, 220, 255)
    ),
    LesionClass.OPTIC_DISC: LesionStyle("Optic disc", "OD", 0, (120, 255, 120)),
    LesionClass.FOVEA: LesionStyle("Fovea", "FV", None, (180, 255, 220)),
    LesionClass.LASER_SCAR: LesionStyle("Laser scar", "LS", 9, (150, 240, 180)),
    LesionClass.DRUSEN: LesionStyle("Drusen", "DN", None, (195, 255, 165)),
    LesionClass.OTHER: LesionStyle("Other", "OT", None, (195, 195, 210)),
}

# Names that other tools and data sets use for the same thing, compared as by `_key`.
_SYNONYMS = {
    LesionClass.MICROANEURYSM: "microaneurism red_small_dot mas",
    LesionClass.HAEMORRHAGE: "hemorrhage retinal_haemorrhage retinal_hemorrhage hem hm hemohedge",
    LesionClass.HARD_EXUDATE: "exudate hard_exudation",
    LesionClass.COTTON_WOOL_SPOT: "soft_exudate cotton_wool cws",
    LesionClass.IRMA: "intraretinal_microvascular_abnormality",
    LesionClass.VENOUS_BEADING: "",
    LesionClass.NEOVASCULARISATION: "neovascularization new_vessel nvd nve",
    LesionClass.PRERETINAL_HAEMORRHAGE: "preretinal_hemorrhage prh",
    LesionClass.OPTIC_DISC: "optic_disk disc disk optic_nerve_head onh",
    LesionClass.LASER_SCAR: "laser laser_mark laser_spot photocoagulation_scar",
    LesionClass.DRUSEN: "druse",
    LesionClass.OTHER: "other_finding other_lesion",
    LesionClass.FOVEA: "macula fovea_centre fovea_center macular_centre macular_center",
}
# Names of a network's regions and patches in label files of earlier versions and other tools.
_PLACES = frozenset(("suspiciousregion", "suspiciouspatch", "suspiciouspatches", "sr"))


def style_of(lesion: LesionClass) -> LesionStyle:
    """Return how a class looks where its study says nothing of it."""
    known = STYLES.get(lesion)
    return own_style(lesion.replace("_", " ").capitalize()) if known is None else known


def own_style(label: str) -> LesionStyle:
    """Return how a class of a study's own looks until a colour is chosen for it."""
    letters = [word[0] for word in label.split()]
    code = "".join(letters[:2] if len(letters) > 1 else label[:2]).upper()
    return LesionStyle(label, code, None, STYLES[LesionClass.OTHER].colour)


def is_own_name(name: str) -> bool:
    """Return whether a class of a study's own can have this name in files.

    It is in small letters, with one underscore between words, and means no class that is known.
    """
    return name == _slug(name) and _OWN_NAME.fullmatch(name) is not None and not is_known(name)


def is_known(name: str) -> bool:
    """Return whether a name means a known class, or a place of a network."""
    return is_place(name) or name.casefold() == "od" or any(key in _BY_KEY for key in _keys(name))


def own_class(name: str) -> LesionClass:
    """Return the class of a study's own that a reader calls this.

    Parameters
    ----------
    name : str
        Such as ``"Myelinated fibres"``; files call it ``myelinated_fibres``.

    Raises
    ------
    LabelError
        It names a class that is known, or cannot be a name.
    """
    slug = _slug(name)
    if is_known(name) or is_known(slug):
        raise LabelError(f"{shown(name)} names a class that RetinaView has")
    if not is_own_name(slug):
        raise LabelError(
            f"{shown(name)} cannot name a class: it begins with a letter, has letters, digits and "
            f"spaces, and at most {LONGEST_NAME} characters"
        )
    return LesionClass(slug)


def _slug(name: str) -> str:
    small = unicodedata.normalize("NFC", name.casefold())
    return re.sub(r"[\W_]+", "_", small).strip("_")


_OWN_NAME = re.compile(rf"[^\W\d_]\w{{0,{LONGEST_NAME - 1}}}")


def network_class(name: str) -> LesionClass:
    """Return the class that a network's file names, which is none of a study's own.

    Raises
    ------
    ValueError
        No network knows such a class.
    """
    lesion = LesionClass(name)
    if lesion.is_own:
        raise ValueError(f"{shown(name)} is no class that a network knows")
    return lesion


def class_names() -> frozenset[str]:
    """Return every name and code of a lesion class, lower case; none of a landmark."""
    return frozenset(
        name.lower()
        for lesion, names in _SYNONYMS.items()
        for name in (lesion.value, f"{lesion.value}s", STYLES[lesion].code, *names.split())
        if lesion.is_lesion
    )


def is_place(name: str) -> bool:
    """Return whether a label file's name means a network's region or patch, not a lesion."""
    return any(key in _PLACES for key in _keys(name))


def lesion_class(name: str) -> LesionClass:
    """Return the lesion class of a name in a label file.

    Parameters
    ----------
    name : str
        RetinaView's name or a common synonym; case, spaces, hyphens and a plural do not matter.

    Raises
    ------
    LabelError
        The name means a network's region or is unknown; the message lists the known ones.
    """
    if is_place(name):
        raise LabelError(f"{shown(name)} is a place where a network looked, not a lesion")
    for key in _keys(name):
        if key in _BY_KEY:
            return _BY_KEY[key]
    known = ", ".join(LesionClass)
    raise LabelError(f"unknown class {shown(name)}; known are {known}")


def class_of_folder(name: str) -> LesionClass | None:
    """Return the class of a folder of masks, such as ``3. Hard Exudates``; None if it has none."""
    bare = _FOLDER_PREFIX.sub("", name)
    if bare.upper() == STYLES[LesionClass.OPTIC_DISC].code:
        return LesionClass.OPTIC_DISC
    return next((_BY_KEY[key] for key in _keys(bare) if key in _BY_KEY), None)


_FOLDER_PREFIX = re.compile(
    r"^(?:\d+\s*[._)-]\s*)?(?:annotations?|masks?|e_?opt?h?tha)?[\s_-]*", re.I
)


def _keys(name: str) -> tuple[str, ...]:
    """Return a name as it is compared, and its singular."""
    key = re.sub(r"[\s_.\-]+", "", name.casefold())
    return (key, key[:-1]) if key.endswith("s") else (key,)


_BY_KEY = {
    _keys(name)[0]: lesion for lesion in LesionClass for name in (lesion, STYLES[lesion].code)
}
_BY_KEY |= {_keys(name)[0]: lesion for lesion in _SYNONYMS for name in _SYNONYMS[lesion].split()}
del _BY_KEY["od"]
