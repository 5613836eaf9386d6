"""Sources compared over a study: how much of what the reader boxed each of them reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from retinaview.core.findings import Finding
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
        For every source the ids among these on which it has no opinion.
    """

    boxed: tuple[int, ...]
    missing: dict[str, tuple[int, ...]]

    @property
    def answered(self) -> tuple[int, ...]:
        """Photographs on which every source has an opinion; only these are compared."""
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
        None while no photograph has both the reader's boxes and an opinion of every source.
    """

    asked: Asked
    localization: LocalizationComparison | None


def opinion_of(session: Session, image_id: int, source: str, *, sha256: str = "") -> Finding | None:
    """What a source says about a photograph; None where it has not been asked.

    The main finding counts as the opinion of the source that graded in it.

    Parameters
    ----------
    session : Session
        The study.
    image_id : int
        The photograph.
    source : str
        Name of the weights.
    sha256 : str
        Of the weights that are installed; what other weights of that name have said does not
        count. Empty: any weights of that name.
    """
    for finding in (session.opinion(image_id, source), session.finding(image_id)):
        if finding is not None and _is_said_by(finding, source, sha256):
            return finding
    return None


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
            if _is_said_by(finding, source, installed.get(source, ""))
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


def _is_said_by(finding: Finding, source: str, sha256: str) -> bool:
    grader = finding.model("grading")
    if grader is None or grader.name != source:
        return False
    return sha256 in ("", grader.weights_sha256)
