"""Steps that take long: written in another thread, told of in the session's, in their order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from typing import Any

import pytest

from retinaview.core.edits import MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.geometry import Box
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.store import ProjectStore
from retinaview.session.pending_step import NEWS_PER_TURN
from retinaview.session.session import Session

EXUDATE = LesionClass.HARD_EXUDATE
MANY = 100


class Turns:
    """Work and news wait until the test has them done; the work does not where `is_idle`."""

    def __init__(self) -> None:
        self.is_idle = False
        self.works: list[tuple[Callable[[], None], Callable[[], None]]] = []
        self.laters: list[Callable[[], None]] = []

    def beside(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self.works.append((work, then))
        if self.is_idle:
            threading.Thread(target=work).start()

    def later(self, do: Callable[[], None]) -> None:
        self.laters.append(do)

    def work(self) -> None:
        for work, then in self.works:
            thread = threading.Thread(target=work)
            thread.start()
            thread.join()
            then()
        self.works.clear()
        while self.laters:
            self.laters.pop(0)()


@pytest.fixture
def many(session: Session) -> tuple[Mark, ...]:
    boxes = [Box(n % 300, n % 200, 20, 20) for n in range(MANY)]
    marks = tuple(Mark.drawn(EXUDATE, box, author="Anna") for box in boxes)
    session.commit([MarksEdit(1, "Import", (), marks)])
    return session.marks(1)


@pytest.fixture
def turns(session: Session) -> Turns:
    turns = Turns()
    session.use_turns(turns)
    return turns


def ids(marks: tuple[Mark, ...]) -> list[str]:
    return [mark.id for mark in marks]


def test_it_is_written_beside_and_told_of_when_it_is_there(
    session: Session, heard: Any, turns: Turns, many: tuple[Mark, ...]
) -> None:
    heard.events.clear()
    after = session.set_locked(1, ids(many), True)
    assert len(after) == MANY
    assert all(mark.locked for mark in after)
    assert session.marks(1) == many
    assert heard.events == []
    turns.work()
    assert ids(session.marks(1)) == ids(many)
    assert all(mark.locked for mark in session.marks(1))
    assert heard.events == [("marks", 1), ("history",)]
    assert session.undo_label == f"Lock {MANY} marks"


def test_one_that_takes_no_time_is_there_at_once(
    session: Session,
    heard: Any,
    turns: Turns,
    many: tuple[Mark, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("retinaview.session.session.PATIENCE_S", 60.0)  # on a busy machine
    turns.is_idle = True
    heard.events.clear()
    session.delete(1, ids(many[1:]))
    assert session.marks(1) == many[:1]
    assert heard.events == [("marks", 1), ("history",)]
    turns.work()
    assert heard.events == [("marks", 1), ("history",)]


def test_what_is_in_force_is_written_in_its_turn_before_the_next_step(
    session: Session, turns: Turns
) -> None:
    key = ThresholdKey("sea", "1", EXUDATE)
    session.set_thresholds({key: 0.4})
    session.set_eyes({1: ("P9", None)})
    session.set_thresholds({key: 0.6})
    assert session.thresholds.chosen == {key: 0.6}
    assert session.image(1).patient != "P9"
    with closing(ProjectStore.open(session.path)) as other:
        assert other.thresholds() == {}
        turns.work()
        assert other.thresholds() == {key: 0.6}
        assert other.images()[0].patient == "P9"


def test_what_is_refused_later_is_said(
    session: Session, heard: Any, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ProjectError("the disk is full")

    monkeypatch.setattr(session._store, "set_thresholds", refuse)
    session.set_thresholds({ThresholdKey("sea", "1", EXUDATE): 0.4})
    assert heard.messages == []
    turns.work()
    assert "hold only until you close: the disk is full" in heard.messages[0]


def test_undo_waits_for_it_and_takes_it_back_as_one_step(
    session: Session, heard: Any, turns: Turns, many: tuple[Mark, ...]
) -> None:
    session.delete(1, ids(many))
    assert session.can_undo
    assert session.undo() == 1
    assert session.marks(1) == ()  # deleted; the undo is beside as well
    turns.work()
    assert session.marks(1) == many
    assert session.redo_label == f"Delete {MANY} marks"
    assert heard.messages == []
    assert session.undo_label.startswith("Import")


def test_the_next_verb_waits_for_it_and_sees_what_it_did(
    session: Session, turns: Turns, many: tuple[Mark, ...]
) -> None:
    session.set_locked(1, ids(many), True)
    assert session.delete(1, ids(many[:1])) == ()  # locked by now
    assert len(session.marks(1)) == MANY
    mark = session.draw(1, EXUDATE, Box(5, 5, 10, 10))
    turns.work()  # too late: it is done
    assert mark in session.marks(1)
    assert session.undo_label == "Draw hard exudate"
    session.undo()
    turns.work()
    assert session.undo_label == f"Lock {MANY} marks"


def test_what_another_window_changed_is_never_overwritten(
    session: Session, heard: Any, turns: Turns, many: tuple[Mark, ...]
) -> None:
    session.delete(1, ids(many))
    with closing(ProjectStore.open(session.path)) as other:
        moved = many[0].with_box(Box(1, 1, 9, 9), author="Ben")
        other.apply([MarksEdit(1, "Move", many[:1], (moved,))], reader="Ben")
    turns.work()
    assert len(session.marks(1)) == MANY
    assert moved in session.marks(1)
    assert "another window changed the same marks" in heard.messages[0]
    assert ("marks", 1) in heard.events
    assert session.undo_label == "Import"


def test_closing_waits_for_it(session: Session, turns: Turns, many: tuple[Mark, ...]) -> None:
    session.delete(1, ids(many))
    session.close()
    turns.work()
    with closing(ProjectStore.open(session.path)) as store:
        assert store.marks(1) == ()


def test_what_shall_follow_waits_too(
    session: Session, turns: Turns, many: tuple[Mark, ...]
) -> None:
    seen: list[int] = []
    session.when_finished(lambda: seen.append(len(session.marks(1))))
    session.paste(1, many)
    session.when_finished(lambda: seen.append(len(session.marks(1))))
    assert seen == [MANY]
    turns.work()
    assert seen == [MANY, 2 * MANY]


def test_both_threads_at_once_write_it_once(
    session: Session, turns: Turns, many: tuple[Mark, ...]
) -> None:
    session.paste(1, many)
    ((work, _),) = turns.works
    thread = threading.Thread(target=work)
    thread.start()
    session.finish()
    thread.join()
    assert len(session.marks(1)) == 2 * MANY


def test_many_photographs_are_told_of_in_turns(session: Session, heard: Any, turns: Turns) -> None:
    session.use_turns(turns)
    session._spread([partial(heard.events.append, ("news", n)) for n in range(450)])
    assert len(heard.events) == NEWS_PER_TURN
    while turns.laters:
        turns.laters.pop()()
    assert [event[1] for event in heard.events] == list(range(450))


def test_what_is_refused_once_the_reader_has_gone_on_says_what_and_where(
    session: Session, heard: Any, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session._store, "apply", refused)
    session.draw(1, EXUDATE, Box(5, 5, 10, 10))
    turns.work()
    assert heard.messages == ["Draw hard exudate on 1_right.jpg was not saved: the disk is full"]


def test_whoever_closes_is_told_whether_the_readers_work_is_saved(
    session: Session, heard: Any, turns: Turns, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.draw(1, EXUDATE, Box(5, 5, 10, 10))
    session.remember("left", "here")
    assert session.is_all_written()
    assert session.setting("left") == "here"
    for verb in ("apply", "set_setting", "set_thresholds"):
        monkeypatch.setattr(session._store, verb, refused)
    session.remember("left", "there")  # which nobody would miss
    assert session.is_all_written()
    session.draw(1, EXUDATE, Box(50, 50, 10, 10))
    assert not session.is_all_written()
    session.set_thresholds({ThresholdKey("sea", "1", EXUDATE): 0.4})
    assert not session.is_all_written()
    assert session.is_all_written()  # it was told
    assert ["disk is full" in each for each in heard.messages] == [True, True]
    turns.work()
    assert len(heard.messages) == 2


def test_a_fault_of_one_write_keeps_no_edit_out_of_the_file(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.use_turns(Turns())
    monkeypatch.setattr(session._store, "set_setting", broken)
    session.remember("left", "here")
    session.set_thresholds({ThresholdKey("sea", "1", EXUDATE): 0.4})
    session.draw(1, EXUDATE, Box(5, 5, 10, 10))
    with pytest.raises(RuntimeError):
        session.close()
    with pytest.raises(ProjectError):
        session._store.marks(1)  # closed
    with closing(ProjectStore.open(session.path)) as store:
        assert len(store.marks(1)) == 1
        assert len(store.thresholds()) == 1
    session._unwritten.clear()


def test_a_step_that_can_no_longer_be_undone_is_forgotten(
    session: Session, heard: Any, turns: Turns, many: tuple[Mark, ...]
) -> None:
    (locked,) = session.set_locked(1, ids(many[:1]), True)
    turns.work()
    with closing(ProjectStore.open(session.path)) as other:
        moved = locked.with_box(Box(1, 1, 9, 9), author="Ben")
        other.apply([MarksEdit(1, "Move", (locked,), (moved,))], reader="Ben")
    session.undo()
    turns.work()
    assert "another window changed the same marks" in heard.messages[0]
    assert session.undo_label == "Import"
    assert moved in session.marks(1)


def test_label_files_and_copies_have_what_is_still_being_written(
    session: Session, turns: Turns, many: tuple[Mark, ...]
) -> None:
    session.delete(1, ids(many[:1]))
    assert len(session.labelled_images()[0].marks) == MANY - 1
    session.delete(1, ids(many[1:2]))
    copy = session.path.with_name("copy.retinaview")
    session.save_copy(copy)
    with closing(ProjectStore.open(copy)) as store:
        assert len(store.marks(1)) == MANY - 2
    turns.work()


def refused(*_: object, **__: object) -> None:
    raise ProjectError("the disk is full")


def broken(*_: object, **__: object) -> None:
    raise RuntimeError
