"""A project file that is not one, damaged, protected, locked or on a full disk.

Each fault is one sentence that names the file; nothing else is ever raised, nothing is lost.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
import pytest

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding, LesionMap, Quality
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project.store import NewImage, ProjectStore
from retinaview.session import study
from tests.unit.project.test_journal import interrupted_copy

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="permission bits are POSIX")


def draw(image_id: int = 1, *, comment: str = "") -> MarksEdit:
    mark = Mark.drawn(LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4), author="Anna")
    if comment:
        mark = mark.with_box(Box(5, 6, 7, 8), author=comment)
    return MarksEdit(image_id, "Draw haemorrhage", (), (mark,))


def filled_store(path: Path, *, marks: int = 40) -> ProjectStore:
    store = ProjectStore.create(path, busy_timeout_s=0.05)
    store.add_images([NewImage(f"{number}.jpg") for number in range(20)])
    store.apply([draw(1 + n % 20) for n in range(marks)], reader="Anna")
    store.apply([GradingEdit(1, "Grade", Grading(), Grading(DRGrade.MILD))], reader="Anna")
    noise = np.random.default_rng(0).integers(0, 256, (64, 64), dtype=np.uint8)
    lesion_map = LesionMap(LesionClass.HAEMORRHAGE, noise, Box(0, 0, 64, 64), 0.5)
    store.save_finding(1, Finding(Quality(1, gradable=True), lesion_maps=(lesion_map,)))
    return store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    store = filled_store(tmp_path / "study.retinaview")
    yield store
    store.close()


def read_everything(store: ProjectStore) -> None:
    store.images()
    store.all_marks()
    store.gradings()
    store.finding(1)
    store.finding_summaries()
    store.events()
    store.runs()
    store.setting("panel")


# Not a project


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"none\.retinaview: does not exist$"):
        ProjectStore.open(tmp_path / "none.retinaview")
    assert list(tmp_path.iterdir()) == []


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="is a folder"):
        ProjectStore.open(tmp_path)


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE images (id INTEGER)")


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_text("image,patient\n" * 100),
        lambda path: path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 50),
        lambda path: path.write_bytes(b""),
        foreign_database,
    ],
    ids=["text", "jpeg", "empty", "another database"],
)
def test_another_kind_of_file(tmp_path: Path, write: object) -> None:
    path = tmp_path / "study.retinaview"
    write(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(ProjectError, match=r"study\.retinaview: is not a RetinaView project$"):
        ProjectStore.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_newer_schema(store: ProjectStore) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = store.path.read_bytes()
    with pytest.raises(ProjectError, match=r"newer RetinaView \(schema 99; this one reads up to"):
        ProjectStore.open(store.path)
    assert store.path.read_bytes() == before


# Damage


@pytest.mark.parametrize("share", [0.0005, 0.3, 0.6, 0.99])
def test_a_truncated_file(store: ProjectStore, share: float) -> None:
    store.close()
    with store.path.open("r+b") as stream:
        stream.truncate(int(store.path.stat().st_size * share))
    with pytest.raises(ProjectError, match=r"study\.retinaview: (the file is damaged|is not a)"):
        ProjectStore.open(store.path)


def test_a_damaged_table_is_noticed_when_opening(store: ProjectStore) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'marks'"
        (page,) = connection.execute(query).fetchone()
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    with store.path.open("r+b") as stream:
        stream.seek((page - 1) * page_size)
        stream.write(b"\xa5" * page_size)
    with pytest.raises(ProjectError, match=r"study\.retinaview: the file is damaged"):
        ProjectStore.open(store.path)


def test_rows_out_of_order_are_noticed_although_they_can_be_read(store: ProjectStore) -> None:
    """A row that SQLite passes over when it looks for it by its number is lost to every edit."""
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'images'"
        (page,) = connection.execute(query).fetchone()
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(store.path.read_bytes())
    start = (page - 1) * page_size + 8  # the places of the cells, after the head of a leaf
    assert content[start - 8] == 13, "the table is one leaf"
    content[start : start + 4] = content[start + 2 : start + 4] + content[start : start + 2]
    store.path.write_bytes(content)
    with closing(sqlite3.connect(store.path)) as connection:
        assert len(connection.execute("SELECT * FROM images").fetchall()) == 20
    with pytest.raises(ProjectError, match=r"the file is damaged.*out of order"):
        ProjectStore.open(store.path)


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("UPDATE marks SET lesion = 'a wart' WHERE image_id = 1", "a mark cannot be read"),
        ("UPDATE marks SET width = -1 WHERE image_id = 1", "a mark cannot be read"),
        ("UPDATE marks SET x = 'left' WHERE image_id = 1", "a mark cannot be read"),
        ("UPDATE marks SET created = 'yesterday' WHERE image_id = 1", "a mark cannot be read"),
        ("UPDATE marks SET comment = x'00' WHERE image_id = 1", "a mark cannot be read"),
        ("UPDATE gradings SET dr = 9", "the answer cannot be read"),
        ("UPDATE gradings SET modified = 'now'", "the answer cannot be read"),
        ("UPDATE maps SET data = x'00'", "what the models said cannot be read"),
        ("UPDATE findings SET summary = '{'", "what the models said cannot be read"),
        ("UPDATE findings SET summary = '[1]'", "what the models said cannot be read"),
        ("UPDATE findings SET summary = '{}'", "what the models said cannot be read"),
        (f"UPDATE findings SET summary = '{'[' * 5000}'", "what the models said cannot be read"),
        (f"UPDATE findings SET grades = '{'[' * 5000}'", "what the models said cannot be read"),
        ("UPDATE findings SET grades = '5'", "what the models said cannot be read"),
    ],
)
def test_one_value_that_cannot_be(store: ProjectStore, sentence: str, said: str) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute(sentence)
        kept = connection.execute("SELECT count(*) FROM marks").fetchone()
    with closing(ProjectStore.open(store.path)) as reopened:
        read_everything(reopened)
        assert said in reopened.damage.of(1)[0]
        assert reopened.damage.of(2) == ()
        assert len(reopened.marks(2)) == 2
        assert len(reopened.images()) == 20
        # All can be answered, drawn and computed again.
        before = reopened.grading(1)
        after = Grading(DRGrade.SEVERE)
        reopened.apply([draw(), GradingEdit(1, "Grade", before, after)], reader="Anna")
        reopened.save_finding(1, Finding(Quality(1, gradable=True)))
        assert reopened.grading(1).dr is DRGrade.SEVERE
        assert reopened.finding(1) is not None
        assert 1 in reopened.finding_summaries()
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM marks").fetchone()[0] == kept[0] + 1


def rewrite_schema(connection: sqlite3.Connection, old: str, new: str) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    change = "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = 'marks'"
    connection.execute(change, (old, new))


def test_a_null_where_none_may_be(store: ProjectStore) -> None:
    store.close()
    strict, loose = "comment VARCHAR NOT NULL", "comment VARCHAR"
    with closing(sqlite3.connect(store.path)) as connection, connection:
        rewrite_schema(connection, strict, loose)
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE marks SET comment = NULL WHERE image_id = 1")
        rewrite_schema(connection, loose, strict)
    with closing(ProjectStore.open(store.path)) as reopened:
        assert reopened.marks(1) == ()
        assert len(reopened.marks(2)) == 2
        assert "a mark cannot be read" in reopened.damage.of(1)[0]


def test_foreign_triggers_tables_and_views(store: ProjectStore) -> None:
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute("CREATE VIEW seen AS SELECT * FROM marks")
        connection.execute(
            "CREATE TRIGGER thief AFTER INSERT ON events BEGIN DELETE FROM marks; END"
        )
    with closing(ProjectStore.open(store.path)) as reopened:
        assert reopened.notes == ("a trigger of another program was removed: thief",)
        reopened.apply([draw()], reader="Anna")
        assert len(reopened.marks(1)) == 3
        (event,) = [e for e in reopened.events() if e.label == "Take out trigger"]
        assert "DELETE FROM marks" in event.before
    with closing(ProjectStore.open(store.path)) as again:
        assert again.notes == ()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("SELECT * FROM theirs, seen").fetchall()


def test_random_damage_is_one_error_or_none(store: ProjectStore, tmp_path: Path) -> None:
    store.close()
    sound = store.path.read_bytes()
    rng = random.Random(7)
    refused = 0
    for trial in range(60):
        data = bytearray(sound)
        for _ in range(rng.choice([1, 5, 50])):
            start = rng.randrange(len(data))
            data[start : start + 16] = rng.randbytes(min(16, len(data) - start))
        path = tmp_path / f"{trial}.retinaview"
        path.write_bytes(data)
        try:
            with closing(ProjectStore.open(path)) as damaged:
                read_everything(damaged)
        except ProjectError as error:
            refused += 1
            assert error.path == path  # noqa: PT017 - most trials raise, some need not
    assert refused > 10


def test_a_foreign_log_beside_the_project(store: ProjectStore) -> None:
    store.close()
    log = store.path.with_name(store.path.name + "-wal")
    log.write_bytes(b"not a log" * 1000)
    with closing(ProjectStore.open(store.path)) as reopened:
        assert len(reopened.all_marks()) == 20


# Protection


@contextmanager
def without_privileges(folder: Path) -> Iterator[None]:
    """As a user whom permission bits bind; root gives its privileges up for a while."""
    if os.geteuid() != 0:
        yield
        return
    nobody = 65534
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody, nobody)
    os.seteuid(nobody)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can reach, unlike pytest's."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(folder)


def protect(path: Path) -> None:
    path.chmod(0o555 if path.is_dir() else 0o444)


@posix_only
@pytest.mark.parametrize("protected", ["file", "folder", "both"])
def test_protected_projects_open_for_reading(open_folder: Path, protected: str) -> None:
    path = open_folder / "study.retinaview"
    filled_store(path).close()
    with without_privileges(open_folder):
        if protected != "folder":
            protect(path)
        if protected != "file":
            protect(open_folder)
        before = path.read_bytes()
        with closing(ProjectStore.open(path)) as store:
            assert store.read_only
            assert len(store.images()) == 20
            assert len(store.all_marks()) == 20
            assert store.finding(1) is not None
            with pytest.raises(ProjectError, match=r"study\.retinaview: cannot be written"):
                store.apply([draw()], reader="Anna")
            with pytest.raises(ProjectError, match="cannot be written"):
                store.add_images([NewImage("new.jpg")])
            with pytest.raises(ProjectError, match="cannot be written"):
                store.set_setting("panel", "lesions")
        assert path.read_bytes() == before


@posix_only
def test_a_file_that_may_not_be_read(open_folder: Path) -> None:
    path = open_folder / "study.retinaview"
    filled_store(path).close()
    with without_privileges(open_folder):
        path.chmod(0)
        with pytest.raises(ProjectError, match=r"study\.retinaview: cannot be opened"):
            ProjectStore.open(path)


@posix_only
def test_unfolded_edits_in_a_protected_folder_are_not_passed_over(open_folder: Path) -> None:
    live = filled_store(open_folder / "live.retinaview")
    live._connection.execute("PRAGMA journal_mode = WAL")  # as earlier programs
    live.apply([draw()], reader="Anna")
    copy = open_folder / "copy"
    copy.mkdir()
    for name in ("live.retinaview", "live.retinaview-wal"):
        shutil.copy(open_folder / name, copy / name)
    live.close()
    with without_privileges(open_folder):
        protect(copy)
        with pytest.raises(ProjectError, match=r"was not closed properly.*live\.retinaview-wal"):
            ProjectStore.open(copy / "live.retinaview")
        copy.chmod(0o755)
        with closing(ProjectStore.open(copy / "live.retinaview")) as store:
            assert sum(map(len, store.all_marks().values())) == 41


@posix_only
@pytest.mark.parametrize("protected", ["file", "folder", "both"])
def test_a_change_that_was_cut_off_is_not_read_as_if_it_were_whole(
    open_folder: Path, protected: str
) -> None:
    with closing(filled_store(open_folder / "study.retinaview")) as store:
        copy = interrupted_copy(store, open_folder)
    journal = copy.with_name("study.retinaview-journal")
    with without_privileges(open_folder):
        if protected != "folder":
            protect(copy)
        if protected != "file":
            protect(copy.parent)
        with pytest.raises(ProjectError, match=f"was not closed properly.*{journal.name}"):
            ProjectStore.open(copy)
        copy.parent.chmod(0o755)
        copy.chmod(0o644)
        with closing(ProjectStore.open(copy)) as store:
            assert len(store.images()) == 20
            assert "half" not in {image.path for image in store.images()}
            assert sum(map(len, store.all_marks().values())) == 40


@posix_only
def test_a_project_cannot_be_made_in_a_protected_folder(open_folder: Path) -> None:
    with without_privileges(open_folder):
        protect(open_folder)
        with pytest.raises(ProjectError, match=r"study\.retinaview: cannot be opened or written"):
            ProjectStore.create(open_folder / "study.retinaview")
        assert list(open_folder.iterdir()) == []


@posix_only
def test_a_study_in_a_protected_folder_is_kept_elsewhere(
    open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photographs, data = open_folder / "clinic", open_folder / "data"
    photographs.mkdir()
    data.mkdir()
    (photographs / "1_left.jpg").touch()
    monkeypatch.setattr(study, "user_data_path", lambda *_, **__: data)
    with without_privileges(open_folder):
        protect(photographs)
        with closing(study.open_study([photographs], reader="Anna")) as session:
            assert session.path.is_relative_to(data)
            assert f"{photographs} cannot be written" in session.notes[0]
            assert session.path_of(1) == photographs / "1_left.jpg"
            assert session.draw(1, LesionClass.IRMA, Box(1, 2, 3, 4)) is not None
        photographs.chmod(0o755)


# Locks


def test_a_writer_that_does_not_let_go(store: ProjectStore) -> None:
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ProjectError, match=r"study\.retinaview: another program is writing"):
            store.apply([draw()], reader="Anna")
        with pytest.raises(ProjectError, match="another program is writing"):
            ProjectStore.open(store.path, busy_timeout_s=0.05)
        assert len(store.marks(1)) == 2
        other.execute("ROLLBACK")
    store.apply([draw()], reader="Anna")
    assert len(store.marks(1)) == 3


# A full disk


@contextmanager
def no_more_pages(store: ProjectStore) -> Iterator[None]:
    with store._engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    yield
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1000000")


def test_a_full_disk(store: ProjectStore) -> None:
    big = draw(comment="x" * 100_000)
    before = store.all_marks(), store.events()
    with no_more_pages(store):
        with pytest.raises(ProjectError, match=r"study\.retinaview: the disk is full"):
            store.apply([draw(), big], reader="Anna")
        noise = np.random.default_rng(0).integers(0, 256, (512, 512), dtype=np.uint8)
        lesion_map = LesionMap(LesionClass.HAEMORRHAGE, noise, Box(0, 0, 9, 9), 0.5)
        with pytest.raises(ProjectError, match="the disk is full"):
            store.save_finding(1, Finding(Quality(1, gradable=True), lesion_maps=(lesion_map,)))
        assert (store.all_marks(), store.events()) == before
        old = store.finding(1)
        assert old is not None
        assert old.lesion_maps[0].probability.shape == (64, 64)

    store.apply([big], reader="Anna")
    store.close()
    with closing(ProjectStore.open(store.path)) as reopened:
        assert len(reopened.marks(1)) == 3


@posix_only
def test_a_disk_that_takes_no_more_bytes(store: ProjectStore) -> None:
    import resource

    big = draw(comment="x" * 100_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (store.path.stat().st_size + 5000, hard))
    try:
        with pytest.raises(ProjectError, match=r"study\.retinaview: the disk"):
            store.apply([big], reader="Anna")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(store.marks(1)) == 2
    store.apply([big], reader="Anna")
    assert len(store.marks(1)) == 3


def test_a_project_that_vanishes_while_open_keeps_its_name_in_the_error(tmp_path: Path) -> None:
    store = filled_store(tmp_path / "study.retinaview")
    store.close()
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("DROP TABLE settings")
    with pytest.raises(ProjectError, match=r"study\.retinaview: .*no such table: settings"):
        ProjectStore.open(store.path)
