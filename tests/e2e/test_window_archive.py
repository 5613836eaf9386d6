"""Photographs from an archive, asked for in the window."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pynetdicom import evt

from retinaview.core.text import one_line
from retinaview.ui.archive.dialog import ArchiveDialog
from tests.archive import free_port
from tests.dicom_files import colours, dataset_of
from tests.e2e.conftest import Driver
from tests.unit.exchange.dicom.archive.test_bad_archives import (
    finding,
    getting,
    serving,
    study_of,
)

# pynetdicom leaves the socket of a connection that failed to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


def photographs(count: int, patient: str = "P7") -> list[Any]:
    return [
        dataset_of(colours(), PatientID=patient, StudyInstanceUID="1.2.3", ImageLaterality=side)
        for side in "RL" * count
    ][:count]


def asked(driver: Driver, address: str, patient: str = "P7") -> ArchiveDialog:
    """The dialog, after a search that has ended."""
    driver.do("archive")
    dialog = driver.window.archive.dialog
    assert dialog is not None
    dialog.address.setText(address)
    dialog.patient.setText(patient)
    dialog.search.click()
    driver.until(lambda: not dialog.stop.isEnabled())
    return dialog


def test_photographs_of_a_patient_join_the_study(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    session = driver.window.context.session
    assert session is not None
    before = len(session.images)
    with serving(finding("P7"), getting(*photographs(2))) as archive:
        dialog = asked(driver, archive)
        assert dialog.message.text() == "1 study found"
        assert dialog.table.item(0, 1).text() == "P7"
        dialog.fetch.click()
        driver.until(lambda: driver.window.archive.dialog is None)
    assert len(session.images) == before + 2
    assert {image.patient for image in session.images} >= {"P7"}
    assert "2 photographs came from the archive." in driver.window.messages.text


def test_an_archive_that_refuses_or_is_gone_is_a_sentence(driver: Driver, folder: Path) -> None:
    driver.open(folder)

    def refuse(_: Any) -> Iterator[tuple[int, None]]:
        yield 0xA700, None

    with serving((evt.EVT_C_FIND, refuse)) as archive:
        dialog = asked(driver, archive)
        assert "refuses to search" in dialog.message.text()
    gone = f"dicom://X@127.0.0.1:{free_port()}"
    for address, sentence in {
        gone: "cannot be reached",
        "nonsense": "is no address of an archive",
    }.items():
        dialog.address.setText(address)
        dialog.search.click()
        driver.until(lambda: not dialog.stop.isEnabled())
        assert sentence in dialog.message.text()
    assert not dialog.fetch.isEnabled()
    dialog.reject()


def test_another_patient_is_not_taken(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    session = driver.window.context.session
    assert session is not None
    before = len(session.images)
    with serving(finding("P8")) as archive:
        dialog = asked(driver, archive, patient="P7")
        assert "answers with patient 'P8', who was not asked for" in dialog.message.text()
        dialog.reject()
    wrong = photographs(1, patient="P8")
    with serving(finding("P7"), getting(*photographs(1), *wrong)) as archive:
        dialog = asked(driver, archive)
        dialog.fetch.click()
        driver.until(lambda: "1 photograph came" in dialog.message.text())
        assert "patient 'P8', who was not asked for" in dialog.message.text()
        dialog.reject()
    assert len(session.images) == before + 1


def test_what_came_before_a_stop_is_taken(driver: Driver, folder: Path) -> None:
    driver.open(folder)
    session = driver.window.context.session
    assert session is not None
    before, go_on = len(session.images), threading.Event()

    def slow(_: Any) -> Iterator[Any]:
        yield 4
        for number, photograph in enumerate(photographs(4)):
            if number:
                go_on.wait(20)
            yield 0xFF00, photograph

    with serving(finding("P7"), (evt.EVT_C_GET, slow)) as archive:
        dialog = asked(driver, archive)
        dialog.fetch.click()
        driver.until(lambda: "1 photograph so far" in dialog.message.text())
        dialog.stop.click()
        go_on.set()
        driver.until(lambda: len(session.images) > before)
    assert before < len(session.images) < before + 4
    assert "Stopped." in driver.window.messages.text


def test_without_a_study_the_folder_is_opened(driver: Driver, tmp_path: Path) -> None:
    with serving(finding("P7"), getting(*photographs(2))) as archive:
        asked(driver, archive)
        driver.window.archive.fetch(tmp_path / "new")
        driver.until(lambda: driver.window.context.session is not None)
    session = driver.window.context.session
    assert session is not None
    assert len(session.images) == 2


def test_nothing_is_sent_before_the_search(driver: Driver) -> None:
    driver.do("archive")
    dialog = driver.window.archive.dialog
    assert dialog is not None
    assert not dialog.search.isEnabled()
    assert driver.window.archive.workers[0]._thread is None
    dialog.reject()


@pytest.mark.filterwarnings("ignore::UserWarning")  # pydicom's, of whoever makes such answers
def test_hostile_answers_are_text_and_stay_in_the_folder(driver: Driver, tmp_path: Path) -> None:
    hostile = "../../<img src=x>", "\x1b[2Jtwo\r\nlines", "\u202egnp.exe"
    answers = []
    for number, text in enumerate(hostile):
        answer = study_of(text)
        answer.PatientName = answer.StudyDescription = text
        answer.StudyInstanceUID = "1.2.3" if number == 0 else f"../{number}"
        answer.SpecificCharacterSet = "ISO_IR 192"
        answers.append(answer)

    def find(_: Any) -> Iterator[tuple[int, Any]]:
        yield from ((0xFF00, answer) for answer in answers)
        yield 0x0000, None

    sent = photographs(2, patient=hostile[0])
    with serving((evt.EVT_C_FIND, find), getting(*sent)) as archive:
        dialog = asked(driver, archive, patient="")
        cells = [
            dialog.table.item(row, column).text()
            for row in range(dialog.table.rowCount())
            for column in range(dialog.table.columnCount())
        ]
        assert dialog.table.rowCount() == len(hostile)
        assert all(cell == one_line(cell) for cell in cells)
        assert "../../<img src=x>" in cells
        dialog.table.selectRow(0)
        driver.window.archive.fetch(tmp_path / "in" / "new")
        driver.until(lambda: driver.window.context.session is not None)
    written = list(tmp_path.rglob("*.dcm"))
    assert len(written) == 2
    assert {path.parent for path in written} == {tmp_path / "in" / "new"}
