"""Open a file by its https URL, file URL or path, starting at any byte."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO
from urllib.parse import SplitResult, unquote, urljoin, urlsplit
from urllib.request import url2pathname

import requests

from retinaview import __version__
from retinaview.core.errors import ReadError
from retinaview.core.file_names import is_remote
from retinaview.core.guard import guard
from retinaview.core.regular_files import require_regular
from retinaview.core.text import shown

CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 30.0
_PIECE_BYTES = 1 << 15
"""Small, so that a broken connection loses little and a slow one shows progress."""


_BROKE, _UNASKED = "the connection broke", "cannot be requested"


class ConnectionLost(ReadError):
    """The connection broke during a download; resuming may help."""


@dataclass(frozen=True)
class OpenedFile:
    """A file's bytes from `start` in pieces; a server may start earlier than requested."""

    start: int
    pieces: Iterator[bytes]


@contextmanager
def open_at(address: str, *, start: int = 0) -> Iterator[OpenedFile]:
    """Open a file at a given byte, or at its beginning if the server does not support that.

    Parameters
    ----------
    address : str
        An https URL, an http URL of this computer, a file URL or a path.
    start : int
        Offset of the first byte.

    Yields
    ------
    OpenedFile
        The bytes, and the offset of the first one.

    Raises
    ------
    ReadError
        If there is no such file, or it cannot be reached.
    ConnectionLost
        If the connection breaks.
    """
    if is_web(address):
        with _open_web(address, start) as opened:
            yield opened
        return
    with guard(ReadError, address, "cannot be read: it is not a path", system="cannot be read"):
        path = local_path(address)
        require_regular(path)
        file = path.open("rb")
    with file:
        file.seek(start)
        yield OpenedFile(start, _pieces(file, address))


def read_whole(address: str, *, at_most: int) -> bytes:
    """Return the content of a small file.

    Raises
    ------
    ReadError
        If it cannot be read, or has more than `at_most` bytes.
    """
    content = bytearray()
    with open_at(address) as opened:
        for piece in opened.pieces:
            content += piece
            if len(content) > at_most:
                message = f"is too large (at most {at_most:,} bytes)"
                raise ReadError(message, path=address)
    return bytes(content)


def is_web(address: str) -> bool:
    """Return whether the address is an http or https URL."""
    return _split(address).scheme in ("http", "https")


def _split(address: str) -> SplitResult:
    with guard(ReadError, address, "is not an address"):
        return urlsplit(address)


def local_path(address: str) -> Path:
    """Return the path of a file URL, or of a path."""
    parts = _split(address)
    return Path(url2pathname(unquote(parts.path)) if parts.scheme == "file" else address)


def relative_to(address: str, base: str) -> str:
    """Resolve an address relative to the file at `base` that contains it.

    Raises
    ------
    ReadError
        If it is not an address, or a file from the web refers to a file on this computer.
    """
    if is_web(address):
        return address
    if is_web(base):
        with guard(ReadError, base, f"names {shown(address)}, which is not an address"):
            whole = urljoin(base, address)
        if not is_web(whole) or is_remote(address):
            raise ReadError(f"names {shown(address)}, which is not on the web", path=base)
        return whole
    if address.startswith("file:"):
        return address
    return str(local_path(base).parent / address)


def _pieces(file: BinaryIO, address: str) -> Iterator[bytes]:
    while True:
        with guard(ReadError, address):  # a folder, or a share that is gone
            piece = file.read(_PIECE_BYTES)
        if not piece:
            return
        yield piece


def _web_pieces(response: requests.Response, address: str) -> Iterator[bytes]:
    pieces = response.iter_content(_PIECE_BYTES)
    while True:
        with guard(ConnectionLost, address, _BROKE, system=_BROKE):
            piece = next(pieces, b"")
        if not piece:
            return
        yield piece


class _SafeSession(requests.Session):
    """A session that follows redirects to https addresses only."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Return the target of a redirect; raise `ReadError` if it is not https."""
        target = super().get_redirect_target(resp)
        if target is not None:
            _refuse_unsafe(urljoin(resp.url, target), asked=resp.url)
        return target


@contextmanager
def _open_web(address: str, start: int) -> Iterator[OpenedFile]:
    _refuse_unsafe(address, asked=address)
    with _SafeSession() as session:
        session.trust_env = not _is_this_computer(address)  # no proxy for this computer
        response = _ask(session, address, start)
        with response:
            _refuse_status(response, address)
            yield OpenedFile(_first_byte(response), _web_pieces(response, address))


def _ask(session: requests.Session, address: str, start: int) -> requests.Response:
    """Return the response, whose body has not been read yet."""
    headers = {"User-Agent": f"RetinaView/{__version__}", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    timeouts = (CONNECT_TIMEOUT_S, READ_TIMEOUT_S)
    with guard(ReadError, address, _UNASKED, system=_UNASKED, say_why=True):
        try:
            response = session.get(address, headers=headers, stream=True, timeout=timeouts)
        except requests.Timeout as error:
            raise ReadError("the server does not respond", path=address) from error
        except requests.ConnectionError as error:
            host = urlsplit(address).netloc.rpartition("@")[2]  # no name or password
            message = f"{host} cannot be reached; is this computer online?"
            raise ReadError(message, path=address) from error
    cannot_start_there = start > 0 and (
        response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        or _first_byte(response) not in (0, start)
    )
    if cannot_start_there:
        response.close()
        return _ask(session, address, 0)
    return response


def _first_byte(response: requests.Response) -> int:
    """Return the body's offset in the file; -1 if the server does not say."""
    if response.status_code != HTTPStatus.PARTIAL_CONTENT:
        return 0
    span = response.headers.get("Content-Range", "").removeprefix("bytes ").split("-")[0]
    return int(span) if span.isdecimal() else -1


def _refuse_status(response: requests.Response, address: str) -> None:
    if response.status_code not in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT):
        status = f"{response.status_code} {response.reason or ''}".strip()
        raise ReadError(f"the server answers {status}", path=address)


def _refuse_unsafe(address: str, *, asked: str) -> None:
    if _split(address).scheme != "https" and not _is_this_computer(address):
        message = (
            "only https is used, or http on this computer"
            if address == asked
            else f"redirects to {address}, which is not https"
        )
        raise ReadError(message, path=asked)


def _is_this_computer(address: str) -> bool:
    host = _split(address).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
