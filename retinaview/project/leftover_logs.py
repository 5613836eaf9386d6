"""What a killed program left beside a project file, and whether it is that file's.

Nothing here changes the file or what lies beside it, but for `set_aside`. Beside the file of this
program there is a journal while it is being changed; earlier programs had a write-ahead log.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from urllib.parse import quote

from retinaview.core.errors import ProjectError
from retinaview.project import faults
from retinaview.project.file_identity import Salt, salt_of

Check = Callable[[sqlite3.Connection], None]
"""Raises ProjectError where an open file cannot be used."""

_WAL, _JOURNAL = "-wal", "-journal"
# Another window may be folding its log in while both are read.
_TRIES, _PAUSE_S = 3, 0.1
_PATIENCE_S = 5.0


def examine(path: Path, check: Check) -> tuple[Path, ...]:
    """Check a project file as it will open, with its log where that is its own.

    Returns
    -------
    tuple of Path
        Logs that are of another file, or of another state of this one; to be set aside.

    Raises
    ------
    ProjectError, sqlite3.Error
        It cannot be used, neither with nor without what lies beside it.
    """
    for _ in range(_TRIES - 1):
        with suppress(ProjectError, sqlite3.Error, FileNotFoundError):
            if not (foreign := _examined(path, check)):
                return foreign
        time.sleep(_PAUSE_S if _leftovers(path) else 0)
    return _examined(path, check)


def logs_of(path: Path) -> tuple[Path, Path]:
    """Return where a write-ahead log and a journal of a file lie."""
    return path.with_name(path.name + _WAL), path.with_name(path.name + _JOURNAL)


def foreign_logs(path: Path) -> tuple[Path, ...]:
    """Return the logs beside a project file, found to be sound, that are not its own.

    There are none where another window is just changing the file, for which this does not wait.
    """
    return examine(path, lambda _: None) if _leftovers(path, patience_s=0.0) else ()


def read_alone(path: Path) -> sqlite3.Connection:
    """Open a connection that reads the file as if nothing lay beside it, without locks."""
    uri = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def read_unfinished(path: Path) -> sqlite3.Connection:
    """Connect as `read_alone` does, also to a file that is shorter than it says.

    A full disk leaves such a file when it ends the folding of a log; the log has the rest.
    """
    connection = read_alone(path)
    # Also has SQLite take the file's true length for the number of its pages.
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def is_unfinished(path: Path) -> bool:
    """Return whether a file is shorter than it says, or ends within a page."""
    with closing(read_alone(path)) as alone:
        try:
            (page_size,) = alone.execute("PRAGMA page_size").fetchone()
            alone.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            return True
    return bool(path.stat().st_size % page_size)


def set_aside(logs: Sequence[Path]) -> dict[Path, Path]:
    """Rename logs so that SQLite does not find them; from old to new place.

    Raises
    ------
    OSError
        One cannot be renamed; those before it are.
    """
    moved = {}
    for log in logs:
        moved[log] = _free_name(log)
        log.rename(moved[log])
    return moved


def _examined(path: Path, check: Check) -> tuple[Path, ...]:
    with closing(read_alone(path)) as alone:
        logs = _leftovers(path)
        if logs and _is_of(path, logs, check):
            return ()
        check(alone)
    return logs


def _leftovers(path: Path, *, patience_s: float = _PATIENCE_S) -> tuple[Path, ...]:
    """List the logs that hold something and that no running program is about to remove."""
    beside = logs_of(path)
    logs = tuple(log for log in beside if _holds_something(log))
    return () if logs == (beside[1],) and not _is_hot(path, patience_s=patience_s) else logs


def _holds_something(log: Path) -> bool:
    try:
        return log.stat().st_size > 0
    except FileNotFoundError:  # or no longer there: whoever made it has ended its change
        return False


def _is_hot(path: Path, *, patience_s: float) -> bool:
    """Whether a journal is of a change that was cut off, and not of one under way."""
    uri = f"file:{quote(str(path.absolute()))}?mode=ro"
    with closing(sqlite3.connect(uri, uri=True, timeout=patience_s)) as connection:
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            return faults.is_protection(error)
    return False


def _is_of(path: Path, logs: Sequence[Path], check: Check) -> bool:
    """Whether logs are of this file; raises where they surely are and the whole cannot be used."""
    with closing(read_unfinished(path)) as base, _restored(path, base, logs) as whole:
        kin = _are_kin(base, whole, logs)
        if kin is False:
            return False
        try:
            check(whole)
            _check_events(whole)
            if is_unfinished(path):
                _check_every_page(whole)
            if kin is None and not _is_journal(logs) and _last_event(whole) < _last_event(base):
                return False
        except (ProjectError, sqlite3.Error):
            if kin:
                raise
            return False
    return True


@contextmanager
def _restored(
    path: Path, base: sqlite3.Connection, logs: Sequence[Path]
) -> Iterator[sqlite3.Connection]:
    """Copy the file elsewhere and let SQLite apply copies of its logs to it."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, path.name)
        # By SQLite: were this process to open and close the file itself, it would lose the locks
        # of all its connections to it.
        with closing(sqlite3.connect(copy)) as target:
            base.backup(target)
        for log in logs:
            shutil.copyfile(log, copy.with_name(log.name))
        with closing(sqlite3.connect(copy)) as whole:
            yield whole


def _are_kin(
    base: sqlite3.Connection, whole: sqlite3.Connection, logs: Sequence[Path]
) -> bool | None:
    """Whether the salts say that logs are of a file; None where they say nothing."""
    try:
        found = salt_of(whole)
    except sqlite3.Error:  # a change that was cut off may have left anything
        return None
    try:
        known = salt_of(base)
    except sqlite3.Error:
        return (not _is_journal(logs) and _is_part_of(found, whole)) or None
    if known == found == Salt():
        return None
    # A write-ahead log is newer than its file, what a journal brings back is older.
    return known.continues(found) if _is_journal(logs) else found.continues(known)


def _is_part_of(salt: Salt, whole: sqlite3.Connection) -> bool:
    """Return whether a salt stands anywhere in a copy whose log is not folded in yet."""
    (_, _, copy) = whole.execute("PRAGMA database_list").fetchone()
    with Path(copy).open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as pages:
        return any(pages.find(value.encode()) >= 0 for value in (salt.now, *salt.before) if value)


def _check_events(whole: sqlite3.Connection) -> None:
    """Require that no event is missing: they are only ever appended, one by one."""
    (count,) = whole.execute("SELECT count(*) FROM events").fetchone()
    if count != _last_event(whole):
        raise ProjectError(faults.DAMAGED)


def _check_every_page(whole: sqlite3.Connection) -> None:
    for (verdict,) in whole.execute("PRAGMA quick_check"):
        if verdict != "ok":
            raise ProjectError(f"{faults.DAMAGED} ({verdict})")


def _last_event(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM events").fetchone()[0])


def _is_journal(logs: Sequence[Path]) -> bool:
    return logs[0].name.endswith(_JOURNAL)


def _free_name(log: Path) -> Path:
    free, number = log.with_name(f"{log.name}.foreign"), 2
    while free.exists():
        free, number = log.with_name(f"{log.name}.foreign-{number}"), number + 1
    return free
