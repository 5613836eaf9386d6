"""A project with two photographs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.grades import Laterality
from retinaview.project import upgrade
from retinaview.project.opening import close_engine, new_engine
from retinaview.project.store import NewImage, ProjectStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProjectStore]:
    store = ProjectStore.create(tmp_path / "study.retinaview")
    store.add_images(
        [
            NewImage("photos/1_right.jpg", patient="1", eye=Laterality.OD),
            NewImage("photos/1_left.jpg", patient="1", eye=Laterality.OS),
        ]
    )
    yield store
    store.close()


@pytest.fixture
def image_id(store: ProjectStore) -> int:
    return store.images()[0].id


def older_project(path: Path, *, version: int = 1) -> Path:
    """A project of an older schema with one photograph."""
    engine = new_engine(path)
    with engine.execution_options(writes=True).begin() as connection:
        upgrade.migrate(connection, version)
    close_engine(engine)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO images (path, sha256, patient, position) VALUES ('a.jpg', '', '', 0)"
        )
    return path
