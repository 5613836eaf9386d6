"""The lesion and landmark classes of a box.

A network's suspicious region is not a class: it is a place to look at, never a label.
"""

from __future__ import annotations

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

    @property
    def is_lesion(self) -> bool:
        """False for the landmarks (disc and fovea), which no evaluation counts as lesions."""
        return self not in (LesionClass.OPTIC_DISC, LesionClass.FOVEA)


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
}

# Names that other tools and data sets use for the same thing.
_SYNONYMS = {
    "hemorrhage": LesionClass.HAEMORRHAGE,
    "haemorrhages": LesionClass.HAEMORRHAGE,
    "hemorrhages": LesionClass.HAEMORRHAGE,
    "hard_exudates": LesionClass.HARD_EXUDATE,
    "exudate": LesionClass.HARD_EXUDATE,
    "soft_exudate": LesionClass.COTTON_WOOL_SPOT,
    "soft_exudates": LesionClass.COTTON_WOOL_SPOT,
    "microaneurysms": LesionClass.MICROANEURYSM,
    "neovascularization": LesionClass.NEOVASCULARISATION,
    "macula": LesionClass.FOVEA,
} | {style.code.lower(): lesion for lesion, style in STYLES.items() if style.code != "OD"}

# Names of a network's regions and patches in label files of earlier versions and other tools.
_PLACES = frozenset(
    ("suspicious_region", "suspicious_regions", "suspicious_patch", "suspicious_patches", "sr")
)


def is_place(name: str) -> bool:
    """Return whether a label file's name means a network's region or patch, not a lesion."""
    return _key(name) in _PLACES


def lesion_class(name: str) -> LesionClass:
    """Return the lesion class of a name in a label file.

    Parameters
    ----------
    name : str
        RetinaView's name or a common synonym; case, spaces and hyphens do not matter.

    Raises
    ------
    LabelError
        The name means a network's region or is unknown; the message lists the known ones.
    """
    key = _key(name)
    if key in _PLACES:
        raise LabelError(f"{shown(name)} is a place where a network looked, not a lesion")
    if key in _SYNONYMS:
        return _SYNONYMS[key]
    try:
        return LesionClass(key)
    except ValueError:
        known = ", ".join(LesionClass)
        raise LabelError(f"unknown class {shown(name)}; known are {known}") from None


def _key(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")
