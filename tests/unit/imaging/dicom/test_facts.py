"""Whose eye, when and by which camera: read from headers that say it in many ways."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydicom import Dataset

from retinaview.core.grades import Laterality
from retinaview.imaging.dicom.facts import DicomFacts, facts_of, read_facts
from retinaview.imaging.whose_eye import read_eye
from tests.dicom_files import miniature


def header(**elements: object) -> Dataset:
    ds = Dataset()
    for keyword, value in elements.items():
        setattr(ds, keyword, value)
    return ds


@pytest.mark.parametrize(
    ("elements", "eye"),
    [
        ({"ImageLaterality": "R"}, Laterality.OD),
        ({"Laterality": "L"}, Laterality.OS),
        ({"ImageLaterality": "L", "Laterality": "R"}, Laterality.OS),
        ({"ImageLaterality": "B", "Laterality": "R"}, None),
        ({"ImageLaterality": "", "Laterality": "R"}, Laterality.OD),
        ({}, None),
    ],
)
def test_laterality(elements: dict[str, object], eye: Laterality | None) -> None:
    assert facts_of(header(**elements)).eye is eye


def test_laterality_of_the_frame() -> None:
    anatomy = header(FrameLaterality="L")
    groups = header(FrameAnatomySequence=[anatomy])
    assert facts_of(header(SharedFunctionalGroupsSequence=[groups])).eye is Laterality.OS


@pytest.mark.parametrize(
    ("elements", "day"),
    [
        ({"StudyDate": "20240501"}, date(2024, 5, 1)),
        ({"StudyDate": "20240501", "AcquisitionDateTime": "20240502101500"}, date(2024, 5, 2)),
        ({"StudyDate": "2024.05.01"}, date(2024, 5, 1)),
        ({"AcquisitionDate": "20240631", "StudyDate": "20240501"}, date(2024, 5, 1)),
        ({"StudyDate": "yesterday"}, None),
    ],
)
@pytest.mark.filterwarnings("ignore:Invalid value")
def test_day(elements: dict[str, object], day: date | None) -> None:
    assert facts_of(header(**elements)).day == day


def test_the_patient_is_the_id_or_else_the_name() -> None:
    assert facts_of(header(PatientID=" 123 ", PatientName="A^B")).patient == "123"
    assert facts_of(header(PatientName="Muster^Anna^^Dr")).patient == "Anna Muster"
    assert facts_of(header(PatientName="^^^^")).patient == ""


def test_the_maker_is_named_once() -> None:
    assert facts_of(header(Manufacturer="ZEISS", ManufacturerModelName="Zeiss Clarus")).device == (
        "Zeiss Clarus"
    )
    assert facts_of(header(Manufacturer="Topcon", ManufacturerModelName="NW400")).device == (
        "Topcon NW400"
    )


@pytest.mark.parametrize("spacing", [[0, 0], [-1, 1], [1, 1], ["", ""], [0.01], None])
def test_a_scale_that_cannot_be_is_none(spacing: object) -> None:
    ds = header()
    if spacing is not None:
        ds.add_new("PixelSpacing", "DS", spacing)
    assert facts_of(ds).spacing_mm is None


def test_an_empty_header_says_nothing() -> None:
    assert facts_of(header()) == DicomFacts()
    assert str(DicomFacts()) == ""


def test_the_header_comes_before_the_name(tmp_path: Path) -> None:
    path = miniature(tmp_path / "P1_OD.dcm", ImageLaterality="L")
    eye, stated = read_eye(path)
    assert (eye.patient, eye.eye, eye.visit) == ("P7", Laterality.OS, "20240501")
    assert stated


def test_the_name_says_what_the_header_leaves_open(tmp_path: Path) -> None:
    path = miniature(tmp_path / "P1_OD.dcm", PatientID="", PatientName="")
    eye, stated = read_eye(path)
    assert (eye.patient, eye.eye) == ("P1", Laterality.OD)
    assert not stated


def test_a_damaged_header_is_left_to_the_name(tmp_path: Path) -> None:
    path = tmp_path / "P1_OD.dcm"
    path.write_bytes(b"\0" * 128 + b"DICM" + b"\xff" * 40)
    assert read_eye(path)[0].patient == "P1"


def test_control_characters_do_not_get_out(tmp_path: Path) -> None:
    path = miniature(tmp_path / "a.dcm", PatientID="A\x1b[31m\nB" + "x" * 100)
    patient = read_facts(path).patient
    assert patient.isprintable()
    assert len(patient) < 100
