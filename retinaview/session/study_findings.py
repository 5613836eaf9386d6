"""Findings of an open study, and the marks proposed from them at the thresholds in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from operator import methodcaller

from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.thresholds import Threshold, ThresholdKey, Thresholds, changed
from retinaview.project.packed_finding import PackedFinding, packed
from retinaview.project.proposals import settle
from retinaview.project.store import StudyStore
from retinaview.session.answers import graded_anew
from retinaview.session.contents import StudyContents
from retinaview.session.observing import Notifier
from retinaview.session.proposals import proposals_of, width_of
from retinaview.session.reproposing import Reproposal, Reproposed


@dataclass(frozen=True)
class KeptFinding:
    """A finding that was written, or could not be.

    Attributes
    ----------
    finding : Finding
        As it will be read again.
    source : str
        Whose it is.
    main : bool
        Whether it is the main finding of its photograph.
    proposed_at : mapping of LesionClass to float, optional
        The thresholds, 0-1, at which proposals were made of it.
    problem : str
        Why the project could not take it; empty where it did.
    """

    finding: Finding
    source: str
    main: bool
    proposed_at: Mapping[LesionClass, float] | None = None
    problem: str = ""


class StudyFindings(StudyContents):
    """The part of `Session` that takes findings over, and proposes marks from them.

    Attributes
    ----------
    thresholds_changed : Notifier[[]]
        From another probability on, or again from the card's, some class of some network counts.
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
        self.thresholds_changed: Notifier[[]] = Notifier()
        self._thresholds = Thresholds(store.thresholds())
        self._thresholds_unsaved = False
        self._card_thresholds: dict[ThresholdKey, float] = {}
        self._thresholds_of_proposals: dict[int, Mapping[LesionClass, float] | None] = {}

    @property
    def thresholds(self) -> Thresholds:
        """The thresholds that were set for this study; never changed in place."""
        return self._thresholds

    def set_thresholds(self, changes: Mapping[ThresholdKey, float | None]) -> None:
        """Set thresholds for the whole study, 0-1, or reset them to the card's (None). Logged.

        Where the project cannot be written they hold until the session ends, and a message says
        so once. Untouched proposals follow by `repropose`.
        """
        standing = self._thresholds.chosen
        changes = {key: value for key, value in changes.items() if value != standing.get(key)}
        if not changes:
            return
        write = partial(self._write_thresholds, changes)
        self._write_beside(write, refused=self._on_thresholds_refused)
        self._thresholds = self._thresholds.with_changes(changes)
        self.thresholds_changed.emit()

    def _write_thresholds(self, changes: Mapping[ThresholdKey, float | None]) -> None:
        self._store.set_thresholds(changes, reader=self.reader)
        with suppress(ProjectError):  # only so that whoever asks what differs need not wait
            for key in changes:
                self._card_threshold(key)

    def _on_thresholds_refused(self, error: ProjectError) -> None:
        if not self._thresholds_unsaved:
            self.message.emit(
                f"Thresholds could not be saved and hold only until you close: {error}"
            )
        self._thresholds_unsaved = True

    def reset_thresholds(self) -> None:
        """Let the model card's thresholds hold for every network and class again."""
        self.set_thresholds(dict.fromkeys(self._thresholds.chosen))

    def changed_thresholds(self) -> tuple[Threshold, ...]:
        """Return the study's thresholds that differ from the card's, of networks that ran in it."""
        cards = {key: self._card_threshold(key) for key in self._thresholds.chosen}
        return changed(
            Threshold(key, cards[key] or 0.0, value)
            for key, value in self._thresholds.chosen.items()
            if cards[key] is not None
        )

    def _card_threshold(self, key: ThresholdKey) -> float | None:
        """Return what a network's card says; None where it never ran, which may change."""
        value = self._card_thresholds.get(key)
        if value is None and (value := self._store.card_threshold(key)) is not None:
            self._card_thresholds[key] = value
        return value

    # Proposals

    def have_at_hand(self, image_ids: Sequence[int]) -> None:
        """Read findings, as `StudyContents` does, and at which thresholds they were proposed."""
        super().have_at_hand(image_ids)
        for image_id in image_ids:
            self._proposed_at(image_id)

    def reproposal(self, image_id: int) -> Reproposal | None:
        """Return what brings a photograph's untouched proposals to the thresholds in force.

        None where they are at these already, or there is no finding. What a reader touched stays.
        Not an undo step. Its `run` is for any thread; give what it returns to `take_reproposed`.
        """
        finding = self.finding(image_id)
        if finding is None or (image_id, self.main_source(image_id)) in self._findings.unsaved:
            return None
        wanted = self._values_in_force(finding)
        if self._proposed_at(image_id) == wanted:
            return None
        width = self.image(image_id).width or width_of(finding) or 1.0
        return Reproposal(self._store, image_id, finding, wanted, width)

    def is_of(self, task: Reproposal) -> bool:
        """Whether a task was made by this session."""
        return task.store is self._store

    def take_reproposed(self, done: Reproposed) -> None:
        """Show what a `Reproposal` has put into the project.

        Where the project is read-only, the proposals follow until the session ends.
        """
        if done.error is not None and not self.read_only:
            self.message.emit(str(done.error))
            return
        task = done.task
        # Where the models have spoken anew meanwhile, all is to be done once more.
        fresh = self.finding_at_hand(task.image_id) is task.finding
        self._thresholds_of_proposals[task.image_id] = task.thresholds if fresh else None
        if done.settled is not None:
            self._settle({task.image_id: done.settled})
        else:
            self._settle_in_memory(task.image_id, done.marks)

    def repropose(self, image_id: int) -> None:
        """Bring a photograph's untouched proposals to the thresholds in force, here and now."""
        if (task := self.reproposal(image_id)) is not None:
            self.take_reproposed(task.run())

    def _values_in_force(self, finding: Finding) -> dict[LesionClass, float]:
        return {lesion: each.value for lesion, each in self.thresholds.of(finding).items()}

    def _settle_in_memory(self, image_id: int, proposed: Sequence[Mark]) -> None:
        """Propose as the project would if it could be written."""
        with self._in_step:
            self._unsaved_marks[image_id] = self._marks_at_hand(image_id)
            settled = settle(self.marks(image_id), proposed)
        self._settle({image_id: settled})

    def _proposed_at(self, image_id: int) -> Mapping[LesionClass, float] | None:
        """Return the thresholds the untouched proposals were made at; None where unknown."""
        if image_id not in self._thresholds_of_proposals:
            kept = self._store.proposed_at(image_id)
            self._thresholds_of_proposals.setdefault(image_id, kept)
        return self._thresholds_of_proposals[image_id]

    # Findings

    def keep_finding(
        self, image_id: int, finding: Finding | PackedFinding, source: str | None = None
    ) -> KeptFinding:
        """Write a source's finding, and what the main finding proposes, into the project.

        Safe in another thread than the session's own, which then gives the outcome to
        `take_finding`: packing and writing take longer than a screen takes to be painted.

        Parameters
        ----------
        image_id : int
            The photograph.
        finding : Finding or PackedFinding
            What was said.
        source : str, optional
            Name of the weights that were asked beside the main finding; where absent this is the
            main finding. The source of the main one grades anew there: the lesions stay.
        """
        ready = packed(finding)
        ran, name = ready.finding.models, ready.finding.source if source is None else source
        main, proposals, at = source is None or self.is_main(image_id, name), None, None
        if main:
            if source is not None and (before := self.finding(image_id)) is not None:
                ready = packed(graded_anew(before, ready.finding))
            at = self._values_in_force(ready.finding)
            proposals = self._proposals(image_id, ready, at)
        kept = KeptFinding(ready.finding, name, main=main, proposed_at=at)
        try:
            settled = self._store.save_finding(
                image_id, ready, source=source, proposals=proposals, proposed_at=at, ran=ran
            )
        except ProjectError as error:
            return replace(kept, problem=str(error))
        with self._in_step:  # here, because it may be held for as long as others write
            self._change_marks(image_id, methodcaller("settle", *settled))
        return kept

    def _proposals(
        self, image_id: int, ready: PackedFinding, at: Mapping[LesionClass, float]
    ) -> tuple[Mark, ...]:
        card = {found.lesion: found.threshold for found in ready.finding.lesion_maps}
        if ready.proposals is not None and at == card:
            return ready.proposals
        width = self.image(image_id).width or width_of(ready.finding) or 1.0
        return proposals_of(ready.finding, width_px=width, thresholds=at)

    def take_finding(
        self,
        image_id: int,
        finding: Finding | PackedFinding | KeptFinding,
        source: str | None = None,
    ) -> None:
        """Show a source's finding, and the marks proposed from the main one. Not an undo step.

        Untouched proposals are replaced; what a reader touched stays, and is not proposed again.
        What `keep_finding` has not written yet is written here. Where the project cannot be
        written, the finding is kept until the session ends, without proposals, and a message says
        so; of many such the oldest are forgotten.
        """
        kept = finding
        if not isinstance(kept, KeptFinding):
            kept = self.keep_finding(image_id, kept, source)
        key = image_id, kept.source
        forgotten: tuple[tuple[int, str], ...] = ()
        self._note_opinion(image_id, kept)
        if kept.main:
            before = self.main_source(image_id)
            self._findings.forget((image_id, kept.source if before is None else before))
            self._note_main_source(image_id, kept)
        if kept.problem:
            forgotten = self._findings.put_unsaved(key, kept.finding)
            whose = "The finding" if kept.main else f"{kept.source}'s finding"
            self.message.emit(
                f"{whose} could not be saved and is kept only until you close: {kept.problem}"
            )
        else:
            self._findings.put(key, kept.finding)
        for old_id, old_source in forgotten:
            if self._unsaved_sources.get(old_id) == old_source:
                del self._unsaved_sources[old_id]
        if kept.main and not kept.problem:
            self._thresholds_of_proposals[image_id] = kept.proposed_at
            self._note_summary(image_id, kept.finding.summary)
            self._spread([partial(self.marks_changed.emit, image_id)])
        for other in (*forgotten, key):
            self.finding_changed.emit(*other)

    def _note_main_source(self, image_id: int, kept: KeptFinding) -> None:
        if kept.problem:
            self._unsaved_sources[image_id] = kept.source
        else:
            self._unsaved_sources.pop(image_id, None)
            self._main_sources[image_id] = kept.source

    def _note_opinion(self, image_id: int, kept: KeptFinding) -> None:
        """Keep what each source says at hand, also the main one's that may stand in the project."""
        before = self.main_source(image_id)
        if before is not None:
            summary = self.finding_summary(image_id)
            grades = None if kept.main or summary is None else summary.grades
            self.opinions.note(image_id, before, grades)
        self.opinions.note(image_id, kept.source, kept.finding.grades)
