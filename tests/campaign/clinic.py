"""DICOM beside photographs: directories, copies without identity, and what archives send."""

from __future__ import annotations

import io
import json
import random
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import patch

from pydicom import Dataset
from pydicom.dataset import FileMetaDataset
from pydicom.uid import ExplicitVRLittleEndian, MediaStorageDirectoryStorage

from retinaview.batch.anonymising import anonymise
from retinaview.core.errors import ReadError
from retinaview.exchange.dicom.archive.questions import found_studies
from retinaview.exchange.dicom.archive.receiving import Receiver
from retinaview.exchange.dicom.archive.storage import storable
from retinaview.exchange.dicom.pseudonyms import Pseudonyms
from retinaview.imaging import photograph
from retinaview.imaging.dicom.directory import listed_photographs
from tests.campaign.photographs import decode_in_fork
from tests.campaign.target import Case, Lost, Target, changed, one_file
from tests.mutators import seeds

NAME, STUDY = b"Example", "1.2.3"


def targets() -> Iterator[Target]:
    """One per place where DICOM comes in."""
    yield one_file("dicom-directory", "DICOMDIR", _directory(), listed_photographs, ".dcm")
    yield Target("dicom-copies", _photograph, _copy)
    yield Target("dicom-received", _photograph, _receive)
    yield one_file("dicom-answers", "answer.json", _answer(), _read_answer)


@cache
def _photographs() -> list[tuple[str, bytes]]:
    return sorted(each for each in seeds.photographs() if each[0].endswith(".dcm"))


def _photograph(rng: random.Random) -> Case:
    name, content = rng.choice(_photographs())
    return Case({name: changed(content, ".dcm", rng)}, name)


def _directory() -> bytes:
    record = Dataset()
    record.DirectoryRecordType = "IMAGE"
    record.ReferencedFileID = ["IMAGES", "A"]
    record.ReferencedSOPClassUIDInFile = "1.2.840.10008.5.1.4.1.1.77.1.5.1"
    directory = Dataset()
    directory.file_meta = FileMetaDataset()
    directory.file_meta.MediaStorageSOPClassUID = MediaStorageDirectoryStorage
    directory.file_meta.MediaStorageSOPInstanceUID = STUDY
    directory.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    directory.DirectoryRecordSequence = [record, record]
    written = io.BytesIO()
    directory.save_as(written, enforce_file_format=True)
    return written.getvalue()


def _copy(path: Path) -> None:
    """Whatever the header, a copy that is written does not hold the name that could be read."""
    out = path.parent / "out"
    shutil.rmtree(out, ignore_errors=True)
    with patch.object(photograph, "decode_in_child", decode_in_fork):
        done = anonymise([path], out, Pseudonyms(b"key" * 11))
    if done.failures:
        raise ReadError(done.failures[0].partition(": ")[2] or "is refused", path=path)
    for copy in done.written:
        if NAME in copy.read_bytes():
            raise Lost("a patient's name is in a copy without identity")


def _receive(path: Path) -> None:
    storable(path)
    folder = path.parent / "received"
    folder.mkdir()
    receiver = Receiver(folder, [STUDY])
    if not receiver.take(path.read_bytes()):
        raise ReadError(receiver.problems[0])
    if [file.parent for file in receiver.written] != [folder]:
        raise Lost("an object was written elsewhere")


def _answer() -> bytes:
    answer = Dataset()
    answer.PatientID, answer.PatientName = "P7", "Example^Person"
    answer.StudyInstanceUID, answer.StudyDate = STUDY, "20240501"
    answer.ModalitiesInStudy = ["OP", "SR"]
    return json.dumps([answer.to_json_dict()] * 2).encode()


def _read_answer(path: Path) -> None:
    """As the client of a web service hands its JSON on."""
    from retinaview.exchange.dicom.archive.web import WebArchive, _dataset

    archive = WebArchive("http://127.0.0.1:1/", timeout_s=1)
    try:
        answers = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        raise ReadError("is no JSON, which the client refuses", path=path) from None
    with archive._guarded("refuses to search"):
        found_studies(map(_dataset, answers), "archive")
