"""What an open study holds, for everyone who looks at it, and the events when that changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from operator import methodcaller
from pathlib import Path
from typing import TYPE_CHECKING

from retinaview.core.edits import DayEdit, Edit, EyeEdit, GradingEdit, MarksEdit
from retinaview.core.findings import Finding, FindingSummary
from retinaview.core.grades import Grading, Laterality
from retinaview.core.landmarks import in_force
from retinaview.core.marks import Mark
from retinaview.core.photos import LabelledImage
from retinaview.project.faults import FileReplaced
from retinaview.project.proposals import Settled
from retinaview.project.store import ProjectStore, StudyImage, StudyStore
from retinaview.session.blinding import Blinding
from retinaview.session.classes import Classes
from retinaview.session.finding_cache import FindingCache
from retinaview.session.observing import Notifier
from retinaview.session.opinions import Opinions
from retinaview.session.photograph_marks import Kind, PhotographMarks
from retinaview.session.readers_answers import ReadersAnswers
from retinaview.session.remembered import write_remembered
from retinaview.session.study_photographs import StudyPhotographs

if TYPE_CHECKING:
    from retinaview.imaging.photograph import Photograph

# Of the photograph, its fellow eye and neighbours; and of a few sources on the first two.
_RECENT_FINDINGS = 10


class StudyContents(StudyPhotographs):
    """The reading side of `Session`: photographs, marks, answers and findings.

    Attributes
    ----------
    marks_changed, grading_changed : Notifier[int]
        Of one photograph, by its id.
    finding_changed : Notifier[int, str]
        Of one photograph and one source, by its id and the source's name.
    history_changed : Notifier[[]]
        Undo and redo may have become possible or impossible.
    blinding : Blinding
        Whether what the models say is hidden until the reader has answered.
    classes : Classes
        Which classes the study offers.
    notes : tuple of str
        Sentences about how the study was opened (read-only, kept elsewhere, ...).
    first_image_id : int or None
        The photograph that was asked for, or the first; None in an empty project.
    """

    def __init__(
        self,
        store: StudyStore,
        *,
        reader: str,
        notes: Sequence[str] = (),
        first_image_id: int | None = None,
    ) -> None:
        super().__init__(store, reader=reader)
        self.marks_changed: Notifier[int] = Notifier()
        self.grading_changed: Notifier[int] = Notifier()
        self.finding_changed: Notifier[int, str] = Notifier()
        self.history_changed: Notifier[[]] = Notifier()
        self.notes = tuple(notes)
        self.first_image_id = first_image_id
        self._marks: dict[int, PhotographMarks] = {}
        self._unsaved_marks: dict[int, PhotographMarks] = {}
        # What is written and what is at hand change as one, for whoever reads in another thread.
        self._in_step = threading.RLock()
        self._all_marks_read = False
        self._answers = ReadersAnswers(store.answers(), reader=self.reader)
        self.blinding = Blinding(store, reader=self.reader)
        self.classes = Classes(store, reader=self.reader)
        self._main_sources: dict[int, str] = {}
        self._unsaved_sources: dict[int, str] = {}
        self._summaries: dict[int, FindingSummary] | None = None
        self._opinions: Opinions | None = None
        self._near: frozenset[int] = frozenset()
        self._findings = FindingCache(
            self._read_finding, limit=_RECENT_FINDINGS, keep=lambda key: key[0] in self._near
        )
        if first_image_id is None and self._images:
            self.first_image_id = next(iter(self._images)).id

    def start_with(self, paths: Iterable[str]) -> None:
        """Make the first photograph of these that is in the study the one that is shown first."""
        ids = {image.path: image.id for image in self.images}
        found = (ids[path] for path in paths if path in ids)
        self.first_image_id = next(found, self.first_image_id)

    # What the study holds

    def marks(self, image_id: int) -> tuple[Mark, ...]:
        """Return the marks of one photograph in drawing order, rejected ones too."""
        return self._marks_at_hand(image_id).marks

    def mark_counts(self, image_id: int) -> Mapping[Kind, int]:
        """Count a photograph's marks of each class and status; kept up to date by edits."""
        return self._marks_at_hand(image_id).counts

    def all_marks(self) -> dict[int, tuple[Mark, ...]]:
        """Return the marks of every photograph that has any."""
        with self._in_step:
            if not self._all_marks_read:
                read = self._store.all_marks()
                self._marks = {key: PhotographMarks(marks) for key, marks in read.items()}
                self._marks |= self._unsaved_marks
                self._all_marks_read = True
            return {key: held.marks for key, held in self._marks.items() if held.marks}

    def mark_ids(self) -> set[str]:
        """Return the ids of all marks, also of those that cannot be read."""
        return self._store.mark_ids()

    def grading(self, image_id: int) -> Grading:
        """Return what this reader answered; empty where there is no answer."""
        return self._answers.own(image_id)

    def gradings(self) -> dict[int, Grading]:
        """Return this reader's answers, of every photograph that has any."""
        return self._answers.all_own()

    @property
    def answers(self) -> ReadersAnswers:
        """The answers of all readers."""
        return self._answers

    def first_answers(self) -> dict[tuple[int, str], Grading]:
        """Return the answers that readers gave before anything else was seen.

        By photograph and reader; those of this session's reader and of all who have answered.
        """
        readers = dict.fromkeys([self.reader, *self._answers.readers()])
        return {
            (image_id, reader): given
            for reader in readers
            for image_id, given in self._store.first_answers(reader).items()
        }

    def finding(self, image_id: int, source: str | None = None) -> Finding | None:
        """Return a source's finding, or the main one (None); None where there is none."""
        name = self.main_source(image_id) if source is None else source
        return None if name is None else self._findings.get((image_id, name))

    def finding_at_hand(self, image_id: int, source: str | None = None) -> Finding | None:
        """Return a finding as `finding` does, but None where it would have to be read."""
        name = self.main_source(image_id) if source is None else source
        return None if name is None else self._findings.at_hand((image_id, name))

    def have_at_hand(self, image_ids: Sequence[int]) -> None:
        """Read the main findings of a few photographs, and keep them until others are named.

        Safe in another thread than the session's own, which is then spared the reading; and a run
        over the whole study does not push them out.
        """
        self._near = frozenset(image_ids)
        for image_id in image_ids:
            if image_id not in self._main_sources:  # it may have one from another program by now
                self._read_main_source(image_id)
            self.finding(image_id)

    def main_source(self, image_id: int) -> str | None:
        """Return the source of a photograph's main finding; None where there is none.

        Proposals, scores and exports are made from the main finding. Once `finding_summaries`
        have been read, the project is not asked.
        """
        name = self._unsaved_sources.get(image_id, self._main_sources.get(image_id))
        if name is None and self._summaries is None:
            name = self._read_main_source(image_id)
        return name

    def _read_main_source(self, image_id: int) -> str | None:
        name = self._store.main_source(image_id)
        if name is not None:
            self._main_sources[image_id] = name
        return name

    def is_main(self, image_id: int, source: str) -> bool:
        """Return whether a source's finding is the main one of a photograph."""
        return self.main_source(image_id) == source

    def finding_summaries(self) -> dict[int, FindingSummary]:
        """Return quality and grades of every photograph with a main finding.

        No map is read. The project is asked once; what this session takes over is kept up to date.
        """
        if self._summaries is None:
            summaries = self._store.finding_summaries()
            self._main_sources = self._store.main_sources() | self._main_sources
            self._summaries = summaries
        unsaved = {
            image_id: finding.summary
            for (image_id, source), finding in dict(self._findings.unsaved).items()
            if self.is_main(image_id, source)
        }
        return self._summaries | unsaved

    def finding_summary(self, image_id: int) -> FindingSummary | None:
        """Return quality and grades of one photograph's main finding; reads no map."""
        if self._summaries is None:
            self.finding_summaries()
        source = self._unsaved_sources.get(image_id)
        unsaved = None if source is None else self._findings.unsaved.get((image_id, source))
        return (self._summaries or {}).get(image_id) if unsaved is None else unsaved.summary

    @property
    def opinions(self) -> Opinions:
        """What several networks say; the project is asked once."""
        if self._opinions is None:
            self._opinions = Opinions(self._store.opinions())
        return self._opinions

    def told_eye(self, image_id: int) -> Laterality | None:
        """Return the eye that disc and fovea tell; None where they are unknown or unsure.

        A reader's places come before a network's. No map is read.
        """
        summary = self.finding_summary(image_id)
        found = in_force(None if summary is None else summary.landmarks, self.marks(image_id))
        return None if found is None else found.laterality

    def findings_of(self, source: str) -> dict[int, Finding]:
        """Return a source's findings by photograph, without the maps.

        Safe in another thread than the session's own.
        """
        found = self._store.findings_without_maps(source)
        for (image_id, name), finding in dict(self._findings.unsaved).items():
            if name == source:
                found[image_id] = finding
        return found

    def labelled_images(self) -> tuple[LabelledImage, ...]:
        """Return the study as label files and scores see it."""
        self._write_all()
        marks = self.all_marks()
        standing = self._answers.standing
        return tuple(_labelled(i, marks.get(i.id, ()), standing(i.id)) for i in self.images)

    # Photographs

    def note_photograph(self, image_id: int, photograph: Photograph) -> bool:
        """Keep size and checksum after a decode.

        Returns
        -------
        bool
            True, with a message, where the file is not the one that was labelled or analysed;
            the labels and what is known of that one stay.
        """
        image = self.image(image_id)
        seen = photograph.sha256, photograph.width, photograph.height
        if seen == (image.sha256, image.width, image.height):
            return False
        if image.sha256 not in ("", photograph.sha256) and self._is_worked_on(image_id):
            self.message.emit(f"{image.name} has changed since it was labelled")
            return True
        sha256, width, height = seen
        self._describe(replace(image, sha256=sha256, width=width, height=height))
        return False

    def save_copy(self, target: Path) -> None:
        """Keep the study elsewhere too, also where its file has been deleted or replaced.

        Where the file was overwritten, so that nobody has the whole of it any more, the copy holds
        the photographs and what this session has seen of their marks and answers. Safe in another
        thread than the session's own; `close` waits for it.

        Raises
        ------
        ProjectError
            The copy cannot be written, or something of that name is there.
        """
        places = {i.id: self._files.path_from(target.parent, i) for i in self.images}
        with self._copying:
            self._write_all()
            try:
                self._store.copy_to(target)
            except FileReplaced:
                answers = {places[i.id]: self._answers.all_on(i.id) for i in self.images}
                images = self._remembered(places)
                classes = self.classes.current
                write_remembered(
                    target, images, answers=answers, classes=classes, reader=self.reader
                )
            else:
                with closing(ProjectStore.open(target)) as copy:
                    copy.set_paths(places)

    def _remembered(self, places: Mapping[int, str]) -> list[LabelledImage]:
        with self._in_step:
            marks = {image_id: held.marks for image_id, held in self._marks.items()}
        images = [replace(image, path=places[image.id]) for image in self.images]
        standing = self._answers.standing
        return [_labelled(i, marks.get(i.id, ()), standing(i.id)) for i in images]

    # Keeping in step with the store

    def _marks_at_hand(self, image_id: int) -> PhotographMarks:
        if (held := self._marks.get(image_id)) is not None:
            return held
        if self._all_marks_read:  # nobody waits for what is being written
            return self._marks.setdefault(image_id, PhotographMarks())
        with self._in_step:
            if image_id not in self._marks:
                self._marks[image_id] = PhotographMarks(self._store.marks(image_id))
            return self._marks[image_id]

    def _change_marks(self, image_id: int, change: Callable[[PhotographMarks], None]) -> None:
        """Change marks that are at hand; those that are not will be read as they are by then."""
        if image_id in self._marks or self._all_marks_read:
            change(self._marks_at_hand(image_id))

    def _take_over(self, edits: Sequence[Edit]) -> None:
        """Apply committed edits to what is at hand."""
        for edit in edits:
            if isinstance(edit, MarksEdit):
                self._change_marks(edit.image_id, methodcaller("change", edit.before, edit.after))
            elif isinstance(edit, EyeEdit):
                patient, eye = edit.after
                self._images.put(replace(self.image(edit.image_id), patient=patient, eye=eye))
            elif isinstance(edit, DayEdit):
                self._images.put(replace(self.image(edit.image_id), taken=edit.after))
            else:
                self._answers.change(edit)

    def _settle(self, settled: Mapping[int, Settled]) -> None:
        """Take over what a run did to the proposals of some photographs, and say so."""
        for image_id, (gone, added) in settled.items():
            with self._in_step:
                self._change_marks(image_id, methodcaller("settle", gone, added))
        self._spread([partial(self.marks_changed.emit, image_id) for image_id in settled])

    def _note_summary(self, image_id: int, summary: FindingSummary) -> None:
        if self._summaries is not None:
            self._summaries[image_id] = summary

    def _reread(self, edits: Sequence[Edit]) -> None:
        """Read again what the project refused to change."""
        for edit in edits:
            if isinstance(edit, MarksEdit):
                self._marks[edit.image_id] = PhotographMarks(self._store.marks(edit.image_id))
            elif isinstance(edit, GradingEdit):
                self._reread_grading(edit.image_id)
        if any(
            isinstance(edit, EyeEdit | DayEdit) for edit in edits
        ):  # once, however many they are
            for image in self._store.images():
                self._images.put(image)

    def _tell(self, edits: Sequence[Edit]) -> None:
        """Say once of every photograph that its marks or its answer may be others."""
        marked = dict.fromkeys(e.image_id for e in edits if isinstance(e, MarksEdit))
        graded = dict.fromkeys(e.image_id for e in edits if isinstance(e, GradingEdit))
        whose = dict.fromkeys(e.image_id for e in edits if isinstance(e, EyeEdit | DayEdit))
        news = [partial(self.marks_changed.emit, image_id) for image_id in marked]
        news += [partial(self.grading_changed.emit, image_id) for image_id in graded]
        news += [partial(self.image_updated.emit, image_id) for image_id in whose]
        self._spread(news)

    def _spread(self, news: Sequence[Callable[[], None]]) -> None:
        for tell in news:
            tell()

    def _reread_grading(self, image_id: int) -> None:
        self._answers.put(image_id, self._store.answers(image_id).get(image_id, ()))

    def _read_finding(self, key: tuple[int, str]) -> Finding | None:
        return self._store.finding(*key)

    def _is_worked_on(self, image_id: int) -> bool:
        graded = not self._answers.standing(image_id).is_empty
        return graded or bool(self.marks(image_id)) or self.finding(image_id) is not None


def _labelled(image: StudyImage, marks: tuple[Mark, ...], grading: Grading) -> LabelledImage:
    return LabelledImage(
        image=image.path,
        width=image.width,
        height=image.height,
        patient=image.patient,
        eye=image.eye,
        marks=marks,
        grading=grading,
        sha256=image.sha256,
    )
