"""Which photograph shows the fellow eye: one rule for the window and for screening."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import TypeVar

from retinaview.core.grades import Laterality

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class PhotographedEye:
    """The eye on a photograph.

    Attributes
    ----------
    patient : str
        Empty if unknown.
    eye : Laterality or None
        None if unknown.
    folder : PurePath
        Folder of the photograph.
    visit : str
        Date or number of the visit; empty if unknown.
    stated : bool
        Whether a person, a table or a pattern says whose eye it is, not the file's name alone.
    """

    patient: str
    eye: Laterality | None
    folder: PurePath
    visit: str = ""
    stated: bool = False


def fellow_eyes(photographs: Mapping[Key, PhotographedEye]) -> dict[Key, Key]:
    """Return the photograph of the fellow eye for every photograph that has one.

    It shows the other eye of the same patient, at the same visit where both say which. By its
    name alone it must lie in the same folder, because many folders number patients from one. Of
    several, one of a known visit comes first, then the first in order.

    Parameters
    ----------
    photographs : mapping of Key to PhotographedEye
        In order.
    """
    first: dict[_Place, Key] = {}
    for key, shown in photographs.items():
        for folder in _folders(shown):
            for visit in (shown.visit, _ANY):
                first.setdefault((shown.patient, shown.eye, folder, visit), key)
    fellows: dict[Key, Key] = {}
    for key, shown in photographs.items():
        other = shown.eye and shown.eye.other
        visits = (shown.visit, "") if shown.visit else (_ANY,)
        places = [(shown.patient, other, f, visit) for f in _folders(shown) for visit in visits]
        found = next((first[place] for place in places if place in first), None)
        if found is not None:
            fellows[key] = found
    return fellows


_ANY = "any visit"
_Place = tuple[str, Laterality | None, PurePath | None, str]


def _folders(shown: PhotographedEye) -> tuple[PurePath | None, ...]:
    """Return where the fellow eye may lie; None for any folder where that is stated, too."""
    if not shown.patient or shown.eye is None:
        return ()
    return (shown.folder, None) if shown.stated else (shown.folder,)
