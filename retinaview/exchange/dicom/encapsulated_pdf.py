"""A report as an Encapsulated PDF, so that an archive keeps it beside the photographs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from retinaview.exchange.dicom.identifiers import uid_of
from retinaview.exchange.dicom.objects import new_object
from retinaview.exchange.dicom.series import DOCUMENTS, stamp

if TYPE_CHECKING:
    from pydicom import Dataset

_STORAGE = "1.2.840.10008.5.1.4.1.1.104.1"
_RESEARCH_USE = "Fundus report; research use only, not a medical device"


def encapsulated_pdf(pdf: bytes, reference: Dataset, *, at: datetime) -> Dataset:
    """Return a PDF as a DICOM object of the photograph's study.

    Parameters
    ----------
    pdf : bytes
        The document.
    reference : Dataset
        A photograph of the patient, from `retinaview.exchange.dicom.reference.reference_to`.
    at : datetime
        When the document was made.
    """
    made = new_object(_STORAGE, uid_of("pdf", reference.StudyInstanceUID, pdf), reference)
    made.Modality = "DOC"
    made.ConversionType = "WSD"
    made.SeriesInstanceUID = uid_of(DOCUMENTS, reference.StudyInstanceUID)
    made.SeriesNumber, made.InstanceNumber = DOCUMENTS, 1
    made.AcquisitionDateTime = ""
    made.BurnedInAnnotation = "YES"  # the patient's identifier stands on the page
    made.DocumentTitle = _RESEARCH_USE
    made.ConceptNameCodeSequence = []
    made.MIMETypeOfEncapsulatedDocument = "application/pdf"
    made.EncapsulatedDocumentLength = len(pdf)
    made.EncapsulatedDocument = pdf + b"\0" * (len(pdf) % 2)
    stamp(made, at)
    return made
