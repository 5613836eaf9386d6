"""How the program ended last time: each run leaves a note that only a proper end takes away."""

from __future__ import annotations

import faulthandler
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from filelock import FileLock, Timeout

from retinaview.ui.log_file import log_folder

logger = logging.getLogger(__name__)
_NOTE, _LOCK = ".running", ".lock"
_MOST_LINES = 60


@dataclass(frozen=True)
class BadEnd:
    """A run that did not end properly.

    Attributes
    ----------
    what : str
        The first line of what Python wrote at its end, such as ``"Fatal Python error: Aborted"``;
        empty where it had no time to write.
    """

    what: str


class RunNote:
    """The note of this run, in the log's folder; the lock on it lasts as long as the process."""

    def __init__(self) -> None:
        self._path = log_folder() / f"{os.getpid()}{_NOTE}"
        self._lock = FileLock(f"{self._path}{_LOCK}")
        self._file: TextIO | None = None

    def begin(self) -> None:
        """Leave the note, and let Python write into it where it is ended by a fault."""
        try:
            self._lock.acquire(timeout=0)
            self._file = self._path.open("w", encoding="utf-8")
        except (OSError, Timeout):  # then nothing will be said of this run
            logger.warning("no note of this run can be left in %s", self._path.parent)
            return
        faulthandler.enable(self._file)

    def end(self) -> None:
        """Take the note away: the run ends properly."""
        if self._file is None:
            return
        faulthandler.disable()
        self._file.close()
        self._file = None
        _remove(self._path, self._lock)


def bad_ends() -> tuple[BadEnd, ...]:
    """Return the runs that ended otherwise, log what is known of them, and forget them."""
    ends = []
    for path in sorted(log_folder().glob(f"*{_NOTE}")):
        lock = FileLock(f"{path}{_LOCK}")
        try:
            lock.acquire(timeout=0)
        except (OSError, Timeout):  # it is still running
            continue
        with suppress(OSError, UnicodeDecodeError):
            lines = path.read_text("utf-8").splitlines()
            logger.error("an earlier run ended badly: %s", "\n".join(lines[:_MOST_LINES]) or "?")
            ends.append(BadEnd(next((line.strip() for line in lines if line.strip()), "")))
        _remove(path, lock)
    return tuple(ends)


def _remove(path: Path, lock: FileLock) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
        lock.release()
        Path(lock.lock_file).unlink(missing_ok=True)
