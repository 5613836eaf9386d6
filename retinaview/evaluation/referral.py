"""Yes or no from a probability: operating points, reliability and net benefit."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binomtest
from sklearn.metrics import precision_recall_curve, roc_curve

from retinaview.core.geometry import FloatArray
from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate
from retinaview.evaluation.person_samples import PersonSamples, band, ratio
from retinaview.evaluation.ranking import auc, average_precision

Bools = NDArray[np.bool_]
STATED = 0.9
"""Sensitivity, and specificity, at which the other is stated."""
BINS = 10
NET_BENEFIT_AT: FloatArray = np.round(np.arange(0.01, 1.0, 0.01), 2)
_STATED_BENEFITS = (0.1, 0.2, 0.3, 0.5)


@dataclass(frozen=True)
class OperatingPoint:
    """A decision on every photograph, with 95 % intervals over persons.

    Attributes
    ----------
    name : str
        How the threshold was chosen.
    threshold : float or None
        Probability from which the answer is yes; None if the decisions were given.
    sensitivity, specificity, positive_predictive_value, negative_predictive_value : Estimate
        NaN where there is no such photograph.
    referred : Estimate
        Share of photographs whose answer is yes.
    """

    name: str
    threshold: float | None
    sensitivity: Estimate
    specificity: Estimate
    positive_predictive_value: Estimate
    negative_predictive_value: Estimate
    referred: Estimate

    def as_dict(self) -> dict[str, object]:
        """Return the point in JSON form."""
        threshold = None if self.threshold is None else round(self.threshold, 6)
        rates = {k: v.as_dict() for k, v in vars(self).items() if isinstance(v, Estimate)}
        return {"name": self.name, "threshold": threshold, **rates}


@dataclass(frozen=True)
class ReliabilityBin:
    """Photographs of similar probability.

    Attributes
    ----------
    low, high : float
        Limits of the probability.
    mean : float
        Their mean probability.
    observed : Estimate
        Share that is positive; Wilson's 95 % interval over photographs.
    """

    low: float
    high: float
    mean: float
    observed: Estimate

    def as_dict(self) -> dict[str, object]:
        """Return the bin in JSON form."""
        limits = {"low": self.low, "high": self.high, "mean": round(self.mean, 6)}
        return {**limits, "observed": self.observed.as_dict()}


@dataclass(frozen=True, eq=False)
class NetBenefit:
    """Decision curve: net benefit over threshold probabilities (Vickers and Elkin 2006).

    Attributes
    ----------
    threshold : ndarray of float64, shape (T,)
        Threshold probabilities; odds of the harm of a needless referral to a missed eye's.
    model, low, high : ndarray of float64, shape (T,)
        Net benefit of referring from that probability, with a 95 % band over persons.
    everyone : ndarray of float64, shape (T,)
        Of referring everyone; that of referring no one is 0.
    """

    threshold: FloatArray
    model: FloatArray
    low: FloatArray
    high: FloatArray
    everyone: FloatArray

    def as_dict(self) -> dict[str, object]:
        """Return the curve in JSON form."""
        return {name: _listed(values) for name, values in vars(self).items()}


@dataclass(frozen=True, eq=False)
class ReferralReport:
    """How well a probability tells positive photographs from others.

    Attributes
    ----------
    photographs, positives, persons : int
        Numbers.
    persons_known : bool
        False if every photograph counts as a person.
    auc, average_precision, calibration_error, brier : Estimate
        With intervals over persons. `calibration_error` is the mean gap of probability and
        observed share over `BINS` equal bins, 0-1; `brier` is 0-1.
    points : tuple of OperatingPoint
        At stated thresholds, sensitivity and specificity.
    reliability : tuple of ReliabilityBin
        Bins that are not empty.
    net_benefit : NetBenefit
        The decision curve.
    roc, precision_recall : tuple of ndarray of float64
        False positive rate and sensitivity; recall and precision.
    """

    photographs: int
    positives: int
    persons: int
    persons_known: bool
    auc: Estimate
    average_precision: Estimate
    calibration_error: Estimate
    brier: Estimate
    points: tuple[OperatingPoint, ...]
    reliability: tuple[ReliabilityBin, ...]
    net_benefit: NetBenefit
    roc: tuple[FloatArray, FloatArray]
    precision_recall: tuple[FloatArray, FloatArray]

    @property
    def prevalence(self) -> float:
        """Share of positives: the average precision of a guess."""
        return self.positives / self.photographs

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        scores = {k: v.as_dict() for k, v in vars(self).items() if isinstance(v, Estimate)}
        return {
            "photographs": self.photographs,
            "positives": self.positives,
            "persons": self.persons,
            "persons_known": self.persons_known,
            **scores,
            "points": [point.as_dict() for point in self.points],
            "reliability": [each.as_dict() for each in self.reliability],
            "net_benefit": self.net_benefit.as_dict(),
            "roc": dict(
                zip(("false_positive", "sensitivity"), map(_listed, self.roc), strict=True)
            ),
            "precision_recall": dict(
                zip(("recall", "precision"), map(_listed, self.precision_recall), strict=True)
            ),
        }

    def table(self) -> str:
        """Return the report as a text table."""
        persons = counted(self.persons, "person")
        if not self.persons_known:
            persons += " (each photograph counts as one)"
        photographs = counted(self.photographs, "photograph")
        lines = [
            f"referable: {self.positives} of {photographs} of {persons}",
            f"  {'AUC':34}{self.auc}  (chance 0.500)",
            f"  {'average precision':34}{self.average_precision}  (chance {self.prevalence:.3f})",
            f"  {'calibration error':34}{self.calibration_error}",
            f"  {'Brier score':34}{self.brier}",
            f"  {'':38}{'sensitivity':24}{'specificity':24}referred",
        ]
        for point in self.points:
            at = "" if point.threshold is None else f" ({point.threshold:.3f})"
            lines.append(
                f"  {point.name + at:38}{point.sensitivity!s:24}{point.specificity!s:24}"
                f"{point.referred}"
            )
        return "\n".join([*lines, *self._benefit_lines()])

    def _benefit_lines(self) -> list[str]:
        curve = self.net_benefit
        lines = [f"  {'net benefit at':34}{'network':24}everyone referred"]
        for value in _STATED_BENEFITS:
            i = int(np.abs(curve.threshold - value).argmin())
            shown = Estimate(
                float(curve.model[i]), float(curve.low[i]), float(curve.high[i]), self.persons
            )
            lines.append(f"    {value:<32g}{shown!s:24}{curve.everyone[i]:.3f}")
        return lines


def evaluate_referral(
    positive: Sequence[bool] | Bools,
    probability: Sequence[float] | FloatArray,
    *,
    persons: Sequence[Hashable] | None = None,
    thresholds: Sequence[float] = (),
    decisions: Sequence[bool] | Bools | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> ReferralReport:
    """Score a probability against yes and no.

    Parameters
    ----------
    positive : sequence of bool, length N
        The truth, such as ``grade >= 2``.
    probability : sequence of float, length N
        0-1.
    persons : sequence of hashable, length N, optional
        The patient of each photograph; by default each photograph counts as a person.
    thresholds : sequence of float
        Thresholds chosen elsewhere, to state sensitivity and specificity at.
    decisions : sequence of bool, length N, optional
        Decisions as made, to be scored as well.
    resamples, seed : int
        Number and seed of the bootstrap samples.

    Raises
    ------
    ValueError
        Lengths differ, or there is no photograph.
    """
    truth, score = np.asarray(positive, np.bool_), np.asarray(probability, np.float64)
    who = list(range(len(truth))) if persons is None else list(persons)
    if not len(truth) or not len(truth) == len(score) == len(who):
        raise ValueError(
            f"{len(score)} probabilities and {len(who)} persons for {len(truth)} truths"
        )
    samples = PersonSamples(who, resamples=resamples, seed=seed)
    both = 0 < truth.sum() < len(truth)
    return ReferralReport(
        photographs=len(truth),
        positives=int(truth.sum()),
        persons=samples.n,
        persons_known=samples.n < len(truth),
        auc=samples.statistic(lambda i: auc(truth[i], score[i])),
        average_precision=samples.statistic(lambda i: average_precision(truth[i], score[i])),
        calibration_error=samples.estimate(_calibration_error(samples, truth, score)),
        brier=samples.rate((score - truth) ** 2, np.ones(len(truth))),
        points=_points(samples, truth, score, thresholds, decisions),
        reliability=reliability_bins(truth, score),
        net_benefit=net_benefit(samples, truth, score),
        roc=_roc(truth, score) if both else (np.zeros(0), np.zeros(0)),
        precision_recall=_precision_recall(truth, score) if both else (np.zeros(0), np.zeros(0)),
    )


def operating_point(
    samples: PersonSamples, positive: Bools, yes: Bools, *, name: str, threshold: float | None
) -> OperatingPoint:
    """Return the rates of decisions."""
    return OperatingPoint(
        name,
        threshold,
        sensitivity=samples.rate(yes & positive, positive),
        specificity=samples.rate(~yes & ~positive, ~positive),
        positive_predictive_value=samples.rate(yes & positive, yes),
        negative_predictive_value=samples.rate(~yes & ~positive, ~yes),
        referred=samples.rate(yes, np.ones(len(yes))),
    )


def threshold_for_sensitivity(positive: Bools, score: FloatArray, wanted: float) -> float:
    """Return the highest threshold whose sensitivity reaches `wanted`."""
    ranked = np.sort(score[positive])[::-1]
    return float(ranked[int(np.ceil(wanted * len(ranked) - 1e-9)) - 1])


def threshold_for_specificity(positive: Bools, score: FloatArray, wanted: float) -> float:
    """Return the lowest score as threshold whose specificity reaches `wanted`."""
    ranked = np.sort(score[~positive])
    least = ranked[int(np.ceil(wanted * len(ranked) - 1e-9)) - 1]
    above = np.unique(score[score > least])
    return float(above[0]) if len(above) else float(np.nextafter(least, np.inf))


def reliability_bins(positive: Bools, probability: FloatArray) -> tuple[ReliabilityBin, ...]:
    """Return the reliability curve in `BINS` equal bins, without the empty ones."""
    bin_of = _bins(probability)
    found = []
    for b in np.unique(bin_of):
        inside = bin_of == b
        count, hits = int(inside.sum()), int(positive[inside].sum())
        low, high = binomtest(hits, count).proportion_ci(method="wilson")
        observed = Estimate(hits / count, float(low), float(high), count)
        limits = float(b / BINS), float((b + 1) / BINS)
        found.append(ReliabilityBin(*limits, float(probability[inside].mean()), observed))
    return tuple(found)


def net_benefit(samples: PersonSamples, positive: Bools, probability: FloatArray) -> NetBenefit:
    """Return the decision curve."""
    odds = NET_BENEFIT_AT / (1 - NET_BENEFIT_AT)
    yes = probability[:, None] >= NET_BENEFIT_AT
    total = samples.sums(np.ones(len(positive)))[:, None]
    true, false = samples.sums(yes & positive[:, None]), samples.sums(yes & ~positive[:, None])
    drawn = (true - false * odds) / total
    low, high = band(drawn)
    share = positive.mean()
    return NetBenefit(NET_BENEFIT_AT, drawn[0], low, high, share - (1 - share) * odds)


def _points(
    samples: PersonSamples,
    truth: Bools,
    score: FloatArray,
    thresholds: Sequence[float],
    decisions: Sequence[bool] | Bools | None,
) -> tuple[OperatingPoint, ...]:
    def at(name: str, threshold: float) -> OperatingPoint:
        return operating_point(samples, truth, score >= threshold, name=name, threshold=threshold)

    points = []
    if decisions is not None:
        yes = np.asarray(decisions, np.bool_)
        points.append(operating_point(samples, truth, yes, name="as screened", threshold=None))
    points += [at("at the threshold given", threshold) for threshold in thresholds]
    if 0 < truth.sum() < len(truth):
        sensitive = threshold_for_sensitivity(truth, score, STATED)
        specific = threshold_for_specificity(truth, score, STATED)
        points.append(at(f"sensitivity {STATED:g}, chosen here", sensitive))
        points.append(at(f"specificity {STATED:g}, chosen here", specific))
    return tuple(points)


def _bins(probability: FloatArray) -> NDArray[np.intp]:
    return np.minimum((probability * BINS + 1e-9).astype(np.intp), BINS - 1)


def _calibration_error(samples: PersonSamples, truth: Bools, score: FloatArray) -> FloatArray:
    inside = _bins(score)[:, None] == np.arange(BINS)
    gaps = samples.sums(inside * (score - truth)[:, None])
    return np.asarray(ratio(np.abs(gaps).sum(axis=1), samples.sums(np.ones(len(truth)))))


def _roc(truth: Bools, score: FloatArray) -> tuple[FloatArray, FloatArray]:
    false, true, _ = roc_curve(truth, score)
    return np.asarray(false), np.asarray(true)


def _precision_recall(truth: Bools, score: FloatArray) -> tuple[FloatArray, FloatArray]:
    precision, recall, _ = precision_recall_curve(truth, score, drop_intermediate=True)
    return np.asarray(recall), np.asarray(precision)


def _listed(values: FloatArray) -> list[float | None]:
    return [None if np.isnan(value) else round(float(value), 6) for value in values]
