"""The part of `Session` that follows what others do to a study on a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from retinaview.core.edits import DayEdit, Edit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.server_address import Place, ServerAddress
from retinaview.core.thresholds import Thresholds
from retinaview.project.assignments import Assignment
from retinaview.project.faults import LineLost
from retinaview.project.store import StudyStore
from retinaview.session.observing import Notifier
from retinaview.session.photograph_marks import PhotographMarks
from retinaview.session.study_findings import StudyFindings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retinaview.core.grades import Grading
    from retinaview.project.images import StudyImage
    from retinaview.project.server.changes import Changes
    from retinaview.project.server.journal import Conflict
    from retinaview.project.server.server_store import Merged, ServerStore

News = Callable[[], None]
"""Something to tell in the session's own thread."""
_MOST_ONE_BY_ONE = 20
_TRIES = 3


class FollowedStudy(StudyFindings, ABC):
    """A study that others may work on at the same time, on a server.

    Attributes
    ----------
    line_changed : Notifier[[]]
        The server can no longer be reached, or can be again.
    assignment_changed : Notifier[int]
        Somebody else has a photograph to read, or nobody.
    conflicts_changed : Notifier[[]]
        Edits have crossed what others did, or the reader has decided about some.
    line : str
        Why the server cannot be reached, as a sentence; empty while it can, or there is none.
    """

    def __init__(
        self,
        store: StudyStore,
        *,
        reader: str,
        notes: Sequence[str] = (),
        first_image_id: int | None = None,
    ) -> None:
        super().__init__(store, reader=reader, notes=notes, first_image_id=first_image_id)
        self.line_changed: Notifier[[]] = Notifier()
        self.assignment_changed: Notifier[int] = Notifier()
        self.conflicts_changed: Notifier[[]] = Notifier()
        self.line = ""
        self._assignments = store.assignments()
        self._own_changes = 0
        self._on_server = _as_server(store)

    @property
    def place(self) -> Place:
        """What to open for this study: its file, or its address."""
        return self._store.place

    @property
    def is_on_server(self) -> bool:
        """Whether it is on a server."""
        return isinstance(self.place, ServerAddress)

    # Who reads what

    @property
    def assignments(self) -> Mapping[int, Assignment]:
        """Who has which photograph to read."""
        return self._assignments

    def assign(self, image_ids: Collection[int], reader: str | None) -> list[News]:
        """Give photographs to a reader, or to nobody (None).

        Safe in another thread than the session's own, which then calls what is returned: that
        tells of it, or why it was refused.
        """
        try:
            self._store.assign(image_ids, reader=reader, by=self.reader)
        except ProjectError as error:
            return [partial(self.message.emit, str(error)), *self._read_assignments()]
        return self._read_assignments()

    def _read_assignments(self) -> list[News]:
        try:
            fresh = self._store.assignments()
        except LineLost:
            return []
        old, self._assignments = self._assignments, fresh
        changed = {i for i in old.keys() | fresh.keys() if old.get(i) != fresh.get(i)}
        return [partial(self.assignment_changed.emit, image_id) for image_id in sorted(changed)]

    # Conflicts

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Edits of this reader that crossed what others did while the line was lost."""
        return () if self._on_server is None else self._on_server.journal.conflicts

    def settle_conflict(self, conflict: Conflict, *, use_mine: bool) -> None:
        """Do an edit upon what stands now, or drop it.

        Raises
        ------
        ProjectError
            The study refuses it; it stays a conflict.
        """
        if self._on_server is None:
            return
        if use_mine:
            self.commit([self._upon_standing(edit) for edit in conflict.kept.edits])
            if conflict.kept.first_answer is not None:
                image_id, answer = conflict.kept.first_answer
                self._store.note_first_answer(image_id, answer, reader=self.reader)
        self._on_server.journal.settle(conflict)
        self.conflicts_changed.emit()

    @abstractmethod
    def commit(self, edits: Sequence[Edit]) -> None:
        """Apply edits as one undo step; see `Session`."""

    def _upon_standing(self, edit: Edit) -> Edit:
        """Return an edit that leads to the same, from what stands now."""
        if isinstance(edit, MarksEdit):
            touched = {mark.id for mark in (*edit.before, *edit.after)}
            standing = tuple(m for m in self.marks(edit.image_id) if m.id in touched)
            return replace(edit, before=standing)
        if isinstance(edit, GradingEdit):
            return replace(edit, before=self._answers.by(edit.image_id, edit.reader))
        image = self.image(edit.image_id)
        if isinstance(edit, DayEdit):
            return replace(edit, before=image.taken)
        return EyeEdit(edit.image_id, edit.label, (image.patient, image.eye), edit.after)

    # Without the server, what is at hand can be read

    def setting(self, key: str) -> str | None:
        """Return a value kept with the study; None where it cannot be known now."""
        try:
            return super().setting(key)
        except LineLost:
            return None

    def _read_main_source(self, image_id: int) -> str | None:
        try:
            return super()._read_main_source(image_id)
        except LineLost:
            return None

    def _read_finding(self, key: tuple[int, str]) -> Finding | None:
        try:
            return super()._read_finding(key)
        except LineLost:
            return None

    def _proposed_at(self, image_id: int) -> Mapping[LesionClass, float] | None:
        try:
            return super()._proposed_at(image_id)
        except LineLost:
            return None

    # Following, in a thread that only listens

    def follow(self, tell: Callable[[News], None]) -> None:
        """Take over what others do until the study is closed; blocks.

        Parameters
        ----------
        tell : callable
            Has a function called in the session's own thread; called in this one.
        """
        if self._on_server is not None:
            self._on_server.follow(_Follower(self, tell))

    def _take_over(self, edits: Sequence[Edit]) -> None:
        self._own_changes += 1
        super()._take_over(edits)

    def _change_marks(self, image_id: int, change: Callable[[PhotographMarks], None]) -> None:
        self._own_changes += 1
        super()._change_marks(image_id, change)

    def renew(self, image_ids: Collection[int]) -> list[News]:
        """Read photographs, their marks and answers again; return what to tell of them."""
        for tries in range(_TRIES):
            before = self._own_changes
            if tries == _TRIES - 1:
                with self._in_step:
                    return self._take_fresh(*self._read_fresh(image_ids))
            fresh = self._read_fresh(image_ids)
            with self._in_step:
                if self._own_changes == before:
                    return self._take_fresh(*fresh)
        return []

    def _read_fresh(
        self, image_ids: Collection[int]
    ) -> tuple[dict[int, tuple[Mark, ...]], dict[int, tuple[Grading, ...]], tuple[StudyImage, ...]]:
        if len(image_ids) > _MOST_ONE_BY_ONE:
            marks, answers = self._store.all_marks(), self._store.answers()
            marks = {i: marks.get(i, ()) for i in image_ids}
            answers = {i: answers.get(i, ()) for i in image_ids}
            return marks, answers, self._store.images()
        marks = {i: self._store.marks(i) for i in image_ids}
        answers = {i: self._store.answers(i).get(i, ()) for i in image_ids}
        return marks, answers, self._store.images(image_ids)

    def _take_fresh(
        self,
        marks: Mapping[int, tuple[Mark, ...]],
        answers: Mapping[int, tuple[Grading, ...]],
        images: Sequence[StudyImage],
    ) -> list[News]:
        """Put what was read in place of what is at hand, unless edits wait for the server."""
        if self._on_server is not None and self._on_server.journal.waiting:
            return []
        news: list[News] = []
        for image_id, read in marks.items():
            held = self._marks.get(image_id)
            if (held is None and self._all_marks_read and read) or (held and held.marks != read):
                self._marks[image_id] = PhotographMarks(read)
                news.append(partial(self.marks_changed.emit, image_id))
        for image_id, given in answers.items():
            if _signed(given) != _signed(self._answers.all_on(image_id)):
                self._answers.put(image_id, given)
                news.append(partial(self.grading_changed.emit, image_id))
        for image in images:
            known = self._images.get(image.id)
            if known is not None and image != known:
                self._images.put(image)
                news.append(partial(self.image_updated.emit, image.id))
        return news

    def renew_list(self) -> list[News]:
        """Read which photographs there are again."""
        fresh = [image for image in self._store.images() if self._images.get(image.id) is None]
        for image in fresh:
            self._images.put(image)
        return [self.images_changed.emit] if fresh else []

    def renew_findings(self, image_ids: Collection[int]) -> list[News]:
        """Read again what models said of photographs; maps of those that are shown alone."""
        news: list[News] = []
        some = image_ids if len(image_ids) <= _MOST_ONE_BY_ONE else None  # all at once, then
        summaries = self._store.finding_summaries(some)
        for image_id in image_ids:
            if image_id not in summaries or (source := self._store.main_source(image_id)) is None:
                continue
            known = self._main_sources.get(image_id, source)
            for name in {known, source}:
                self._findings.forget((image_id, name))
            self._main_sources[image_id] = source
            self._note_summary(image_id, summaries[image_id])
            self._thresholds_of_proposals.pop(image_id, None)
            if image_id in self._near:
                self.have_at_hand(tuple(self._near))
            news.append(partial(self.finding_changed.emit, image_id, source))
        return news

    def renew_thresholds(self) -> list[News]:
        """Read the thresholds of the study again."""
        self._thresholds = Thresholds(self._store.thresholds())
        self.changed_thresholds()  # reads what the cards say
        return [self.thresholds_changed.emit]

    def set_line(self, sentence: str) -> None:
        """Say whether the server can be reached."""
        if sentence != self.line:
            self.line = sentence
            self.line_changed.emit()


class _Follower:
    """Brings a session up to date with its server, in the thread that listens."""

    def __init__(self, session: FollowedStudy, tell: Callable[[News], None]) -> None:
        self._session, self._tell = session, tell

    def on_news(self, changes: Changes) -> None:
        """Read again what others may have changed."""
        session, news = self._session, list[News]()
        if changes.adds_photographs:
            news += session.renew_list()
        if changes.image_ids:
            news += session.renew(changes.image_ids)
        if changes.assignments:
            news += session._read_assignments()
        if changes.findings:
            news += session.renew_findings(changes.findings)
        if changes.thresholds:
            news += session.renew_thresholds()
        if changes.classes:
            news += session.classes.renew()
        self._say(news)

    def on_lost(self, error: ProjectError) -> None:
        """Say that the server cannot be reached."""
        self._say([partial(self._session.set_line, str(error))])

    def on_back(self, merged: Merged) -> None:
        """Show what stands, after what waited was merged."""
        session = self._session
        news = session.renew(merged.image_ids) if merged.image_ids else []
        news.append(partial(session.set_line, ""))
        if str(merged):
            news.append(partial(session.message.emit, f"The server is back: {merged}"))
        if merged.conflicts:
            news.append(session.conflicts_changed.emit)
        self._say(news)

    def _say(self, news: Sequence[News]) -> None:
        if news:
            self._tell(partial(self._session._spread, news))


def _signed(answers: Sequence[Grading]) -> list[tuple[Grading, str]]:
    """Return answers with whose they are, which does not count where answers are compared."""
    return [(answer, answer.reader) for answer in answers]


def _as_server(store: StudyStore) -> ServerStore | None:
    if not isinstance(store.place, ServerAddress):
        return None
    from retinaview.project.server.server_store import ServerStore

    return store if isinstance(store, ServerStore) else None
