"""The session: the one owner of a study's truth, which windows show and send commands to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial

from retinaview.core.edits import Edit, GradingEdit, MarksEdit
from retinaview.core.geometry import Box
from retinaview.core.grades import Grading, Laterality
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark, now
from retinaview.core.mask import Mask
from retinaview.core.study_classes import ClassList
from retinaview.project.faults import FileReplaced
from retinaview.project.store import StudyStore
from retinaview.session import mark_edits
from retinaview.session.eye_edits import day_edits, eye_edits
from retinaview.session.following import FollowedStudy
from retinaview.session.history import History, Step
from retinaview.session.pending_step import NEWS_PER_TURN, PATIENCE_S, PendingStep
from retinaview.session.placing import placed
from retinaview.session.signing import signed


class Session(FollowedStudy):
    """An open study with its reader's edits and their history.

    The photographs are those of `StudyPhotographs`; marks, answers and events, of `StudyContents`;
    thresholds and findings, of `StudyFindings`; what others do, of `FollowedStudy`.

    Every verb (`draw`, `set_boxes`, ...) is one committed, logged and undoable edit. A verb that
    cannot be done (locked mark, read-only or full disk, changed by another window) changes
    nothing, emits `message` with one sentence, re-emits `marks_changed` so that a view snaps back,
    and returns nothing (None or an empty tuple); verbs do not raise ProjectError. `commit` is the
    same for scripts and imports, and does raise.

    Where `use_turns` was called, a step is written in another thread. One that takes longer than
    `PATIENCE_S` (many marks, a slow disk, somebody else at the file) is told of once it is written;
    the verb returns before, as if it were. The next verb, undo or commit waits.
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
        self._history = History()
        self._pending: PendingStep | None = None
        self._afterwards: list[Callable[[], None]] = []

    # Verbs

    def draw(
        self, image_id: int, lesion: LesionClass, shape: Box | Mask, *, verb: str = "Draw"
    ) -> Mark | None:
        """Draw a mark as a box or a mask, which is cut to the photograph."""
        inside = mark_edits.fitted(shape, self.image(image_id))
        if inside is None:
            what = "box" if isinstance(shape, Box) else "mask"
            self.message.emit(f"The {what} lies outside the photograph")
            return None
        mark = Mark.drawn(lesion, inside, author=self.reader)
        drawn = self.make(mark_edits.added(image_id, verb, (mark,)))
        return drawn[0] if drawn else None

    def set_boxes(self, image_id: int, boxes: Mapping[str, Box]) -> tuple[Mark, ...]:
        """Move or resize marks, by id; one undo step for all of them."""
        marks = self.unlocked(image_id, boxes)
        moved = all(mark_edits.is_move(mark.box, boxes[mark.id]) for mark in marks)
        change = mark_edits.reboxed(boxes, self.image(image_id), author=self.reader)
        return self.make(mark_edits.changed(image_id, "Move" if moved else "Resize", marks, change))

    def set_class(
        self, image_id: int, mark_ids: Collection[str], lesion: LesionClass
    ) -> tuple[Mark, ...]:
        """Give marks another class."""
        marks = [m for m in self.unlocked(image_id, mark_ids) if m.lesion is not lesion]
        change = partial(Mark.with_class, lesion=lesion, author=self.reader)
        return self.make(mark_edits.changed(image_id, "Change class of", marks, change))

    def delete(self, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
        """Delete marks; those a model proposed are rejected instead, and returned."""
        marks = self.unlocked(image_id, mark_ids)
        change = mark_edits.deleted(author=self.reader)
        return self.make(mark_edits.changed(image_id, "Delete", marks, change))

    def duplicate(
        self, image_id: int, mark_ids: Collection[str], dx: float, dy: float
    ) -> tuple[Mark, ...]:
        """Copy marks, shifted by source pixels; the copies count as drawn."""
        marks, image = self._chosen(image_id, mark_ids), self.image(image_id)
        copies = mark_edits.copied(marks, image, author=self.reader, dx=dx, dy=dy)
        return self.make(mark_edits.added(image_id, "Duplicate", copies))

    def paste(self, image_id: int, marks: Sequence[Mark]) -> tuple[Mark, ...]:
        """Copy marks of any photograph onto this one; the copies count as drawn."""
        copies = mark_edits.copied(marks, self.image(image_id), author=self.reader)
        return self.make(mark_edits.added(image_id, "Paste", copies))

    def accept(self, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
        """Accept proposals, or take a rejection back."""
        marks, change = self._chosen(image_id, mark_ids), mark_edits.accepted(author=self.reader)
        return self.make(mark_edits.changed(image_id, "Accept", marks, change))

    def reject(self, image_id: int, mark_ids: Collection[str]) -> tuple[Mark, ...]:
        """Reject marks that a model proposed; a drawn mark is left alone."""
        marks, change = self.unlocked(image_id, mark_ids), mark_edits.rejected(author=self.reader)
        return self.make(mark_edits.changed(image_id, "Reject", marks, change))

    def set_locked(self, image_id: int, ids: Collection[str], locked: bool) -> tuple[Mark, ...]:
        """Lock or unlock marks."""
        verb, change = "Lock" if locked else "Unlock", mark_edits.noted(locked=locked)
        return self.make(mark_edits.changed(image_id, verb, self._chosen(image_id, ids), change))

    def set_mark_comment(
        self, image_id: int, ids: Collection[str], comment: str
    ) -> tuple[Mark, ...]:
        """Write a comment on marks."""
        marks, change = self._chosen(image_id, ids), mark_edits.noted(comment=comment.strip())
        return self.make(mark_edits.changed(image_id, "Comment on", marks, change))

    def set_unsure(self, image_id: int, ids: Collection[str], unsure: bool) -> tuple[Mark, ...]:
        """Say that the reader is not certain of marks, or is."""
        verb, change = "Doubt" if unsure else "Be sure of", mark_edits.noted(unsure=unsure)
        return self.make(mark_edits.changed(image_id, verb, self._chosen(image_id, ids), change))

    def place_landmark(
        self, image_id: int, lesion: LesionClass, centre: tuple[float, float]
    ) -> Mark | None:
        """Put disc or fovea where the reader says, source pixels; the place is a mark then."""
        old, new = placed(
            lesion,
            centre,
            finding=self.finding(image_id),
            marks=self.marks(image_id),
            image=self.image(image_id),
            author=self.reader,
        )
        if old is None:
            made = self.make(mark_edits.added(image_id, "Place", (new,)))
        else:
            marks = self.unlocked(image_id, (old.id,))
            made = self.make(mark_edits.changed(image_id, "Move", marks, lambda _: new))
        return made[0] if made else None

    def set_grading(self, image_id: int, grading: Grading) -> None:
        """Answer for one photograph, as this reader and now."""
        self.finish()
        before = self.grading(image_id)
        if grading != before:
            after = grading.signed(self.reader, now())
            self._try(Step((GradingEdit(image_id, "Grade", before, after),)))

    def set_classes(self, to: ClassList) -> bool:
        """Let the study offer other classes; returns whether it does."""
        self.finish()
        return self._try(Step(classes=(self.classes.current, to)))

    def set_eyes(self, whose: Mapping[int, tuple[str, Laterality | None]]) -> int:
        """Correct patient and eye of photographs, by id, in one step; returns how many changed.

        The patient is empty, and the eye None, if unknown.
        """
        self.finish()
        edits = eye_edits({each: self.image(each) for each in whose}, whose)
        return len(edits) if edits and self._try(Step(edits)) else 0

    def set_days(self, days: Mapping[int, date | None]) -> int:
        """Say on which day photographs were taken, by id, in one step; returns how many changed.

        None takes back what was said; then a date in the name counts.
        """
        self.finish()
        edits = day_edits({each: self.image(each) for each in days}, days)
        return len(edits) if edits and self._try(Step(edits)) else 0

    def commit(self, edits: Sequence[Edit]) -> None:
        """Apply edits, of one or many photographs, as one undo step.

        Raises
        ------
        ProjectError
            The project refuses; nothing was changed.
        """
        self.finish()
        if edits:
            step = Step(tuple(signed(edit, reader=self.reader) for edit in edits))
            try:
                self.write(step.edits)
            finally:  # also after a refusal: views snap back to what stands in the project
                self._tell(step.edits)
            self._note(step)

    def write(self, edits: Sequence[Edit]) -> None:
        """Apply edits as `commit` does, but leave the news to `took`.

        Safe in another thread than the session's own, which then calls `took`.

        Raises
        ------
        ProjectError
            The project refuses; nothing was changed.
        """
        if edits:
            with self._in_step:
                self._commit(edits)

    def took(self, edits: Sequence[Edit]) -> None:
        """Tell of edits that `write` has applied; they are one undo step."""
        self.finish()
        if edits:
            self._tell(edits)
            self._note(Step(tuple(edits)))

    def _note(self, step: Step) -> None:
        self._history.did(step)
        self.history_changed.emit()

    # History

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._pending is not None or self._history.to_undo is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return self._history.to_redo is not None

    @property
    def undo_label(self) -> str:
        """What undo would take back, such as ``"Draw hard exudate"``; empty where nothing."""
        return "" if (step := self._history.to_undo) is None else step.label

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty where nothing."""
        return "" if (step := self._history.to_redo) is None else step.label

    def undo(self, shown: int | None = None) -> int | None:
        """Take the last step back, whatever photographs it was on.

        Returns
        -------
        int or None
            The photograph to look at, `shown` if it was one of them; None where there was
            nothing, or the project refused.
        """
        self.finish()
        step = self._history.to_undo
        return self._go(step and step.inverse(), shown, back=True)

    def redo(self, shown: int | None = None) -> int | None:
        """Do the step again that was last taken back; returns as `undo` does."""
        self.finish()
        return self._go(self._history.to_redo, shown, back=False)

    # One way to the store

    def _chosen(self, image_id: int, mark_ids: Collection[str]) -> list[Mark]:
        self.finish()
        wanted = set(mark_ids)
        return [mark for mark in self.marks(image_id) if mark.id in wanted]

    def unlocked(self, image_id: int, mark_ids: Collection[str]) -> list[Mark]:
        """Return marks by id, as they stand now; locked ones stay as they are, with a message."""
        chosen = self._chosen(image_id, mark_ids)
        unlocked = [mark for mark in chosen if not mark.locked]
        if len(unlocked) < len(chosen):
            self.message.emit("Locked marks stay as they are; unlock them first")
            self.marks_changed.emit(image_id)
        return unlocked

    def make(self, edit: MarksEdit | None) -> tuple[Mark, ...]:
        """Commit a verb's edit; what the marks then are, or nothing where it was refused.

        The verbs of masks are in `retinaview.session.painting`.
        """
        return edit.after if edit is not None and self._try(Step((edit,))) else ()

    def _try(self, step: Step) -> bool:
        return self._carry_out(step, done=self._history.did)

    def _go(self, step: Step | None, shown: int | None, *, back: bool) -> int | None:
        """Apply a step of the history, if there is one, made to fit what stands now."""
        if step is None:
            return None
        history, step = self._history, step.rebased(self.marks)
        done = history.undid if back else history.redid
        stale = history.forget_undo if back else history.forget_redo
        return step.seen_at(shown) if self._carry_out(step, done=done, stale=stale) else None

    # Steps, in this thread or beside it

    def finish(self) -> None:
        """Wait for a step that is still being written, and tell of it."""
        if self._pending is not None:
            try:
                self._write_all()
            finally:
                self._end(self._pending)

    def is_all_written(self) -> bool:
        """Write what waits, and tell of what is refused; False where that is the reader's work."""
        pending, had_lost_some = self._pending, self._thresholds_unsaved
        self.finish()
        self._end_all()
        is_refused = pending is not None and pending.error is not None
        return not is_refused and self._thresholds_unsaved == had_lost_some

    def _write_all(self) -> None:
        """Write, in any thread, what waits for its turn; in its order."""
        try:
            super()._write_all()
        finally:
            if (pending := self._pending) is not None:
                pending.write()

    def when_finished(self, do: Callable[[], None]) -> None:
        """Do something once nothing is being written; at once where nothing is."""
        if self._pending is None:
            do()
        else:
            self._afterwards.append(do)

    def close(self) -> None:
        """Close the project file; everything is already in it."""
        try:
            self.finish()
        finally:
            super().close()

    def _carry_out(
        self, step: Step, *, done: Callable[[Step], None], stale: Callable[[], None] = lambda: None
    ) -> bool:
        """Commit a step, and only then change what is at hand; False where it was refused."""
        self.finish()
        write = partial(self._write_step, step)
        self._pending = pending = PendingStep(step, write, done=done, stale=stale)
        if self._turns is not None:
            self._turns.beside(pending.write, partial(self._end, pending))
            if not pending.is_written_within(PATIENCE_S):
                pending.is_taken_for_done = True
                return True
        self._end(pending)
        return pending.error is None

    def _end(self, pending: PendingStep) -> None:
        """Tell of a step, and of why it was refused; unless that is done."""
        if pending is not self._pending:
            return
        try:
            pending.write()
        finally:  # also after a refusal: views snap back to what stands in the project
            self._pending = None
            afterwards, self._afterwards = self._afterwards, []
            self._tell(pending.step.edits)
            if pending.step.classes is not None:
                self.classes.changed.emit()
        pending.settle()
        if pending.error is not None:
            self.message.emit(pending.refusal(self.image))
        self.history_changed.emit()
        for do in afterwards:  # there are none without turns
            if self._turns is not None:
                self._turns.later(do)

    def _spread(self, news: Sequence[Callable[[], None]]) -> None:
        """Tell of many photographs in several turns, where there are such."""
        now_told = len(news) if self._turns is None else NEWS_PER_TURN
        super()._spread(news[:now_told])
        if self._turns is not None and (rest := news[now_told:]):
            self._turns.later(partial(self._spread, rest))

    def _write_step(self, step: Step) -> None:
        if step.classes is not None:
            self.classes.write(step.classes[1], since=step.classes[0])
        self.write(step.edits)

    def _commit(self, edits: Sequence[Edit]) -> None:
        """Write edits and apply them to what is at hand, or read again what refused them."""
        for image_id in {edit.image_id for edit in edits}:
            self._marks_at_hand(image_id)  # as they were seen, so that what crosses them is noticed
        try:
            self._store.apply(edits, reader=self.reader)
        except FileReplaced:  # what is at hand is all that is left of this study
            raise
        except BaseException:
            self._reread(edits)
            raise
        self._take_over(edits)
