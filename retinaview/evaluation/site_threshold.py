"""Choice of the threshold of referral on a site's own photographs, with honest rates.

A threshold that was chosen on one camera fails on another. About a hundred photographs with grades
are enough to choose it again; its sensitivity and specificity are estimated on photographs that it
was not chosen on, by cross-validation over persons.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.model_selection import StratifiedGroupKFold

from retinaview.core.errors import RetinaViewError
from retinaview.core.geometry import FloatArray
from retinaview.evaluation.person_samples import PersonSamples
from retinaview.evaluation.referral import (
    OperatingPoint,
    operating_point,
    threshold_for_sensitivity,
)

LEAST_PHOTOGRAPHS = 80
LEAST_OF_EACH = 20
"""Fewest referable photographs, and fewest others: with 20, one is five points of sensitivity."""
_FOLDS = 10


@dataclass(frozen=True)
class SiteThreshold:
    """A threshold chosen on a site's photographs.

    Attributes
    ----------
    threshold : float
        Probability of referable retinopathy from which to refer, 0-1: the highest that reaches the
        sensitivity wanted.
    wanted_sensitivity : float
        0-1.
    photographs, referable, persons : int
        Numbers of photographs, of referable ones and of persons.
    chosen : OperatingPoint
        Rates of thresholds chosen in the same way on nine tenths of the persons, on the others.
    before : OperatingPoint
        Rates of the decisions as screened, on the same photographs.
    """

    threshold: float
    wanted_sensitivity: float
    photographs: int
    referable: int
    persons: int
    chosen: OperatingPoint
    before: OperatingPoint

    def as_dict(self) -> dict[str, object]:
        """Return the choice in JSON form."""
        return {
            "threshold": self.threshold,
            "wanted_sensitivity": self.wanted_sensitivity,
            "photographs": self.photographs,
            "referable": self.referable,
            "persons": self.persons,
            "chosen": self.chosen.as_dict(),
            "before": self.before.as_dict(),
        }

    def table(self) -> str:
        """Return the choice as a text table."""
        return "\n".join(
            [
                f"refer from {self.threshold:.4f}, chosen for sensitivity "
                f"{self.wanted_sensitivity:g} on {self.photographs} photographs of "
                f"{self.persons} persons, {self.referable} referable",
                f"  {'':26}{'sensitivity':24}{'specificity':24}referred",
                *(
                    f"  {point.name:26}{point.sensitivity!s:24}{point.specificity!s:24}"
                    f"{point.referred}"
                    for point in (self.chosen, self.before)
                ),
            ]
        )


def choose_threshold(
    positive: NDArray[np.bool_],
    probability: FloatArray,
    *,
    decisions: NDArray[np.bool_],
    persons: Sequence[Hashable],
    sensitivity: float = 0.9,
    resamples: int = 1000,
    seed: int = 0,
) -> SiteThreshold:
    """Choose the highest threshold that reaches a sensitivity.

    Parameters
    ----------
    positive : ndarray of bool, shape (N,)
        Whether each photograph is referable.
    probability : ndarray of float, shape (N,)
        Probability of referable retinopathy, 0-1.
    decisions : ndarray of bool, shape (N,)
        Decisions as screened, for comparison.
    persons : sequence of hashable, length N
        The patient of each photograph; both eyes of one are never on two sides.
    sensitivity : float
        Sensitivity to reach, above 0 and at most 1.
    resamples, seed : int
        Samples of the bootstrap over persons, and its seed, also that of the folds.

    Raises
    ------
    RetinaViewError
        There are too few photographs, or too few of either kind.
    """
    _require_enough(positive)
    samples = PersonSamples(persons, resamples=resamples, seed=seed)
    threshold = threshold_for_sensitivity(positive, probability, sensitivity)
    yes = np.zeros(len(positive), np.bool_)
    groups = [repr(person) for person in persons]
    folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=seed)
    for chosen_on, tried_on in folds.split(probability, positive, groups):
        limit = threshold_for_sensitivity(positive[chosen_on], probability[chosen_on], sensitivity)
        yes[tried_on] = probability[tried_on] >= limit
    return SiteThreshold(
        threshold=threshold,
        wanted_sensitivity=sensitivity,
        photographs=len(positive),
        referable=int(positive.sum()),
        persons=samples.n,
        chosen=operating_point(samples, positive, yes, name="chosen here", threshold=threshold),
        before=operating_point(samples, positive, decisions, name="as screened", threshold=None),
    )


def _require_enough(positive: NDArray[np.bool_]) -> None:
    referable = int(positive.sum())
    others = len(positive) - referable
    if len(positive) < LEAST_PHOTOGRAPHS or min(referable, others) < LEAST_OF_EACH:
        raise RetinaViewError(
            f"a threshold needs at least {LEAST_PHOTOGRAPHS} graded photographs, "
            f"{LEAST_OF_EACH} of them referable and {LEAST_OF_EACH} not; there are "
            f"{len(positive)}, {referable} referable and {others} not"
        )
