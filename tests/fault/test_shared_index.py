"""What another program does to the parts of an open study that SQLite has in memory."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.project.faults import FileReplaced
from retinaview.project.images import NewImage
from retinaview.project.store import ProjectStore
from retinaview.session.session import Session
from retinaview.session.study import open_study

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="files in use cannot be cut there")

# In a process of its own, because the system ends it where the index is read beyond its end.
_CUT = """
import os, sys
from pathlib import Path
from retinaview.project.images import NewImage
from retinaview.project.store import ProjectStore
path = Path(sys.argv[1])
index = path.with_name(path.name + "-shm")
store = ProjectStore.create(path)
for number, size in enumerate([0, 100, 16_000]):
    store.add_images([NewImage(f"{number}.png")])
    os.truncate(index, size)
    assert len(store.images()) == number + 1
    os.truncate(index, size)
store.copy_to(path.with_name("copy.retinaview"))
os.truncate(index, 0)
store.close()
"""


def test_an_index_that_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "study.retinaview"
    done = subprocess.run([sys.executable, "-c", _CUT, str(path)], capture_output=True, check=False)
    assert done.returncode != -signal.SIGBUS
    assert (done.returncode, done.stderr) == (0, b"")
    for found in (path, tmp_path / "copy.retinaview"):
        with closing(ProjectStore.open(found)) as store:
            assert len(store.images()) == 3
            assert store.notes == ()


def index_of(store: ProjectStore) -> Path:
    return store.path.with_name(f"{store.path.name}-shm")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    with closing(ProjectStore.create(tmp_path / "study.retinaview")) as store:
        store.add_images([NewImage("1.png")])
        yield store


def test_an_index_that_was_written_over_is_made_anew(store: ProjectStore) -> None:
    content = np.random.default_rng(1).bytes(index_of(store).stat().st_size)
    with index_of(store).open("r+b") as file:
        file.write(content)
    store.add_images([NewImage("2.png")])
    assert [image.path for image in store.images()] == ["1.png", "2.png"]


def write_over(store: ProjectStore, how: str, older: bytes) -> None:
    """Damage an index from another process, whose closing of the file loses no locks of ours."""
    script = "import sys; open(sys.argv[1], 'r+b').write(sys.stdin.buffer.read())"
    index, random = index_of(store).read_bytes(), np.random.default_rng(3)
    pages, slots = random.bytes(200), random.integers(0, 60, 8192, np.uint16).tobytes()
    folded = (7000).to_bytes(4, sys.byteorder)
    new = {
        "older": older,
        "pages": index[:140] + pages + index[340:],
        "table": index[:16384] + slots,
        "empty": index[:136] + bytes(len(index) - 136),
        "folded": index[:96] + folded + index[100:],
    }[how]
    command = [sys.executable, "-c", script, str(index_of(store))]
    subprocess.run(command, input=new, check=True)


@pytest.mark.parametrize("how", ["older", "pages", "table", "empty", "folded"])
@pytest.mark.parametrize("then", ["edit", "close"])
def test_an_index_that_says_something_else_than_the_log_loses_nothing(
    store: ProjectStore, how: str, then: str
) -> None:
    older = index_of(store).read_bytes()
    store.add_images([NewImage(f"{number}.png") for number in range(2, 40)])
    for number in range(40, 60):
        store.add_images([NewImage(f"{number}.png")])
    write_over(store, how, older)
    if then == "edit":
        store.add_images([NewImage("60.png")])
        assert len(store.images()) == 60
    store.close()
    with closing(ProjectStore.open(store.path)) as again:
        assert len(again.images()) == (60 if then == "edit" else 59)
        assert again.notes == ()
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_sound_index_is_left_as_it_is(
    store: ProjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    emptied = list[bytes]()
    monkeypatch.setattr(os, "pwrite", lambda _file, data, _offset: emptied.append(data))
    with closing(ProjectStore.open(store.path)) as other:
        for number in range(10):
            window = (store, other)[number % 2]
            window.add_images([NewImage(f"{number}-{count}.png") for count in range(20)])
            assert len(window.images()) == len(store.images())
    assert len(store.images()) == 1 + 10 * 20
    assert emptied == []


@pytest.mark.parametrize("how", ["removed", "another"])
def test_an_index_that_is_another_one_takes_no_edit_and_loses_none(
    store: ProjectStore, how: str
) -> None:
    index_of(store).unlink()
    if how == "another":  # as the next window would make
        index_of(store).write_bytes(bytes(32768))
    for _ in range(2):
        with pytest.raises(FileReplaced, match="can save nothing more in it"):
            store.add_images([NewImage("2.png")])
    assert len(store.images()) == 1
    store.close()
    count = "import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute("
    count += "'SELECT count(*) FROM images').fetchone())"
    command = [sys.executable, "-c", count, str(store.path)]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"1\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    folder = tmp_path / "clinic"
    folder.mkdir()
    for name in ("a_OD.png", "a_OS.png"):
        cv2.imwrite(str(folder / name), np.full((60, 80, 3), 90, np.uint8))
    session = open_study([folder], reader="Ann")
    for image in session.images:
        session.draw(image.id, LesionClass.HAEMORRHAGE, Box(1, 2, 3, 4))
    yield session
    session.close()


@pytest.mark.parametrize("table", ["marks", "images", "events", "gradings", "settings"])
def test_a_table_that_another_program_drops_is_one_sentence_and_nothing_is_lost(
    session: Session, table: str, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(session.path)) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute(f"DROP TABLE {table}")
    image, said = session.images[0], list[str]()
    session.message.connect(said.append)
    drawn = session.draw(image.id, LesionClass.HARD_EXUDATE, Box(5, 6, 7, 8))
    session.set_grading(image.id, Grading(dr=DRGrade.MILD))
    assert all("a part of it is missing, because another" in sentence for sentence in said)
    assert (drawn is None) == (table in ("marks", "images", "events"))
    assert said or table == "settings"
    assert len(session.marks(image.id)) == 1 + (drawn is not None)
    session.save_copy(tmp_path / "kept.retinaview")
    with closing(ProjectStore.open(tmp_path / "kept.retinaview")) as kept:
        marks = [len(kept.marks(image.id)) for image in kept.images()]
    assert marks == [1 + (drawn is not None), 1]


def test_the_file_is_no_larger_than_it_was(store: ProjectStore) -> None:
    before = index_of(store).stat().st_size
    os.truncate(index_of(store), 10)
    store.images()
    assert index_of(store).stat().st_size == before
