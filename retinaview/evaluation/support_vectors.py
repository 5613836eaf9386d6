"""Binary decisions from grade probabilities: the support vector machines of Zoom-in-Net.

If a data set has other grades than a network (Messidor has 0-3), an SVM with a radial basis
function is fitted on the network's probabilities (Wang et al., MICCAI 2017, section 4). For
referable retinopathy it is cross-validated on that set; for normal against abnormal it is fitted
on the network's own training set and tested on the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_curve
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import SVC

from retinaview.core.errors import RetinaViewError
from retinaview.core.geometry import FloatArray
from retinaview.evaluation.ensembles import as_probabilities
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap
from retinaview.evaluation.ranking import auc

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class BinaryReport:
    """Scores of a binary decision.

    Attributes
    ----------
    auc, accuracy, sensitivity : Estimate
        Each with a bootstrap 95 % interval over photographs. `sensitivity` is the largest at a
        specificity of at least `specificity`.
    specificity : float
        0.5 in the paper.
    positives : int
        Number of photographs whose truth is positive.
    """

    auc: Estimate
    accuracy: Estimate
    sensitivity: Estimate
    specificity: float
    positives: int

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        return {
            "photographs": self.auc.n,
            "positives": self.positives,
            "auc": self.auc.as_dict(),
            "accuracy": self.accuracy.as_dict(),
            "specificity": self.specificity,
            "sensitivity": self.sensitivity.as_dict(),
        }

    def table(self) -> str:
        """Return the report as a text table, with the score of a guess beside each line."""
        n = self.auc.n
        commonest = max(self.positives, n - self.positives) / n
        return "\n".join(
            [
                f"{n} photographs, {self.positives} positive",
                f"  AUC                              {self.auc}  (chance 0.500)",
                f"  accuracy                         {self.accuracy}  (chance {commonest:.3f})",
                f"  sensitivity at specificity {self.specificity:.2f}  {self.sensitivity}"
                f"  (chance {1 - self.specificity:.3f})",
            ]
        )


def cross_validated_svm(
    probabilities: FloatArray,
    positive: Bools,
    *,
    folds: int = 10,
    cost: float = 1.0,
    gamma: float | str = "scale",
    specificity: float = 0.5,
    resamples: int = 1000,
    seed: int = 0,
) -> BinaryReport:
    """Cross-validate SVMs: every photograph is scored by one that was not fitted on it.

    Parameters
    ----------
    probabilities : ndarray of float, shape (N, C)
        A network's grade probabilities; rows sum to 1. Give one photograph per patient, otherwise
        patients are shared between folds.
    positive : ndarray of bool, shape (N,)
        The truth, for example ``grades >= 2`` for referable.
    folds : int
        10 in the paper; at least as many positives and negatives are needed.
    cost, gamma : float
        Parameters of `sklearn.svm.SVC`; the paper states neither.
    specificity : float
        Lowest specificity at which the sensitivity is read.
    resamples, seed : int
        Samples and seed of the bootstrap; `seed` also assigns the folds.

    Raises
    ------
    RetinaViewError
        Rows are not probabilities, lengths differ, or there are too few of either class.
    """
    features, truth = _checked(probabilities, positive, "probabilities")
    fewest = int(min(truth.sum(), (~truth).sum()))
    if not 2 <= folds <= fewest:
        message = (
            f"{folds} folds need at least {folds} positives and negatives each; "
            f"there are only {fewest}"
        )
        raise RetinaViewError(message, field="folds")
    score, yes = np.zeros(len(truth)), np.zeros(len(truth), np.bool_)
    dealt = StratifiedKFold(folds, shuffle=True, random_state=seed)
    for fitted_on, held_out in dealt.split(features, truth):
        machine = SVC(kernel="rbf", C=cost, gamma=gamma)
        machine.fit(features[fitted_on], truth[fitted_on])
        score[held_out] = machine.decision_function(features[held_out])
        yes[held_out] = machine.predict(features[held_out])
    return _report(truth, score, yes, specificity, resamples, seed)


def transferred_svm(
    probabilities: FloatArray,
    positive: Bools,
    *,
    test_probabilities: FloatArray,
    test_positive: Bools,
    cost: float = 1.0,
    gamma: float | str = "scale",
    specificity: float = 0.5,
    resamples: int = 1000,
    seed: int = 0,
) -> BinaryReport:
    """Fit an SVM on one data set and test it on another, as the paper does for normal/abnormal.

    Parameters
    ----------
    probabilities, positive : ndarray
        The data to fit on; see `cross_validated_svm`.
    test_probabilities, test_positive : ndarray
        The data to test on, in the same form.
    cost, gamma, specificity, resamples, seed : float or int
        See `cross_validated_svm`.

    Raises
    ------
    RetinaViewError
        Rows are not probabilities, lengths differ, or the set to fit on has only one class.
    """
    features, truth = _checked(probabilities, positive, "probabilities")
    tested, expected = _checked(test_probabilities, test_positive, "test_probabilities")
    if not 0 < truth.mean() < 1:
        raise RetinaViewError("an SVM needs positives and negatives", field="positive")
    machine = SVC(kernel="rbf", C=cost, gamma=gamma).fit(features, truth)
    score, yes = machine.decision_function(tested), machine.predict(tested)
    return _report(expected, score, yes, specificity, resamples, seed)


def sensitivity_at(truth: Bools, score: FloatArray, specificity: float) -> float:
    """Return the largest sensitivity at a specificity or above; NaN if only one class occurs.

    Parameters
    ----------
    truth : ndarray of bool, shape (N,)
        The truth.
    score : ndarray of float, shape (N,)
        Any range; larger for positive.
    specificity : float
        0-1.
    """
    if not 0 < truth.mean() < 1:
        return float("nan")
    false, true, _ = roc_curve(truth, score, drop_intermediate=False)
    return float(true[false <= 1 - specificity + 1e-12].max())


def _checked(probabilities: FloatArray, positive: Bools, name: str) -> tuple[FloatArray, Bools]:
    features, truth = as_probabilities(probabilities, name), np.asarray(positive, np.bool_)
    if len(truth) != len(features) or not len(truth):
        message = f"there are {len(features)} photographs, but {len(truth)} truth values"
        raise RetinaViewError(message, field=name)
    return features, truth


def _report(
    truth: Bools,
    score: FloatArray,
    yes: Bools,
    specificity: float,
    resamples: int,
    seed: int,
) -> BinaryReport:
    def area(chosen: Indices) -> float:
        return auc(truth[chosen], score[chosen])

    def accuracy(chosen: Indices) -> float:
        return float((yes[chosen] == truth[chosen]).mean())

    def sensitivity(chosen: Indices) -> float:
        return sensitivity_at(truth[chosen], score[chosen], specificity)

    found = [
        bootstrap(statistic, len(truth), resamples=resamples, seed=seed)
        for statistic in (area, accuracy, sensitivity)
    ]
    return BinaryReport(found[0], found[1], found[2], specificity, int(truth.sum()))
