"""A study as DICOM, read back by pydicom, by highdicom's readers, and by Debian's validators."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import highdicom as hd
import numpy as np
import pytest
from pydicom import Dataset, dcmread
from pypdf import PdfReader

from retinaview.cli.main import main
from retinaview.core.errors import FileInTheWay, WriteError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import own_class
from retinaview.exchange.dicom import codes
from retinaview.imaging.photograph import read_photograph
from retinaview.report.dicom_export import export_dicom
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.dicom_files import JPEGBaseline8Bit, miniature
from tests.unit.report.conftest import EX, HE, HEIGHT, WIDTH, finding, new_folder, new_session

READER, MODELS = "P1_OD_sr_Anna Müller.dcm", "P1_OD_sr_models.dcm"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One export, for all tests that only look at it."""
    folder = tmp_path_factory.mktemp("dicom")
    session = new_session(new_folder(folder))
    try:
        export_dicom(session, folder / "out")
    finally:
        session.close()
    return folder / "out"


def spacings(ds: Dataset) -> list[str]:
    return [element.keyword for element in ds.iterall() if "Spacing" in element.keyword]


def test_a_reader_s_marks_are_planar_groups(session: Session, tmp_path: Path) -> None:
    mark = next(mark for mark in session.marks(session.images[0].id) if mark.lesion is HE)
    export = export_dicom(session, tmp_path)
    assert str(export) == "3 photographs, 2 structured reports, 1 segmentation, 2 reports"
    report = hd.sr.srread(tmp_path / READER)
    (group,) = report.content.get_planar_roi_measurement_groups()
    assert group.tracking_uid == f"2.25.{int(mark.id, 16)}"
    assert (group.finding_type.value, group.finding_type.meaning) == ("HE", "Haemorrhage")
    site = group.finding_sites[0]
    assert (site.value.meaning, site.laterality.meaning) == ("Retina", "Right")
    np.testing.assert_array_equal(
        group.roi.value, [(207, 140), (217, 140), (217, 160), (207, 160), (207, 140)]
    )
    photograph = dcmread(tmp_path / "P1_OD.dcm")
    assert group.roi.ContentSequence[0].referenced_sop_instance_uid == photograph.SOPInstanceUID
    (whole,) = report.content.get_image_measurement_groups()
    answers = {
        each.name.meaning: each.value.meaning for each in whole.get_qualitative_evaluations()
    }
    assert answers["Retinopathy grade, ICDR scale"] == "Moderate NPDR"
    assert answers["Certainty of the answer"] == "Unsure"
    assert "Anna Müller" in str(report.content)


def test_the_models_answer_names_algorithm_and_weights(out: Path) -> None:
    report = hd.sr.srread(out / MODELS)
    (whole,) = report.content.get_image_measurement_groups()
    said = str(whole)
    assert "sunet-small" in said
    assert b"weights SHA-256 " + b"b" * 64 in (out / MODELS).read_bytes()
    (probability,) = whole.get_measurements()
    assert probability.value == pytest.approx(0.85)


def test_lesion_maps_are_segments_at_the_threshold_in_force(out: Path) -> None:
    segments = hd.seg.segread(out / "P1_OD_seg.dcm")
    assert list(segments.segment_numbers) == [1]
    assert segments.get_segment_description(1).segment_label == "Hard exudate"
    expected = np.zeros((HEIGHT, WIDTH), bool)
    expected[145:155, 157:167] = True
    np.testing.assert_array_equal(segments.pixel_array.astype(bool), expected)
    assert segments.segmented_property_types[0].value == "EX"


def test_no_pixel_spacing_is_invented(out: Path) -> None:
    for file in out.glob("*.dcm"):
        assert spacings(dcmread(file)) == []


def test_the_report_is_inside_as_pdf(out: Path) -> None:
    ds = dcmread(out / "P1_report.dcm")
    assert (ds.PatientID, ds.MIMETypeOfEncapsulatedDocument) == ("P1", "application/pdf")
    pdf = ds.EncapsulatedDocument[: ds.EncapsulatedDocumentLength]
    assert "Moderate NPDR" in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()


def test_photographs_and_reports_are_of_one_study(out: Path) -> None:
    of_patient = [dcmread(file) for file in out.glob("P1*.dcm")]
    assert len({ds.StudyInstanceUID for ds in of_patient}) == 1
    assert len({ds.SOPInstanceUID for ds in of_patient}) == len(of_patient)
    assert dcmread(out / "P2_OD.dcm").StudyInstanceUID != of_patient[0].StudyInstanceUID
    assert read_photograph(out / "P1_OD.dcm").width == WIDTH


