"""The part of a study's store that holds what networks reported, and at which thresholds."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

from retinaview.core.findings import Finding, FindingSummary, GradeProbabilities, ModelIdentity
from retinaview.core.lesions import LesionClass
from retinaview.core.marks import Mark
from retinaview.core.thresholds import ThresholdKey
from retinaview.project import finding_rows
from retinaview.project.database import Database
from retinaview.project.image_rows import require_image
from retinaview.project.packed_finding import (
    PackedFinding,
    grades_of,
    landmarks_of,
    packed,
    quality_of,
)
from retinaview.project.proposals import Settled, replace_proposals
from retinaview.project.thresholds import (
    note_proposed_at,
    read_card_threshold,
    read_proposed_at,
    read_thresholds,
    write_threshold,
)
from retinaview.project.values import count, optional, text

LOST_FINDING = "what the models said cannot be read; run them again"


class FindingStore(Database):
    """Findings, the proposals made from them, and thresholds of lesion maps."""

    def save_finding(
        self,
        image_id: int,
        finding: Finding | PackedFinding,
        *,
        source: str | None = None,
        proposals: Sequence[Mark] | None = None,
        proposed_at: Mapping[LesionClass, float] | None = None,
        ran: Sequence[ModelIdentity] | None = None,
    ) -> Settled:
        """Keep a source's finding, in place of its last one.

        Parameters
        ----------
        image_id : int
            The photograph.
        finding : Finding or PackedFinding
            Heat maps are kept to 8 bits.
        source : str, optional
            Name of the weights that were asked beside the main finding. Where absent this is the
            main finding, and takes the place of the one before, whoever gave that.
        proposals : sequence of Mark, optional
            Replace the untouched proposals by these, as `replace_proposals` does, in the same
            transaction.
        proposed_at : mapping of LesionClass to float, optional
            The thresholds at which these were made; the model card's where absent.
        ran : sequence of ModelIdentity, optional
            The models to note as run; all of the finding's where absent.

        Returns
        -------
        Settled
            What became of the proposals.
        """
        ready, main = packed(finding), source is None
        said = ready.finding
        name, noted = said.source if source is None else source, said.models if ran is None else ran
        with self._writing() as transaction:
            require_image(transaction, image_id)
            finding_rows.write_finding(
                transaction, image_id, ready, source=name, main=main, ran=noted
            )
            if proposals is None:
                return Settled()
            card = {found.lesion: found.threshold for found in said.lesion_maps}
            note_proposed_at(transaction, image_id, card | dict(proposed_at or {}))
            return replace_proposals(transaction, image_id, proposals)

    def replace_proposals(
        self,
        image_id: int,
        marks: Sequence[Mark],
        *,
        proposed_at: Mapping[LesionClass, float] | None = None,
    ) -> Settled:
        """Put new proposals in place of the untouched ones of a photograph.

        What a reader touched (accepted, edited, rejected, drawn, locked or commented) stays. A
        proposal that such a mark of the same class covers by more than half is not inserted, so
        that a rejected one stays rejected. One that stands already unchanged keeps its identity.

        Parameters
        ----------
        image_id : int
            The photograph.
        marks : sequence of Mark
            Untouched proposals.
        proposed_at : mapping of LesionClass to float, optional
            The thresholds at which they were made, to be noted with the finding.
        """
        with self._writing() as transaction:
            require_image(transaction, image_id)
            if proposed_at is not None:
                note_proposed_at(transaction, image_id, proposed_at)
            return replace_proposals(transaction, image_id, marks)

    def finding(self, image_id: int, source: str | None = None) -> Finding | None:
        """Return a source's finding, or the main one (None); None where there is none."""
        with self._reading() as transaction:
            stored = finding_rows.read_finding(transaction, image_id, source)
        if stored is not None:  # decoded with the file free for others meanwhile
            with self.damage.noted(image_id, LOST_FINDING):
                return stored.decoded()
        return None

    def main_source(self, image_id: int) -> str | None:
        """Return the source of a photograph's main finding; None where there is none."""
        with self._reading() as transaction:
            source = finding_rows.read_main_source(transaction, image_id)
        with self.damage.noted(image_id, LOST_FINDING):
            return optional(text, source)
        return None

    def main_sources(self) -> dict[int, str]:
        """Return the sources of all main findings, by photograph."""
        with self._reading() as transaction:
            stored = finding_rows.read_main_sources(transaction)
        sources = {}
        for image_id, source in stored:
            if type(image_id) is int and type(source) is str:  # as this program writes them
                sources[image_id] = source
            else:
                with self.damage.noted(image_id, LOST_FINDING):
                    sources[count(image_id)] = text(source)
        return sources

    def finding_summaries(self, only: Collection[int] | None = None) -> dict[int, FindingSummary]:
        """Return quality and grades of photographs, all or some, with a main finding; no map."""
        with self._reading() as transaction:
            stored = finding_rows.read_qualities(transaction, only)
            unassignable = finding_rows.read_unassignable(transaction)
        summaries = {}
        for image_id, *texts in stored:
            with self.damage.noted(image_id, LOST_FINDING):
                parts = ",".join("null" if each is None else each for each in texts)
                grades, quality, places = json.loads(f"[{parts}]")
                summaries[count(image_id)] = FindingSummary(
                    quality_of(quality), grades_of(grades), landmarks_of(places)
                )
        for image_id in unassignable:
            with self.damage.noted(image_id, LOST_FINDING):
                raise ValueError("its source or photograph is unknown")
        return summaries

    def opinions(self) -> dict[int, dict[str, GradeProbabilities]]:
        """Return the grades of photographs that several sources answered, by source."""
        with self._reading() as transaction:
            stored = finding_rows.read_grades_of_several(transaction)
        found: dict[int, dict[str, GradeProbabilities]] = {}
        for image_id, source, grades in stored:
            with self.damage.noted(image_id, LOST_FINDING):
                given = grades_of(grades and json.loads(grades))
                if given is not None:
                    found.setdefault(count(image_id), {})[text(source)] = given
        return found

    def findings_without_maps(self, source: str) -> dict[int, Finding]:
        """Return a source's findings by photograph, without the maps.

        No map is read, and nobody waits for the file while the findings are decoded.
        """
        with self._reading() as transaction:
            stored = finding_rows.read_without_maps(transaction, source)
        found = {}
        with self._as_project_errors():
            for image_id, each in stored.items():
                with self.damage.noted(image_id, LOST_FINDING):
                    found[count(image_id)] = each.decoded()
        return found

    # Thresholds

    def thresholds(self) -> dict[ThresholdKey, float]:
        """Return the thresholds set for this study, 0-1; for all others the model card's holds."""
        with self._reading() as transaction:
            return read_thresholds(transaction)

    def set_thresholds(self, changes: Mapping[ThresholdKey, float | None], *, reader: str) -> None:
        """Set thresholds, 0-1, or reset them to the model card's (None), in one transaction."""
        with self._writing() as transaction:
            for key, value in changes.items():
                write_threshold(transaction, key, value, reader=reader)

    def card_threshold(self, key: ThresholdKey) -> float | None:
        """Return what a network's card said when it last ran; None where it never ran here."""
        with self._reading() as transaction:
            return read_card_threshold(transaction, key, damage=self.damage)

    def proposed_at(self, image_id: int) -> dict[LesionClass, float] | None:
        """Return the thresholds a finding's lesions were proposed at; None where unknown."""
        with self._reading() as transaction:
            return read_proposed_at(transaction, image_id, damage=self.damage)
