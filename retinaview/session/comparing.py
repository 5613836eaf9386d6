"""Sources compared over a study: how much of what the reader boxed each of them reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retinaview.evaluation.localization_comparison import (
    LocalizationComparison,
    compare_localization,
)
from retinaview.session.scoring import localization_case
from retinaview.session.session import Session


@dataclass(frozen=True)
class Asked:
    """Which of the photographs that a reader boxed the sources have answered.

    Attributes
    ----------
    boxed : tuple of int
        Ids of the photographs with the reader's boxes, in list order.
    missing : dict of str to tuple of int
        For every source the ids among these that it has not answered.
    """

    boxed: tuple[int, ...]
    missing: dict[str, tuple[int, ...]]

    @property
    def answered(self) -> tuple[int, ...]:
        """Photographs that every source has answered; only these are compared."""
        without = {image_id for ids in self.missing.values() for image_id in ids}
        return tuple(image_id for image_id in self.boxed if image_id not in without)


@dataclass(frozen=True, eq=False)
class StudyComparison:
    """What came of a comparison.

    Attributes
    ----------
    asked : Asked
        What could be compared, and what could not.
    localization : LocalizationComparison or None
        None while no photograph has both the reader's boxes and a finding of every source.
    """

    asked: Asked
    localization: LocalizationComparison | None


def compare_sources(
    session: Session,
    sources: Sequence[str],
    *,
    weights: Mapping[str, str] | None = None,
    repeats: int = 100,
    resamples: int = 300,
) -> StudyComparison:
    """Score the attention regions of several sources against the reader's boxes.

    Parameters
    ----------
    session : Session
        The study; nothing is run, and photographs on which a source has not been asked are left
        out for all of them, so that all are scored on the same boxes.
    sources : sequence of str
        Their names, each once; differences are taken to the first.
    weights : mapping of str to str, optional
        SHA-256 of the installed weights by source; what other weights of that name have said
        does not count.
    repeats, resamples : int
        As in `evaluate_localization`; fewer than there, because the window waits for it.
    """
    installed = weights or {}
    boxed = {
        image.id: labelled
        for image, labelled in zip(session.images, session.labelled_images(), strict=True)
        if labelled.lesion_labels
    }
    said = {
        source: {
            image_id: finding
            for image_id, finding in session.findings_of(source).items()
            if finding.graded_by(source, installed.get(source, ""))
        }
        for source in sources
    }
    missing = {
        source: tuple(image_id for image_id in boxed if image_id not in found)
        for source, found in said.items()
    }
    asked = Asked(tuple(boxed), missing)
    if not asked.answered or not sources:
        return StudyComparison(asked, None)
    cases = {
        source: [localization_case(boxed[i], found[i], found[i].regions) for i in asked.answered]
        for source, found in said.items()
    }
    return StudyComparison(asked, compare_localization(cases, repeats=repeats, resamples=resamples))
