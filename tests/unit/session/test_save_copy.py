"""A copy of the study, also where its file is gone."""

from __future__ import annotations

import shutil
import threading
from contextlib import closing
from pathlib import Path

import pytest

from retinaview.core.edits import GradingEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.session.session import Session
from retinaview.session.study import open_study
from tests.unit.session.conftest import Heard


def work(session: Session) -> None:
    session.draw(1, LesionClass.IRMA, Box(1, 2, 30, 40))
    session.draw(2, LesionClass.IRMA, Box(5, 6, 30, 40))
    session.set_grading(1, Grading(DRGrade.MILD))
    session.commit([GradingEdit(1, "Import", Grading(), Grading(DRGrade.SEVERE, reader="Eve"))])


def check(session: Session, copy: Path) -> None:
    with closing(open_study([copy], reader="Ben")) as kept:
        assert kept.marks(1) == session.marks(1)
        assert kept.marks(2) == session.marks(2)
        assert len(kept.marks(2)) == 1
        assert kept.answers.by(1, session.reader) == session.grading(1) == Grading(DRGrade.MILD)
        assert kept.answers.by(1, "Eve") == Grading(DRGrade.SEVERE)
        assert [kept.path_of(i.id) for i in kept.images] == [
            session.path_of(i.id) for i in session.images
        ]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    (tmp_path / "elsewhere").mkdir()
    return tmp_path / "elsewhere" / "copy.retinaview"


def test_of_a_sound_study(session: Session, copy: Path) -> None:
    work(session)
    session.save_copy(copy)
    check(session, copy)
    with pytest.raises(ProjectError, match=r"copy\.retinaview: is there already"):
        session.save_copy(copy)


def test_of_a_deleted_study(session: Session, heard: Heard, copy: Path) -> None:
    work(session)
    session.path.unlink()
    assert session.draw(1, LesionClass.IRMA, Box(1, 2, 3, 4)) is None
    assert "was deleted or moved" in heard.messages[-1]
    session.save_copy(copy)
    check(session, copy)


def test_of_an_overwritten_study(
    session: Session, heard: Heard, copy: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    session.save_copy(other)
    work(session)
    shutil.copy(other, session.path)
    assert session.draw(1, LesionClass.IRMA, Box(1, 2, 3, 4)) is None
    assert "was replaced" in heard.messages[-1]
    session.save_copy(copy)
    check(session, copy)


def test_edits_go_on_meanwhile(
    session: Session, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(session)
    steps: list[int] = []

    def edit(_: float) -> None:
        """Edit in another thread, in the moment that the copy leaves for it."""
        steps.append(len(steps))
        if len(steps) == 1:
            drawing = threading.Thread(
                target=session.draw, args=(1, LesionClass.IRMA, Box(1, 2, 3, 4))
            )
            drawing.start()
            drawing.join(10)
            assert not drawing.is_alive(), "the edit waits for the copy"

    monkeypatch.setattr("retinaview.project.upgrade._PAGES_PER_STEP", 1)
    monkeypatch.setattr("retinaview.project.project_file.time.sleep", edit)
    session.save_copy(copy)
    assert steps
    assert len(session.marks(1)) == 2
    check(session, copy)


def test_closing_waits_for_the_copy(
    session: Session, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work(session)
    marks, paused, go_on = session.marks(1), threading.Event(), threading.Event()

    def pause(_: float) -> None:
        paused.set()
        go_on.wait(10)

    monkeypatch.setattr("retinaview.project.project_file.time.sleep", pause)
    copying = threading.Thread(target=session.save_copy, args=(copy,))
    copying.start()
    assert paused.wait(10)
    closing_it = threading.Thread(target=session.close)
    closing_it.start()
    closing_it.join(0.1)
    assert closing_it.is_alive()
    go_on.set()
    closing_it.join(10)
    copying.join(10)
    with closing(open_study([copy], reader="Ben")) as kept:
        assert kept.marks(1) == marks
