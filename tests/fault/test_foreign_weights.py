"""Downloads that are killed, and two programs that want the same weights."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from retinaview.cli.main import main
from retinaview.models import registry
from retinaview.models.weights.card import read_card
from retinaview.models.weights.files import load, save
from tests.loopback import LoopbackServer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="XDG folders and POSIX signals")

RETINAVIEW = "import sys; from retinaview.cli.main import main; sys.exit(main())"


class HalfServer:
    """Serves weights and their index; sends half of the weights, then waits to be released."""

    def __init__(self, weights: Path) -> None:
        content = weights.read_bytes()
        card = json.loads(weights.with_suffix(".json").read_text())
        entry = {
            "name": "fetched",
            "url": "/x",
            "size": len(content),
            "sha256": card["weights_sha256"],
            "card": card,
        }
        self.index = json.dumps({"format_version": 1, "weights": [entry]}).encode()
        self.content = content
        self.half_sent = threading.Event()
        self.release = threading.Event()
        self.ranges: list[str] = []
        self._http = LoopbackServer(_handler(self))
        self.url = self._http.url("/index.json")

    def close(self) -> None:
        self.release.set()
        self._http.close()


def _handler(server: HalfServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            start = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted else 0
            body = server.index if self.path == "/index.json" else server.content[start:]
            self.send_response(206 if wanted else 200)
            self.send_header("Content-Length", str(len(body)))
            if wanted:
                end = len(server.content)
                self.send_header("Content-Range", f"bytes {start}-{end - 1}/{end}")
            self.end_headers()
            if self.path == "/index.json":
                self.wfile.write(body)
                return
            server.ranges.append(wanted)
            half = len(body) // 2
            self.wfile.write(body[:half])
            self.wfile.flush()
            server.half_sent.set()
            server.release.wait()
            self.wfile.write(body[half:])

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def server(tiny_weights: Path, tmp_path: Path) -> Iterator[HalfServer]:
    """Weights of several pieces, so that a part of them comes."""
    arguments = {"groups": 4, "widths": [16, 32, 64], "outputs": 3}
    card = read_card(tiny_weights / "ganet.json").model_copy(update={"arguments": arguments})
    path = tmp_path / "served.safetensors"
    save(path, registry.build("ganet", **arguments), card)
    server = HalfServer(path)
    yield server
    server.close()


def start(data: Path, server: HalfServer) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", RETINAVIEW, "models", "download", "fetched", "--index", server.url],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"XDG_DATA_HOME": str(data)},
    )


def wait_for_part(process: subprocess.Popen[str], server: HalfServer, own: Path) -> Path:
    """Wait until what was sent stands in the part."""
    assert server.half_sent.wait(300), process.poll()
    pause = threading.Event()
    while not [part for part in own.glob("downloads/*.part") if part.stat().st_size]:
        assert process.poll() is None, process.communicate()
        pause.wait(0.02)
    return next(own.glob("downloads/*.part"))


def test_a_killed_download_goes_on_and_a_second_one_does_no_harm(
    tmp_path: Path,
    server: HalfServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = tmp_path / "retinaview" / "weights"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    here = ["models", "download", "fetched", "--index", server.url]
    first = start(tmp_path, server)
    part = wait_for_part(first, server, own)
    assert main(here) == 2
    complaint = capsys.readouterr().err
    assert "another program is downloading this" in complaint
    assert complaint.count("\n") == 1

    first.send_signal(signal.SIGKILL)
    first.communicate()
    assert not list(own.glob("*.safetensors"))
    have = part.stat().st_size
    server.release.set()

    assert main(here) == 0, capsys.readouterr().err
    assert server.ranges == ["", f"bytes={have}-"]
    assert load(own / "fetched.safetensors").card.name == "fetched"
