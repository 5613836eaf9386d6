"""Scoring of grades from `screen`, of one run or an ensemble, against readers' grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retinaview.batch.file_scoring import finding_rows
from retinaview.batch.findings_file import GradeRow, ScreenedRow
from retinaview.core.errors import LabelError
from retinaview.core.geometry import FloatArray
from retinaview.core.photograph_names import match_names
from retinaview.core.photos import LabelledImage
from retinaview.evaluation.ensembles import ensemble
from retinaview.evaluation.grading import GradingReport, evaluate_grading
from retinaview.evaluation.support_vectors import (
    BinaryReport,
    cross_validated_svm,
    transferred_svm,
)
from retinaview.exchange import read_labels

Where = Mapping[str, str]


@dataclass(frozen=True, eq=False)
class GradedSet:
    """Photographs with a true grade and a predicted grade from every run.

    Attributes
    ----------
    dr : ndarray of int, shape (N,)
        True grades of retinopathy.
    probabilities : ndarray of float64, shape (N, 5)
        Grade probabilities of one run, or the mean of several.
    dme : ndarray of int, shape (N,), or None
        True grades of macular oedema, if every photograph has one.
    dme_predicted : ndarray of int, shape (N,), or None
        Predicted grades of macular oedema, if every run gives them.
    persons : tuple of str, length N
        The patients; a photograph's own name where the patient is unknown.
    """

    dr: NDArray[np.intp]
    probabilities: FloatArray
    dme: NDArray[np.intp] | None
    dme_predicted: NDArray[np.intp] | None
    persons: tuple[str, ...]


def report_grading(graded: GradedSet) -> GradingReport:
    """Score the grades of photographs that have been read."""
    return evaluate_grading(
        graded.dr.tolist(),
        graded.probabilities.argmax(axis=1).tolist(),
        probabilities=graded.probabilities,
        dme_truth=None if graded.dme is None else graded.dme.tolist(),
        dme_predicted=None if graded.dme_predicted is None else graded.dme_predicted.tolist(),
        persons=graded.persons,
    )


def score_binary(
    tested: GradedSet,
    *,
    positive_from: int,
    fitted: GradedSet | None = None,
    folds: int = 10,
    seed: int = 0,
) -> BinaryReport:
    """Score a binary SVM on the grade probabilities: Zoom-in-Net's protocol for Messidor.

    Parameters
    ----------
    tested : GradedSet
        The data to test on.
    positive_from : int
        The lowest positive grade: 1 for abnormal, 2 for referable.
    fitted : GradedSet, optional
        The data to fit on; by default `tested` itself, cross-validated.
    folds, seed : int
        Number of folds and seed of the cross-validation; `seed` is also that of the bootstrap.
    """
    positive = tested.dr >= positive_from
    if fitted is None:
        return cross_validated_svm(tested.probabilities, positive, folds=folds, seed=seed)
    return transferred_svm(
        fitted.probabilities,
        fitted.dr >= positive_from,
        test_probabilities=tested.probabilities,
        test_positive=positive,
        seed=seed,
    )


def read_graded(
    truth: Sequence[Path], predictions: Sequence[Path], *, where: Where | None = None
) -> GradedSet:
    """Read the photographs with both a true grade and one from every run.

    Others are left out: "ungradable" is not a wrong grade.

    Parameters
    ----------
    truth : sequence of Path
        Label files or folders.
    predictions : sequence of Path
        Output folders of `screen`, or their findings files; several are averaged.
    where : mapping, optional
        Use only truth rows in which these CSV columns have these values.

    Raises
    ------
    LabelError, ReadError
        A file is invalid, or no photograph has all grades.
    """
    labelled = [each for each in read_labels(truth, where=where) if each.grading.dr is not None]
    found = [_matched(labelled, path) for path in predictions]
    chosen = [i for i in range(len(labelled)) if all(i in rows for rows in found)]
    if not chosen:
        raise LabelError("contains none of the truth's graded photographs", path=predictions[0])
    averaged = ensemble([_probabilities([rows[i].dr for i in chosen]) for rows in found])
    oedema = [[rows[i].dme for i in chosen] for rows in found]
    dme = [labelled[i].grading.dme for i in chosen]
    known = [int(grade) for grade in dme if grade is not None]
    complete = len(known) == len(chosen) and all(None not in run for run in oedema)
    predicted = ensemble([_probabilities(run) for run in oedema]) if complete else None
    return GradedSet(
        np.array([int(labelled[i].grading.dr or 0) for i in chosen], np.intp),
        averaged,
        np.array(known, np.intp) if complete else None,
        None if predicted is None else predicted.argmax(axis=1),
        tuple(labelled[i].person for i in chosen),
    )


def _matched(labelled: Sequence[LabelledImage], predictions: Path) -> dict[int, ScreenedRow]:
    """Return the graded rows of a run by the index of their photograph in the truth."""
    rows = {row.image: row for row in finding_rows(predictions) if row.dr is not None}
    matches = match_names([image.image for image in labelled], rows)
    return {
        index: rows[name]
        for index, image in enumerate(labelled)
        if (name := matches[image.image]) is not None
    }


def _probabilities(rows: Sequence[GradeRow | None]) -> FloatArray:
    return np.array([row.probabilities for row in rows if row is not None], np.float64)
