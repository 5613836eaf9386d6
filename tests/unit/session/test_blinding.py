"""Blind reading: what is hidden, what ends it, and what of it stays in the file."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from retinaview.core.errors import ProjectError
from retinaview.core.grades import DRGrade, Grading
from retinaview.project.store import NewImage, ProjectStore
from retinaview.session.blinding import Blinding

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with closing(ProjectStore.create(tmp_path / "study.retinaview")) as store:
        store.add_images([NewImage("1.jpg"), NewImage("2.jpg")])
        return store.path


def test_only_a_blind_study_hides_and_an_answer_reveals_one_photograph(path: Path) -> None:
    with closing(ProjectStore.open(path)) as store:
        blinding = Blinding(store, reader="Anna")
        told: list[int | None] = []
        blinding.changed.connect(told.append)
        assert not blinding.hides(1)
        blinding.turn(True)
        blinding.turn(True)
        assert (blinding.hides(1), blinding.hides(2)) == (True, True)
        blinding.reveal(1, Grading(DRGrade.MILD))
        blinding.reveal(1, Grading(DRGrade.SEVERE))  # the first one stands
        assert (blinding.hides(1), blinding.hides(2)) == (False, True)
        assert told == [None, 1]
        (first,) = store.events(1)
        assert (first.label, first.reader, first.after["dr"]) == ("First answer", "Anna", 1)


def test_a_comment_is_no_answer(path: Path) -> None:
    with closing(ProjectStore.open(path)) as store:
        blinding = Blinding(store, reader="Anna")
        blinding.turn(True)
        with pytest.raises(ProjectError, match="has no answer yet"):
            blinding.reveal(1, Grading(comment="hazy"))
        assert blinding.hides(1)


def test_it_is_kept_and_the_log_says_who_turned_it_off(path: Path) -> None:
    with closing(ProjectStore.open(path)) as store:
        blinding = Blinding(store, reader="Anna")
        blinding.turn(True)
        blinding.reveal(2, Grading(ungradable=True))
    with closing(ProjectStore.open(path)) as store:
        same = Blinding(store, reader="Anna")
        assert (same.on, same.hides(1), same.hides(2)) == (True, True, False)
        again = Blinding(store, reader="Ben")
        assert (again.on, again.hides(1), again.hides(2)) == (True, True, True)
        again.turn(False)
        assert not again.hides(1)
        again.reveal(1, Grading(ungradable=True))
        again.turn(True)
        assert (again.hides(1), again.hides(2)) == (True, True)
        turned = [(e.label, e.reader) for e in store.events() if "blind" in e.label]
    on, off = "Turn blind reading on", "Turn blind reading off"
    assert turned == [(on, "Anna"), (off, "Ben"), (on, "Ben")]


def test_what_cannot_be_written_changes_nothing(path: Path) -> None:
    store = ProjectStore.open(path)
    blinding = Blinding(store, reader="Anna")
    blinding.turn(True)
    store.close()
    with pytest.raises(ProjectError):
        blinding.reveal(1, Grading(DRGrade.MILD))
    assert blinding.hides(1)
