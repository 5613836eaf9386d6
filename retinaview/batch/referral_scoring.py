"""Scoring of referral from `screen` against readers' grades, alone, in subgroups and in pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.batch.file_scoring import finding_rows
from retinaview.batch.findings_file import ScreenedRow
from retinaview.batch.grade_scoring import GradedSet
from retinaview.core.errors import LabelError
from retinaview.core.geometry import FloatArray
from retinaview.core.grades import DRGrade
from retinaview.core.photograph_names import match_names
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.grader_comparison import GraderComparison, compare_graders
from retinaview.evaluation.referral import ReferralReport, evaluate_referral
from retinaview.evaluation.site_threshold import SiteThreshold, choose_threshold
from retinaview.evaluation.subgroups import SubgroupReport, evaluate_subgroups
from retinaview.exchange import read_labels
from retinaview.exchange.csv_format import column_values
from retinaview.imaging.eye_names import guess_eye

PROPERTIES = ("eye", "grade", "quality", "size")
"""Subgroups that need no column of the truth."""


@dataclass(frozen=True, eq=False)
class ReferralSet:
    """Photographs with a true grade of retinopathy and a graded finding.

    Attributes
    ----------
    labelled : tuple of LabelledImage
        The truth.
    rows : tuple of ScreenedRow
        Their findings, in the same order; each has grades.
    ungradable : int
        Number of photographs with a true grade that were found ungradable, and are left out.
    """

    labelled: tuple[LabelledImage, ...]
    rows: tuple[ScreenedRow, ...]
    ungradable: int

    @property
    def grades(self) -> NDArray[np.int64]:
        """True grades, (N,)."""
        return np.array([int(each.grading.dr or 0) for each in self.labelled], np.int64)

    @property
    def referable(self) -> NDArray[np.bool_]:
        """Whether the true grade is moderate or worse, (N,)."""
        return self.grades >= DRGrade.MODERATE

    @property
    def persons(self) -> list[str]:
        """The patients; a photograph's own name where the patient is unknown."""
        return [each.person for each in self.labelled]

    @property
    def probabilities(self) -> FloatArray:
        """Grade probabilities, (N, 5)."""
        return np.array([row.dr.probabilities for row in self.rows if row.dr], np.float64)

    @property
    def probability(self) -> FloatArray:
        """Probability of referable retinopathy, (N,)."""
        return np.array([row.referable.probability or 0.0 for row in self.rows], np.float64)

    @property
    def decisions(self) -> NDArray[np.bool_]:
        """Decisions as screened, (N,)."""
        return np.array([bool(row.referable.decision) for row in self.rows])


def read_referrals(
    truth: Sequence[Path], predictions: Path, *, where: Mapping[str, str] | None = None
) -> ReferralSet:
    """Read the photographs that have both a true grade and a graded finding.

    Parameters
    ----------
    truth : sequence of Path
        Label files or folders.
    predictions : Path
        Output folder of `screen`, or its findings file.
    where : mapping, optional
        Use only truth rows in which these CSV columns have these values.

    Raises
    ------
    LabelError, ReadError
        A file is invalid, or there is no such photograph.
    """
    labelled = [each for each in read_labels(truth, where=where) if each.grading.dr is not None]
    rows = {row.image: row for row in finding_rows(predictions)}
    matches = match_names([each.image for each in labelled], rows)
    found = [(each, rows[name]) for each in labelled if (name := matches[each.image])]
    graded = [(each, row) for each, row in found if row.dr is not None]
    if not graded:
        raise LabelError("contains none of the truth's graded photographs", path=predictions)
    ungradable = sum(not row.quality.gradable for _, row in found)
    return ReferralSet(
        tuple(each for each, _ in graded), tuple(row for _, row in graded), ungradable
    )


def score_referral(found: ReferralSet, *, thresholds: Sequence[float] = ()) -> ReferralReport:
    """Score the probability of referable retinopathy, and the decisions as screened."""
    return evaluate_referral(
        found.referable,
        found.probability,
        persons=found.persons,
        thresholds=thresholds,
        decisions=found.decisions,
    )


def score_ensemble(graded: GradedSet, *, thresholds: Sequence[float] = ()) -> ReferralReport:
    """Score the mean probability of several runs, which have made no decision together."""
    return evaluate_referral(
        graded.dr >= DRGrade.MODERATE,
        graded.probabilities[:, DRGrade.MODERATE :].sum(axis=1),
        persons=graded.persons,
        thresholds=thresholds,
    )


def score_subgroups(
    found: ReferralSet,
    properties: Sequence[str],
    *,
    truth: Sequence[Path] = (),
    where: Mapping[str, str] | None = None,
) -> SubgroupReport:
    """Score referral by property: one of `PROPERTIES`, or a CSV column of the truth.

    Raises
    ------
    LabelError
        The truth has no such column.
    """
    values = {name: _values(found, name, truth, where) for name in properties}
    return evaluate_subgroups(
        found.referable,
        found.probability,
        found.decisions,
        persons=found.persons,
        properties=values,
    )


def compare_runs(
    truth: Sequence[Path], first: Path, second: Path, *, where: Mapping[str, str] | None = None
) -> GraderComparison:
    """Compare the grades of two runs on the photographs that both have graded.

    Raises
    ------
    LabelError, ReadError
        A file is invalid, or the runs have no photograph in common.
    """
    one, other = (read_referrals(truth, path, where=where) for path in (first, second))
    place = {each.image: i for i, each in enumerate(other.labelled)}
    both = [(i, place[e.image]) for i, e in enumerate(one.labelled) if e.image in place]
    if not both:
        raise LabelError(f"has no graded photograph in common with {second}", path=first)
    mine, yours = (np.array(indices) for indices in zip(*both, strict=True))
    return compare_graders(
        one.grades[mine].tolist(),
        one.probabilities[mine],
        other.probabilities[yours],
        persons=[one.persons[i] for i in mine],
        decisions=(one.decisions[mine], other.decisions[yours]),
        names=(str(first), str(second)),
    )


def choose_site_threshold(found: ReferralSet, *, sensitivity: float) -> SiteThreshold:
    """Choose the threshold of referral on a site's photographs; see `choose_threshold`."""
    return choose_threshold(
        found.referable,
        found.probability,
        decisions=found.decisions,
        persons=found.persons,
        sensitivity=sensitivity,
    )


def _values(
    found: ReferralSet, name: str, truth: Sequence[Path], where: Mapping[str, str] | None
) -> list[str]:
    if name == "eye":
        eyes = [each.eye or guess_eye(each.image).eye for each in found.labelled]
        return [str(eye) if eye else "unknown" for eye in eyes]
    if name == "grade":
        return [str(grade) for grade in found.grades]
    if name == "quality":
        return [str(row.quality.answer or "unknown") for row in found.rows]
    if name == "size":
        return [f"{row.width}x{row.height} px" for row in found.rows]
    cells: dict[str, str] = {}
    for path in truth:
        cells |= column_values(path, name, where=where)
    return [cells.get(each.image) or "unknown" for each in found.labelled]
