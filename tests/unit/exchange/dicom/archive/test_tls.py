"""Archives behind TLS: dcmtk's receiver, with a certificate that is trusted, or not."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.cli.main import main
from tests.archive import free_port
from tests.dicom_files import miniature

pytestmark = [
    pytest.mark.skipif(
        shutil.which("storescp") is None or shutil.which("openssl") is None,
        reason="needs dcmtk and openssl",
    ),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    """A key, and a certificate of its own for this computer."""
    key, own = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    subprocess.run([*command, *names, "-keyout", key, "-out", own], check=True, capture_output=True)
    return key, own


@pytest.fixture
def receiver(certificate: tuple[Path, Path], tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """The port of a running receiver, and the folder that it stores into."""
    folder, port = tmp_path / "stored", free_port()
    folder.mkdir()
    key, own = map(str, certificate)
    command = ["storescp", "--enable-tls", key, own, "--null-passwd", "--ignore-peer-cert"]
    with subprocess.Popen(
        [*command, "--output-directory", str(folder), str(port)], stderr=subprocess.PIPE
    ) as server:
        _wait_for(port, server)
        yield port, folder
        server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert server.poll() is None, server.stderr and server.stderr.read()
            time.sleep(0.05)
        else:
            return
    pytest.fail("storescp did not start")


def test_objects_go_to_an_archive_that_is_trusted(
    receiver: tuple[int, Path],
    certificate: tuple[Path, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    port, folder = receiver
    file = miniature(tmp_path / "a.dcm")
    status = main(["dicom", "send", f"dicoms://ANY@localhost:{port}", str(file)])
    assert status == 0, capsys.readouterr().err
    assert len(list(folder.iterdir())) == 1


def test_nothing_goes_to_an_archive_that_is_not_trusted(
    receiver: tuple[int, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port, folder = receiver
    file = miniature(tmp_path / "a.dcm")
    assert main(["dicom", "send", f"dicoms://ANY@localhost:{port}", str(file)]) == 2
    assert "its certificate is not trusted (self-signed certificate)" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_an_archive_without_tls_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, port = miniature(tmp_path / "a.dcm"), free_port()
    with subprocess.Popen(["storescp", str(port)], cwd=tmp_path) as server:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        given = ["dicom", "send", f"dicoms://ANY@localhost:{port}", str(file), "--timeout", "3"]
        assert main(given) == 2
        server.terminate()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert f"dicoms://ANY@localhost:{port}: " in said
