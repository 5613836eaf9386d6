"""An open project file and its transactions, whatever it holds."""

from __future__ import annotations

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
from retinaview.project.file_identity import FileIdentity
from retinaview.project.leftover_logs import empty
from retinaview.project.log_identity import LogIdentity, confirm_salt, renew_salt
from retinaview.project.log_index import LogIndex
from retinaview.project.opening import (
    OpenedProject,
    abandon_engine,
    close_engine,
    open_file,
    put_back,
    use_log,
)
from retinaview.project.schema import Base
from retinaview.project.upgrade import bring_up_to_date, copy_whole, create_file
from retinaview.project.values import Damage

# SQLite's own choice: 1000 pages of 4 KiB.
_LARGEST_LOG_BYTES = 4096 * 1000
# Folding takes longer than a frame: left to whatever writes much beside the window, if there is.
_TIMES_LARGER_BEFORE_EDIT = 4
_PAUSE_S = 0.001
_PAUSE_BETWEEN_STEPS_S = 0.005


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
        self._has_log = not opened.read_only and use_log(opened.connection, path)
        self._is_salted = False
        self._is_renewed = False
        self._log_path = path.with_name(f"{path.name}-wal")
        self._log_file = self._log_number() if self._has_log else 0
        self._log = LogIdentity(self._log_path)
        index = path.with_name(f"{path.name}-shm")
        self._index = LogIndex(index, self._log_path) if self._has_log else None
        self._identity = FileIdentity(path, opened.connection, has_log=self._has_log)

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
        """Close; the write-ahead log is folded in and one file remains.

        Not where another file has taken the name, nor from a log with another's content: nothing is
        folded then. Who asks it for anything from then on is told by `ProjectClosed`.
        """
        with self._lock:
            self._is_closed = True
            if self._index is not None:
                self._index.mend()
            if self._has_log and (
                self._identity.is_replaced() or self._is_log_of_another() or self._is_index_lost()
            ):
                self._let_go()
            elif self._log.is_overwritten():
                self._close_without_log()
            else:
                close_engine(self._engine)
            if self._index is not None:
                self._index.close()

    def _log_number(self) -> int:
        """Return which file has the log's name; 0 where none has."""
        try:
            return self._log_path.stat().st_ino
        except FileNotFoundError:
            return 0

    def _has_lost_log(self) -> bool:
        """Whether what is written would go to a log that no other program finds."""
        is_other_log = self._has_log and self._log_number() != self._log_file
        return is_other_log or self._is_index_lost()

    def _is_index_lost(self) -> bool:
        return self._index is not None and self._index.is_lost()

    def _is_log_of_another(self) -> bool:
        """Whether another program's log is there, which closing would remove."""
        return self._log_number() not in (0, self._log_file)

    def _let_go(self) -> None:
        """Close without folding the log into a file that is another one by now."""
        is_own = self._log_path.exists() and not self._is_log_of_another()
        if self._identity.is_overwritten() and is_own:
            self._close_without_log()
        else:
            abandon_engine(self._engine, self._connection)

    def _close_without_log(self) -> None:
        empty(self._log_path)  # what SQLite does on closing then fails before it writes
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
            if self._identity.is_overwritten() or self._log.is_overwritten():
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
            if self._index is None:
                yield
                return
            self._index.mend()
            try:
                yield
            finally:
                self._index.note_use()

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._open(), Transaction(self._engine) as found:
            yield found

    @contextmanager
    def _writing(self, *, is_large: bool = False) -> Iterator[Transaction]:
        """Lend a transaction; after a large one the log is folded in, so that no edit has to."""
        if self.read_only:
            raise ProjectError(faults.READ_ONLY, path=self.path)
        with self._open():
            self._identity.refuse_another()
            if self._has_lost_log():
                raise faults.FileReplaced(faults.LOG_LOST)
            self._log.refuse_another()
            if self._has_log and self._is_log_larger_than(
                _TIMES_LARGER_BEFORE_EDIT * _LARGEST_LOG_BYTES
            ):
                self._renew_salt()
                self._begin_log()
            with Transaction(self._writer) as transaction, transaction.begin():
                if not self._has_log:
                    renew_salt(transaction.connection())
                yield transaction
            if not self._has_log:
                self._identity.note_change()
            else:
                self._log.note_change()
        if is_large and self._has_log:
            self._fold_large_log()

    def _fold_large_log(self) -> None:
        """Fold the log in, and let others at the file between the steps: each waits for a disk."""
        for step in (self._renew_salt, self._begin_log):
            time.sleep(_PAUSE_BETWEEN_STEPS_S)
            if self._is_closed:
                return
            with self._open():
                if self._has_lost_log() or self._log.is_overwritten():
                    return
                if not self._is_log_larger_than(_LARGEST_LOG_BYTES):
                    return
                step()
                self._log.note_change()

    def _is_log_larger_than(self, largest_bytes: int) -> bool:
        """Whether the log should begin anew, as one without a salt always should."""
        return not self._is_salted or self._log_path.stat().st_size >= largest_bytes

    def _renew_salt(self) -> None:
        """Put a new salt into the file, with which the log can begin anew."""
        if not self._is_renewed:
            with self._writer.begin() as connection:
                renew_salt(connection)
            self._is_renewed = True

    def _begin_log(self) -> None:
        """Fold the log in, and let it begin anew with the salt in it and the file."""
        if self._fold():  # else another window is still reading what was before
            with self._writer.begin() as connection:
                confirm_salt(connection)
            self._is_renewed = False
        self._is_salted = True

    def _fold(self) -> bool:
        """Fold the log in, as far as other windows allow; return whether all of it is."""
        query = "PRAGMA wal_checkpoint(PASSIVE)"
        try:
            busy, in_log, in_file = self._connection.execute(query).fetchone()
        finally:  # a full disk can end it within a page
            self._identity.note_change()
        return not busy and in_log == in_file


def _left_out(log: tuple[Path, Path]) -> str:
    found, kept = log
    return (
        f"{found.name} belongs to another file or to another state of this one; "
        f"it was left out and is kept as {kept.name}"
    )
