"""Whose eye a photograph shows: from its DICOM header, else from its name."""

from __future__ import annotations

from pathlib import Path

from retinaview.core.errors import ReadError
from retinaview.core.paths import AnyPath
from retinaview.imaging.dicom.facts import read_facts
from retinaview.imaging.dicom.parsing import is_dicom_file
from retinaview.imaging.eye_names import EyeName, guess_eye
from retinaview.imaging.photograph import SUFFIXES

_DICOM = frozenset({".dcm", ".dicom", ".dic"})


def read_eye(path: AnyPath) -> tuple[EyeName, bool]:
    """Return whose eye a photograph shows, and whether its header says so.

    Where a DICOM header is silent or damaged, the name speaks for what it leaves open.

    Parameters
    ----------
    path : str or path-like
        The photograph; opened only if it may be DICOM.
    """
    path, named = Path(path), guess_eye(path)
    suffix = path.suffix.lower()
    if suffix not in _DICOM and (suffix in SUFFIXES or not is_dicom_file(path)):
        return named, False
    try:
        facts = read_facts(path)
    except ReadError:
        return named, False
    visit = "" if facts.day is None else f"{facts.day:%Y%m%d}"
    eye = EyeName(facts.patient or named.patient, facts.eye or named.eye, visit or named.visit)
    return eye, bool(facts.patient and facts.eye)
