"""What a DICOM object needs of the photograph that it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydicom import Dataset

UTF8 = "ISO_IR 192"
# Elements that must be there, possibly empty, and those that are taken where they are.
_MAY_BE_EMPTY = (
    "PatientID", "PatientName", "PatientBirthDate", "PatientSex", "StudyDate", "StudyTime",
    "StudyID", "AccessionNumber", "ReferringPhysicianName",
)  # fmt: skip
_TAKEN = (
    "SOPClassUID", "SOPInstanceUID", "StudyInstanceUID", "SeriesInstanceUID", "Modality", "Rows",
    "Columns", "PatientOrientation", "ImageLaterality", "Laterality", "IssuerOfPatientID",
    "StudyDescription", "PatientIdentityRemoved", "DeidentificationMethod",
    "LongitudinalTemporalInformationModified",
)  # fmt: skip


def reference_to(dataset: Dataset) -> Dataset:
    """Return the parts of a photograph's header that objects about it repeat, in UTF-8.

    Pixel spacing is not among them: it would be that of the camera's sensor or of an average eye.
    """
    from pydicom import Dataset as New
    from pydicom.dataset import FileMetaDataset

    reference = New()
    reference.SpecificCharacterSet = UTF8
    for keyword in _MAY_BE_EMPTY:
        setattr(reference, keyword, _value(dataset, keyword) or "")
    for keyword in _TAKEN:
        if (value := _value(dataset, keyword)) not in (None, ""):
            setattr(reference, keyword, value)
    reference.NumberOfFrames = int(_value(dataset, "NumberOfFrames") or 1)
    reference.file_meta = FileMetaDataset()
    reference.file_meta.TransferSyntaxUID = dataset.file_meta.TransferSyntaxUID
    return reference


def _value(dataset: Dataset, keyword: str) -> Any:  # noqa: ANN401 - values are of any kind
    return dataset.get(keyword)
