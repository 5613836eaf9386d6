"""What a DICOM header says of a photograph: whose eye, when, by which camera, at which scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from retinaview.core.errors import ReadError
from retinaview.core.grades import Laterality
from retinaview.core.guard import guard
from retinaview.core.paths import AnyPath
from retinaview.core.regular_files import require_regular
from retinaview.core.text import one_line
from retinaview.imaging.dicom.parsing import parse, quiet

if TYPE_CHECKING:
    from pydicom import Dataset

_EYES = {"R": Laterality.OD, "L": Laterality.OS}
_LONGEST = 64
"""Most characters of a patient's ID or a camera's name, as DICOM allows."""


@dataclass(frozen=True)
class DicomFacts:
    """What the header says; empty or None where it says nothing that can be used.

    Attributes
    ----------
    patient : str
        The patient's ID, or else the name.
    eye : Laterality or None
        None where it is not stated, or both are.
    day : date or None
        Of the acquisition, or else of the study.
    device : str
        Manufacturer and model.
    spacing_mm : tuple of float or None
        Height and width of a pixel in millimetres, as the camera states them.
    burned_in : bool or None
        Whether the pixels show text that identifies the patient.
    """

    patient: str = ""
    eye: Laterality | None = None
    day: date | None = None
    device: str = ""
    spacing_mm: tuple[float, float] | None = None
    burned_in: bool | None = None

    def __str__(self) -> str:
        """Return date, camera and scale in words; nothing of the patient."""
        parts = [f"taken {self.day}"] if self.day else []
        parts += [f"by {self.device}"] if self.device else []
        if self.spacing_mm is not None:
            height, width = self.spacing_mm
            parts.append(f"pixel of {width * 1000:g} x {height * 1000:g} µm")
        return ", ".join(parts)


def read_facts(path: AnyPath) -> DicomFacts:
    """Read the facts of a DICOM file.

    Raises
    ------
    ReadError
        The file cannot be read, or is no DICOM.
    """
    with guard(ReadError, path, "has a damaged DICOM header"):
        require_regular(Path(path))
        with Path(path).open("rb") as stream:
            return facts_of(parse(stream).dataset)


def facts_of(dataset: Dataset) -> DicomFacts:
    """Return the facts of a parsed header."""
    with quiet():
        burned = _text(dataset, "BurnedInAnnotation").upper()
        return DicomFacts(
            patient=_text(dataset, "PatientID") or _name(dataset),
            eye=_eye(dataset),
            day=_day(dataset),
            device=_device(dataset),
            spacing_mm=_spacing(dataset),
            burned_in={"YES": True, "NO": False}.get(burned),
        )


def _value(dataset: Dataset, keyword: str) -> Any:  # noqa: ANN401 - values are of any kind
    """Return an element's value; None where it is missing or cannot be understood."""
    try:
        return dataset.get(keyword)
    except Exception:  # noqa: BLE001 - one bad element does not take the others with it
        return None


def _text(dataset: Dataset, keyword: str) -> str:
    value = _value(dataset, keyword)
    return one_line(str(value).strip("\0 ")[:_LONGEST]) if value else ""


def _name(dataset: Dataset) -> str:
    """Return the patient's name as people write it: given names before family names."""
    parts = _text(dataset, "PatientName").split("=")[0].split("^")
    family, given = [*parts, "", ""][:2]
    return f"{given} {family}".strip()


def _eye(dataset: Dataset) -> Laterality | None:
    """Return the eye of the image, or that of the series or the first frame."""
    for keyword in ("ImageLaterality", "Laterality"):
        if stated := _text(dataset, keyword).upper():
            return _EYES.get(stated)
    for group in _items(dataset, "SharedFunctionalGroupsSequence"):
        for anatomy in _items(group, "FrameAnatomySequence"):
            return _EYES.get(_text(anatomy, "FrameLaterality").upper())
    return None


def _items(dataset: Dataset, keyword: str) -> Iterator[Dataset]:
    value = _value(dataset, keyword)
    if isinstance(value, list) or hasattr(value, "__iter__"):
        yield from value


def _day(dataset: Dataset) -> date | None:
    for keyword in ("AcquisitionDateTime", "AcquisitionDate", "ContentDate", "StudyDate"):
        digits = re.match(r"(\d{4})\.?(\d\d)\.?(\d\d)", _text(dataset, keyword))
        if digits is not None:
            try:
                return date(*map(int, digits.groups()))
            except ValueError:  # the thirty-first of June
                continue
    return None


def _device(dataset: Dataset) -> str:
    maker = _text(dataset, "Manufacturer")
    model = _text(dataset, "ManufacturerModelName")
    return model if model.casefold().startswith(maker.casefold()) else f"{maker} {model}".strip()


def _spacing(dataset: Dataset) -> tuple[float, float] | None:
    for keyword in ("PixelSpacing", "ImagerPixelSpacing"):
        value = _value(dataset, keyword)
        try:
            height, width = (float(number) for number in value)
        except (TypeError, ValueError):
            continue
        if 0 < height < 1 and 0 < width < 1:  # a photograph's pixel is no millimetre wide
            return height, width
    return None
