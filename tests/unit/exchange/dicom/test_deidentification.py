"""Nothing that identifies a patient is left, anywhere in the file, and intervals stay."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pydicom import Dataset, dcmread
from pydicom.encaps import encapsulate, generate_frames

from retinaview.core.errors import ReadError
from retinaview.exchange.dicom.confidentiality import Action, action_of, table
from retinaview.exchange.dicom.deidentification import deidentify
from retinaview.exchange.dicom.jpeg_segments import plain_jpeg
from retinaview.exchange.dicom.pseudonyms import Pseudonyms, read_key, shifted_date
from tests.dicom_files import JPEGBaseline8Bit, colours, dataset_of

KEY = bytes(range(32))
SECRETS = (
    "P7", "Example", "19610203", "ACC-99", "Dr Referrer", "St Elsewhere", "1 High Street",
    "Nurse Jackie", "hidden in private", "nested name", "a note", "SN-123456", "20240501",
    "20240502", "caught by comment",
)  # fmt: skip


def identifying() -> Dataset:
    """A photograph with secrets in every kind of place."""
    ds = dataset_of(colours(), AccessionNumber="ACC-99", ReferringPhysicianName="Dr Referrer")
    ds.InstitutionName, ds.InstitutionAddress = "St Elsewhere", "1 High Street"
    ds.OperatorsName, ds.ImageComments = "Nurse Jackie", "a note"
    ds.DeviceSerialNumber, ds.Manufacturer = "SN-123456", "Topcon"
    ds.AcquisitionDateTime, ds.ContentDate = "20240502101500.25", "20240502"
    ds.ImageLaterality = "R"
    ds.private_block(0x0011, "Secret Camera", create=True).add_new(1, "LO", "hidden in private")
    item = Dataset()
    item.PersonName = "nested name"
    item.ReferencedSOPInstanceUID = "1.2.3.4"
    item.ScheduledProcedureStepStartDate = "20240501"
    ds.ReferencedStudySequence = [item]
    ds.AcquisitionContextSequence = [item]
    ds.SourceImageSequence = [item]
    ds.add_new(0x60003000, "OW", b"a note  ")
    return ds


def everything(ds: Dataset) -> str:
    written = io.BytesIO()
    ds.save_as(written, enforce_file_format=True)
    return written.getvalue().decode("latin-1")


def test_no_secret_is_left() -> None:
    ds = identifying()
    before = everything(ds)
    deidentify(ds, Pseudonyms(KEY))
    after = everything(ds)
    gone = [secret for secret in SECRETS if secret in before]
    assert len(gone) == len(SECRETS) - 1
    assert [secret for secret in SECRETS if secret in after] == []


def test_what_the_photograph_shows_stays() -> None:
    ds = identifying()
    pixels = ds.PixelData
    deidentify(ds, Pseudonyms(KEY))
    assert ds.PixelData == pixels
    assert (ds.ImageLaterality, ds.Manufacturer, ds.Rows) == ("R", "Topcon", 48)
    assert dcmread(io.BytesIO(everything(ds).encode("latin-1"))).pixel_array.shape == (48, 64, 3)


def test_dates_move_together_and_times_stay() -> None:
    ds = identifying()
    deidentify(ds, Pseudonyms(KEY))
    shift = Pseudonyms(KEY).shift("P7")
    assert ds.StudyDate == f"{date(2024, 5, 1) + shift:%Y%m%d}"
    assert ds.AcquisitionDateTime == f"{date(2024, 5, 2) + shift:%Y%m%d}101500.25"
    assert ds.StudyTime == "101500"
    assert not ds.PatientBirthDate
    assert ds.LongitudinalTemporalInformationModified == "MODIFIED"


def test_one_patient_stays_one_patient_and_references_still_fit() -> None:
    first, second = identifying(), identifying()
    second.StudyInstanceUID = first.StudyInstanceUID
    second.SourceImageSequence[0].ReferencedSOPInstanceUID = first.SOPInstanceUID
    for ds in (first, second):
        deidentify(ds, Pseudonyms(KEY))
    assert first.PatientID == second.PatientID == first.PatientName
    assert first.StudyInstanceUID == second.StudyInstanceUID
    reference = second.SourceImageSequence[0].ReferencedSOPInstanceUID
    assert reference == first.SOPInstanceUID == first.file_meta.MediaStorageSOPInstanceUID
    assert first.StudyInstanceUID.startswith("2.25.")


def test_another_key_is_another_identity() -> None:
    first, second = Pseudonyms(), Pseudonyms()
    assert first.patient("P7") != second.patient("P7")
    assert first.uid("1.2") != second.uid("1.2")
    assert Pseudonyms(KEY).patient("1", "A") != Pseudonyms(KEY).patient("1", "B")


def test_the_log_names_every_change_and_no_value() -> None:
    changed = deidentify(identifying(), Pseudonyms(KEY))
    actions = {each.tag: each.action for each in changed}
    assert actions["(0010,0020)"] is Action.PSEUDONYM
    assert actions["(0008,0081)"] is Action.REMOVED
    assert actions["(0008,0020)"] is Action.SHIFTED
    assert actions["(0008,0018)"] is Action.NEW_UID
    assert actions["(0011,1001)"] is Action.REMOVED
    assert actions["(0008,2112)[0].(0008,1155)"] is Action.NEW_UID
    assert not any(secret in str(changed) for secret in SECRETS)


def test_the_file_says_how_it_was_de_identified() -> None:
    ds = identifying()
    deidentify(ds, Pseudonyms(KEY))
    assert ds.PatientIdentityRemoved == "YES"
    codes = [code.CodeValue for code in ds.DeidentificationMethodCodeSequence]
    assert codes == ["113100", "113107"]


def test_texts_inside_a_jpeg_go() -> None:
    picture = Image.fromarray(colours())
    written = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "caught by comment"
    picture.save(written, "JPEG", comment=b"caught by comment", exif=exif)
    ds = dataset_of(colours(), syntax=JPEGBaseline8Bit)
    ds.PixelData = encapsulate([written.getvalue()])
    changed = deidentify(ds, Pseudonyms(KEY))
    assert "caught by comment" not in everything(ds)
    assert changed[-1].tag == "(7FE0,0010)"
    (frame,) = generate_frames(ds.PixelData, number_of_frames=1)
    assert Image.open(io.BytesIO(frame)).tobytes() == picture_of(written.getvalue())


def picture_of(data: bytes) -> bytes:
    return Image.open(io.BytesIO(data)).tobytes()


@given(st.binary(max_size=200))
def test_what_is_no_jpeg_stays(data: bytes) -> None:
    assert plain_jpeg(b"\xff\xd8" + data)[:2] == b"\xff\xd8"


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("20240301", "20240229"),
        ("20240301101500+0100", "20240229101500+0100"),
        ("2024", ""),
        ("unknown", ""),
        ("20241399", ""),
        ("00010101", ""),
    ],
)
def test_dates(text: str, moved: str) -> None:
    assert shifted_date(text, timedelta(days=-1)) == moved


def test_the_standard_s_table_is_complete_enough() -> None:
    assert len(table()) > 600
    assert action_of(0x00100010, is_known=True) is Action.EMPTIED
    assert action_of(0x00281050, is_known=True) is None
    assert action_of(0x00090010, is_known=True) is Action.REMOVED
    assert action_of(0x60023000, is_known=True) is Action.REMOVED
    assert action_of(0x00081234, is_known=False) is Action.REMOVED


def test_a_key_is_made_once(tmp_path: Path) -> None:
    key = read_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == key
    assert (tmp_path / "key").stat().st_mode & 0o077 == 0
    (tmp_path / "bad").write_text("1234")
    with pytest.raises(ReadError, match="holds no key of 32 bytes"):
        read_key(tmp_path / "bad")
