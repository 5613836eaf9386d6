"""A server on this computer that misbehaves on request."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from tests.loopback import LoopbackServer


class FileServer:
    """Serves files, with ranges, and breaks off where it is told to.

    Attributes
    ----------
    files : dict
        Content by path.
    redirects : dict
        Where a path leads.
    breaks : list of int
        Every answer takes the first of these, and ends after so many bytes of what was promised.
    knows_ranges : bool
        Whether it honours a Range header.
    hold : threading.Event
        Clear it, and no answer comes until it is set.
    asked : list of (str, str)
        Path and Range header of every request.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.redirects: dict[str, str] = {}
        self.breaks: list[int] = []
        self.knows_ranges = True
        self.hold = threading.Event()
        self.hold.set()
        self.asked: list[tuple[str, str]] = []
        self._http = LoopbackServer(_handler(self))
        self.url = self._http.url

    def close(self) -> None:
        self.hold.set()
        self._http.close()


def _handler(server: FileServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            wanted = self.headers.get("Range", "")
            server.asked.append((self.path, wanted))
            server.hold.wait()
            if self.path in server.redirects:
                self.send_response(302)
                self.send_header("Location", server.redirects[self.path])
                self.end_headers()
            elif self.path not in server.files:
                self.send_error(404)
            else:
                self.answer(server.files[self.path], wanted)

        def answer(self, content: bytes, wanted: str) -> None:
            start = 0
            if wanted and server.knows_ranges:
                start = int(wanted.removeprefix("bytes=").removesuffix("-"))
                if start >= len(content):
                    self.send_error(416)
                    return
                self.send_response(206)
                self.send_header(
                    "Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}"
                )
            else:
                self.send_response(200)
            body = content[start:]
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body[: server.breaks.pop(0)] if server.breaks else body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def server() -> Iterator[FileServer]:
    server = FileServer()
    yield server
    server.close()
