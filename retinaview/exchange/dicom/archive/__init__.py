"""DICOM archives: questions, photographs out of them, and objects into them; only on request."""

from retinaview.exchange.dicom.archive.address import Archive, open_archive
from retinaview.exchange.dicom.archive.questions import FoundStudy, Question

__all__ = ["Archive", "FoundStudy", "Question", "open_archive"]
