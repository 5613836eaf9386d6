"""Findings of an open study: written into the project, then shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from operator import methodcaller

from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project.packed_finding import PackedFinding, packed
from retinaview.session.answers import graded_anew
from retinaview.session.proposals import proposals_of, width_of
from retinaview.session.study_thresholds import StudyThresholds


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


class StudyFindings(StudyThresholds):
    """The part of `Session` that takes findings over and proposes marks from the main ones."""

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
        self._without_finding -= {image_id}
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
            self._findings.forget((image_id, self._main_sources.get(image_id, kept.source)))
            self._main_sources[image_id] = kept.source
        if kept.problem:
            forgotten = self._findings.put_unsaved(key, kept.finding)
            whose = "The finding" if kept.main else f"{kept.source}'s finding"
            self.message.emit(
                f"{whose} could not be saved and is kept only until you close: {kept.problem}"
            )
        else:
            self._findings.put(key, kept.finding)
        for old_id, old_source in forgotten:
            if self._main_sources.get(old_id) == old_source:  # the project may have another
                del self._main_sources[old_id]
        if kept.main and not kept.problem:
            self._thresholds_of_proposals[image_id] = kept.proposed_at
            self._note_summary(image_id, kept.finding.summary)
            self._spread([partial(self.marks_changed.emit, image_id)])
        for changed in (*forgotten, key):
            self.finding_changed.emit(*changed)

    def _note_opinion(self, image_id: int, kept: KeptFinding) -> None:
        """Keep what each source says at hand, also the main one's that may stand in the project."""
        before = self.main_source(image_id)
        if before is not None:
            summary = self.finding_summary(image_id)
            grades = None if kept.main or summary is None else summary.grades
            self.opinions.note(image_id, before, grades)
        self.opinions.note(image_id, kept.source, kept.finding.grades)
