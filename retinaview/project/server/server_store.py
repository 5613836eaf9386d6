"""The store of a study on a server: edits outlive a lost line, and others' changes are told."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Protocol, Self

import psycopg

from retinaview.core.edits import Edit
from retinaview.core.errors import ProjectError
from retinaview.core.grades import Grading
from retinaview.core.marks import now
from retinaview.core.server_address import ServerAddress
from retinaview.core.words import counted
from retinaview.project.edits import apply_edits, is_applied, prepared
from retinaview.project.faults import LineLost
from retinaview.project.server.changes import Changes, changes_since, last_seen
from retinaview.project.server.connecting import connect
from retinaview.project.server.faults import as_server_errors
from retinaview.project.server.founding import found_study, unmake_study
from retinaview.project.server.journal import Journal
from retinaview.project.server.kept_edits import KeptEdits
from retinaview.project.server.local_folder import LocalFolder
from retinaview.project.server.server_database import CHANNEL, ServerDatabase, open_line
from retinaview.project.server.upgrading import bring_up_to_date
from retinaview.project.store import StudyStore

_NAP_S = 0.2
"""How long closing waits for who listens."""
_BETWEEN_TRIES_S = 0.5


@dataclass(frozen=True)
class Merged:
    """What became of the edits that waited for the server.

    Attributes
    ----------
    image_ids : frozenset of int
        The photographs that they are about.
    written, conflicts : int
        How many entries are in the study now, and how many cross what others did.
    """

    image_ids: frozenset[int] = frozenset()
    written: int = 0
    conflicts: int = 0

    def __str__(self) -> str:
        """Say it; empty where nothing waited."""
        told = []
        if self.written:
            told.append(f"saved {counted(self.written, 'edit')} made meanwhile")
        if self.conflicts:
            crossed = counted(self.conflicts, "edit")
            told.append(f"kept aside {crossed} that crossed what others did (Edit > Conflicts)")
        return "; ".join(told)


class Follower(Protocol):
    """Who is told what happens on the server; called in the thread that listens."""

    def on_news(self, changes: Changes) -> None:
        """Read again what others may have changed."""

    def on_lost(self, error: ProjectError) -> None:
        """Say that the server cannot be reached."""

    def on_back(self, merged: Merged) -> None:
        """Say that it can be reached again; what waited is written or set aside."""


class ServerStore(ServerDatabase, StudyStore):
    """A study in a database on a server.

    Once `follow` runs, edits for which the server cannot be reached are kept in a local journal
    and written when it is back; without it they are refused, with nothing changed.
    """

    def __init__(self, address: ServerAddress, *, local: LocalFolder | None = None) -> None:
        local = local or LocalFolder.of(address)
        line = open_line(address)
        try:
            with as_server_errors(address):
                upgraded = bring_up_to_date(address, line.engine)
                super().__init__(address, line, local)
                self.journal = Journal(local.path)
        except BaseException:
            line.close()
            raise
        self._in_order = threading.RLock()
        self._follows = False
        self._is_lost = threading.Event()
        merged = self._merge()
        saved = [f"{address.name}: {merged}"] if str(merged) else []
        self.notes = (*self.notes, *upgraded, *saved)
        with self._reading() as transaction:
            self._seen = last_seen(transaction)

    @classmethod
    def create(cls, address: ServerAddress, photographs: Path) -> Self:
        """Make a new, empty study and open it.

        Raises
        ------
        ProjectError
            There is one already, or the account may not make one.
        """
        notes = found_study(address, photographs)
        store = cls(address)
        store.notes = (*notes, *store.notes)
        return store

    def close(self) -> None:
        """Close; what still waits in the journal is written when the study is opened again."""
        super().close()
        self.journal.close()

    def discard(self) -> None:
        """Remove the whole study from the server; only for one whose making failed."""
        with self._open(), self._writer.begin() as connection:
            unmake_study(connection)

    # Edits outlive a lost line

    def apply(self, edits: Sequence[Edit], *, reader: str, at: datetime | None = None) -> None:
        """Apply edits as `StudyStore.apply` does; without the server, keep them for later."""
        self._write_or_keep(KeptEdits(_moment(at), reader, tuple(edits)))

    def note_first_answer(
        self, image_id: int, answer: Grading, *, reader: str, at: datetime | None = None
    ) -> None:
        """Keep a first answer; without the server, for later."""
        self._write_or_keep(KeptEdits(_moment(at), reader, first_answer=(image_id, answer)))

    def _write_or_keep(self, entry: KeptEdits) -> None:
        with self._in_order:
            if self.journal.waiting or (self._follows and self._is_lost.is_set()):
                self.journal.add(entry)
                return
            try:
                self._write(entry)
            except LineLost:
                self._is_lost.set()
                if not self._follows:
                    raise
                self.journal.add(entry)

    def _write(self, entry: KeptEdits, *, again: bool = False) -> None:
        """Write an entry; `again` where the line may have been lost after the server had it."""
        if entry.first_answer is not None:
            image_id, answer = entry.first_answer
            at = datetime.fromisoformat(entry.at)
            super().note_first_answer(image_id, answer, reader=entry.reader, at=at)
            return
        with self._as_project_errors():
            ready = prepared(entry.edits, reader=entry.reader, at=entry.at)
        with self._writing() as transaction:
            if not (again and ready and is_applied(transaction, ready[0])):
                apply_edits(transaction, ready, reader=entry.reader)

    def _merge(self) -> Merged:
        """Write what waits, in its order; what crosses others' edits is set aside."""
        image_ids: set[int] = set()
        written = conflicts = 0
        with self._in_order:
            for entry in self.journal.waiting:
                image_ids.update(entry.image_ids)
                try:
                    self._write(entry, again=True)
                except LineLost:
                    raise
                except ProjectError as error:
                    self.journal.note_conflict(entry, error.message)
                    conflicts += 1
                else:
                    self.journal.note_written(entry)
                    written += 1
            self._is_lost.clear()
        return Merged(frozenset(image_ids), written, conflicts)

    # Settings

    def setting(self, key: str) -> str | None:
        """Return a value that this reader keeps with the study, else the one for all."""
        own = super().setting(self._own(key))
        return super().setting(key) if own is None else own

    def set_setting(self, key: str, value: str) -> None:
        """Keep a value with the study for this reader alone; see `set_and_log` for one for all."""
        super().set_setting(self._own(key), value)

    def _own(self, key: str) -> str:
        return f"{key} ({self.account})"

    # What others do

    def follow(self, follower: Follower) -> None:
        """Tell what happens on the server until the store is closed; blocks."""
        self._follows = True
        told = False
        while not self._closing.is_set():
            try:
                with as_server_errors(self.address), closing(self._bell()) as bell:
                    merged = self._merge()
                    if told or merged.image_ids:
                        told = False
                        follower.on_back(merged)
                    self._listen(bell, follower)
            except ProjectError as error:
                if self._closing.is_set():
                    return
                self._is_lost.set()
                if not told:
                    told = True
                    follower.on_lost(error)
                self._closing.wait(_BETWEEN_TRIES_S)

    def _bell(self) -> psycopg.Connection[Any]:
        bell = connect(self.address, autocommit=True)
        bell.execute(f"LISTEN {CHANNEL}")
        return bell

    def _listen(self, bell: psycopg.Connection[Any], follower: Follower) -> None:
        while not self._closing.is_set() and not self._is_lost.is_set():
            # Looked up after listening began, so that nothing falls between.
            with self._reading() as transaction:
                changes = changes_since(transaction, self._seen)
            if changes:
                follower.on_news(changes)
            if self._is_lost.is_set():  # what was not taken is told once more
                return
            self._seen = changes.upto
            while not self._closing.is_set() and not self._is_lost.is_set():
                if [*bell.notifies(timeout=_NAP_S, stop_after=1)]:
                    break


def _moment(at: datetime | None) -> str:
    return (at or now()).astimezone(UTC).isoformat()
