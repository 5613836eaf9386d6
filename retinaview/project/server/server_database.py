"""An open database on a server and its transactions, whatever it holds."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.core.server_address import ServerAddress
from retinaview.project import faults
from retinaview.project.database import Database
from retinaview.project.schema import SCHEMA_VERSION
from retinaview.project.server.connecting import (
    Line,
    check_schema,
    check_server,
    clock_note,
    connect,
)
from retinaview.project.server.faults import as_server_errors
from retinaview.project.server.local_folder import LocalFolder
from retinaview.project.server.roles import role_of
from retinaview.project.values import Damage

PHOTOGRAPHS = "photographs"
"""Setting of the folder at which the paths of photographs start, as the study's maker sees it."""
CHANNEL = "retinaview"
ONE_WRITER = text("SELECT pg_advisory_xact_lock(1381388337)")
"""As in a file: who changes the study reads first what stands, and nobody crosses that."""
_OUTGROWN = (
    "was upgraded by a newer RetinaView; close this window and open the study with that one "
    "(edits made until then are kept on this computer)"
)
_BELL = text(f"NOTIFY {CHANNEL}")
_ACCOUNT = text(
    "SELECT current_user, "
    "has_table_privilege('events', 'INSERT') AND NOT pg_is_in_recovery(), "
    "has_table_privilege('events', 'SELECT')"
)


class ServerDatabase(Database):
    """One study on a server; its transactions run on a few connections, from any thread.

    Attributes
    ----------
    address : ServerAddress
        Where it is.
    account : str
        Who is logged in; the reader.
    role : Role or None
        What the account is in the study.
    """

    def __init__(self, address: ServerAddress, line: Line, local: LocalFolder) -> None:
        self.address = address
        self._line = line
        self.damage = Damage()
        self._local = local
        self._engine = line.engine.execution_options(isolation_level="REPEATABLE READ")
        self._writer = line.engine.execution_options(isolation_level="READ COMMITTED")
        self._closing = threading.Event()
        with self._engine.connect() as connection:
            self._look(connection)

    def _look(self, connection: Connection) -> None:
        """Learn what the study is, and what the account may do in it."""
        check_server(connection)
        check_schema(connection)
        account, may_write, may_read = connection.execute(_ACCOUNT).one()
        if not may_read:
            raise ProjectError("your account is no reader of this study; ask its administrator")
        self.account, self.read_only = str(account), not may_write
        self.role = role_of(connection, self.address.database)
        kept = connection.scalar(text("SELECT value FROM settings WHERE key = :key"), _KEY)
        folder = self._local.photographs() or Path(kept or Path.home())
        self.path = folder / f"{self.address.database}.retinaview"
        notes = [clock_note(connection)]
        if not folder.is_dir():
            notes.append(
                f"The folder of the photographs, {folder}, is not on this computer; say where it "
                f"is with `retinaview study folder {self.address} FOLDER`"
            )
        self.notes = tuple(note for note in notes if note)

    @property
    def reader(self) -> str:
        """The account."""
        return self.account

    @property
    def place(self) -> ServerAddress:
        """The address, which opens the study again."""
        return self.address

    def close(self) -> None:
        """Close all connections; who asks for anything from then on is told by `ProjectClosed`."""
        self._closing.set()
        self._line.close()

    def copy_to(self, target: Path) -> None:
        """Copy all that was committed to a new project file."""
        # It opens files, which are stores as well.
        from retinaview.project.copying import copy_to_file

        copy_to_file(self, target)

    def _as_project_errors(self) -> AbstractContextManager[None]:
        return as_server_errors(self.address)

    @contextmanager
    def _open(self) -> Iterator[None]:
        with as_server_errors(self.address):
            if self._closing.is_set():
                raise faults.ProjectClosed(faults.CLOSED)
            yield

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._open(), Transaction(self._engine) as found:
            yield found

    @contextmanager
    def _writing(self) -> Iterator[Transaction]:
        if self.read_only:
            raise ProjectError(f"{self.address.name}: your account may look, not change anything")
        with self._open(), Transaction(self._writer) as transaction, transaction.begin():
            transaction.execute(ONE_WRITER)
            if transaction.scalar(_SCHEMA) != SCHEMA_VERSION:
                raise faults.LineLost(_OUTGROWN)
            yield transaction
            transaction.execute(_BELL)


_KEY = {"key": PHOTOGRAPHS}
_SCHEMA = text("SELECT schema FROM retinaview_study")


def open_line(address: ServerAddress) -> Line:
    """Return a line that has reached its server.

    Raises
    ------
    ProjectError
        The server cannot be reached, or does not let the account in.
    """
    with as_server_errors(address):
        # Told here in one sentence, before a pool wraps what it says.
        connect(address).close()
        return Line(address)
