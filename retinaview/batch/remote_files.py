"""Photographs behind addresses (https, s3, smb ...): listed and fetched by fsspec, when asked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from retinaview.core.errors import ReadError
from retinaview.core.file_names import safe_stem
from retinaview.core.guard import guard
from retinaview.core.text import brief
from retinaview.imaging.listing import natural_key
from retinaview.imaging.photograph import SUFFIXES

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://.")
_MAX_BYTES = 2**31
_CHUNK_BYTES = 2**20
_READ_TIMEOUT_S = 60


def is_address(text: str) -> bool:
    """Return whether text is an address and no path: ``https://...``, ``s3://...``."""
    return _ADDRESS.match(text) is not None


def name_of(address: str) -> str:
    """Return the file name at the end of an address, without a query."""
    path = address.partition("://")[2]
    if address.startswith("http"):  # no urlsplit, which refuses some
        path = re.split("[?#]", path, maxsplit=1)[0].partition("/")[2]
    return unquote(PurePosixPath(path).name) or "photograph"


def list_addresses(address: str) -> list[str]:
    """Return an address, or the photographs of the folder if it ends with ``/``.

    Raises
    ------
    ReadError
        The folder cannot be listed, or the address holds a password.
    """
    require_no_password(address)
    if not address.endswith("/"):
        return [address]
    with _asked(address):
        system, path = _system(address)
        found = [str(name) for name in system.ls(path, detail=False)]
    photographs = [name for name in found if PurePosixPath(name).suffix.lower() in SUFFIXES]
    return [system.unstrip_protocol(name) for name in sorted(photographs, key=natural_key)]


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """Yield the path of a copy, which is deleted with the block.

    Raises
    ------
    ReadError
        Nothing answers, the file does not exist or is too large, a package or permission is
        missing, or the address holds a password.
    """
    require_no_password(address)
    name = name_of(address)
    with tempfile.TemporaryDirectory(prefix="retinaview-") as folder:
        copy = Path(folder) / (safe_stem(Path(name).stem) + Path(name).suffix)
        with _asked(address):
            _download(address, copy)
        yield copy


def _download(address: str, copy: Path) -> None:
    system, path = _system(address)
    size = 0
    with system.open(path, "rb", block_size=_CHUNK_BYTES) as source, copy.open("wb") as target:
        while chunk := source.read(_CHUNK_BYTES):
            size += len(chunk)
            if size > _MAX_BYTES:
                raise ReadError("is too large for a photograph")
            target.write(chunk)


def _system(address: str) -> tuple[Any, str]:
    import fsspec

    options: dict[str, Any] = {}
    if address.startswith(("http://", "https://")):
        import aiohttp

        timeout = aiohttp.ClientTimeout(connect=_READ_TIMEOUT_S, sock_read=_READ_TIMEOUT_S)
        options["client_kwargs"] = {"timeout": timeout}
    system, path = fsspec.core.url_to_fs(address, **options)
    return system, str(path)


@contextmanager
def _asked(address: str) -> Iterator[None]:
    """Convert whatever a file system raises into one sentence."""
    try:
        with guard(ReadError, None, "cannot be fetched", system="cannot be fetched", say_why=True):
            yield
    except ReadError as error:
        raise ReadError(_reason(error, address)) from error


def _reason(error: ReadError, address: str) -> str:
    cause = error.__cause__
    if isinstance(cause, ImportError):
        return f"{address.partition('://')[0]} needs a package: pip install 'retinaview[remote]'"
    if isinstance(cause, TimeoutError):
        return f"was not answered for {_READ_TIMEOUT_S} s"
    # fsspec takes a host that is not there for a file that is not.
    if isinstance(cause, FileNotFoundError) and not isinstance(cause.__cause__, OSError):
        return "does not exist"
    if isinstance(cause, FileNotFoundError):
        return f"cannot be fetched ({brief(cause.__cause__)})"
    return "permission denied" if isinstance(cause, PermissionError) else brief(error.message)


def require_no_password(address: str) -> None:
    """Refuse an address that would write a password into findings, logs and error messages.

    Raises
    ------
    ReadError
        It holds a password; the message does not.
    """
    host = address.partition("://")[2].partition("/")[0]
    if "@" in host and ":" in host.rpartition("@")[0]:
        scheme = address.partition("://")[0]
        name = f"FSSPEC_{scheme.upper()}_PASSWORD"
        raise ReadError(f"an address with a password is refused; set {name} in the environment")
