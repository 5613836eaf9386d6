"""A photograph that is no DICOM file, as a Secondary Capture to which reports can refer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from retinaview.core.grades import Laterality
from retinaview.exchange.dicom.identifiers import uid_of
from retinaview.exchange.dicom.objects import new_object
from retinaview.exchange.dicom.series import PHOTOGRAPHS, stamp

if TYPE_CHECKING:
    from pydicom import Dataset

_STORAGE = "1.2.840.10008.5.1.4.1.1.7"
_RLE = "1.2.840.10008.1.2.5"


@dataclass(frozen=True)
class PhotographFacts:
    """What is known of a photograph that is no DICOM file.

    Attributes
    ----------
    name, sha256 : str
        Its path in the study, and of its file; the object's identifier follows from them.
    patient : str
        As the study knows the patient; empty if it does not.
    eye : Laterality or None
        None if not known.
    day : date or None
        Of the visit; None if not known.
    study : str
        Name of the study; with patient and day it gives the DICOM study.
    """

    name: str
    sha256: str
    patient: str
    eye: Laterality | None
    day: date | None
    study: str


def photograph_object(facts: PhotographFacts, rgb: NDArray[np.uint8], *, at: datetime) -> Dataset:
    """Return a photograph as a Secondary Capture, losslessly compressed.

    What nobody knows stays empty: name, birth date, time, camera and pixel spacing.

    Parameters
    ----------
    facts : PhotographFacts
        What is known of it.
    rgb : ndarray of uint8, shape (H, W, 3)
        Its pixels as displayed.
    at : datetime
        When the object is made.
    """
    made = new_object(_STORAGE, uid_of("photograph", facts), _study_of(facts))
    made.Modality = "OP"
    made.ConversionType = "WSD"
    made.SeriesInstanceUID = uid_of(PHOTOGRAPHS, made.StudyInstanceUID)
    made.SeriesNumber, made.InstanceNumber = PHOTOGRAPHS, 1
    made.PatientOrientation = ""
    made.Laterality = {Laterality.OD: "R", Laterality.OS: "L", None: ""}[facts.eye]
    _put_pixels(made, rgb)
    stamp(made, at)
    return made


def _study_of(facts: PhotographFacts) -> Dataset:
    from pydicom import Dataset as New

    study = New()
    study.PatientID = facts.patient[:64]
    for keyword in ("PatientName", "PatientBirthDate", "PatientSex", "StudyTime"):
        setattr(study, keyword, "")
    study.StudyDate = "" if facts.day is None else f"{facts.day:%Y%m%d}"
    study.StudyID = study.AccessionNumber = study.ReferringPhysicianName = ""
    person = facts.patient or facts.sha256
    study.StudyInstanceUID = uid_of("study", facts.study, person, facts.day)
    return study


def _put_pixels(made: Dataset, rgb: NDArray[np.uint8]) -> None:
    made.Rows, made.Columns = rgb.shape[:2]
    made.SamplesPerPixel, made.PhotometricInterpretation = 3, "RGB"
    made.PlanarConfiguration = 0
    made.BitsAllocated, made.BitsStored, made.HighBit, made.PixelRepresentation = 8, 8, 7, 0
    made.PixelData = np.ascontiguousarray(rgb).tobytes()
    made.compress(_RLE, generate_instance_uid=False)
