"""Whether the write-ahead log beside an open project file still has the content it had."""

from __future__ import annotations

from pathlib import Path

from retinaview.project import faults

_HEADER_BYTES = 32
_FIRST_SALT = slice(16, 20)
# A log that begins anew counts its first salt up by one; a log of other times begins at random.
_MOST_RENEWALS = 2**16


class LogIdentity:
    """Tells the log from one that another program wrote over it, or cut off.

    SQLite looks at a log's header on opening alone. What it appends to another program's log is
    lost, and folding such a log in would damage the file.

    Parameters
    ----------
    path : Path
        The log. SQLite puts no locks on it, so it may be opened and closed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[int, bytes] | None = None

    def note_change(self) -> None:
        """Take the log as it is now for what it should be: this program has just used it."""
        self._known = self._look()

    def refuse_another(self) -> None:
        """Raise `FileReplaced` where it has another log's content."""
        if self.is_overwritten():
            raise faults.FileReplaced(faults.LOG_OVERWRITTEN)

    def is_overwritten(self) -> bool:
        """Whether it has the content of another log, or less than it had."""
        found, known = self._look(), self._known
        if found is None or known is None:
            return False
        return found[0] < known[0] or not _continues(known[1], found[1])

    def _look(self) -> tuple[int, bytes] | None:
        """Return its size and header; None where there is none."""
        try:
            with self._path.open("rb") as log:
                return self._path.stat().st_size, log.read(_HEADER_BYTES)
        except OSError:
            return None


def _continues(before: bytes, after: bytes) -> bool:
    if before == after:
        return True
    first, now = (int.from_bytes(header[_FIRST_SALT], "big") for header in (before, after))
    return before[:12] == after[:12] and 0 < (now - first) % 2**32 <= _MOST_RENEWALS
