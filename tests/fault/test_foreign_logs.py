"""A log beside a project file is used only if it is the file's; a failed opening writes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project import project_file
from retinaview.project.log_identity import salt_of
from retinaview.project.store import NewImage, ProjectStore

Folder = dict[str, bytes]


@pytest.fixture(autouse=True)
def _without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinaview.project.opening.SYNCHRONOUS", "OFF")


def draw(store: ProjectStore, count: int = 1, *, comment: str = "") -> None:
    for number in range(count):
        box = Box(number, 2, 3, 4)
        mark = replace(Mark.drawn(LesionClass.HAEMORRHAGE, box, author="Anna"), comment=comment)
        store.apply([MarksEdit(1, "Draw haemorrhage", (), (mark,))], reader="Anna")


def marks_in(path: Path) -> int:
    with closing(ProjectStore.open(path, busy_timeout_s=0.1)) as store:
        return len(store.marks(1))


def content_of(folder: Path) -> Folder:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def killed(path: Path, work: Callable[[ProjectStore], None]) -> None:
    """Leave the file and what lies beside it as a program does that is killed after some work."""
    live = path.parent.with_name("live")
    live.mkdir(exist_ok=True)
    shutil.move(path, live / path.name)
    with closing(ProjectStore.open(live / path.name)) as store:
        work(store)
        for file in live.iterdir():
            shutil.copy(file, path.parent)
    shutil.rmtree(live)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "study").mkdir()
    path = tmp_path / "study" / "study.retinaview"
    with closing(ProjectStore.create(path)) as store:
        store.add_images([NewImage("1.jpg")])
        draw(store, 3)
    return path


def log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def test_the_own_log_of_a_killed_program_is_used(path: Path) -> None:
    killed(path, lambda store: draw(store, 20))
    assert log_of(path).stat().st_size > 0
    assert marks_in(path) == 23
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("edits", [1, 60])
@pytest.mark.parametrize("renewals", [0, 2])
def test_a_restored_backup_beside_yesterdays_log(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edits: int, renewals: int
) -> None:
    backup = shutil.copy(path, tmp_path / "backup")
    if renewals:
        monkeypatch.setattr(project_file, "_LARGEST_LOG_BYTES", 100_000)
    killed(path, lambda store: draw(store, edits))
    log = log_of(path).read_bytes()
    shutil.copy(backup, path)

    with closing(ProjectStore.open(path)) as store:
        assert len(store.marks(1)) == 3
        assert f"{path.name}-wal belongs to another file" in store.notes[0]
        draw(store, 2)
    assert marks_in(path) == 5
    aside = path.with_name(f"{path.name}-wal.foreign")
    assert aside.read_bytes() == log
    assert {file.name for file in path.parent.iterdir()} - {f"{path.name}-shm"} == {
        path.name,
        aside.name,
    }


def test_the_log_of_another_study(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.retinaview"
    with closing(ProjectStore.create(other)) as store:
        store.add_images([NewImage("other.jpg")])
    killed(path, lambda store: draw(store, 20))
    shutil.copy(other, path)
    with closing(ProjectStore.open(path)) as store:
        assert [image.path for image in store.images()] == ["other.jpg"]
        assert len(store.notes) == 1


def without_salt(path: Path) -> None:
    """As an earlier program left it, killed: the log begins anew by itself."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM settings")


def test_logs_of_programs_that_kept_no_salt(path: Path, tmp_path: Path) -> None:
    without_salt(path)
    backup = shutil.copy(path, tmp_path / "backup")

    def work_as_before() -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = OFF")
            for number in range(400):
                query = "INSERT INTO events VALUES (?, 'now', 'Anna', 'x', 1, '[]', '[]')"
                connection.execute(query, (100 + number,))
                connection.execute("DELETE FROM events WHERE 0")
                if number == 300:
                    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            for file in list(path.parent.iterdir()):
                shutil.copy(file, tmp_path / file.name)
        for file in path.parent.iterdir():
            file.unlink()
        for name in (path.name, log_of(path).name):
            shutil.copy(tmp_path / name, path.parent)

    work_as_before()
    shutil.copy(backup, path)
    with closing(ProjectStore.open(path)) as store:
        assert len(store.marks(1)) == 3
        assert len(store.notes) == 1


