"""The table of DICOM's Basic Application Level Confidentiality Profile (PS3.15, table E.1-1).

The table is that of the package dicom-anonymizer, which takes it from the standard (2026c); its
engine is not used, because that leaves sequences as they are and makes all dates the same day.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from retinaview.core.errors import ReadError
from retinaview.core.guard import guard

EDITION = "2026c"
_MISSING = (
    "de-identification needs the package dicom-anonymizer, which is not installed; "
    "pip install 'retinaview[dicom]' brings it"
)
_CURVES, _OVERLAYS = 0x5000, 0x6000


class Action(StrEnum):
    """What becomes of an element."""

    REMOVED = "removed"
    EMPTIED = "emptied"
    DUMMY = "dummy value"
    NEW_UID = "new identifier"
    SHIFTED = "date shifted"
    PSEUDONYM = "pseudonym"


# Where the profile leaves a choice, the one that keeps the file valid with the least in it.
_CATEGORIES = {
    "D_TAGS": Action.DUMMY,
    "Z_TAGS": Action.EMPTIED,
    "X_TAGS": Action.REMOVED,
    "U_TAGS": Action.NEW_UID,
    "Z_D_TAGS": Action.EMPTIED,
    "X_Z_TAGS": Action.EMPTIED,
    "X_D_TAGS": Action.REMOVED,
    "X_Z_D_TAGS": Action.EMPTIED,
    "X_Z_U_STAR_TAGS": Action.NEW_UID,
}


@cache
def table() -> dict[int, Action]:
    """Return the action for every tag of the profile, besides curves and overlays.

    Raises
    ------
    ReadError
        The package with the table is missing.
    """
    with guard(ReadError, None, _MISSING):
        from dicomanonymizer.dicomfields_selector import dicom_anonymization_database_selector

        found = dicom_anonymization_database_selector(f"dicomfields_{EDITION}")
    actions: dict[int, Action] = {}
    for category, action in _CATEGORIES.items():
        actions |= {
            group << 16 | tag[0]: action for group, *tag in found[category] if len(tag) == 1
        }
    return actions


def action_of(tag: int, *, is_known: bool) -> Action | None:
    """Return what becomes of an element; None where it stays.

    Parameters
    ----------
    tag : int
        Group and element.
    is_known : bool
        Whether the standard's dictionary has it; what nobody knows is removed.
    """
    group = tag >> 16
    if group % 2 or not is_known or group & 0xFF00 in (_CURVES, _OVERLAYS):
        return Action.REMOVED
    return table().get(tag)
