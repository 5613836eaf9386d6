"""Two grading networks on the same photographs, with paired tests and intervals."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray
from retinaview.core.grades import DRGrade
from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate, Indices
from retinaview.evaluation.kappa import quadratic_weighted_kappa
from retinaview.evaluation.paired_tests import (
    DeLongTest,
    McNemarTest,
    delong_test,
    mcnemar_test,
    paired_bootstrap,
)
from retinaview.evaluation.ranking import auc

Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class GraderComparison:
    """How two networks differ on the photographs that both have graded.

    Attributes
    ----------
    names : tuple of str
        The first and the second network.
    photographs, persons : int
        Numbers.
    differences : dict of str to Estimate
        The second's score minus the first's, by a paired bootstrap over persons.
    delong : DeLongTest or None
        On referable retinopathy; None with fewer than two photographs of either kind.
    mcnemar : dict of str to McNemarTest
        On the right grade, and on the right referral.
    """

    names: tuple[str, str]
    photographs: int
    persons: int
    differences: dict[str, Estimate]
    delong: DeLongTest | None
    mcnemar: dict[str, McNemarTest]

    def as_dict(self) -> dict[str, object]:
        """Return the comparison in JSON form."""
        return {
            "first": self.names[0],
            "second": self.names[1],
            "photographs": self.photographs,
            "persons": self.persons,
            "differences": {name: each.as_dict() for name, each in self.differences.items()},
            "delong": None if self.delong is None else self.delong.as_dict(),
            "mcnemar": {name: each.as_dict() for name, each in self.mcnemar.items()},
        }

    def table(self) -> str:
        """Return the comparison as a text table."""
        persons = counted(self.persons, "person")
        if self.persons == self.photographs:
            persons += " (each photograph counts as one)"
        lines = [
            f"{self.names[1]} less {self.names[0]}",
            f"{counted(self.photographs, 'photograph')} of {persons}",
            *(f"  {name:30}{each}" for name, each in self.differences.items()),
        ]
        if self.delong is not None:
            test = self.delong
            lines.append(
                f"  {'referable AUC, DeLong':30}{test.difference}  "
                f"({test.first:.3f}, {test.second:.3f}; p = {test.p:.3g})"
            )
        for name, each in self.mcnemar.items():
            lines.append(
                f"  {name + ', McNemar':30}right only by the first {each.only_first}, "
                f"only by the second {each.only_second} (p = {each.p:.3g})"
            )
        return "\n".join(lines)


def compare_graders(
    truth: Sequence[int],
    first: FloatArray,
    second: FloatArray,
    *,
    persons: Sequence[Hashable] | None = None,
    decisions: tuple[Bools, Bools] | None = None,
    names: tuple[str, str] = ("first", "second"),
    resamples: int = 1000,
    seed: int = 0,
) -> GraderComparison:
    """Compare two networks' grades of retinopathy.

    Parameters
    ----------
    truth : sequence of int, length N
        Grades 0-4.
    first, second : ndarray of float64, shape (N, 5)
        Probabilities of the grades.
    persons : sequence of hashable, length N, optional
        The patient of each photograph; by default each photograph counts as a person.
    decisions : tuple of ndarray of bool, each of shape (N,), optional
        Whether each network refers; by default from a probability of 0.5.
    names : tuple of str
        What the networks are called in the report.
    resamples, seed : int
        Number and seed of the bootstrap samples.

    Raises
    ------
    ValueError
        Lengths differ, or there is no photograph.
    """
    grades = np.asarray(truth, np.int64)
    who = list(range(len(grades))) if persons is None else list(persons)
    if not len(grades) or not len(grades) == len(first) == len(second) == len(who):
        raise ValueError("both networks need probabilities for every photograph compared")
    referable = grades >= DRGrade.MODERATE
    scores = tuple(each[:, DRGrade.MODERATE :].sum(axis=1) for each in (first, second))
    guesses = tuple(each.argmax(axis=1) for each in (first, second))
    referred = decisions or tuple(score >= 0.5 for score in scores)
    enough = min(referable.sum(), (~referable).sum()) >= 2

    def gap(of: Callable[[int, Indices], float]) -> Estimate:
        pair = (lambda i: of(0, i)), (lambda i: of(1, i))
        return paired_bootstrap(*pair, who, resamples=resamples, seed=seed)

    return GraderComparison(
        names=names,
        photographs=len(grades),
        persons=len(set(who)),
        differences={
            "DR accuracy": gap(lambda k, i: float((guesses[k][i] == grades[i]).mean())),
            "quadratic weighted kappa": gap(
                lambda k, i: quadratic_weighted_kappa(grades[i], guesses[k][i])
            ),
            "referable AUC": gap(lambda k, i: auc(referable[i], scores[k][i])),
        },
        delong=delong_test(referable, scores[0], scores[1]) if enough else None,
        mcnemar={
            "DR grade": mcnemar_test(guesses[0] == grades, guesses[1] == grades),
            "referral": mcnemar_test(referred[0] == referable, referred[1] == referable),
        },
    )
