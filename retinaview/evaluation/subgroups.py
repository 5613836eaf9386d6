"""Referral in subgroups: cameras, qualities, grades, eyes."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.geometry import FloatArray
from retinaview.evaluation.estimates import Estimate
from retinaview.evaluation.person_samples import PersonSamples
from retinaview.evaluation.ranking import auc
from retinaview.evaluation.referral import operating_point


@dataclass(frozen=True)
class Subgroup:
    """Scores of the photographs with one value of one property.

    Attributes
    ----------
    photographs, positives : int
        Numbers.
    auc, sensitivity, specificity, referred : Estimate
        With 95 % intervals over persons; NaN where undefined, such as the AUC of a single grade.
    """

    photographs: int
    positives: int
    auc: Estimate
    sensitivity: Estimate
    specificity: Estimate
    referred: Estimate

    def as_dict(self) -> dict[str, object]:
        """Return the scores in JSON form."""
        return {
            name: value.as_dict() if isinstance(value, Estimate) else value
            for name, value in vars(self).items()
        }


@dataclass(frozen=True)
class SubgroupReport:
    """Referral by property and value, such as ``groups["quality"]["good"]``."""

    groups: dict[str, dict[str, Subgroup]]

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        return {
            name: {value: subgroup.as_dict() for value, subgroup in found.items()}
            for name, found in self.groups.items()
        }

    def table(self) -> str:
        """Return the report as a text table."""
        lines = []
        for name, found in self.groups.items():
            lines.append(f"{'by ' + name:30}{'AUC':24}{'sensitivity':24}{'specificity':24}referred")
            for value, each in found.items():
                head = f"  {value} ({each.positives}/{each.photographs})"
                lines.append(
                    f"{head:30}{each.auc!s:24}{each.sensitivity!s:24}{each.specificity!s:24}"
                    f"{each.referred}"
                )
        return "\n".join(lines)


def evaluate_subgroups(
    positive: NDArray[np.bool_],
    probability: FloatArray,
    decisions: NDArray[np.bool_],
    *,
    persons: Sequence[Hashable],
    properties: Mapping[str, Sequence[str]],
    resamples: int = 1000,
    seed: int = 0,
) -> SubgroupReport:
    """Score referral in every subgroup.

    Parameters
    ----------
    positive, decisions : ndarray of bool, shape (N,)
        Truth and decision of each photograph.
    probability : ndarray of float, shape (N,)
        Probability of the positive, 0-1.
    persons : sequence of hashable, length N
        The patient of each photograph.
    properties : mapping of str to sequence of str, each of length N
        The value of each property for each photograph.
    resamples, seed : int
        Number and seed of the bootstrap samples.
    """
    groups: dict[str, dict[str, Subgroup]] = {}
    for name, values in properties.items():
        groups[name] = {}
        for value in sorted(set(values)):
            inside = np.flatnonzero(np.array(values) == value)
            samples = PersonSamples(
                [persons[int(i)] for i in inside], resamples=resamples, seed=seed
            )
            groups[name][value] = _subgroup(
                samples, positive[inside], probability[inside], decisions[inside]
            )
    return SubgroupReport(groups)


def _subgroup(
    samples: PersonSamples,
    positive: NDArray[np.bool_],
    probability: FloatArray,
    decisions: NDArray[np.bool_],
) -> Subgroup:
    point = operating_point(samples, positive, decisions, name="", threshold=None)
    return Subgroup(
        photographs=len(positive),
        positives=int(positive.sum()),
        auc=samples.statistic(lambda i: auc(positive[i], probability[i])),
        sensitivity=point.sensitivity,
        specificity=point.specificity,
        referred=point.referred,
    )
