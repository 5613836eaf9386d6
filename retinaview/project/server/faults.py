"""What goes wrong with a study on a server, each as one sentence for the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import exc
from sqlalchemy.orm.exc import StaleDataError

from retinaview.core.errors import Cancelled, LabelError, ProjectError, RetinaViewError
from retinaview.core.server_address import ServerAddress
from retinaview.core.text import brief
from retinaview.project.faults import STALE, LineLost, PasswordWanted, StaleEdit


class NoSuchDatabase(ProjectError):
    """The server has no database of that name."""


LOST = "the connection to the server is lost"
NOT_ALLOWED = "your account may not do this; an administrator of the study can"
_NUL = "a name or comment holds characters that cannot be stored"

_BY_STATE = {
    "28000": "the server does not let this account in; ask its administrator",
    "42501": NOT_ALLOWED,
    "42P01": "a part of the study is missing on the server; tell its administrator",
    "42703": "a part of the study is missing on the server; tell its administrator",
    "22021": _NUL,
    "P0001": "the server refuses this: the event log is only ever appended to",
}
_FOR_NOW = {
    "53100": "the server's disk is full; tell its administrator",
    "53200": "the server has no memory left",
    "25006": "the server takes no changes at the moment (it is read-only)",
    "55P03": "somebody else's change on the server takes long",
    "57014": "the server takes too long",
    "25P03": "the change took the server too long and was given up",
}
"""Codes of what passes: as with a lost line, nothing was changed, and edits can wait for it."""
_LINE = re.compile(r"08...|57P0.|53300")
"""Codes of a connection that broke, a server that starts or stops, or one that is full."""

_WRONG = "the account or its password is wrong (it may stand in the address, or in ~/.pgpass)"
_ON_CONNECTING = (
    (r"password authentication failed|no password supplied", PasswordWanted,
     _WRONG),
    (r'database ".*" does not exist', NoSuchDatabase, "the server has no study of that name"),
    (r'role ".*" does not exist', PasswordWanted, _WRONG),
    (r"permission denied for database", ProjectError, "your account may not open this study"),
    (r"no pg_hba\.conf entry|authentication failed|authentication method", ProjectError,
     "the server does not let this account in from this computer; ask its administrator"),
    (r"too many|remaining connection slots", LineLost,
     "the server is full (too many windows are open on it); close some, or try again later"),
    (r"starting up|shutting down|not yet accepting|recovery|terminating connection", LineLost,
     "the server is just starting or stopping; try again in a moment"),
    (r"could not translate|resolve|Name or service|nodename", LineLost,
     "no server of that name is known"),
    (r"refused|No such file or directory|No route|unreachable", LineLost,
     "no PostgreSQL server answers there"),
    (r"timeout|timed out", LineLost, "the server does not answer"),
    (r"closed unexpectedly|SYSCALL|reset by peer", LineLost,
     "the server is just starting or stopping; try again in a moment"),
    (r"SSL|ssl|certificate|TLS|root\.crt", ProjectError, "the connection cannot be secured"),
)  # fmt: skip
_IS_CONNECTING = re.compile(r"connection (failed|is bad|timeout)|resolve")
_SAYS_WHY = "the connection cannot be secured"


@contextmanager
def as_server_errors(address: ServerAddress) -> Iterator[None]:
    """Turn whatever SQLAlchemy, psycopg and the server raise into ProjectError.

    Parameters
    ----------
    address : ServerAddress
        The study, named in front of the message, without its password.

    Raises
    ------
    LineLost
        The server cannot be reached.
    StaleEdit
        A row changed between reading and writing it.
    ProjectError
        Anything else that the server or a value refuses.
    """
    try:
        yield
    except Cancelled:
        raise
    except LabelError as error:
        raise ProjectError(_named(address, f"holds a damaged row ({brief(error)})")) from error
    except RetinaViewError as ours:
        has_place = ours.path is not None or ours.message.startswith(f"{address.name}: ")
        if isinstance(ours, ProjectError) and not has_place:
            raise type(ours)(_named(address, ours.message)) from ours
        raise
    except StaleDataError as error:
        raise StaleEdit(_named(address, STALE)) from error
    except exc.StatementError as error:
        raise server_fault(error.orig, address) from error
    except (psycopg.Error, exc.TimeoutError, UnicodeEncodeError) as error:
        raise server_fault(error, address) from error


def server_fault(error: BaseException | None, address: ServerAddress) -> ProjectError:
    """Return an error of the server as the one to raise."""
    if isinstance(error, RetinaViewError):
        return ProjectError(_named(address, error.message))
    if isinstance(error, UnicodeEncodeError) or "NUL (0x00)" in str(error):
        return ProjectError(_named(address, _NUL))
    if isinstance(error, exc.TimeoutError):
        return LineLost(_named(address, _FOR_NOW["57014"]))
    state = getattr(error, "sqlstate", None)
    if state in _FOR_NOW:
        return LineLost(_named(address, _FOR_NOW[state]))
    if state in _BY_STATE:
        return ProjectError(_named(address, _BY_STATE[state]))
    if state is None and isinstance(error, psycopg.OperationalError):
        return _fault_of_line(error, address)
    if state is not None and _LINE.fullmatch(state):
        return _fault_of_line(error, address)
    return ProjectError(_named(address, f"the server refuses this: {brief(error)}"))


def _fault_of_line(error: BaseException | None, address: ServerAddress) -> ProjectError:
    """Tell what a connection that broke or was never made says, by its words: it has no code."""
    text = str(error)
    if not _IS_CONNECTING.search(text):
        return LineLost(_named(address, LOST))
    for words, kind, sentence in _ON_CONNECTING:
        if re.search(words, text):
            why = f" ({brief(text)})" if sentence == _SAYS_WHY else ""
            return kind(_named(address, f"{sentence}{why}"))
    # In the language of the server.
    return LineLost(_named(address, f"the server cannot be reached ({brief(text)})"))


def _named(address: ServerAddress, message: str) -> str:
    return f"{address.name}: {message}"
