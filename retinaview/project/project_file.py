"""An open project file and its transactions, whatever it holds."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.orm import Session as Transaction

from retinaview.core.errors import ProjectError
from retinaview.project import faults
from retinaview.project.opening import close_engine, open_file
from retinaview.project.upgrade import bring_up_to_date, create_file


class ProjectFile:
    """One open file, in which one transaction runs at a time.

    Several windows may have the same file open. It may be used from any thread.

    Attributes
    ----------
    path : Path
        The file, absolute.
    read_only : bool
        Whether the file, its folder or its disk cannot be written.
    notes : tuple of str
        What a reader should know about the upgrade of an older file; empty at every later opening.
    """

    def __init__(
        self, path: Path, engine: Engine, *, read_only: bool, notes: Sequence[str] = ()
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.notes = tuple(notes)
        self._engine = engine
        self._writer = engine.execution_options(writes=True)
        self._lock = threading.RLock()

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
        except BaseException:
            close_engine(opened.engine)
            raise
        return cls(path, opened.engine, read_only=opened.read_only, notes=notes)

    def close(self) -> None:
        """Close; the write-ahead log is folded in and one file remains."""
        with self._lock:
            close_engine(self._engine)

    @contextmanager
    def _reading(self) -> Iterator[Transaction]:
        with self._lock, faults.as_project_errors(self.path), Transaction(self._engine) as found:
            yield found

    @contextmanager
    def _writing(self) -> Iterator[Transaction]:
        if self.read_only:
            raise ProjectError(faults.READ_ONLY, path=self.path)
        with (
            self._lock,
            faults.as_project_errors(self.path),
            Transaction(self._writer) as transaction,
            transaction.begin(),
        ):
            yield transaction
