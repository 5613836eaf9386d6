"""Objects that are written without highdicom: what all of them have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retinaview.exchange.dicom.reference import UTF8

if TYPE_CHECKING:
    from pydicom import Dataset

EXPLICIT = "1.2.840.10008.1.2.1"
_PATIENT_AND_STUDY = (
    "PatientID", "PatientName", "PatientBirthDate", "PatientSex", "StudyInstanceUID", "StudyDate",
    "StudyTime", "StudyID", "AccessionNumber", "ReferringPhysicianName", "IssuerOfPatientID",
)  # fmt: skip


def new_object(sop_class: str, uid: str, reference: Dataset) -> Dataset:
    """Return an object of the patient and the study of another one.

    Parameters
    ----------
    sop_class, uid : str
        Class and identifier of the new object.
    reference : Dataset
        Has patient and study.
    """
    from pydicom import Dataset as New
    from pydicom.dataset import FileMetaDataset
    from pydicom.uid import UID

    made = New()
    made.file_meta = FileMetaDataset()
    made.file_meta.TransferSyntaxUID = UID(EXPLICIT)
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID = UID(sop_class)
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID = UID(uid)
    made.SpecificCharacterSet = UTF8
    for keyword in _PATIENT_AND_STUDY:
        if keyword in reference:
            setattr(made, keyword, reference.get(keyword))
    return made
