"""The frames of a log, as SQLite's own index has them."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.project.log_frames import LogFrames

IN_FIRST_BLOCK = 4062


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("CREATE TABLE pages (content)")
        yield connection


def is_in(frames: LogFrames, index: bytes) -> bool:
    count = int.from_bytes(index[16:20], sys.byteorder)
    return frames.are_in(index, count=count, salts=index[32:40])


def fill(connection: sqlite3.Connection, pages: int) -> None:
    connection.executemany("INSERT INTO pages VALUES (zeroblob(3000))", [()] * pages)


def test_sound_indexes_of_every_length(connection: sqlite3.Connection, tmp_path: Path) -> None:
    frames = LogFrames(tmp_path / "a.db-wal")
    index = tmp_path / "a.db-shm"
    for pages in (1, 20, 700, 700, 700):  # each page comes with another that lists it
        fill(connection, pages)
        assert is_in(frames, index.read_bytes())
    connection.execute("BEGIN")
    fill(connection, 3000)  # more than fits into SQLite's memory: a part is written, and given up
    connection.execute("ROLLBACK")
    assert is_in(frames, index.read_bytes())
    count = int.from_bytes(index.read_bytes()[16:20], sys.byteorder)
    assert count > IN_FIRST_BLOCK
    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
    assert is_in(frames, index.read_bytes())
    fill(connection, 1)  # the log begins anew
    assert int.from_bytes(index.read_bytes()[16:20], sys.byteorder) < 9
    assert is_in(frames, index.read_bytes())
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert is_in(frames, index.read_bytes())


@pytest.mark.parametrize("at", [16, 140, 140 + 4 * 1000, 32_768 + 40])
def test_a_changed_number_is_noticed(
    connection: sqlite3.Connection, tmp_path: Path, at: int
) -> None:
    fill(connection, 2200)
    index = bytearray((tmp_path / "a.db-shm").read_bytes())
    index[at] ^= 1
    assert not is_in(LogFrames(tmp_path / "a.db-wal"), bytes(index))


@pytest.mark.parametrize("block", [0, 1])
def test_an_emptied_or_exchanged_slot_is_noticed(
    connection: sqlite3.Connection, tmp_path: Path, block: int
) -> None:
    fill(connection, 2200)
    frames, index = LogFrames(tmp_path / "a.db-wal"), (tmp_path / "a.db-shm").read_bytes()
    table = block * 32_768 + 16_384
    used = [at for at in range(table, table + 16_384, 2) if any(index[at : at + 2])]
    emptied, exchanged = bytearray(index), bytearray(index)
    emptied[used[5] : used[5] + 2] = bytes(2)
    first, last = used[0], used[-1]
    exchanged[first : first + 2], exchanged[last : last + 2] = (
        index[last : last + 2],
        index[first : first + 2],
    )
    assert not is_in(frames, bytes(emptied))
    assert not is_in(frames, bytes(exchanged))
