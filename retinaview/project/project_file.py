"""An open project file and its transactions, whatever it holds."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.project import faults
from retinaview.project.database import Database
from retinaview.project.file_identity import FileIdentity, renew_salt
from retinaview.project.leftover_logs import foreign_logs, logs_of, set_aside
from retinaview.project.opening import (
    OpenedProject,
    close_engine,
    keep_in_memory,
    open_file,
    put_back,
)
from retinaview.project.schema import Base
from retinaview.project.upgrade import bring_up_to_date, copy_whole, create_file
from retinaview.project.values import Damage

_log = logging.getLogger(__name__)

_PAUSE_S = 0.001


class ProjectFile(Database):
    """One open file, in which one transaction runs at a time.

    Several windows may have the same file open. It may be used from any thread.

    Attributes
    ----------
    path : Path
        The file, absolute.
    read_only : bool
        Whether the file, its folder or its disk cannot be written.
    notes : tuple of str
        Sentences about what was found on opening, and about the upgrade of an older file.
    damage : Damage
        What was met and could not be read.
    """

    def __init__(self, path: Path, opened: OpenedProject, *, notes: Sequence[str] = ()) -> None:
        self.path = path
        self.read_only = opened.read_only
        self.notes = (*map(_left_out, opened.set_aside.items()), *notes)
        self.damage = Damage()
        self._engine = opened.engine
        self._connection = opened.connection
        self._writer = opened.engine.execution_options(writes=True)
        self._lock = threading.RLock()
        self._is_closed = False
        self._logs = logs_of(path)
        keep_in_memory(opened.connection)
        self._identity = FileIdentity(path, opened.connection)

    @classmethod
    def create(cls, path: Path, *, busy_timeout_s: float = 3.0) -> Self:
        """Make a new, empty project file and open it.

        Raises
        ------
        ProjectError
            Something of that name exists, or the folder cannot be written.
        """
        create_file(path)
        return cls.open(path, busy_timeout_s=busy_timeout_s)

    @classmethod
    def open(cls, path: Path, *, busy_timeout_s: float = 3.0) -> Self:
        """Open a project file; an older one is backed up beside itself and upgraded.

        A log beside it is used only if it is this file's, and set aside if it is not. Where the
        file cannot be opened, nothing of it or beside it changes.

        Parameters
        ----------
        path : Path
            The file.
        busy_timeout_s : float
            How long each call waits while another program writes, seconds.

        Raises
        ------
        ProjectError
            Missing, not a project, newer than this program, damaged, locked.
        """
        path = path.absolute()
        opened = open_file(path, busy_timeout_s=busy_timeout_s)
        try:
            notes = bring_up_to_date(opened.engine, path, read_only=opened.read_only)
            with faults.as_project_errors(path):
                return cls(path, opened, notes=notes)
        except BaseException:
            close_engine(opened.engine)
            put_back(opened.set_aside)
            raise

    def close(self) -> None:
        """Close; one file remains. Who asks for anything from then on is told `ProjectClosed`."""
        with self._lock:
            self._is_closed = True
            close_engine(self._engine)

    def copy_to(self, target: Path) -> None:
        """Copy all that was committed, also where the file has since been deleted or replaced.

        Other threads can read and write meanwhile.

        Raises
        ------
        FileReplaced
            The file was overwritten, or a part of it removed, so that this program no longer has
            the whole of it.
        ProjectError
            The copy cannot be written, or something of that name is there.
        """
        with self._open():
            if self._identity.is_overwritten():
                raise faults.FileReplaced(faults.OVERWRITTEN)
            self._require_tables()
            copy_whole(self._connection, target, pause=self._pause)

    def _require_tables(self) -> None:
        """Raise `FileReplaced` where another program removed some, so that a copy is not whole."""
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        there = {name for (name,) in self._connection.execute(query)}
        if missing := sorted(set(Base.metadata.tables) - there):
            raise faults.FileReplaced(faults.STRIPPED.format(", ".join(missing)))

    def _pause(self) -> None:
        """Let other threads at the file for a moment."""
        self._lock.release()
        time.sleep(_PAUSE_S)
        self._lock.acquire()

    def _as_project_errors(self) -> AbstractContextManager[None]:
        return faults.as_project_errors(self.path)

    @contextmanager
    def _open(self) -> Iterator[None]:
        """Have the file to oneself, unless it is closed."""
        with self._lock, faults.as_project_errors(self.path):
            if self._is_closed:
                raise faults.ProjectClosed(faults.CLOSED)
            if not self.read_only and any(log.exists() for log in self._logs):
                self._set_foreign_logs_aside()
            yield

    def _set_foreign_logs_aside(self) -> None:
        """Rename what another program put beside the file; SQLite would apply it."""
        for log in set_aside(foreign_logs(self.path)).items():
            _log.warning("%s: %s", self.path.name, _left_out(log))

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._open(), Transaction(self._engine) as found:
            yield found

    @contextmanager
    def _writing(self) -> Iterator[Transaction]:
        if self.read_only:
            raise ProjectError(faults.READ_ONLY, path=self.path)
        with self._open():
            self._identity.refuse_another()
            with Transaction(self._writer) as transaction, transaction.begin():
                renew_salt(transaction.connection())
                yield transaction
            self._identity.note_change()


def _left_out(log: tuple[Path, Path]) -> str:
    found, kept = log
    return (
        f"{found.name} belongs to another file or to another state of this one; "
        f"it was left out and is kept as {kept.name}"
    )
