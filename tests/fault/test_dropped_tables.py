"""What another program does to the tables of an open study."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.project.store import ProjectStore
from retinaview.session.session import Session
from retinaview.session.study import open_study


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
    assert (drawn is None) == (table != "gradings")
    assert said
    assert len(session.marks(image.id)) == 1 + (drawn is not None)
    session.save_copy(tmp_path / "kept.retinaview")
    with closing(ProjectStore.open(tmp_path / "kept.retinaview")) as kept:
        marks = [len(kept.marks(image.id)) for image in kept.images()]
    assert marks == [1 + (drawn is not None), 1]
