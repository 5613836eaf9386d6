"""Lesion-wise scores: FROC, recall and precision of components, per class and size.

A *lesion* is a connected component of a reader's mask, a *candidate* one of a network's map at its
threshold, scored by its highest probability; pixels that share a side or a corner are connected.
The matching rule is that of Zhang et al. (Medical Image Analysis 18, 2014): a lesion is found if
candidates cover at least 20 % of its pixels, and a candidate is true if lesions cover at least 20 %
of its own. So neither one candidate over many lesions nor many over one are counted as misses.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from skimage.measure import label, regionprops

from retinaview.core.geometry import FloatArray
from retinaview.core.lesions import LesionClass
from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate
from retinaview.evaluation.person_samples import PersonSamples, ratio

OVERLAP = 0.2
SIZES: dict[str, tuple[float, float]] = {
    "below 0.5 %": (0.0, 0.005),
    "0.5-1 %": (0.005, 0.01),
    "1-2 %": (0.01, 0.02),
    "2 % and more": (0.02, np.inf),
}
"""Sizes of lesions: their equivalent diameter as a share of the field of view's diameter."""
FALSE_RATES = (0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)
"""False candidates per photograph at which recall is averaged (Niemeijer et al. 2010)."""


_MOST_POINTS = 200
"""About as many points of the curve go into JSON; figures draw all."""


@dataclass(frozen=True, eq=False)
class LesionTally:
    """One photograph's lesions and candidates of one class.

    Attributes
    ----------
    image : str
        Name, for messages.
    lesion : LesionClass
        The class.
    diameters : ndarray of float64, shape (L,)
        Equivalent diameter of each lesion, as a share of the field of view's.
    found_at : ndarray of float64, shape (L,)
        The highest score, 0-1, of which the candidates from that score on find the lesion; -1 if
        none do.
    scores : ndarray of float64, shape (C,)
        Highest probability of each candidate, 0-1.
    is_true : ndarray of bool, shape (C,)
        Whether each candidate is true.
    """

    image: str
    lesion: LesionClass
    diameters: FloatArray
    found_at: FloatArray
    scores: FloatArray
    is_true: NDArray[np.bool_]

    @classmethod
    def of(
        cls,
        image: str,
        lesion: LesionClass,
        *,
        probability: NDArray[np.uint8],
        truth: NDArray[np.bool_],
        threshold: float,
        field_diameter_px: float,
    ) -> LesionTally:
        """Match the components of a map and a mask.

        Parameters
        ----------
        image : str
            Name, for messages.
        lesion : LesionClass
            The class.
        probability : ndarray of uint8, shape (H, W)
            255 times the probability.
        truth : ndarray of bool, shape (H, W)
            The reader's mask.
        threshold : float
            0-1; candidates are the components at or above it.
        field_diameter_px : float
            Diameter of the field of view in pixels of both arrays.
        """
        level = max(1, int(np.ceil(threshold * 255 - 1e-6)))
        lesions, candidates = label(truth), label(probability >= level)
        found = regionprops(candidates, intensity_image=probability)
        scores = np.array([each.intensity_max for each in found], np.float64) / 255
        true_pixels = np.bincount(candidates[truth], minlength=len(found) + 1)[1:]
        areas = np.bincount(candidates.ravel(), minlength=len(found) + 1)[1:]
        true_lesions = regionprops(lesions)
        return cls(
            image,
            lesion,
            np.array([x.equivalent_diameter_area for x in true_lesions]) / field_diameter_px,
            np.array([_found_at(candidates[x.slice][x.image], scores) for x in true_lesions]),
            scores,
            true_pixels >= OVERLAP * areas,
        )


