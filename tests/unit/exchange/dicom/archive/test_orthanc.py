"""Everything that archives are asked for, asked of a real one: Debian's Orthanc."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydicom import dcmread

from retinaview.cli.main import main
from tests.archive import Orthanc, start_orthanc
from tests.dicom_files import ExplicitVRLittleEndian, JPEGBaseline8Bit, miniature

STUDY = "1.2.826.0.1.3680043.8.498.7"


@pytest.fixture(scope="module")
def orthanc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Orthanc]:
    """An archive with both eyes of P7, stored as they are, and one eye of P8."""
    folder = tmp_path_factory.mktemp("orthanc")
    archive = start_orthanc(folder)
    try:
        for patient, eye, syntax in (
            ("P7", "R", ExplicitVRLittleEndian), ("P7", "L", JPEGBaseline8Bit),
            ("P8", "R", ExplicitVRLittleEndian),
        ):  # fmt: skip
            same = {"StudyInstanceUID": STUDY} if patient == "P7" else {}
            archive.store(
                miniature(
                    folder / f"{patient}{eye}", syntax=syntax, PatientID=patient,
                    ImageLaterality=eye, **same,
                )
            )  # fmt: skip
        yield archive
    finally:
        archive.stop()


def addresses(orthanc: Orthanc) -> list[str]:
    return [orthanc.address, *([orthanc.url] if orthanc.has_web else [])]


def test_it_answers(orthanc: Orthanc, capsys: pytest.CaptureFixture[str]) -> None:
    for address in addresses(orthanc):
        assert main(["dicom", "echo", address]) == 0
        assert f"{address} answers" in capsys.readouterr().out


def test_studies_are_found(orthanc: Orthanc, capsys: pytest.CaptureFixture[str]) -> None:
    for address in addresses(orthanc):
        assert main(["dicom", "find", address, "--patient", "P7", "--json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)
        assert (found["uid"], found["patient"], found["day"]) == (STUDY, "P7", "20240501")
        assert found["name"] == "Example Person"
        assert main(["dicom", "find", address, "--date", "20240101-20241231"]) == 0
        assert "2 studies found" in capsys.readouterr().out
        assert main(["dicom", "find", address, "--patient", "nobody"]) == 0
        assert "0 studies found" in capsys.readouterr().out


def fetched(folder: Path) -> dict[str, str]:
    return {
        file.name.split("_")[1]: dcmread(file).file_meta.TransferSyntaxUID
        for file in folder.iterdir()
    }


def test_photographs_are_fetched_as_they_are(orthanc: Orthanc, tmp_path: Path) -> None:
    expected = {"OD": ExplicitVRLittleEndian, "OS": JPEGBaseline8Bit}
    for number, address in enumerate(addresses(orthanc)):
        out = tmp_path / str(number)
        assert main(["dicom", "get", address, "--patient", "P7", "--out", str(out)]) == 0
        assert fetched(out) == expected
    given = ["dicom", "get", orthanc.address, "--study", STUDY, "--out", str(tmp_path / "moved")]
    assert main([*given, "--move", str(orthanc.move_port)]) == 0
    assert fetched(tmp_path / "moved") == expected


def test_fetching_again_keeps_somebody_else_s_file(
    orthanc: Orthanc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["dicom", "get", orthanc.address, "--patient", "P8", "--out", str(tmp_path)]
    assert main(given) == 0
    assert main(given) == 0
    (file,) = tmp_path.iterdir()
    file.write_bytes(b"mine")
    capsys.readouterr()
    assert main(given) == 1
    assert file.read_bytes() == b"mine"
    assert file.name in capsys.readouterr().err


def test_objects_are_stored(
    orthanc: Orthanc, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, address in enumerate(addresses(orthanc)):
        folder = tmp_path / str(number)
        folder.mkdir()
        miniature(folder / "a.dcm", PatientID="P9")
        miniature(folder / "b.dcm", PatientID="P9", syntax=JPEGBaseline8Bit)
        (folder / "notes.txt").write_text("not DICOM")
        before = orthanc.count()
        assert main(["dicom", "send", address, str(folder)]) == 0
        assert orthanc.count() == before + 2
        assert "2 of 2 files stored" in capsys.readouterr().out
        assert main(["dicom", "send", address, str(folder / "notes.txt")]) == 1
        assert "is no DICOM file" in capsys.readouterr().err


def test_a_title_that_the_archive_does_not_have_is_refused(
    orthanc: Orthanc, capsys: pytest.CaptureFixture[str]
) -> None:
    address = orthanc.address.replace("ORTHANC", "OTHER")
    assert main(["dicom", "echo", address]) == 2
    said = capsys.readouterr().err
    assert f"{address}: refuses the connection (Called AE title not recognised)" in said
