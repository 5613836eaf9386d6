"""The thresholds of an open study, and the untouched proposals that follow them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.thresholds import Threshold, ThresholdKey, Thresholds, changed
from retinaview.project.proposals import settle
from retinaview.project.store import ProjectStore
from retinaview.session.contents import StudyContents
from retinaview.session.observing import Notifier
from retinaview.session.proposals import width_of
from retinaview.session.reproposing import Reproposal, Reproposed


class StudyThresholds(StudyContents):
    """A study's contents at the thresholds in force.

    Attributes
    ----------
    thresholds_changed : Notifier[[]]
        From another probability on, or again from the card's, some class of some network counts.
    """

    def __init__(
        self,
        store: ProjectStore,
        *,
        reader: str,
        notes: Sequence[str] = (),
        first_image_id: int | None = None,
    ) -> None:
        super().__init__(store, reader=reader, notes=notes, first_image_id=first_image_id)
        self.thresholds_changed: Notifier[[]] = Notifier()
        self._thresholds = Thresholds(store.thresholds())
        self._thresholds_unsaved = False
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
        write = partial(self._store.set_thresholds, changes, reader=self.reader)
        self._write_beside(write, refused=self._on_thresholds_refused)
        self._thresholds = self._thresholds.with_changes(changes)
        self.thresholds_changed.emit()

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
        cards = {key: self._store.card_threshold(key) for key in self._thresholds.chosen}
        return changed(
            Threshold(key, cards[key] or 0.0, value)
            for key, value in self._thresholds.chosen.items()
            if cards[key] is not None
        )

    # Proposals

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
        fresh = self.finding(task.image_id) is task.finding
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
            self._thresholds_of_proposals[image_id] = self._store.proposed_at(image_id)
        return self._thresholds_of_proposals[image_id]
