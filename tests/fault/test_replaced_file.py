"""A project file that is deleted, moved, replaced or overwritten under an open window."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project.faults import FileReplaced
from retinaview.project.store import NewImage, ProjectStore


def draw(store: ProjectStore, count: int = 1) -> None:
    for number in range(count):
        mark = Mark.drawn(LesionClass.HAEMORRHAGE, Box(number, 2, 3, 4), author="Anna")
        store.apply([MarksEdit(1, "Draw haemorrhage", (), (mark,))], reader="Anna")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProjectStore]:
    monkeypatch.setattr("retinaview.project.opening.SYNCHRONOUS", "OFF")
    path = tmp_path / "study" / "study.retinaview"
    path.parent.mkdir()
    with closing(ProjectStore.create(path)) as store:
        store.add_images([NewImage("1.jpg")])
        draw(store, 2)
    shutil.copy(path, tmp_path / "backup")
    with closing(ProjectStore.open(path)) as store:
        draw(store, 3)
        yield store


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "backup"


def test_a_deleted_file_takes_no_edit_and_can_be_kept_elsewhere(
    store: ProjectStore, tmp_path: Path
) -> None:
    store.path.unlink()
    with pytest.raises(
        FileReplaced, match=r"study\.retinaview: was deleted or moved .*Save a copy"
    ):
        draw(store)
    store.copy_to(tmp_path / "kept.retinaview")
    with closing(ProjectStore.open(tmp_path / "kept.retinaview")) as kept:
        assert len(kept.marks(1)) == 5


def test_a_replaced_file(store: ProjectStore, tmp_path: Path, backup: Path) -> None:
    before = backup.read_bytes()
    backup.replace(store.path)
    for _ in range(2):
        with pytest.raises(FileReplaced, match=r"study\.retinaview: was replaced"):
            draw(store)
    store.copy_to(tmp_path / "kept.retinaview")
    store.close()
    assert store.path.read_bytes() == before
    with closing(ProjectStore.open(tmp_path / "kept.retinaview")) as kept:
        assert len(kept.marks(1)) == 5
    with closing(ProjectStore.open(store.path)) as restored:
        assert len(restored.marks(1)) == 2


def test_an_overwritten_file(store: ProjectStore, tmp_path: Path, backup: Path) -> None:
    shutil.copy(backup, store.path)
    for _ in range(2):
        with pytest.raises(FileReplaced, match=r"study\.retinaview: was replaced"):
            draw(store)
    with pytest.raises(FileReplaced, match="was overwritten"):
        store.copy_to(tmp_path / "kept.retinaview")
    store.close()
    assert store.path.read_bytes() == backup.read_bytes()
    with closing(ProjectStore.open(store.path)) as restored:
        assert len(restored.marks(1)) == 2


def test_a_file_overwritten_with_something_else(store: ProjectStore) -> None:
    store.path.write_bytes(b"no project" * 1000)
    with pytest.raises(ProjectError, match=r"study\.retinaview: "):
        draw(store)
    store.close()
    assert store.path.read_bytes() == b"no project" * 1000


def test_what_another_window_does_is_no_replacement(store: ProjectStore) -> None:
    with closing(ProjectStore.open(store.path)) as other:
        draw(other, 2)
        draw(store)
    draw(store)
    assert len(store.marks(1)) == 9


def test_a_name_that_leads_in_a_circle(store: ProjectStore, tmp_path: Path) -> None:
    store.path.unlink()
    store.path.symlink_to(store.path)
    with pytest.raises(FileReplaced):
        draw(store)
    store.copy_to(tmp_path / "kept.retinaview")
    store.close()


def test_a_file_that_is_put_back_is_the_same(store: ProjectStore, tmp_path: Path) -> None:
    store.path.rename(tmp_path / "away")
    with pytest.raises(FileReplaced):
        draw(store)
    (tmp_path / "away").rename(store.path)
    draw(store)
    assert len(store.marks(1)) == 6


def test_an_overwritten_file_with_more_events(store: ProjectStore, tmp_path: Path) -> None:
    """Of another study, in which more was done."""
    with closing(ProjectStore.create(tmp_path / "other.retinaview")) as other:
        other.add_images([NewImage("1.jpg")])
        draw(other, 9)
    shutil.copy(tmp_path / "other.retinaview", store.path)
    with pytest.raises(FileReplaced, match=r"study\.retinaview: was replaced"):
        draw(store)


def test_another_program_that_opens_and_closes_the_file_takes_no_edit_away(
    store: ProjectStore,
) -> None:
    with store.path.open("rb"):
        pass  # which loses this process all its locks on the file
    look = f"import sqlite3; c = sqlite3.connect({str(store.path)!r});"
    look += " c.execute('SELECT count(*) FROM marks').fetchone(); c.close()"
    subprocess.run([sys.executable, "-c", look], check=True)
    draw(store)
    store.close()
    with closing(ProjectStore.open(store.path)) as again:
        assert len(again.marks(1)) == 6
