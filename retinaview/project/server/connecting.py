"""Connections to a study's server, and what must hold before a study there is opened."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, text

from retinaview.core.errors import ProjectError
from retinaview.core.marks import now
from retinaview.core.server_address import ServerAddress
from retinaview.core.words import counted
from retinaview.project.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from psycopg.abc import PQGen

OLDEST_SERVER: Final = 13
"""The oldest version of PostgreSQL that is tested and still in use."""
_LARGEST_DIFFERENCE: Final = timedelta(minutes=1)
_CONNECTIONS: Final = 2
_MORE_CONNECTIONS: Final = 4
_PATIENCE_S: Final = 10
SILENCE_S = 8.0
"""How long a server may say nothing; longer than it waits for a lock."""
T = TypeVar("T")

# A line that is cut is noticed within seconds, also by those who only listen.
_LINE: Final = {
    "connect_timeout": "5", "keepalives_idle": "5", "keepalives_interval": "2",
    "keepalives_count": "3", "tcp_user_timeout": "6000", "application_name": "RetinaView",
}  # fmt: skip
_SERVER_SETTINGS: Final = {
    "lock_timeout": "5s", "statement_timeout": "60s",
    "idle_in_transaction_session_timeout": "60s",
    # A change is on the server's disk when it ends, whatever the server was told before.
    "synchronous_commit": "on",
}  # fmt: skip

_PATIENT_SETTINGS: Final = {"lock_timeout": "30s", "statement_timeout": "0"}


def connect(address: ServerAddress, **more: Any) -> psycopg.Connection[Any]:  # noqa: ANN401
    """Open one connection; psycopg's errors are raised as they are."""
    return _Impatient.connect(**(_parameters(address, _SERVER_SETTINGS) | more))


def connect_patiently(address: ServerAddress) -> psycopg.Connection[Any]:
    """Open a connection for one long change, which is given up only where the line is cut."""
    return psycopg.connect(**_parameters(address, _SERVER_SETTINGS | _PATIENT_SETTINGS))


def _parameters(address: ServerAddress, settings: dict[str, str]) -> dict[str, Any]:
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    return _LINE | {"options": options} | address.parameters()


class _Impatient(psycopg.Connection[Any]):
    """A connection that is given up where the server says nothing for long: one that hangs."""

    def wait(self, gen: PQGen[T], *how: Any, **more: Any) -> T:  # noqa: ANN401
        """Wait for the server as psycopg does, but not for ever."""
        return super().wait(self._while_it_answers(gen), *how, **more)

    def _while_it_answers(self, gen: PQGen[T]) -> PQGen[T]:
        """Pass on what psycopg and the system say to each other, until one is silent for long."""
        until = time.monotonic() + SILENCE_S
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready:
                    until = time.monotonic() + SILENCE_S
                elif time.monotonic() > until:
                    self.close()
                    raise psycopg.OperationalError("connection timeout: no answer")
                wanted = gen.send(ready)
        except StopIteration as end:
            result: T = end.value
            return result


class Line:
    """The connections of one window to a study, ended together.

    Parameters
    ----------
    address : ServerAddress
        The study.

    Attributes
    ----------
    engine : Engine
        Lends a few connections, each looked at before it is used again.
    """

    def __init__(self, address: ServerAddress) -> None:
        self._is_closed = False
        self.engine = _engine(lambda: connect(address))
        event.listen(self.engine, "checkin", self._end)

    def close(self) -> None:
        """End the connections that nobody uses, and the others once they are given back."""
        self._is_closed = True
        self.engine.dispose()

    def _end(self, connection: psycopg.Connection[Any] | None, _: object) -> None:
        if self._is_closed and connection is not None:
            connection.close()


def _engine(creator: Callable[[], psycopg.Connection[Any]]) -> Engine:
    return create_engine(
        "postgresql+psycopg://",
        creator=creator,
        pool_pre_ping=True,
        pool_size=_CONNECTIONS,
        max_overflow=_MORE_CONNECTIONS,
        pool_timeout=_PATIENCE_S,
    )


def check_server(connection: Connection) -> None:
    """Raise `ProjectError` where the server is too old."""
    version = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    if version < OLDEST_SERVER:
        raise ProjectError(
            f"the server is too old (PostgreSQL {version}; {OLDEST_SERVER} or newer is needed)"
        )


def schema_of(connection: Connection) -> int | None:
    """Return the schema version of the study in a database; None where it holds none."""
    if connection.scalar(text("SELECT to_regclass('retinaview_study')")) is None:
        return None
    schema: int | None = connection.scalar(text("SELECT schema FROM retinaview_study"))
    return schema


def check_schema(connection: Connection) -> None:
    """Raise `ProjectError` where the database holds no study that this program can work on."""
    version = schema_of(connection)
    if version is None:
        raise ProjectError(
            "the database holds no study; make one with `retinaview study new ADDRESS`"
        )
    if version > SCHEMA_VERSION:
        raise ProjectError(
            f"was made by a newer RetinaView (schema {version}; this one reads up to "
            f"{SCHEMA_VERSION}); open it with that one"
        )


def clock_note(connection: Connection) -> str:
    """Return a sentence where this computer's clock and the server's differ; else nothing."""
    at = connection.scalar(text("SELECT clock_timestamp()"))
    difference = now() - at if isinstance(at, datetime) else timedelta()
    if abs(difference) < _LARGEST_DIFFERENCE:
        return ""
    minutes = counted(round(abs(difference).total_seconds() / 60), "minute")
    which = "ahead of" if difference > timedelta() else "behind"
    return (
        f"This computer's clock is {minutes} {which} the server's; set it right, because your "
        "marks and answers carry its time"
    )
