"""The index of a write-ahead log, which all windows share."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

from retinaview.project.log_frames import LogFrames

# https://www.sqlite.org/walformat.html, "The WAL-Index File Format"; numbers in this machine's
# byte order.
_HEAD, _SECOND_HEAD, _WITH_FOLDED = slice(0, 48), slice(48, 96), 100
_COUNT, _SALTS, _FOLDED = slice(16, 20), slice(32, 40), slice(96, 100)


class LogIndex:
    """The file beside a log that tells where its pages are (``-shm``).

    SQLite has it mapped into memory, and believes it. The system ends a program that reads a part
    which another program has cut off; so it is grown first. Where it says something else than the
    log, its head is filled with zeros, as a program leaves it that is killed: SQLite then makes it
    anew from the log, which takes milliseconds and disturbs no other window. Where the file is
    another one by now, windows opened since use that one, and would write over each other's
    changes.

    Parameters
    ----------
    path : Path
        The file.
    log : Path
        The log.
    """

    def __init__(self, path: Path, log: Path) -> None:
        self._path = path
        self._number, self._bytes = self._look()
        self._frames = LogFrames(log)
        self._file = _borrow(path) if self._number else None
        self._right, self._folded = b"", self._read(_WITH_FOLDED)[_FOLDED]

    def note_use(self) -> None:
        """Take note of how it is by now: this program has just used it."""
        self._bytes = max(self._bytes, self._look()[1])
        self._folded = self._read(_WITH_FOLDED)[_FOLDED]

    def mend(self) -> None:
        """Let it be as large as it was, and say what the log says."""
        number, size = self._look()
        if number != self._number:
            return
        if size < self._bytes:
            # What is left of its head would pass for the head of a whole one.
            os.truncate(self._path, 0)
            os.truncate(self._path, self._bytes)
        elif self._file is not None and not self._is_right(self._read(size)):
            os.pwrite(self._file, bytes(_SECOND_HEAD.stop), 0)

    def is_lost(self) -> bool:
        """Whether it was removed, or another one has its name."""
        return self._number == 0 or self._look()[0] != self._number

    def close(self) -> None:
        """Let go of the file, after SQLite has."""
        if self._file is not None:
            _return(self._number)
            self._file = None

    def _look(self) -> tuple[int, int]:
        """Return the file's number and size in bytes; 0 where there is none."""
        try:
            found = self._path.stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_size

    def _read(self, size: int) -> bytes:
        return b"" if self._file is None else os.pread(self._file, size, 0)

    def _is_right(self, index: bytes) -> bool:
        """Whether it says what the log says, or nothing that SQLite would believe."""
        if index[_HEAD] != index[_SECOND_HEAD]:
            return True
        if _number(index[_FOLDED]) > _number(self._folded):
            return False  # another window has folded some of the log in, or it only says so
        said = index[_HEAD] + index[_WITH_FOLDED:]
        if said == self._right and not self._frames.have_more():
            return True
        is_right = self._frames.are_in(index, count=_number(index[_COUNT]), salts=index[_SALTS])
        self._right = said if is_right else b""
        return is_right


def _number(field: bytes) -> int:
    return int.from_bytes(field, sys.byteorder)


# Closing any descriptor of a file loses the locks that this process has on it, SQLite's too: so
# there is one descriptor of each, and it is closed when nobody here uses the file any more.
_borrowed: dict[int, tuple[int, int]] = {}
_borrowing = threading.Lock()


def _borrow(path: Path) -> int | None:
    """Return a descriptor of a file; None on Windows, where its locks keep readers out."""
    if sys.platform == "win32":
        return None
    with _borrowing:
        number = path.stat().st_ino
        descriptor, users = _borrowed.get(number) or (os.open(path, os.O_RDWR | os.O_CLOEXEC), 0)
        _borrowed[number] = descriptor, users + 1
        return descriptor


def _return(number: int) -> None:
    with _borrowing:
        descriptor, users = _borrowed.pop(number)
        if users > 1:
            _borrowed[number] = descriptor, users - 1
        else:
            os.close(descriptor)
