"""Bringing a photograph's untouched proposals to the thresholds in force, in any thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from retinaview.core.errors import ProjectError
from retinaview.core.findings import Finding
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.project.proposals import Settled
from retinaview.project.store import StudyStore
from retinaview.session.proposals import proposals_of


@dataclass(frozen=True, eq=False)
class Reproposal:
    """Lesions of one photograph to be proposed at other thresholds; made by `Session.reproposal`.

    Attributes
    ----------
    store : StudyStore
        The project.
    image_id : int
        The photograph.
    finding : Finding
        What the models said of it.
    thresholds : mapping of LesionClass to float
        The thresholds in force, 0-1.
    width_px : float
        Width of the photograph.
    """

    store: StudyStore
    image_id: int
    finding: Finding
    thresholds: Mapping[LesionClass, float]
    width_px: float

    def run(self) -> Reproposed:
        """Propose, and write that into the project; safe in any thread."""
        marks = proposals_of(self.finding, width_px=self.width_px, thresholds=self.thresholds)
        try:
            settled = self.store.replace_proposals(
                self.image_id, marks, proposed_at=self.thresholds
            )
        except ProjectError as error:
            return Reproposed(self, marks, error=error)
        return Reproposed(self, marks, settled)


@dataclass(frozen=True, eq=False)
class Reproposed:
    """What came of a `Reproposal`, for `Session.take_reproposed`.

    Attributes
    ----------
    task : Reproposal
        What was to be done.
    marks : tuple of Mark
        What is proposed now, before what a reader touched is taken into account.
    settled : Settled or None
        What became of the proposals; None where the project refused them.
    error : ProjectError or None
        Why it did; None where it has them.
    """

    task: Reproposal
    marks: tuple[Mark, ...]
    settled: Settled | None = None
    error: ProjectError | None = None
