"""Reports from the window: of the patient that is open, and of the study."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from retinaview.core.grades import DRGrade
from retinaview.report import pdf
from tests.e2e.conftest import Driver


def test_the_open_patient_is_reported(driver: Driver, folder: Path, tmp_path: Path) -> None:
    window = driver.window
    driver.open(folder)
    window.answering.answer_dr(DRGrade.MODERATE)
    out = tmp_path / "report"
    window.reports.write(out, image_id=window.context.image_id)
    driver.until(lambda: not window.labels.busy)
    assert [file.name for file in out.glob("[!.]*")] == ["P1.pdf"]
    assert "DR 2, Moderate NPDR" in PdfReader(out / "P1.pdf").pages[0].extract_text()
    assert "1 patient with 2 photographs" in window.messages.text


def test_what_was_reported_is_said_in_the_readers_language(
    driver: Driver, folder: Path, tmp_path: Path
) -> None:
    window = driver.window
    driver.open(folder)
    window.languages.choose("fr")
    try:
        window.reports.write(tmp_path)
        driver.until(lambda: not window.labels.busy)
        assert "2 patients avec 3 clichés ; 2 sans lecture" in window.messages.text
    finally:
        window.languages.choose("en")


def test_where_no_font_has_the_readers_letters_the_report_is_in_english_and_says_so(
    driver: Driver, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "face_with", lambda _: None)
    window = driver.window
    driver.open(folder)
    window.languages.choose("zh_CN")
    try:
        window.reports.write(tmp_path)
        driver.until(lambda: not window.labels.busy)
        assert "报告为英文" in window.messages.text
    finally:
        window.languages.choose("en")
    assert "OD right eye" in PdfReader(tmp_path / "P1.pdf").pages[0].extract_text()


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "OD œil droit"), ("es", "OD ojo derecho"), ("zh_CN", "OD 右眼")],
)
def test_pages_are_in_the_readers_language(
    driver: Driver, folder: Path, tmp_path: Path, language: str, words: str
) -> None:
    if pdf.face_with(frozenset(words)) is None:
        pytest.skip("no font of this computer has these letters (Debian: fonts-noto-cjk)")
    window = driver.window
    driver.open(folder)
    window.languages.choose(language)
    try:
        window.reports.write(tmp_path)
        driver.until(lambda: not window.labels.busy)
    finally:
        window.languages.choose("en")
    page = PdfReader(tmp_path / "P1.pdf").pages[0].extract_text()
    assert words in page.replace("\0", "")  # pypdf's, before each Chinese letter


def test_the_study_is_reported_and_a_foreign_file_is_replaced_on_request_alone(
    driver: Driver, folder: Path, tmp_path: Path
) -> None:
    window = driver.window
    driver.open(folder)
    (tmp_path / "P2.pdf").write_bytes(b"a letter")
    window.reports.write(tmp_path)
    driver.until(lambda: not window.labels.busy)
    assert (tmp_path / "P2.pdf").read_bytes() == b"a letter"
    assert not (tmp_path / "summary.csv").exists()
    assert window.messages.offered == "Replace"
    window.messages._on_action()
    driver.until(lambda: "written to" in window.messages.text)
    assert (tmp_path / "summary.csv").is_file()
    assert (tmp_path / "P2.pdf").read_bytes().startswith(b"%PDF")
