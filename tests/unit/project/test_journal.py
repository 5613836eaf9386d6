"""What stands beside a project file while it changes, and what is left when it does not."""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.errors import ProjectError
from retinaview.project.store import NewImage, ProjectStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    with closing(ProjectStore.create(tmp_path / "study.retinaview", busy_timeout_s=0.05)) as store:
        store.add_images([NewImage("a.jpg")])
        yield store


def setting(store: ProjectStore, name: str) -> object:
    return store._connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_project_has_no_log_and_maps_no_file(store: ProjectStore) -> None:
    assert setting(store, "journal_mode") == "delete"
    assert setting(store, "locking_mode") == "normal"
    assert setting(store, "synchronous") == 3
    assert setting(store, "mmap_size") == 0
    assert [path.name for path in store.path.parent.iterdir()] == ["study.retinaview"]


def test_a_project_of_an_earlier_program_loses_its_log(store: ProjectStore) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as earlier:
        earlier.execute("PRAGMA journal_mode = WAL")
    with closing(ProjectStore.open(store.path)) as again:
        assert setting(again, "journal_mode") == "delete"
        assert len(again.images()) == 1


def test_a_log_that_an_earlier_program_has_open_is_not_used(store: ProjectStore) -> None:
    with closing(sqlite3.connect(store.path)) as earlier:
        earlier.execute("PRAGMA journal_mode = WAL")
        earlier.execute("SELECT * FROM images").fetchone()
        with pytest.raises(ProjectError, match=r"study\.retinaview: another program"):
            ProjectStore.open(store.path, busy_timeout_s=0.05)
        assert earlier.execute("SELECT count(*) FROM images").fetchone() == (1,)


def test_a_window_reads_while_another_one_makes_a_large_change(store: ProjectStore) -> None:
    with closing(ProjectStore.open(store.path, busy_timeout_s=0.05)) as other:
        with other._writing() as transaction:
            for number in range(3000):
                values = str(number), "x" * 5000  # more than SQLite keeps in memory by itself
                transaction.connection().exec_driver_sql(
                    "INSERT INTO settings VALUES (?, ?)", values
                )
            assert store.setting("1") is None
        assert store.setting("1") is not None


def test_two_windows_share_a_project(store: ProjectStore) -> None:
    with closing(ProjectStore.open(store.path, busy_timeout_s=0.05)) as other:
        other.add_images([NewImage("b.jpg")])
        store.set_setting("panel", "lesions")
        assert [image.path for image in store.images()] == ["a.jpg", "b.jpg"]
        assert other.setting("panel") == "lesions"
        with closing(sqlite3.connect(store.path, isolation_level=None)) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            with pytest.raises(ProjectError, match="another program is writing"):
                other.set_setting("panel", "grades")
    assert store.setting("panel") == "lesions"


def interrupted_copy(store: ProjectStore, folder: Path) -> Path:
    """The project as a program leaves it that is killed in the midst of a change."""
    copy = folder / "copy"
    copy.mkdir()
    with closing(sqlite3.connect(store.path, isolation_level=None)) as killed:
        killed.execute("PRAGMA cache_size = 1")  # the change reaches the file before its end
        killed.execute("BEGIN IMMEDIATE")
        killed.execute("UPDATE images SET path = 'half' WHERE id = 1")
        for number in range(200):
            killed.execute("INSERT INTO settings VALUES (?, ?)", (f"{number}", "x" * 500))
        for path in store.path.parent.glob("study.retinaview*"):
            shutil.copy(path, copy)
        killed.execute("ROLLBACK")
    assert (copy / "study.retinaview").read_bytes() != store.path.read_bytes()
    return copy / "study.retinaview"


def test_a_change_that_was_cut_off_is_taken_back(store: ProjectStore, tmp_path: Path) -> None:
    copy = interrupted_copy(store, tmp_path)
    assert copy.with_name("study.retinaview-journal").stat().st_size > 0
    with closing(ProjectStore.open(copy)) as found:
        assert [image.path for image in found.images()] == ["a.jpg"]
        assert found.setting("0") is None
    assert [path.name for path in copy.parent.iterdir()] == ["study.retinaview"]


def test_a_journal_that_is_gone_once_it_is_looked_at_is_no_fault(
    store: ProjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _: True)
    assert len(store.images()) == 1


def test_who_reads_while_another_window_has_the_file_to_itself_waits_once(
    store: ProjectStore,
) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        other.execute("INSERT INTO settings VALUES ('a', 'b')")
        start = time.monotonic()
        with pytest.raises(ProjectError, match="another program"):
            store.images()
        assert time.monotonic() - start < 2
        other.execute("ROLLBACK")
    assert len(store.images()) == 1