def test_again_the_same_objects(session: Session, tmp_path: Path, out: Path) -> None:
    export_dicom(session, tmp_path)
    for name in (MODELS, "P1_OD_seg.dcm", "P2_OD.dcm"):
        assert dcmread(tmp_path / name).SOPInstanceUID == dcmread(out / name).SOPInstanceUID


def test_a_dicom_photograph_is_referred_to_and_not_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    source = dcmread(
        miniature(
            folder / "a.dcm", syntax=JPEGBaseline8Bit, ImageLaterality="L",
            PatientOrientation=["L", "F"], PixelSpacing=[0.01, 0.01], PatientName="Müller^Jo",
            SpecificCharacterSet="ISO_IR 100",
        )
    )  # fmt: skip
    session = open_study([folder], reader="Anna")
    try:
        image = session.images[0].id
        session.note_photograph(image, read_photograph(folder / "a.dcm"))
        session.set_grading(image, Grading(dr=DRGrade.MILD))
        session.take_finding(image, finding())
        export = export_dicom(session, tmp_path / "out")
    finally:
        session.close()
    assert "photograph" not in export.counts
    for file in export.files:
        ds = dcmread(file)
        assert ds.StudyInstanceUID == source.StudyInstanceUID
        assert (ds.PatientID, str(ds.PatientName)) == ("P7", "Müller^Jo")
        assert spacings(ds) == []
    report = hd.sr.srread(tmp_path / "out" / "a_sr_Anna.dcm")
    (whole,) = report.content.get_image_measurement_groups()
    assert whole.source_images[0].referenced_sop_instance_uid == source.SOPInstanceUID


def test_blind_reading_stays_blind(session: Session, tmp_path: Path) -> None:
    session.blinding.turn(True)
    export_dicom(session, tmp_path)
    assert (tmp_path / READER).exists()
    assert not (tmp_path / MODELS).exists()
    assert not (tmp_path / "P1_OD_seg.dcm").exists()


def test_a_bad_photograph_is_left_out(session: Session, folder: Path, tmp_path: Path) -> None:
    (folder / "P1_OS.png").write_bytes(b"broken")
    export = export_dicom(session, tmp_path)
    (problem,) = export.problems
    assert "P1_OS.png" in problem
    assert (tmp_path / READER).exists()


def test_somebody_else_s_file_stays(session: Session, tmp_path: Path) -> None:
    (tmp_path / "P1_OD.dcm").write_bytes(b"mine")
    with pytest.raises(FileInTheWay):
        export_dicom(session, tmp_path)
    assert [file.name for file in tmp_path.glob("*.dcm")] == ["P1_OD.dcm"]


def test_odd_names_of_readers_and_patients(session: Session, tmp_path: Path) -> None:
    session.reader = "A^B=C\\D/é" + "x" * 100
    session.draw(session.images[1].id, EX, Box(-5, -5, 30, 30))
    session.set_eyes({session.images[1].id: ("=1\\2" + "y" * 100, None)})
    for file in export_dicom(session, tmp_path).files:
        assert list(dcmread(file).iterall())  # decodes every value


def test_without_highdicom_it_is_one_sentence(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "find_spec", lambda _: None)
    with pytest.raises(WriteError, match=r"pip install 'retinaview\[dicom\]'"):
        export_dicom(session, tmp_path)


def _checked(command: str, file: Path) -> str:
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed")
    done = subprocess.run([command, file], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


def test_dcmtk_reads_the_structured_reports(out: Path) -> None:
    for name in (READER, MODELS):
        assert "Imaging Measurement Report" in _checked("dsrdump", out / name)


def test_dicom3tools_find_no_error(out: Path) -> None:
    for file in out.glob("*.dcm"):
        assert "Error" not in _checked("dciodvfy", file), file.name


def test_the_command(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["export", str(folder), "--format", "dicom", "--out", str(tmp_path / "out")]
    assert main(given) == 0
    assert "3 photographs, 2 reports" in capsys.readouterr().out
    assert main([*given, "--split", "0.5/0.5"]) == 2
    assert "--format dicom takes neither" in capsys.readouterr().err


def test_a_class_of_the_study_s_own_has_a_code_of_its_own() -> None:
    fibres, folds = map(own_class, ("Myelinated fibres", "Macular folds"))
    assert [codes.lesion(each).value for each in (fibres, folds)] == [
        "MYELINATED_FIBRES", "MACULAR_FOLDS",
    ]  # fmt: skip
    assert codes.lesion(fibres).meaning == "Myelinated fibres"
    assert codes.lesion(EX).value == "EX"
