"""Media and folders: DICOM files are found whatever their names, through DICOMDIR too."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydicom.fileset import FileSet
from pydicom.uid import OphthalmicTomographyImageStorage

from retinaview.batch.inputs import list_inputs, pair_eyes
from retinaview.core.errors import ReadError
from retinaview.core.grades import Laterality
from retinaview.imaging.listing import find_photographs
from retinaview.session.study import open_study
from tests.dicom_files import colours, dataset_of, miniature


@pytest.fixture
def medium(tmp_path: Path) -> Path:
    """Two photographs of one patient and a tomography, as on a disc."""
    files = FileSet()
    for laterality in ("R", "L"):
        files.add(dataset_of(colours(), ImageLaterality=laterality))
    files.add(dataset_of(colours(), sop_class=OphthalmicTomographyImageStorage))
    files.write(tmp_path / "disc")
    files._stage["t"].cleanup()
    return tmp_path / "disc"


def test_a_medium_lists_its_photographs(medium: Path) -> None:
    found = list(find_photographs([medium]))
    assert found == list(find_photographs([medium / "DICOMDIR"]))
    assert len(found) == 2
    assert all(path.is_file() for path in found)


def test_photographs_that_the_medium_does_not_list_are_found_too(medium: Path) -> None:
    extra = miniature(medium / "extra.dcm")
    assert extra in list(find_photographs([medium]))


def test_a_missing_file_stays_in_the_list(medium: Path) -> None:
    first = next(find_photographs([medium]))
    first.unlink()
    assert first in list(find_photographs([medium]))


def test_a_medium_that_leads_elsewhere_is_refused(medium: Path) -> None:
    content = (medium / "DICOMDIR").read_bytes()
    name = next(find_photographs([medium])).relative_to(medium).parts[0].encode()
    (medium / "DICOMDIR").write_bytes(content.replace(name, b".." + b" " * (len(name) - 2)))
    with pytest.raises(ReadError, match="lists a photograph elsewhere"):
        list(find_photographs([medium]))


@pytest.mark.parametrize("content", [b"", b"\0" * 128 + b"DICM" + b"\xff" * 30])
def test_a_damaged_directory_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "DICOMDIR").write_bytes(b"\0" * 128 + b"DICM" + content)
    with pytest.raises(ReadError, match=r"DICOMDIR: (is a damaged DICOMDIR|lists no photograph)"):
        list(find_photographs([tmp_path]))


def test_files_without_a_suffix_are_found_by_their_content(tmp_path: Path) -> None:
    names = ["IM0001", "1.2.840.113619.2", "b.dcm"]
    for name in names:
        miniature(tmp_path / name)
    (tmp_path / "README").write_text("no photograph")
    (tmp_path / "notes.1").write_text("no photograph either")
    assert {path.name for path in find_photographs([tmp_path])} == set(names)


def test_a_study_takes_patient_and_eye_from_the_header(medium: Path) -> None:
    session = open_study([medium / "DICOMDIR"], reader="Anna")
    try:
        eyes = [(image.patient, image.eye) for image in session.images]
    finally:
        session.close()
    assert sorted(eyes) == [("P7", Laterality.OD), ("P7", Laterality.OS)]


def test_screening_pairs_eyes_by_the_header(tmp_path: Path) -> None:
    for folder, laterality in (("a", "R"), ("b", "L")):
        (tmp_path / folder).mkdir()
        miniature(tmp_path / folder / "IM1", ImageLaterality=laterality)
    inputs = list_inputs([tmp_path / "a", tmp_path / "b"])
    right, left = inputs
    assert pair_eyes(inputs) == {right: left, left: right}
