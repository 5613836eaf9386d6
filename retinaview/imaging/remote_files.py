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
from retinaview.core.paths import AnyPath
from retinaview.core.text import brief, without_passwords
from retinaview.imaging.listing import natural_key
from retinaview.imaging.photograph import SUFFIXES

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://.")
_MAX_BYTES = 2**31
_MAX_PAGE_BYTES = 2**26
_CHUNK_BYTES = 2**20
_READ_TIMEOUT_S = 60
_S3_PATIENCE = {"connect_timeout": 5, "read_timeout": 20, "retries": {"max_attempts": 2}}


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
    # A page may name files of other hosts, which nobody has given.
    listed = (_within(address, name) for name in sorted(photographs, key=natural_key))
    return [found for found in listed if root_of(found) == root_of(address)]


def _within(folder: str, name: str) -> str:
    """Return the address of a file, which a page gives whole and other systems as a path."""
    return name if is_address(name) else folder + PurePosixPath(name).name


def root_of(address: str) -> str:
    """Return who is asked for an address: ``s3://bucket``, ``https://host``."""
    scheme, _, rest = address.partition("://")
    return f"{scheme.lower()}://{rest.partition('/')[0].lower()}"


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """Yield the path of a copy, which is deleted with the block.

    Raises
    ------
    ReadError
        Nothing answers, the file does not exist or is too large, a package or permission is
        missing, or the address holds a password.
    """
    with tempfile.TemporaryDirectory(prefix="retinaview-") as folder:
        copy = Path(folder) / safe_name(address)
        fetch(address, copy)
        yield copy


def safe_name(address: str) -> str:
    """Return a name for the copy of an address, which any file system takes."""
    name = Path(name_of(address))
    return safe_stem(name.stem) + name.suffix


def fetch(address: str, copy: AnyPath) -> None:
    """Write what lies at an address into a file; raises `ReadError` as `fetched` does."""
    require_no_password(address)
    with _asked(address):
        _download(address, Path(copy))


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
        options["client_kwargs"] = _http_options()
    elif address.startswith("s3"):  # its own patience is minutes
        options["config_kwargs"] = _S3_PATIENCE
    system, path = fsspec.core.url_to_fs(address, **options)
    return system, str(path)


def _http_options() -> dict[str, Any]:
    import aiohttp

    class Bounded(aiohttp.ClientResponse):
        """An answer that may not end where it is read whole, as the page of a folder is."""

        async def read(self) -> bytes:
            if self._body is None:
                body = bytearray()
                async for piece in self.content.iter_any():
                    body += piece
                    if len(body) > _MAX_PAGE_BYTES:
                        raise ReadError("is too large for a list of photographs")
                self._body = bytes(body)
            return await super().read()

    timeout = aiohttp.ClientTimeout(connect=_READ_TIMEOUT_S, sock_read=_READ_TIMEOUT_S)
    return {"timeout": timeout, "response_class": Bounded}


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
    scheme = address.partition("://")[0]
    if without_passwords(address) != address:
        name = f"FSSPEC_{scheme.upper()}_PASSWORD"
        raise ReadError(f"an address with a password is refused; set {name} in the environment")
