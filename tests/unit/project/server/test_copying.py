"""Whole studies, from a file to a server and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.edits import GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, now
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.copying import copy_study
from retinaview.project.server.server_store import ServerStore
from retinaview.project.store import NewImage, ProjectStore
from tests.postgresql import Server, new_study_name
from tests.unit.project.test_finding_rows import full_finding


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A study with something in every table."""
    path = tmp_path / "study.retinaview"
    with closing(ProjectStore.create(path)) as store:
        store.add_images([NewImage("sub/a.png", "P1", Laterality.OD), NewImage("../b.png")])
        mark = Mark.drawn(LesionClass.HAEMORRHAGE, Box(0.1, 1 / 3, 3, 4), author="änna")
        answer = Grading(dr=DRGrade(2), comment="a\nb").signed("bob", now())
        store.apply(
            [MarksEdit(1, "Draw", (), (mark,)), GradingEdit(1, "Grade", Grading(), answer)],
            reader="änna",
        )
        store.save_finding(2, full_finding(), proposals=[])
        store.set_thresholds({ThresholdKey("n", "1", mark.lesion): 0.1}, reader="bob")
        store.set_setting("left_at", "here")
        store.assign([2], reader="bob", by="änna")
    return path


def content(path: Path) -> list[str]:
    """Everything but the salt of the file's log."""
    with closing(sqlite3.connect(path)) as connection:
        lines = sorted(connection.iterdump())
    return [line for line in lines if "\"settings\" VALUES('log'" not in line]


def test_there_and_back_is_equal(server: Server, file: Path, tmp_path: Path) -> None:
    address, back = server.address(new_study_name()), tmp_path / "back.retinaview"
    assert copy_study(file, address) == 2
    assert copy_study(address, back) == 2
    assert content(back) == content(file)
    with closing(ServerStore(address)) as store:
        assert store.path.parent == file.parent
        assert store.add_images([NewImage("new.png")])[0].id == 3
        store.apply([GradingEdit(3, "Grade", Grading(), Grading(ungradable=True))], reader="admin")


def test_a_damaged_row_is_named_and_nothing_is_left_behind(
    server: Server, file: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE marks SET x = 'left'")
    address, back = server.address(new_study_name()), tmp_path / "back.retinaview"
    for target in (address, back):
        with pytest.raises(ProjectError, match=r"table marks: is damaged .* \(x is 'left'\)"):
            copy_study(file, target)
    assert not back.exists()
    with pytest.raises(ProjectError, match="the database holds no study"):
        ServerStore(address)


def test_nothing_is_copied_over_a_study(server: Server, file: Path) -> None:
    address = server.address(new_study_name())
    copy_study(file, address)
    for target in (address, file):
        with pytest.raises(ProjectError, match="is there already"):
            copy_study(file, target)