def test_an_own_log_without_a_salt_is_used(path: Path, tmp_path: Path) -> None:
    without_salt(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE images SET patient = 'P7'")
        for file in list(path.parent.iterdir()):
            shutil.copy(file, tmp_path / file.name)
    for file in tmp_path.glob("study.retinaview*"):
        shutil.copy(file, path.parent)
    assert log_of(path).exists()
    with closing(ProjectStore.open(path)) as store:
        assert store.images()[0].patient == "P7"
        assert store.notes == ()


def test_a_foreign_journal(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("retinaview.project.opening.on_network", lambda _: True)
    backup = shutil.copy(path, tmp_path / "backup")
    with closing(ProjectStore.open(path)) as store:
        draw(store, 4)
        with store._writing() as transaction:
            transaction.connection().exec_driver_sql("PRAGMA cache_size = 1")
            transaction.connection().exec_driver_sql("UPDATE images SET patient = 'P9'")
            for number in range(200):
                query = "INSERT INTO settings VALUES (?, ?)"
                transaction.connection().exec_driver_sql(query, (str(number), "x" * 500))
            for file in path.parent.iterdir():
                shutil.copy(file, tmp_path / file.name)
    for file in tmp_path.glob("study.retinaview*"):
        shutil.copy(file, path.parent)
    journal = path.with_name(path.name + "-journal")
    assert journal.exists()
    own = tmp_path / "own"
    shutil.copytree(path.parent, own)
    assert marks_in(own / path.name) == 7

    shutil.copy(backup, path)
    with closing(ProjectStore.open(path)) as store:
        assert len(store.marks(1)) == 3
        assert f"{journal.name} belongs to another" in store.notes[0]
    assert journal.with_name(f"{journal.name}.foreign").exists()


# A log that was being folded into its file


@pytest.fixture
def being_folded(path: Path, tmp_path: Path) -> tuple[bytes, bytes]:
    """A killed program's file beside its log; as it is, and as it is with the log folded in."""
    killed(path, lambda store: draw(store, 10, comment="x" * 9000))
    shutil.copytree(path.parent, tmp_path / "folded")
    with closing(sqlite3.connect(tmp_path / "folded" / path.name)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path.read_bytes(), (tmp_path / "folded" / path.name).read_bytes()


def is_restored(path: Path) -> None:
    with closing(ProjectStore.open(path)) as store:
        assert len(store.marks(1)) == 13
        assert store.notes == ()
        draw(store)
    assert marks_in(path) == 14
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@pytest.mark.parametrize("missing", [1, 1000, 4095, 4096, 3 * 4096 + 7])
def test_a_fold_that_a_full_disk_ended_is_finished_from_the_log(
    path: Path, being_folded: tuple[bytes, bytes], missing: int
) -> None:
    """Pages are folded from the first on, which says how many there are."""
    before, after = being_folded
    assert len(after) - missing >= len(before)
    path.write_bytes(after[:-missing])
    is_restored(path)


@pytest.mark.parametrize("share", [0.05, 0.25, 0.5, 0.75, 0.99])
def test_a_fold_that_a_power_cut_ended_is_finished_from_the_log(
    path: Path, being_folded: tuple[bytes, bytes], share: float
) -> None:
    before, after = being_folded
    done = int(len(before) * share)
    path.write_bytes(after[:done] + before[done:])
    is_restored(path)


@pytest.mark.usefixtures("being_folded")
def test_a_file_that_was_cut_short_is_not_restored_from_a_foreign_log(
    path: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / path.name
    other.parent.mkdir()
    with closing(ProjectStore.create(other)) as store:
        store.add_images([NewImage("other.jpg")])
        draw(store, 50)
    shutil.copy(log_of(path), log_of(other))
    os.truncate(other, other.stat().st_size - 1000)
    before = content_of(other.parent)
    with pytest.raises(ProjectError, match=r"study\.retinaview: the file is damaged.*cut short"):
        ProjectStore.open(other)
    assert content_of(other.parent) == before


def test_pages_that_the_log_has_not_are_damage(
    path: Path, being_folded: tuple[bytes, bytes]
) -> None:
    os.truncate(path, len(being_folded[0]) - 8 * 4096)
    before = content_of(path.parent)
    with pytest.raises(ProjectError, match=r"study\.retinaview: the file is damaged"):
        ProjectStore.open(path)
    assert content_of(path.parent) == before


@contextmanager
def no_file_grows_beyond(size: int) -> Iterator[None]:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files")
@pytest.mark.parametrize("goes_on", [True, False])
def test_a_disk_that_is_full_while_the_log_is_folded(
    path: Path, monkeypatch: pytest.MonkeyPatch, goes_on: bool
) -> None:
    with closing(ProjectStore.open(path)) as store:  # so that the file is longer than its log
        draw(store, 20, comment="x" * 9000)
    store = ProjectStore.open(path)
    draw(store, 3, comment="x" * 9000)
    monkeypatch.setattr(project_file, "_LARGEST_LOG_BYTES", 1)
    limit = path.stat().st_size + 1000
    with no_file_grows_beyond(limit):
        for _ in range(3):
            with pytest.raises(ProjectError, match=r"study\.retinaview: the disk"):
                draw(store)
        assert path.stat().st_size == limit
        if not goes_on:
            store.close()
    if goes_on:
        draw(store)
        assert len(store.marks(1)) == 27
        store.close()
    assert marks_in(path) == 26 + goes_on
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# A failed opening


def make_newer(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = 99")


def make_unusable(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE marks")


def make_foreign(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA application_id = 1")


@pytest.mark.parametrize("spoil", [make_newer, make_unusable, make_foreign])
@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
@pytest.mark.parametrize("in_log", [True, False])
def test_a_failed_opening_writes_nothing(
    path: Path, tmp_path: Path, spoil: Callable[[sqlite3.Connection], None], mode: str, in_log: bool
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        spoil(connection)
        if in_log:
            shutil.copytree(path.parent, tmp_path / "spoilt")
    folder = tmp_path / "spoilt" if in_log else path.parent
    before = content_of(folder)
    with pytest.raises(ProjectError, match=r"study\.retinaview: "):
        ProjectStore.open(folder / path.name)
    assert content_of(folder) == before


def test_an_upgrade_that_fails_leaves_everything(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA user_version = 2")  # the column of sources is in its way
    before = content_of(path.parent)
    with pytest.raises(ProjectError, match="duplicate column name: source"):
        ProjectStore.open(path)
    assert content_of(path.parent) == before


def test_a_verdict_of_sqlite_counts_also_where_everything_can_be_read(path: Path) -> None:
    """Two rows in the wrong order: only SQLite's own check sees it."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'marks'"
        (page,) = connection.execute(query).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size + 8)
        first, second = file.read(2), file.read(2)
        file.seek((page - 1) * size + 8)
        file.write(second + first)
    with closing(sqlite3.connect(path)) as connection:
        assert len(connection.execute("SELECT * FROM marks").fetchall()) == 3
    before = content_of(path.parent)
    with pytest.raises(ProjectError, match=r"the file is damaged.*out of order"):
        ProjectStore.open(path)
    assert content_of(path.parent) == before


# Two windows


def test_a_second_window_uses_the_log_of_the_first(path: Path) -> None:
    with closing(ProjectStore.open(path)) as first:
        draw(first, 2)
        with closing(ProjectStore.open(path)) as second:
            draw(second, 2)
            draw(first)
            assert len(second.marks(1)) == len(first.marks(1)) == 8
            assert second.notes == ()
    assert marks_in(path) == 8


def test_the_salt_changes_with_every_log(path: Path) -> None:
    salts = set()
    for _ in range(3):
        with closing(ProjectStore.open(path)) as store:
            draw(store)
        with closing(sqlite3.connect(path)) as connection:
            salt = salt_of(connection)
        assert salt.before == ()
        salts.add(salt.now)
    assert len(salts) == 3
    assert [file.name for file in path.parent.iterdir()] == [path.name]
