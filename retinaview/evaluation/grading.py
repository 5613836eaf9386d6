"""Grading scores: accuracy, kappa, recall per grade, referable AUC and calibration."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from retinaview.core.geometry import FloatArray
from retinaview.core.grades import DRGrade
from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate, Indices
from retinaview.evaluation.kappa import IntArray, confusion_of, quadratic_weighted_kappa
from retinaview.evaluation.person_samples import PersonSamples
from retinaview.evaluation.ranking import auc


@dataclass(frozen=True)
class GradingReport:
    """Scores of one grading network (or reader) against the truth.

    Attributes
    ----------
    scores : dict of str to Estimate
        Each with a bootstrap 95 % interval over persons.
    confusion : tuple of tuple of int
        Rows are true retinopathy grades, columns predicted ones.
    """

    scores: dict[str, Estimate]
    confusion: tuple[tuple[int, ...], ...]

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        scores = {name: score.as_dict() for name, score in self.scores.items()}
        return {"scores": scores, "confusion": [list(row) for row in self.confusion]}

    def table(self) -> str:
        """Return the report as a text table."""
        photographs, persons = sum(map(sum, self.confusion)), next(iter(self.scores.values())).n
        who = f" of {counted(persons, 'person')}"
        if persons == photographs:
            who += " (each photograph counts as one)"
        lines = [counted(photographs, "photograph") + who]
        lines += [f"  {name:28}{score}" for name, score in self.scores.items()]
        lines += ["  true grade by row, predicted by column:"]
        lines += ["    " + "".join(f"{count:6d}" for count in row) for row in self.confusion]
        return "\n".join(lines)


def expected_calibration_error(truth: IntArray, probabilities: FloatArray, bins: int = 10) -> float:
    """Return the mean gap of confidence and accuracy over equal bins (Guo et al. 2017).

    Parameters
    ----------
    truth : ndarray of int, shape (N,)
        Grades.
    probabilities : ndarray of float64, shape (N, C)
        Rows sum to 1.
    bins : int
        Number of confidence bins.
    """
    confidence = probabilities.max(axis=1)
    correct = probabilities.argmax(axis=1) == truth
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [
        abs(correct[bin_of == b].mean() - confidence[bin_of == b].mean()) * (bin_of == b).mean()
        for b in np.unique(bin_of)
    ]
    return float(np.sum(gaps))


def brier_score(truth: IntArray, probabilities: FloatArray) -> float:
    """Return the mean squared distance to the one-hot truth, 0-2 (Brier 1950)."""
    one_hot = np.eye(probabilities.shape[1])[truth]
    return float(((probabilities - one_hot) ** 2).sum(axis=1).mean())


def mean_class_recall(truth: IntArray, predicted: IntArray) -> float:
    """Return the mean recall of the grades that occur (SEA-Net's ACA)."""
    return float(np.mean([(predicted[truth == g] == g).mean() for g in np.unique(truth)]))


def macro_auc(truth: IntArray, probabilities: FloatArray) -> float:
    """Return the mean one-against-rest AUC of the grades that occur."""
    aucs = [auc(truth == grade, probabilities[:, grade]) for grade in np.unique(truth)]
    return float(np.nanmean(aucs)) if len(aucs) > 1 else float("nan")


def macro_f1(truth: IntArray, predicted: IntArray) -> float:
    """Return the mean F1 of the grades that occur or are predicted."""
    counts = confusion_of(truth, predicted)
    sizes = counts.sum(axis=0) + counts.sum(axis=1)
    return float((2 * counts.diagonal()[sizes > 0] / sizes[sizes > 0]).mean())


def _dr_statistics(
    truth: IntArray, predicted: IntArray, probabilities: FloatArray | None
) -> dict[str, Callable[[Indices], float]]:
    statistics: dict[str, Callable[[Indices], float]] = {
        "DR accuracy": lambda i: float((truth[i] == predicted[i]).mean()),
        "quadratic weighted kappa": lambda i: quadratic_weighted_kappa(truth[i], predicted[i]),
        "mean recall of grades (ACA)": lambda i: mean_class_recall(truth[i], predicted[i]),
        "macro F1": lambda i: macro_f1(truth[i], predicted[i]),
    }
    if probabilities is None:
        return statistics
    referable = probabilities[:, DRGrade.MODERATE :].sum(axis=1)
    return statistics | {
        "referable AUC": lambda i: auc(truth[i] >= DRGrade.MODERATE, referable[i]),
        "macro one-vs-rest AUC": lambda i: macro_auc(truth[i], probabilities[i]),
        "calibration error (ECE)": lambda i: expected_calibration_error(truth[i], probabilities[i]),
        "Brier score": lambda i: brier_score(truth[i], probabilities[i]),
    }


def evaluate_grading(
    truth: Sequence[int],
    predicted: Sequence[int],
    *,
    probabilities: FloatArray | None = None,
    dme_truth: Sequence[int] | None = None,
    dme_predicted: Sequence[int] | None = None,
    persons: Sequence[Hashable] | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> GradingReport:
    """Score retinopathy grades, and oedema grades where given.

    Parameters
    ----------
    truth, predicted : sequence of int, length N
        Retinopathy grades 0-4.
    probabilities : ndarray of float64, shape (N, 5), optional
        Probabilities of the grades; rows sum to 1. Without them there is no AUC or calibration.
    dme_truth, dme_predicted : sequence of int, length N, optional
        Oedema grades 0-2; both give the joint accuracy (SUNet eq. 6).
    persons : sequence of hashable, length N, optional
        The patient of each photograph; by default each photograph counts as a person.
    resamples : int
        Number of bootstrap samples over persons.
    seed : int
        Seed of the bootstrap.

    Raises
    ------
    ValueError
        There is nothing to score, or the lengths differ.
    """
    true, guess = np.asarray(truth, dtype=np.int64), np.asarray(predicted, dtype=np.int64)
    if len(true) == 0 or len(true) != len(guess):
        raise ValueError(f"{len(guess)} predicted grades for {len(true)} true ones")
    statistics = _dr_statistics(true, guess, probabilities)
    if dme_truth is not None and dme_predicted is not None:
        dme_right = np.asarray(dme_truth) == np.asarray(dme_predicted)
        statistics["DME accuracy"] = lambda i: float(dme_right[i].mean())
        statistics["joint accuracy"] = lambda i: float((dme_right & (true == guess))[i].mean())
    who = range(len(true)) if persons is None else persons
    samples = PersonSamples(who, resamples=resamples, seed=seed)
    scores = {name: samples.statistic(statistic) for name, statistic in statistics.items()}
    rows = confusion_of(true, guess).tolist()
    return GradingReport(scores, tuple(tuple(row) for row in rows))
