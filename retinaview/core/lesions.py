"""The lesion and landmark classes of a box.

A network's suspicious region is not a class: it is a place to look at, never a label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from retinaview.core.errors import LabelError
from retinaview.core.text import shown


class LesionClass(StrEnum):
    """What a box marks; the value is its name in every file that RetinaView writes."""

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

    @property
    def is_lesion(self) -> bool:
        """False for landmarks and what is no lesion of diabetic retinopathy; no score counts it."""
        return self not in _NO_LESIONS

    @property
    def is_landmark(self) -> bool:
        """Whether it is a part of every eye: disc or fovea."""
        return self in _LANDMARKS


# Named once: looked up in the class each time, they cost most of a pass over many marks.
_LANDMARKS = LesionClass.OPTIC_DISC, LesionClass.FOVEA
_NO_LESIONS = (*_LANDMARKS, LesionClass.LASER_SCAR, LesionClass.DRUSEN, LesionClass.OTHER)


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
        The digit key that selects the class, 0-9.
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
    LesionClass.VENOUS_BEADING: LesionStyle("Venous beading", "VB", 6, (160, 120, 255)),
    LesionClass.NEOVASCULARISATION: LesionStyle("Neovascularisation", "NV", 7, (0, 200, 150)),
    LesionClass.PRERETINAL_HAEMORRHAGE: LesionStyle(
        "Preretinal haemorrhage", "PH", 8, (0, 220, 255)
    ),
    LesionClass.OPTIC_DISC: LesionStyle("Optic disc", "OD", 0, (120, 255, 120)),
    LesionClass.FOVEA: LesionStyle("Fovea", "FV", None, (180, 255, 220)),
    LesionClass.LASER_SCAR: LesionStyle("Laser scar", "LS", 9, (255, 80, 255)),
    LesionClass.DRUSEN: LesionStyle("Drusen", "DN", None, (190, 255, 0)),
    LesionClass.OTHER: LesionStyle("Other", "OT", None, (200, 200, 255)),
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
