"""De-identification of a DICOM photograph by the basic profile of PS3.15, with dates shifted.

The profile is applied to the data set and to all sequences in it. Dates move by a number of days
that is the same for all files of a patient ("Retain Longitudinal Temporal Information with Modified
Dates"); times of the day stay. The pixels stay as they are; see `retinaview.imaging.burned_in`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from retinaview import __version__
from retinaview.exchange.dicom.confidentiality import EDITION, Action, action_of
from retinaview.exchange.dicom.jpeg_segments import without_texts
from retinaview.exchange.dicom.pseudonyms import Pseudonyms, shifted_date

if TYPE_CHECKING:
    from pydicom import DataElement, Dataset

_PATIENT_ID, _PATIENT_NAME, _BIRTH_DATE = 0x00100020, 0x00100010, 0x00100030
_DUMMY_TEXT = "ANONYMISED"
_NUMBERS = frozenset({"DS", "IS", "FD", "FL", "SL", "SS", "UL", "US", "SV", "UV"})
_METHODS = (
    ("113100", "Basic Application Confidentiality Profile"),
    ("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
)


@dataclass(frozen=True)
class Changed:
    """An element that was changed; without its value, which may identify the patient.

    Attributes
    ----------
    tag : str
        Path of tags, such as ``(0008,1110)[0].(0008,1155)``.
    name : str
        The element's name in the standard; empty for those that it does not know.
    action : Action
        What became of it.
    """

    tag: str
    name: str
    action: Action


def deidentify(dataset: Dataset, pseudonyms: Pseudonyms) -> tuple[Changed, ...]:
    """Remove from a data set, in place, what identifies a patient.

    Parameters
    ----------
    dataset : Dataset
        A photograph with its pixels and file meta information.
    pseudonyms : Pseudonyms
        What stands for the patient.

    Returns
    -------
    tuple of Changed
        What was removed or replaced.
    """
    whose = str(dataset.get("PatientID", "") or ""), str(dataset.get("IssuerOfPatientID", "") or "")
    cleaner = _Cleaner(pseudonyms, pseudonyms.patient(*whose), pseudonyms.shift(*whose))
    changed = tuple(cleaner.clean(dataset, ""))
    if segments := without_texts(dataset):
        changed = (*changed, Changed("(7FE0,0010)", segments, Action.REMOVED))
    dataset.PatientID = dataset.PatientName = cleaner.patient
    _sign(dataset)
    _renew_meta(dataset)
    return changed


class _Cleaner:
    """Applies the profile with one patient's pseudonym and shift."""

    def __init__(self, pseudonyms: Pseudonyms, patient: str, shift: timedelta) -> None:
        self._pseudonyms = pseudonyms
        self._shift = shift
        self.patient = patient

    def clean(self, dataset: Dataset, place: str) -> Iterator[Changed]:
        """Clean a data set and the sequences in it, and tell of every change."""
        from pydicom.datadict import dictionary_has_tag, keyword_for_tag

        for tag in list(dataset.keys()):
            where = f"{place}({tag >> 16:04X},{tag & 0xFFFF:04X})"
            is_known = dictionary_has_tag(tag)
            action = action_of(int(tag), is_known=is_known)
            if action is Action.REMOVED and not self._is_date(dataset, tag, is_known=is_known):
                del dataset[tag]
                yield Changed(where, keyword_for_tag(tag), Action.REMOVED)
                continue
            element = dataset[tag]
            if element.VR == "SQ" and action in (None, Action.NEW_UID):
                yield from self._clean_items(element, where)
                continue
            done = self._change(element, action)
            if done is not None:
                yield Changed(where, element.keyword, done)

    def _is_date(self, dataset: Dataset, tag: int, *, is_known: bool) -> bool:
        return is_known and not (tag >> 16) % 2 and dataset[tag].VR in ("DA", "DT")

    def _clean_items(self, element: DataElement, where: str) -> Iterator[Changed]:
        for number, item in enumerate(element.value or ()):
            yield from self.clean(item, f"{where}[{number}].")

    def _change(self, element: DataElement, action: Action | None) -> Action | None:
        """Change one element; return what was done, None where it stays."""
        tag = int(element.tag)
        if tag in (_PATIENT_ID, _PATIENT_NAME):
            element.value = self.patient
            return Action.PSEUDONYM
        if element.VR in ("DA", "DT") and tag != _BIRTH_DATE:
            element.value = _each(element.value, lambda text: shifted_date(text, self._shift))
            return Action.SHIFTED
        if action is Action.NEW_UID:
            element.value = _each(element.value, self._pseudonyms.uid)
        elif action is Action.DUMMY and element.VR not in ("TM", "OB", "UN", "SQ"):
            element.value = _dummy(element.VR)
        elif action is not None and element.VR == "TM":  # the day moves, the time of it stays
            return None
        elif action is not None:
            element.value = None
            return Action.EMPTIED
        return action


def _each(value: Any, change: Any) -> Any:  # noqa: ANN401 - values are text or lists of it
    if value is None or value == "":
        return value
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        return change(str(value))
    return [change(str(part)) for part in value]


def _dummy(vr: str) -> object:
    if vr in _NUMBERS:
        return 0
    return "000Y" if vr == "AS" else _DUMMY_TEXT


def _sign(dataset: Dataset) -> None:
    """State by which profile the file was de-identified."""
    from pydicom import Dataset as Item

    codes = []
    for value, meaning in _METHODS:
        code = Item()
        code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = value, "DCM", meaning
        codes.append(code)
    dataset.PatientIdentityRemoved = "YES"
    dataset.LongitudinalTemporalInformationModified = "MODIFIED"
    dataset.DeidentificationMethod = [
        f"RetinaView {__version__}",
        f"PS3.15 {EDITION} basic profile, dates shifted",
    ]
    dataset.DeidentificationMethodCodeSequence = codes


def _renew_meta(dataset: Dataset) -> None:
    """Keep of the file's own header what a reader needs."""
    from pydicom.dataset import FileMetaDataset

    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = dataset.SOPClassUID
    meta.MediaStorageSOPInstanceUID = dataset.SOPInstanceUID
    meta.TransferSyntaxUID = dataset.file_meta.TransferSyntaxUID
    dataset.file_meta = meta
    dataset.preamble = b"\0" * 128