@dataclass(frozen=True, eq=False)
class Froc:
    """Free-response curve, from the highest score to the threshold of the candidates.

    Attributes
    ----------
    score : ndarray of float64, shape (T,)
        Lowest score of the candidates that count; the first point counts none.
    recall, precision, false_per_photograph : ndarray of float64, shape (T,)
        Share of lesions found, share of true candidates (1 for none), and false candidates per
        photograph.
    """

    score: FloatArray
    recall: FloatArray
    precision: FloatArray
    false_per_photograph: FloatArray

    def recall_at(self, false_per_photograph: float) -> float:
        """Return the recall with at most so many false candidates per photograph."""
        return float(self.recall[self.false_per_photograph <= false_per_photograph + 1e-9][-1])


@dataclass(frozen=True, eq=False)
class LesionReport:
    """Lesion-wise scores of one class, with 95 % intervals over persons.

    Attributes
    ----------
    lesion : LesionClass
        The class.
    photographs, lesions, candidates : int
        Numbers.
    threshold : float
        Of the candidates, 0-1.
    recall, precision, f1 : Estimate
        Share of lesions found, share of true candidates, and their harmonic mean.
    false_per_photograph : Estimate
        False candidates per photograph.
    mean_recall : Estimate
        Mean recall at `FALSE_RATES`; where the curve ends earlier its last recall counts.
    by_size : dict of str to (int, Estimate)
        Number of lesions and recall for each of `SIZES`.
    froc : Froc
        The curve.
    """

    lesion: LesionClass
    photographs: int
    lesions: int
    candidates: int
    threshold: float
    recall: Estimate
    precision: Estimate
    f1: Estimate
    false_per_photograph: Estimate
    mean_recall: Estimate
    by_size: dict[str, tuple[int, Estimate]]
    froc: Froc

    def as_dict(self) -> dict[str, object]:
        """Return the report in JSON form."""
        head = {"class": str(self.lesion), "threshold": self.threshold}
        counts = {name: getattr(self, name) for name in ("photographs", "lesions", "candidates")}
        scores = {k: v.as_dict() for k, v in vars(self).items() if isinstance(v, Estimate)}
        sizes = {k: {"lesions": n, "recall": x.as_dict()} for k, (n, x) in self.by_size.items()}
        step = max(1, len(self.froc.score) // _MOST_POINTS)
        curve = {k: v[::step].round(6).tolist() for k, v in vars(self.froc).items()}
        return {**head, **counts, **scores, "by_size": sizes, "froc": curve}

    def table(self) -> str:
        """Return the report as a text table."""
        rows = {
            "recall of lesions": self.recall,
            "precision of candidates": self.precision,
            "F1": self.f1,
            "false candidates a photograph": self.false_per_photograph,
            "mean recall at 1/8 to 8 false": self.mean_recall,
        }
        lines = [
            f"{self.lesion} at {self.threshold:.3f}: {counted(self.lesions, 'lesion')}, "
            f"{counted(self.candidates, 'candidate')} on {counted(self.photographs, 'photograph')}",
            *(f"  {name:32}{value}" for name, value in rows.items()),
            "  recall by diameter, as a share of the field of view's:",
        ]
        lines += [f"    {f'{k} ({n})':30}{value}" for k, (n, value) in self.by_size.items()]
        return "\n".join(lines)


def evaluate_lesions(
    tallies: Sequence[LesionTally],
    *,
    threshold: float,
    persons: Sequence[Hashable] | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> LesionReport:
    """Score one class over photographs.

    Parameters
    ----------
    tallies : sequence of LesionTally
        All of one class and one threshold, one per photograph.
    threshold : float
        The threshold of the candidates, 0-1.
    persons : sequence of hashable, optional
        The patient of each photograph; by default each photograph counts as a person.
    resamples, seed : int
        Number and seed of the bootstrap samples.

    Raises
    ------
    ValueError
        There are no photographs, or several classes.
    """
    classes = {tally.lesion for tally in tallies}
    if len(classes) != 1:
        raise ValueError(f"one class is scored at a time, not {sorted(classes) or 'none'}")
    who = range(len(tallies)) if persons is None else persons
    samples = PersonSamples(who, resamples=resamples, seed=seed)
    counts = _Counts(tallies)
    lesions, found = samples.sums(counts.lesions), samples.sums(counts.found)
    candidates, true = samples.sums(counts.candidates), samples.sums(counts.true)
    recall, precision = ratio(found, lesions), ratio(true, candidates)
    return LesionReport(
        lesion=tallies[0].lesion,
        photographs=len(tallies),
        lesions=int(lesions[0]),
        candidates=int(candidates[0]),
        threshold=threshold,
        recall=samples.estimate(recall),
        precision=samples.estimate(precision),
        f1=samples.estimate(ratio(2 * recall * precision, recall + precision)),
        false_per_photograph=samples.rate(counts.candidates - counts.true, np.ones(len(tallies))),
        mean_recall=samples.statistic(lambda i: mean_recall([tallies[k] for k in i])),
        by_size={name: _of_size(samples, tallies, *limits) for name, limits in SIZES.items()},
        froc=froc_of(tallies),
    )


def froc_of(tallies: Sequence[LesionTally]) -> Froc:
    """Return the free-response curve of photographs."""
    scores = np.concatenate([tally.scores for tally in tallies])
    is_true = np.concatenate([tally.is_true for tally in tallies])
    found_at = np.concatenate([tally.found_at for tally in tallies])
    steps = np.unique(scores)[::-1]
    kept = _at_least(scores, steps)
    true = _at_least(scores[is_true], steps)
    recall = _at_least(found_at, steps) / len(found_at) if len(found_at) else np.zeros(len(steps))
    precision = true / np.maximum(kept, 1)
    return Froc(
        np.concatenate([[1.0], steps]),
        np.concatenate([[0.0], recall]),
        np.concatenate([[1.0], precision]),
        np.concatenate([[0.0], (kept - true) / len(tallies)]),
    )


class _Counts:
    """Numbers of lesions, found ones, candidates and true ones of every photograph."""

    def __init__(self, tallies: Sequence[LesionTally]) -> None:
        self.lesions = np.array([len(tally.found_at) for tally in tallies], float)
        self.found = np.array([(tally.found_at >= 0).sum() for tally in tallies], float)
        self.candidates = np.array([len(tally.scores) for tally in tallies], float)
        self.true = np.array([tally.is_true.sum() for tally in tallies], float)


def _found_at(candidates: NDArray[np.int64], scores: FloatArray) -> float:
    """Return the score from which candidates cover enough of a lesion.

    `candidates` holds the label of each pixel of the lesion, 0 for none.
    """
    labels, counts = np.unique(candidates[candidates > 0], return_counts=True)
    order = np.argsort(-scores[labels - 1], kind="stable")
    enough = np.flatnonzero(np.cumsum(counts[order]) >= OVERLAP * len(candidates))
    return float(scores[labels[order[enough[0]]] - 1]) if len(enough) else -1.0


def _at_least(values: FloatArray, steps: FloatArray) -> NDArray[np.intp]:
    """Return the number of values at or above each step."""
    below = np.searchsorted(np.sort(values), steps, side="left")
    return np.asarray(len(values) - below, np.intp)


def mean_recall(tallies: Sequence[LesionTally]) -> float:
    """Return the mean recall at `FALSE_RATES`; NaN without a lesion."""
    if not any(len(tally.found_at) for tally in tallies):
        return float("nan")
    curve = froc_of(tallies)
    return float(np.mean([curve.recall_at(rate) for rate in FALSE_RATES]))


def _of_size(
    samples: PersonSamples, tallies: Sequence[LesionTally], low: float, high: float
) -> tuple[int, Estimate]:
    inside = [(tally.diameters >= low) & (tally.diameters < high) for tally in tallies]
    lesions = np.array([each.sum() for each in inside], float)
    found = np.array(
        [(tally.found_at[each] >= 0).sum() for tally, each in zip(tallies, inside, strict=True)],
        float,
    )
    return int(lesions.sum()), samples.rate(found, lesions)
