"""A report is written as a whole, read by other programs, and replaces nobody else's files."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from importlib import util
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from retinaview.core.errors import Cancelled, FileInTheWay, ReadError, WriteError
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.report import pdf, words, writing
from retinaview.report.language import english
from retinaview.report.writing import can_print, patient_on, patients_named, write_report
from retinaview.session.session import Session
from retinaview.session.study import open_study

MADE = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)


def text_of(pdf: Path) -> str:
    lines = [page.extract_text() for page in PdfReader(pdf).pages]
    return " ".join("\n".join(lines).split())


def table_of(out: Path) -> dict[str, dict[str, str]]:
    text = (out / "summary.csv").read_text(encoding="utf-8")
    return {row["image"]: row for row in csv.DictReader(io.StringIO(text))}


def test_a_page_holds_what_the_study_holds(session: Session, tmp_path: Path) -> None:
    written = write_report(session, tmp_path / "out", made=MADE)
    assert str(written) == "2 patients with 3 photographs; 1 without a reading"
    said = text_of(tmp_path / "out" / "P1.pdf")
    for part in (
        "P1", "OD right eye", "OS left eye", "DR 2, Moderate NPDR", "unsure", "Anna Müller",
        "see again in a month", "DR 2, Moderate NPDR (70 %)", "Doubtful: haze",
        "ganet 1.1 (aaaaaaaaaaaa)", "Haemorrhage (HE)", "1.0 DD", "0.5 DD",
        "Research use only; not a medical device.", "2026-11-30 09:30 UTC", words.NOT_READ,
    ):  # fmt: skip
        assert part in said


def test_the_right_eye_is_on_the_left(session: Session, tmp_path: Path) -> None:
    write_report(session, tmp_path, made=MADE)
    places: dict[str, float] = {}

    def note(text: str, _: object, matrix: list[float], *__: object) -> None:
        places[text.strip()] = matrix[4]

    PdfReader(tmp_path / "P1.pdf").pages[0].extract_text(visitor_text=note)
    assert places["OD right eye"] < places["OS left eye"]


def test_a_patient_without_a_reading_has_a_page_that_says_so(
    session: Session, tmp_path: Path
) -> None:
    write_report(session, tmp_path, made=MADE)
    said = text_of(tmp_path / "P2.pdf")
    assert words.NOT_READ in said
    assert words.NOT_RUN in said
    assert "No photograph in the study." in said
    assert table_of(tmp_path)["P2_OD.png"]["note"].startswith(words.NOT_READ)


def test_the_day_that_a_reader_gave_orders_the_pages_and_stands_on_them(
    session: Session, tmp_path: Path
) -> None:
    day = date(2024, 5, 1)
    earlier = {
        image.id: date(2023, 1, 10) for image in session.images if image.eye is Laterality.OD
    }
    session.set_eyes({image.id: ("P1", image.eye) for image in session.images})
    session.set_days({image.id: day for image in session.images} | earlier)
    write_report(session, tmp_path, made=MADE)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "P1.pdf").pages]
    assert "2024-05-01" in pages[0]
    assert "2023-01-10" in pages[1]
    assert {row["visit"] for row in table_of(tmp_path).values()} == {"20240501", "20230110"}


def test_the_summary_is_the_same_in_both_tables(session: Session, tmp_path: Path) -> None:
    write_report(session, tmp_path, made=MADE)
    row = table_of(tmp_path)["P1_OD.png"]
    assert (row["patient"], row["eye"], row["dr"], row["dme"]) == ("P1", "OD", "2", "2")
    assert (row["models_dr"], row["referable_probability"]) == ("2", "0.85")
    assert (row["reader_haemorrhage"], row["reader_haemorrhage_dd"]) == ("1", "1")
    assert (row["models_hard_exudate"], row["models_hard_exudate_dd"]) == ("1", "0.51")
    sheet = load_workbook(tmp_path / "summary.xlsx").active
    names, first, *_ = sheet.iter_rows(values_only=True)
    cells = dict(zip(names, first, strict=True))
    assert {name: "" if cell is None else str(cell) for name, cell in cells.items()} == row
    assert cells["dr"] == 2


def test_no_cell_runs_as_a_formula(session: Session, tmp_path: Path) -> None:
    image = session.images[2].id
    session.set_grading(image, Grading(comment="=HYPERLINK(A1)\x07\n@SUM"))
    session.set_eyes({image: ("+1-2", None)})
    write_report(session, tmp_path, made=MADE)
    row = table_of(tmp_path)["P2_OD.png"]
    assert row["comment"].startswith("'=")
    assert row["patient"] == "'+1-2"
    book = load_workbook(tmp_path / "summary.xlsx")
    cells = [cell for line in book.active.iter_rows() for cell in line]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if str(cell.value).startswith(("=", "+", "@"))]


def test_one_patient_alone_and_the_study_afterwards(session: Session, tmp_path: Path) -> None:
    written = write_report(session, tmp_path, patients=patients_named(session, "P2"), made=MADE)
    assert [file.name for file in written.files] == ["P2.pdf"]
    write_report(session, tmp_path)
    write_report(session, tmp_path, patients=[patient_on(session, session.images[0].id)])
    names = {file.name for file in tmp_path.glob("*.*") if not file.name.startswith(".")}
    assert {"P1.pdf", "P2.pdf", "summary.csv", "summary.xlsx"} <= names
    with pytest.raises(ReadError, match="has no patient 'P3'"):
        patients_named(session, "P3")


def test_somebody_else_s_file_stays(session: Session, tmp_path: Path) -> None:
    (tmp_path / "P1.pdf").write_bytes(b"a letter")
    with pytest.raises(FileInTheWay, match=r"P1\.pdf"):
        write_report(session, tmp_path)
    assert (tmp_path / "P1.pdf").read_bytes() == b"a letter"
    assert not (tmp_path / "P2.pdf").exists()
    write_report(session, tmp_path, replace=True)
    assert words.RESEARCH_USE in text_of(tmp_path / "P1.pdf")


def test_a_stopped_report_leaves_nothing(session: Session, tmp_path: Path) -> None:
    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write_report(session, tmp_path / "out", each_file=stop)
    assert not list((tmp_path / "out").iterdir())


def test_a_photograph_that_is_gone_is_said_on_the_page(
    session: Session, folder: Path, tmp_path: Path
) -> None:
    (folder / "P1_OS.png").unlink()
    written = write_report(session, tmp_path / "out", made=MADE)
    assert len(written.problems) == 1
    assert "The photograph cannot be shown" in text_of(tmp_path / "out" / "P1.pdf")
    assert "does not exist" in table_of(tmp_path / "out")["P1_OS.png"]["note"]


def test_text_of_any_length_and_script_stays_on_the_page(session: Session, tmp_path: Path) -> None:
    image = session.images[0].id
    for lesion in LesionClass:
        session.draw(image, lesion, Box(10, 10, 20, 20))
    session.set_grading(image, Grading(comment="Ω Привет " * 2000 + "\x00\ud800"))
    session.set_eyes({image: ("x" * 3000, None)})
    written = write_report(session, tmp_path / "out", made=MADE)
    (page,) = PdfReader(written.files[0]).pages
    heights: list[float] = []

    def note(text: str, _: object, matrix: list[float], *__: object) -> None:
        heights.extend([matrix[5]] if text.strip() else [])

    said = " ".join(page.extract_text(visitor_text=note).split())
    assert min(heights) > 15
    assert "more, in the study's summary" in said


def test_missing_packages_are_one_sentence(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        writing, "find_spec", lambda name: None if name == "fpdf" else util.find_spec(name)
    )
    with pytest.raises(WriteError, match=r"pip install 'retinaview\[report\]'"):
        write_report(session, tmp_path)


def test_beside_an_eye_that_is_not_known_no_eye_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "P2_OD.png").rename(folder / "P3.png")
    unknown = open_study([folder], reader="Anna Müller")
    write_report(unknown, tmp_path / "out", made=MADE)
    unknown.close()
    said = text_of(tmp_path / "out" / "P3.pdf")
    assert "Eye not known" in said
    assert "Fellow eye" in said
    assert "OS left eye" not in said


def test_pages_are_in_the_language_that_is_given(session: Session, tmp_path: Path) -> None:
    def say(source: str, comment: str = "", n: int = -1, /, **values: object) -> str:
        french = {words.RESEARCH_USE: "Pour la recherche uniquement.", "Reader": "Lecteur"}
        return french.get(source) or english(source, comment, n, **values)

    write_report(session, tmp_path, made=MADE, say=say)
    page = text_of(tmp_path / "P1.pdf")
    assert "Pour la recherche uniquement." in page
    assert "Lecteur" in page
    assert words.RESEARCH_USE not in page
    assert words.NOT_READ in table_of(tmp_path)["P2_OD.png"]["note"]  # columns and notes stay


CHINESE = frozenset("复诊")


@pytest.fixture
def _chinese_font() -> None:
    if pdf.face_with(CHINESE) is None:
        pytest.skip("no font of this computer has Chinese (Debian: fonts-noto-cjk)")


@pytest.mark.usefixtures("_chinese_font")
def test_letters_that_our_font_lacks_are_printed_in_a_font_of_this_computer(
    session: Session, tmp_path: Path
) -> None:
    session.set_grading(session.images[0].id, Grading(comment="一个月后复诊 (in a month)"))
    written = write_report(session, tmp_path, made=MADE)
    assert written.problems == []
    said = text_of(tmp_path / "P1.pdf").replace("\0", "")  # pypdf's, before each Chinese letter
    assert "一个月后复诊 (in a month)" in said
    assert fonts_of(tmp_path / "P1.pdf") > fonts_of(tmp_path / "P2.pdf")
    assert can_print("简体中文")


def fonts_of(file: Path) -> set[str]:
    fonts = PdfReader(file).pages[0]["/Resources"]["/Font"]
    return {font.get_object()["/BaseFont"].partition("+")[2] for font in fonts.values()}


def test_letters_that_no_font_has_are_named(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "face_with", lambda _: None)
    session.set_grading(session.images[0].id, Grading(comment="复诊"))
    written = write_report(session, tmp_path, made=MADE)
    (problem,) = written.problems
    assert "P1.pdf: no font of this computer has 复诊; they are printed as boxes" in problem
    assert not can_print("复")
    assert can_print("Español")
