"""Archives that are gone, slow, full, refuse, or answer with another patient; wrong addresses."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from pydicom import Dataset
from pynetdicom import AE, evt
from pynetdicom.sop_class import (
    OphthalmicPhotography8BitImageStorage,
    StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet,
    Verification,
)

from retinaview.cli.main import main
from retinaview.core.errors import ArchiveError, ReadError
from retinaview.exchange.dicom.archive import Question, address, questions
from retinaview.exchange.dicom.archive.address import node_address, open_archive
from retinaview.exchange.dicom.archive.receiving import Receiver
from retinaview.exchange.dicom.archive.storage import storable
from tests.archive import free_port
from tests.dicom_files import colours, dataset_of, miniature
from tests.loopback import LoopbackServer

# pynetdicom leaves the socket of a connection that failed to the collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@contextmanager
def serving(*handlers: tuple[Any, Callable[..., Any]]) -> Iterator[str]:
    entity = AE(ae_title="FAKE")
    for context in (
        Verification, StudyRootQueryRetrieveInformationModelFind,
        StudyRootQueryRetrieveInformationModelGet,
    ):  # fmt: skip
        entity.add_supported_context(context)
    entity.add_supported_context(
        OphthalmicPhotography8BitImageStorage, scu_role=True, scp_role=True
    )
    port = free_port()
    server = entity.start_server(("127.0.0.1", port), block=False, evt_handlers=list(handlers))
    assert server is not None
    try:
        yield f"dicom://FAKE@127.0.0.1:{port}"
    finally:
        server.shutdown()


def study_of(patient: str) -> Dataset:
    ds = Dataset()
    ds.PatientID, ds.StudyInstanceUID, ds.StudyDate = patient, "1.2.3", "20240501"
    return ds


def finding(*patients: str) -> tuple[Any, Callable[..., Any]]:
    def answer(_: Any) -> Iterator[tuple[int, Dataset | None]]:
        for patient in patients:
            yield 0xFF00, study_of(patient)
        yield 0x0000, None

    return evt.EVT_C_FIND, answer


def getting(*photographs: Dataset) -> tuple[Any, Callable[..., Any]]:
    def answer(_: Any) -> Iterator[Any]:
        yield len(photographs)
        for photograph in photographs:
            yield 0xFF00, photograph

    return evt.EVT_C_GET, answer


def test_an_archive_that_is_gone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    node = f"dicom://X@127.0.0.1:{free_port()}"
    web = f"http://127.0.0.1:{free_port()}/dicom-web"
    file = miniature(tmp_path / "a.dcm")
    for archive in (node, web):
        for rest in (["echo", archive], ["find", archive], ["send", archive, str(file)]):
            assert main(["dicom", *rest]) == 2
            assert f"{archive}: cannot be reached" in capsys.readouterr().err


def test_an_archive_that_never_answers(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        node = f"dicom://X@127.0.0.1:{silent.getsockname()[1]}"
        assert main(["dicom", "echo", node, "--timeout", "0.3"]) == 2
        assert f"{node}: " in capsys.readouterr().err
        web = f"http://127.0.0.1:{silent.getsockname()[1]}/dicom-web"
        assert main(["dicom", "find", web, "--timeout", "0.3"]) == 2
        assert f"{web}: does not answer within 0.3 s" in capsys.readouterr().err


def test_an_archive_that_is_slow(capsys: pytest.CaptureFixture[str]) -> None:
    over = threading.Event()

    def slow(_: Any) -> Iterator[tuple[int, None]]:
        over.wait(10)
        yield 0x0000, None

    with serving((evt.EVT_C_FIND, slow)) as archive:
        assert main(["dicom", "find", archive, "--timeout", "0.3"]) == 2
        over.set()
    assert f"{archive}: does not answer within 0.3 s" in capsys.readouterr().err


def test_another_patient_in_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(finding("P7", "P8"), getting()) as archive:
        given = ["dicom", "get", archive, "--patient", "P7", "--out", str(tmp_path / "out")]
        assert main(given) == 2
    assert "answers with patient 'P8', who was not asked for" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_another_patient_among_the_photographs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right, wrong, elsewhere = (
        dataset_of(colours(), PatientID=patient, StudyInstanceUID=study)
        for patient, study in (("P7", "1.2.3"), ("P8", "1.2.3"), ("P7", "1.2.4"))
    )
    with serving(finding("P7"), getting(right, wrong, elsewhere)) as archive:
        given = ["dicom", "get", archive, "--patient", "P7", "--out", str(tmp_path)]
        assert main(given) == 1
    said = capsys.readouterr().err
    assert "an object of patient 'P8', who was not asked for; it was not kept" in said
    assert "an object of another study; it was not kept" in said
    assert len(list(tmp_path.iterdir())) == 1


def test_an_archive_that_refuses_to_search(capsys: pytest.CaptureFixture[str]) -> None:
    def refuse(_: Any) -> Iterator[tuple[int, None]]:
        yield 0xA700, None

    with serving((evt.EVT_C_FIND, refuse)) as archive:
        assert main(["dicom", "find", archive]) == 2
    said = capsys.readouterr().err
    assert f"{archive}: refuses to search (out of resources, status A700)" in said


def test_an_archive_that_is_full_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = miniature(tmp_path / "a.dcm"), miniature(tmp_path / "b.dcm")
    statuses = iter([0x0000, 0xA700])
    with serving((evt.EVT_C_STORE, lambda _: next(statuses))) as archive:
        assert main(["dicom", "send", archive, str(first), str(second)]) == 1
    said = capsys.readouterr()
    assert f"{second}: the archive refuses it (out of resources, status A700)" in said.err
    assert "1 of 2 files stored" in said.out


class _Refusing(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(403)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_a_web_service_that_refuses(capsys: pytest.CaptureFixture[str]) -> None:
    server = LoopbackServer(_Refusing)
    try:
        assert main(["dicom", "find", server.url("/dicom-web")]) == 2
    finally:
        server.close()
    assert "refuses to search (403)" in capsys.readouterr().err


@pytest.mark.parametrize(
    "text",
    ["", "archive", "dicom://", "dicom://host:104", "dicom://A@host", "ftp://A@host:1",
     "dicom://A@host:port", "dicom://A@host:99999", f"dicom://{'A' * 17}@host:104"],
)  # fmt: skip
def test_addresses_that_are_none(text: str) -> None:
    with pytest.raises(ArchiveError, match="is no address of an archive"):
        node_address(text)


def test_questions_that_are_none() -> None:
    with pytest.raises(ArchiveError, match="the date must be like"):
        Question(dates="last year")
    with pytest.raises(ArchiveError, match="must be whole"):
        Question(patient="P*")


def test_nothing_is_fetched_without_saying_what(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dicom", "get", "dicom://A@127.0.0.1:1", "--out", "x"]) == 2
    assert "say which studies" in capsys.readouterr().err


def test_missing_packages_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "find_spec", lambda _: None)
    for text in ("dicom://A@h:1", "https://h/dicom-web"):
        with pytest.raises(ArchiveError, match=r"pip install 'retinaview\[dicom\]'"):
            address.open_archive(text)


@pytest.mark.parametrize(
    "text",
    [
        *("http://[bad", "dicom://[bad", "https://", "http://h:99999999/x", "https://h:port/x"),
        *("dicom://A@h:0", "dicom://A@h", "dicom://h:1", "dicom://A@h:-1", "h", "", "ftp://h/x"),
        "dicom://" + "A" * 17 + "@h:1",
    ],
)
def test_what_is_no_address_is_one_sentence(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dicom", "echo", text]) == 2
    written = capsys.readouterr().err
    assert "is no address of an archive" in written
    assert written.count("\n") == 1


def test_an_archive_that_answers_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(questions, "_MOST_STUDIES", 3)
    with serving(finding(*["P7"] * 50)) as address:
        archive = open_archive(address, timeout_s=5)
        with pytest.raises(ArchiveError, match="finds more than 3 studies; ask for fewer"):
            archive.find(Question(patient="P7"))


def test_deflated_objects_are_neither_sent_nor_kept(tmp_path: Path) -> None:
    """They may grow a thousandfold when they are read."""
    path = miniature(tmp_path / "a.dcm")
    content = path.read_bytes()
    explicit, deflated = b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.2.1.99"
    assert content.count(explicit) == 1
    longer = content.replace(b"UI\x14\0" + explicit, b"UI\x16\0" + deflated)
    path.write_bytes(longer)
    with pytest.raises(ReadError, match=r"a\.dcm: is deflated DICOM"):
        storable(path)
    receiver = Receiver(tmp_path, ["1.2.3"])
    assert not receiver.take(longer)
    assert receiver.problems == ["is deflated DICOM, which is not supported"]
