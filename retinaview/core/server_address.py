"""The address of a study on a PostgreSQL server, which never shows its password."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from retinaview.core.errors import ProjectError
from retinaview.core.text import one_line

SCHEMES: Final = ("postgresql", "postgres")
_SECRETS = frozenset(("password", "sslpassword"))
_PORT: Final = 5432


@dataclass(frozen=True)
class ServerAddress:
    """Where a study is on a server, and who asks for it.

    Attributes
    ----------
    host : str
        The server; empty for this computer's own.
    database : str
        Name of the study.
    user : str
        Name of the account; empty for the login name.
    port : int
        The server's port.
    options : tuple of (str, str)
        Other parameters of the connection, such as ``("sslmode", "verify-full")``.
    secrets : tuple of (str, str)
        Passwords; in no text that is shown, kept or logged.
    """

    host: str
    database: str
    user: str = ""
    port: int = _PORT
    options: tuple[tuple[str, str], ...] = ()
    secrets: tuple[tuple[str, str], ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> ServerAddress:
        """Return the address of ``postgresql://USER:PASSWORD@HOST:PORT/STUDY?sslmode=...``.

        Raises
        ------
        ProjectError
            It is no such address; the message does not repeat it, because of the password.
        """
        try:
            parts = urlsplit(text)
            port = parts.port or _PORT
            pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
        except ValueError:
            raise ProjectError(_NO_ADDRESS) from None
        database = unquote(parts.path.lstrip("/"))
        if parts.scheme not in SCHEMES or not database or "/" in database or parts.fragment:
            raise ProjectError(_NO_ADDRESS)
        secrets = [("password", unquote(parts.password))] if parts.password else []
        return cls(
            unquote(parts.hostname or ""),
            database,
            unquote(parts.username or ""),
            port,
            tuple((key, value) for key, value in pairs if key not in _SECRETS),
            (*secrets, *((key, value) for key, value in pairs if key in _SECRETS)),
        )

    def with_password(self, password: str) -> ServerAddress:
        """Return the address with another password."""
        others = tuple(each for each in self.secrets if each[0] != "password")
        return replace(self, secrets=(*others, ("password", password)))

    @property
    def has_password(self) -> bool:
        """Whether it says a password."""
        return any(key == "password" for key, _ in self.secrets)

    @property
    def name(self) -> str:
        """Who asks for which study where, on one line: ``anna@server/study``."""
        port = "" if self.port == _PORT else f":{self.port}"
        user = f"{self.user}@" if self.user else ""
        return one_line(f"{user}{self.host or 'localhost'}{port}/{self.database}")

    def parameters(self) -> dict[str, str]:
        """Return what a client library is told, passwords included."""
        known = {"host": self.host, "user": self.user, "dbname": self.database}
        given = {key: value for key, value in known.items() if value}
        return given | {"port": str(self.port)} | dict(self.options) | dict(self.secrets)

    def __str__(self) -> str:
        """Return the address without a password; it opens the same study."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = "" if self.port == _PORT else f":{self.port}"
        options = f"?{urlencode(self.options)}" if self.options else ""
        return f"postgresql://{user}{host}{port}/{quote(self.database, safe='')}{options}"


Place = Path | ServerAddress
"""Where a study is: its file, or its address on a server."""


@dataclass(frozen=True)
class PhotographsAddress:
    """Where photographs are behind an address: ``s3://...``, ``https://...``, ``smb://...``.

    Attributes
    ----------
    text : str
        The address; one that ends with ``/`` stands for the photographs in that folder.
    """

    text: str


Wanted = Place | PhotographsAddress
"""What a reader opens."""


def short_name(place: Place) -> str:
    """Return what a study is called where it is shown."""
    return place.stem if isinstance(place, Path) else place.name


def place_of(text: str) -> Place:
    """Return the place that somebody has typed.

    Raises
    ------
    ProjectError
        It is meant as an address on a server, and is none.
    """
    scheme, separator, _ = text.partition("://")
    is_address = separator and scheme.lower() in SCHEMES
    return ServerAddress.of(text) if is_address else Path(text)


def wanted_of(text: str) -> Wanted:
    """Return what somebody has typed to open; raises `ProjectError` as `place_of` does."""
    scheme, separator, rest = text.partition("://")
    if separator and rest and scheme.isascii() and scheme.lower() not in SCHEMES:
        return PhotographsAddress(text)
    return place_of(text)


_NO_ADDRESS = (
    "the address of a study on a server is postgresql://ACCOUNT@SERVER/STUDY, with :PORT after the "
    "server and ?sslmode=verify-full at the end where needed"
)
