"""An HTTP server on this computer."""

from __future__ import annotations

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class LoopbackServer(ThreadingHTTPServer):
    """Serves from a thread of its own until it is closed.

    That a client leaves before its answer has come is what the tests do, and no fault; any other
    error of the handler comes up when the server is closed.
    """

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self._faults: list[BaseException | None] = []
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self._thread.start()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, *_: Any) -> None:
        error = sys.exception()
        if not isinstance(error, ConnectionError):
            self._faults.append(error)

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        self._thread.join()
        assert not self._faults
