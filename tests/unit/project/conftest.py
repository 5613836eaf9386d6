"""A project with two photographs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retinaview.core.grades import Laterality
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
