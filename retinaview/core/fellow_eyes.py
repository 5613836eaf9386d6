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
    """

    patient: str
    eye: Laterality | None
    folder: PurePath


def fellow_eyes(photographs: Mapping[Key, PhotographedEye]) -> dict[Key, Key]:
    """Return the photograph of the fellow eye for every photograph that has one.

    It shows the other eye of the same patient. Of several, the first is taken, but those in the
    same folder come first, because many folders number patients from one.

    Parameters
    ----------
    photographs : mapping of Key to PhotographedEye
        In order.
    """
    first: dict[tuple[str, Laterality, PurePath | None], Key] = {}  # in a folder, and in any
    for key, shown in photographs.items():
        if shown.patient and shown.eye is not None:
            for folder in (shown.folder, None):
                first.setdefault((shown.patient, shown.eye, folder), key)
    fellows: dict[Key, Key] = {}
    for key, shown in photographs.items():
        for folder in (shown.folder, None):
            other = None if shown.eye is None else (shown.patient, shown.eye.other, folder)
            if other in first:
                fellows[key] = first[other]
                break
    return fellows
