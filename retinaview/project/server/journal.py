"""The local journal: edits that were made while the server could not be reached.

Each line of its file is one thing that happened: an entry that waits, one that was written, one
that met what somebody else had changed (a conflict), or a conflict that was settled. A line counts
once it is on the disk.
"""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from retinaview.core.errors import ProjectError
from retinaview.core.guard import guard
from retinaview.project.server.kept_edits import KeptEdits
from retinaview.project.values import UNREADABLE, to_json

_MOST_WINDOWS = 50


@dataclass(frozen=True)
class Conflict:
    """Edits that could not be written, because what they started from is no longer so.

    Attributes
    ----------
    kept : KeptEdits
        What the reader did.
    why : str
        Why the study refused it, as a sentence.
    """

    kept: KeptEdits
    why: str


class Journal:
    """Entries of one window, in the order in which they were made; used from any thread.

    Parameters
    ----------
    folder : Path
        Where the journals of a study are; each window has one of its own, and takes over what
        windows that are closed have left.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._held: FileLock | None = None
        self._path: Path | None = None
        self._waiting: dict[str, KeptEdits] = {}
        self._conflicts: dict[str, Conflict] = {}
        if folder.is_dir():
            self._take_over()

    @property
    def waiting(self) -> tuple[KeptEdits, ...]:
        """What still has to be written, oldest first."""
        with self._lock:
            return tuple(self._waiting.values())

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """What could not be written, oldest first."""
        with self._lock:
            return tuple(self._conflicts.values())

    def add(self, entry: KeptEdits) -> None:
        """Keep an entry; it is on the disk when this returns.

        Raises
        ------
        ProjectError
            The disk refuses it.
        """
        with self._lock:
            self._note({"waits": entry.to_json()})
            self._waiting[entry.id] = entry

    def note_written(self, entry: KeptEdits) -> None:
        """Strike out an entry that the server has now."""
        with self._lock:
            # Lost with the computer's power it is written once more, which the event log prevents.
            self._note({"written": entry.id}, sure=False)
            self._waiting.pop(entry.id, None)
            self._end_if_empty()

    def note_conflict(self, entry: KeptEdits, why: str) -> None:
        """Set an entry aside that crosses what somebody else did."""
        with self._lock:
            self._note({"conflict": entry.id, "why": why})
            self._waiting.pop(entry.id, None)
            self._conflicts[entry.id] = Conflict(entry, why)

    def settle(self, conflict: Conflict) -> None:
        """Strike out a conflict that the reader has decided about."""
        with self._lock:
            self._note({"settled": conflict.kept.id})
            self._conflicts.pop(conflict.kept.id, None)
            self._end_if_empty()

    def close(self) -> None:
        """Let others take over what still waits."""
        with self._lock:
            if self._held is not None:
                self._held.release()
                self._held = None

    # The file

    def _note(self, line: dict[str, Any], *, sure: bool = True) -> None:
        path = self._own_path()
        refused = guard(ProjectError, path, system="the edit cannot be kept on this computer")
        with refused, path.open("a", encoding="utf-8") as file:
            file.write("\n" + to_json(line))  # after one whose writing was cut off, too
            file.flush()
            if sure:
                os.fsync(file.fileno())

    def _own_path(self) -> Path:
        if self._path is None:
            with guard(ProjectError, self._folder, system="cannot be written"):
                self._folder.mkdir(parents=True, exist_ok=True)
            numbers = range(1, _MOST_WINDOWS)
            free = (n for n in numbers if not self._file(n).exists() and self._hold(self._file(n)))
            if next(free, None) is None:
                raise ProjectError("too many windows keep edits here", path=self._folder)
        if self._path is None:
            raise ProjectError("cannot be locked", path=self._folder)
        return self._path

    def _file(self, number: int) -> Path:
        return self._folder / f"journal-{number}.jsonl"

    def _hold(self, path: Path) -> bool:
        lock = FileLock(path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return False
        self._held, self._path = lock, path
        return True

    def _take_over(self) -> None:
        """Go on with the journals that no window holds: as one, in which all of them are."""
        left: list[tuple[Path, FileLock, list[dict[str, Any]]]] = []
        for path in sorted(self._folder.glob("journal-*.jsonl")):
            if self._hold(path) and self._held is not None:
                left.append((path, self._held, _lines(path)))
                for noted in left[-1][2]:
                    self._take(noted)
        if not left:
            return
        (self._path, self._held, _), others = left[0], left[1:]
        for path, lock, lines in others:
            for noted in lines:
                self._note(noted)
            path.unlink()
            lock.release()
        self._end_if_empty()

    def _take(self, noted: dict[str, Any]) -> None:
        try:
            if "waits" in noted:
                entry = KeptEdits.of_json(noted["waits"])
                self._waiting[entry.id] = entry
            elif "conflict" in noted:
                kept = self._waiting.pop(noted["conflict"])
                self._conflicts[kept.id] = Conflict(kept, str(noted["why"]))
            else:
                self._waiting.pop(noted.get("written", ""), None)
                self._conflicts.pop(noted.get("settled", ""), None)
        except UNREADABLE as error:
            raise ProjectError(f"holds an edit that cannot be read ({error})") from error

    def _end_if_empty(self) -> None:
        if self._waiting or self._conflicts or self._path is None:
            return
        self._path.unlink(missing_ok=True)
        if self._held is not None:
            self._held.release()
        self._path = self._held = None


def _lines(path: Path) -> list[dict[str, Any]]:
    with guard(ProjectError, path):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [noted for line in lines if (noted := _line(line)) is not None]


def _line(text: str) -> dict[str, Any] | None:
    """Return what a line says; None for one whose writing was cut off, which never counted."""
    try:
        noted = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return noted if isinstance(noted, dict) else None
