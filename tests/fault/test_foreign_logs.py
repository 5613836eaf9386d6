"""A log beside a project file is used only if it is the file's; a failed opening writes nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project import project_file
from retinaview.project.file_identity import renew_salt, salt_of
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


def with_log(store: ProjectStore) -> None:
    """Go on as programs up to schema 8 did: in a log, in which the salt changes once."""
    store._connection.execute("PRAGMA journal_mode = WAL")
    store._connection.execute("PRAGMA wal_autocheckpoint = 0")
    with store._writer.begin() as connection:
        renew_salt(connection)


def killed(path: Path, work: Callable[[ProjectStore], None]) -> None:
    """Leave the file and its log as an earlier program did that was killed after some work."""
    live = path.parent.with_name("live")
    live.mkdir(exist_ok=True)
    shutil.move(path, live / path.name)
    with closing(ProjectStore.open(live / path.name)) as store:
        with_log(store)
        with patch.object(project_file, "renew_salt"), patch.object(store, "_logs", ()):
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
def test_a_restored_backup_beside_yesterdays_log(path: Path, tmp_path: Path, edits: int) -> None:
    backup = shutil.copy(path, tmp_path / "backup")
    with closing(ProjectStore.open(path)) as store:
        draw(store)
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
    left = {file.name for file in path.parent.iterdir()}
    assert left - {f"{path.name}-shm"} == {path.name, aside.name}


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
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE images SET patient = 'P7'")
        for file in list(path.parent.iterdir()):
            shutil.copy(file, tmp_path / file.name)
    for file in tmp_path.glob("study.retinaview*"):
        shutil.copy(file, path.parent)
    assert log_of(path).exists()
    with closing(ProjectStore.open(path)) as store:
        assert store.images()[0].patient == "P7"
        assert store.notes == ()


def test_a_foreign_journal(path: Path, tmp_path: Path) -> None:
    backup = shutil.copy(path, tmp_path / "backup")
    with closing(ProjectStore.open(path)) as store:
        draw(store, 4)
        with store._writing() as transaction:
            transaction.connection().exec_driver_sql("PRAGMA cache_spill = 1")
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


def test_the_salt_changes_with_every_edit(path: Path) -> None:
    salts = []
    with closing(ProjectStore.open(path)) as store:
        for _ in range(3):
            draw(store)
            salts.append(salt_of(store._connection))
    assert len({salt.now for salt in salts}) == 3
    assert [salt.before for salt in salts[1:]] == [(salt.now,) for salt in salts[:-1]]
    assert [file.name for file in path.parent.iterdir()] == [path.name]


# While the study is open


def journal_of(path: Path) -> Path:
    return path.with_name(path.name + "-journal")


def unfinished(path: Path, folder: Path) -> Path:
    """Leave a file and its journal as a program does that is killed in the midst of a change."""
    copy = folder / path.name
    folder.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE images SET patient = 'P9'")
        connection.execute("UPDATE settings SET value = 'another ' || value")
        for number in range(200):
            connection.execute("INSERT INTO settings VALUES (?, ?)", (str(number), "x" * 500))
        for file in path.parent.glob(f"{path.name}*"):
            shutil.copy(file, folder / file.name)
        connection.execute("ROLLBACK")
    assert journal_of(copy).stat().st_size > 0
    return copy


def test_a_journal_of_another_file_is_not_applied_to_an_open_one(
    path: Path, tmp_path: Path
) -> None:
    other = unfinished(path, tmp_path / "other")
    with closing(ProjectStore.open(path)) as store:
        draw(store, 9)
        shutil.copy(journal_of(other), path.parent)
        draw(store)
        assert len(store.marks(1)) == 13
    assert marks_in(path) == 13
    assert journal_of(path).with_name(f"{path.name}-journal.foreign").exists()


def test_a_log_of_another_file_is_not_applied_to_an_open_one(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / path.name
    shutil.copy(path, other)
    with closing(ProjectStore.open(path)) as store:
        draw(store, 9)
        killed(other, lambda store: draw(store, 20))
        shutil.copy(log_of(other), path.parent)
        draw(store)
        assert len(store.marks(1)) == 13
    assert marks_in(path) == 13


def test_what_a_killed_window_left_is_taken_back_by_another_one(path: Path, tmp_path: Path) -> None:
    copy = unfinished(path, tmp_path / "copy")
    with closing(ProjectStore.open(path)) as store:
        for file in copy.parent.iterdir():
            path.with_name(file.name).write_bytes(file.read_bytes())
        assert store.images()[0].patient == ""
        draw(store)
    assert marks_in(path) == 4
    assert [file.name for file in path.parent.iterdir()] == [path.name]


CUT = """
import os, sys, threading
from pathlib import Path
from retinaview.project.images import NewImage
from retinaview.project.store import ProjectStore
path = Path(sys.argv[1])
store = ProjectStore.open(path)
ended = threading.Event()
def cut():
    while not ended.is_set():
        for end in ("-shm", "-wal", "-journal"):
            try:
                os.truncate(path.with_name(path.name + end), 0)
            except FileNotFoundError:
                pass
cutting = threading.Thread(target=cut)
cutting.start()
for number in range(60):
    store.add_images([NewImage(f"{number}.png")])
    assert len(store.images()) == number + 2
ended.set()
cutting.join()
store.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="files in use cannot be cut there")
def test_what_lies_beside_an_open_study_may_be_cut_off_at_any_moment(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CUT, str(path)], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    with closing(ProjectStore.open(path)) as store:
        assert len(store.images()) == 61
        assert store.notes == ()


@pytest.mark.skipif(sys.platform == "win32", reason="files in use cannot be cut there")
@pytest.mark.parametrize("size", [0, 10, 4096, 5000, 20_000])
def test_a_study_that_is_cut_off_while_it_is_open_is_one_sentence(path: Path, size: int) -> None:
    with closing(ProjectStore.open(path)) as store:
        with path.open("r+b") as file:
            file.truncate(size)
        for use in (store.images, lambda: store.marks(1), lambda: draw(store)):
            with suppress(ProjectError):
                use()
        with pytest.raises(ProjectError, match=r"study\.retinaview: "):
            draw(store)
