"""Addresses of archives, and what every archive can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, urlsplit

from retinaview.core.errors import ArchiveError
from retinaview.core.guard import guard
from retinaview.core.text import shown
from retinaview.exchange.dicom.archive.questions import FoundStudy, Question
from retinaview.exchange.dicom.archive.receiving import Receiver

OWN_TITLE = "RETINAVIEW"
TIMEOUT_S = 30.0
_LONGEST_TITLE = 16
_NODES, _WEB = ("dicom", "dicoms"), ("http", "https")


class Archive(Protocol):
    """An archive that answers questions, gives photographs, and takes objects.

    All methods raise `ArchiveError` where the archive cannot be reached or refuses.
    """

    def check(self) -> None:
        """Ask whether it is there (C-ECHO, or an empty search)."""

    def find(self, question: Question) -> list[FoundStudy]:
        """Return the studies that it has (C-FIND, QIDO-RS)."""

    def get(self, study: str, receiver: Receiver) -> None:
        """Fetch the photographs of a study (C-GET or C-MOVE, WADO-RS)."""

    def send(self, files: Iterable[Path]) -> list[str]:
        """Store DICOM files (C-STORE, STOW-RS); return what was refused, one sentence each."""


@dataclass(frozen=True)
class Address:
    """Where an archive is: host, port and title of a DICOM node, or the URL of a web service."""

    text: str
    host: str
    port: int
    title: str
    tls: bool

    def __str__(self) -> str:
        return self.text


def open_archive(
    text: str,
    *,
    own_title: str = OWN_TITLE,
    timeout_s: float = TIMEOUT_S,
    move_port: int | None = None,
) -> Archive:
    """Return the archive at an address; nothing is sent yet.

    Parameters
    ----------
    text : str
        ``dicom://TITLE@HOST:PORT``, ``dicoms://`` for TLS, or the URL of a DICOMweb service.
    own_title : str
        The title by which the archive knows this program.
    timeout_s : float
        How long to wait for an answer, seconds.
    move_port : int, optional
        Fetch by C-MOVE, and listen on this port for what the archive sends.

    Raises
    ------
    ArchiveError
        The address is not one, or a package is missing.
    """
    if _parts(text).scheme in _WEB:
        _require("dicomweb_client")
        from retinaview.exchange.dicom.archive.web import WebArchive

        return WebArchive(text, timeout_s=timeout_s)
    _require("pynetdicom")
    from retinaview.exchange.dicom.archive.node import NodeArchive

    if not 0 < len(own_title) <= _LONGEST_TITLE:
        raise ArchiveError(f"a title has 1 to {_LONGEST_TITLE} characters, not {shown(own_title)}")
    return NodeArchive(
        node_address(text), own_title=own_title, timeout_s=timeout_s, move_port=move_port
    )


def node_address(text: str) -> Address:
    """Return the address of a DICOM node.

    Raises
    ------
    ArchiveError
        It is not ``dicom://TITLE@HOST:PORT``.
    """
    parts = _parts(text)
    title, host, port = parts.username or "", parts.hostname, parts.port
    if parts.scheme not in _NODES or not host or not port or not 0 < len(title) <= _LONGEST_TITLE:
        raise ArchiveError(_no_address(text))
    return Address(text, host, port, title, tls=parts.scheme == "dicoms")


def _parts(text: str) -> SplitResult:
    """Return the parts of an address, which has a host and no impossible port."""
    with guard(ArchiveError, None, _no_address(text)):
        parts = urlsplit(text)
        if parts.scheme not in (*_NODES, *_WEB) or not parts.hostname or parts.port == 0:
            raise ArchiveError(_no_address(text))
    return parts


def _no_address(text: str) -> str:
    return (
        f"{shown(text)} is no address of an archive: dicom://TITLE@HOST:PORT, "
        "or the http:// or https:// address of a DICOMweb service"
    )


def _require(package: str) -> None:
    if find_spec(package) is None:
        raise ArchiveError(
            f"archives need the package {package.replace('_', '-')}, which is not installed; "
            "pip install 'retinaview[dicom]' brings it"
        )
