"""Whatever a reader does, in whatever order, with model runs in between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from retinaview.core.findings import Finding
from retinaview.core.geometry import Box
from retinaview.core.grades import DRGrade, Grading
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.thresholds import ThresholdKey
from retinaview.project.proposals import is_untouched
from retinaview.session.session import Session

EXUDATE, HAEMORRHAGE = LesionClass.HARD_EXUDATE, LesionClass.HAEMORRHAGE
EXUDATES = ThresholdKey("ganet", "1", EXUDATE)
SIZE = 400
Spots = Callable[..., Finding]
Place = tuple[int, int]
Action = tuple[str, int, Any, int]


places = st.tuples(st.integers(0, 18), st.integers(0, 18)).map(lambda p: (p[0] * 20, p[1] * 20))
verbs = st.tuples(
    st.sampled_from(
        [
            "draw",
            "move",
            "class",
            "delete",
            "copy",
            "paste",
            "accept",
            "reject",
            "lock",
            "comment",
            "grade",
            "undo",
            "redo",
        ]
    ),
    st.sampled_from([1, 2]),
    places,
    st.integers(0, 29),
)
runs = st.tuples(
    st.sampled_from(["run", "ask", "repropose"]),
    st.sampled_from([1, 2]),
    st.lists(places, max_size=4),
    st.integers(0, 29),
)


class Reader:
    """Does one action after the other, on some of the marks of a photograph."""

    def __init__(self, session: Session, spots: Spots) -> None:
        self.session = session
        self.spots = spots

    def perform(self, action: Action) -> None:
        verb, image_id, where, number = action
        getattr(self, f"_{verb}")(image_id, where, number)

    def _chosen(self, image_id: int, number: int) -> list[Mark]:
        marks = self.session.marks(image_id)
        return [mark for index, mark in enumerate(marks) if index % 3 == number % 3]

    def _ids(self, image_id: int, number: int) -> list[str]:
        return [mark.id for mark in self._chosen(image_id, number)]

    def _draw(self, image_id: int, where: Place, _: int) -> None:
        self.session.draw(image_id, EXUDATE, Box(*where, 25, 15))

    def _move(self, image_id: int, where: Place, number: int) -> None:
        marks = self._chosen(image_id, number)
        boxes = {m.id: Box(*where, m.box.width, m.box.height) for m in marks}
        self.session.set_boxes(image_id, boxes)

    def _class(self, image_id: int, _: Place, number: int) -> None:
        lesion = HAEMORRHAGE if number % 2 else EXUDATE
        self.session.set_class(image_id, self._ids(image_id, number), lesion)

    def _delete(self, image_id: int, _: Place, number: int) -> None:
        self.session.delete(image_id, self._ids(image_id, number))

    def _copy(self, image_id: int, _: Place, number: int) -> None:
        self.session.duplicate(image_id, self._ids(image_id, number), 7, 7)

    def _paste(self, image_id: int, _: Place, number: int) -> None:
        self.session.paste(3 - image_id, self._chosen(image_id, number))

    def _accept(self, image_id: int, _: Place, number: int) -> None:
        self.session.accept(image_id, self._ids(image_id, number))

    def _reject(self, image_id: int, _: Place, number: int) -> None:
        self.session.reject(image_id, self._ids(image_id, number))

    def _lock(self, image_id: int, _: Place, number: int) -> None:
        self.session.set_locked(image_id, self._ids(image_id, number), locked=number % 2 == 0)

    def _comment(self, image_id: int, _: Place, number: int) -> None:
        text = "" if number % 2 else "look"
        self.session.set_mark_comment(image_id, self._ids(image_id, number), text)

    def _grade(self, image_id: int, _: Place, number: int) -> None:
        self.session.set_grading(image_id, Grading(DRGrade(number % 5)))

    def _undo(self, *_: object) -> None:
        self.session.undo()

    def _redo(self, *_: object) -> None:
        self.session.redo()

    def _run(self, image_id: int, where: list[Place], number: int) -> None:
        self.session.take_finding(image_id, self.spots(*where, seed=number))

    def _ask(self, image_id: int, where: list[Place], number: int) -> None:
        asked = "sea-net" if number % 2 else self.session.main_source(image_id) or "ganet"
        self.session.take_finding(image_id, self.spots(*where, seed=number), asked)

    def _repropose(self, image_id: int, _: list[Place], number: int) -> None:
        self.session.set_thresholds({EXUDATES: 0.9 if number % 2 else 0.4})
        self.session.repropose(image_id)


def state(session: Session, *, touched_only: bool) -> object:
    marks = {
        image.id: {m for m in session.marks(image.id) if not (touched_only and is_untouched(m))}
        for image in session.images
    }
    return marks, session.gradings()


def is_as_written(session: Session) -> bool:
    """Whether what is at hand is what a fresh opening reads, to the letter."""
    rows, gradings = session._store.all_marks(), session._store.gradings()
    counts = {
        image.id: Counter((m.lesion, m.status) for m in rows.get(image.id, ()))
        for image in session.images
    }
    return (
        repr(session.all_marks()) == repr({key: rows[key] for key in session.all_marks()})
        and session.all_marks().keys() == rows.keys()
        and session.gradings() == gradings
        and all(session.mark_counts(key) == counts[key] for key in counts)
    )


@settings(deadline=None, max_examples=25)
@given(start=st.lists(runs, max_size=2), actions=st.lists(verbs, min_size=1, max_size=15))
def test_undo_all_and_redo_all(
    start: list[Action],
    actions: list[Action],
    spots: Spots,
    new_session: Callable[[Path], Session],
) -> None:
    with TemporaryDirectory() as folder, closing(new_session(Path(folder))) as session:
        reader = Reader(session, spots)
        for action in start:
            reader.perform(action)
        first = state(session, touched_only=False)
        for action in actions:
            reader.perform(action)
            assert is_as_written(session), action
        while session.can_redo:
            assert session.redo() is not None
        last = state(session, touched_only=False)

        while session.can_undo:
            assert session.undo() is not None
        assert state(session, touched_only=False) == first
        while session.can_redo:
            assert session.redo() is not None
        assert state(session, touched_only=False) == last
        assert is_as_written(session)


@settings(deadline=None, max_examples=25)
@given(actions=st.lists(verbs | runs, min_size=1, max_size=20))
def test_runs_never_touch_what_a_reader_touched(
    actions: list[Action], spots: Spots, new_session: Callable[[Path], Session]
) -> None:
    with TemporaryDirectory() as folder, closing(new_session(Path(folder))) as session:
        reader = Reader(session, spots)
        for action in actions:
            before = state(session, touched_only=True)
            steps = session.undo_label, session.redo_label
            reader.perform(action)
            assert is_as_written(session), action
            if action[0] in ("run", "ask", "repropose"):
                assert state(session, touched_only=True) == before
                assert (session.undo_label, session.redo_label) == steps
        while session.can_redo:
            assert session.redo() is not None
        last = state(session, touched_only=True)

        while session.can_undo:
            assert session.undo() is not None
        assert state(session, touched_only=True) == ({1: set(), 2: set()}, {})
        session.take_finding(1, spots((40, 40), (200, 200), seed=99))
        while session.can_redo:
            assert session.redo() is not None
        assert state(session, touched_only=True) == last
