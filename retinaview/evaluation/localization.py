"""IoM localisation: whether a network's few regions cover the lesions that a reader boxed.

The protocol of Zoom-in-Net (Wang et al. 2017, section 3): a truth box is found when some region
of its photograph reaches the threshold of intersection over the smaller area.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import FloatArray, iom
from retinaview.core.lesions import LesionClass
from retinaview.evaluation.baselines import centre_regions, covered_share, random_regions
from retinaview.evaluation.estimates import Estimate, Indices, resampled

THRESHOLDS: FloatArray = np.round(np.linspace(0.0, 1.0, 101), 2)
PAPER_THRESHOLD = 0.3


@dataclass(frozen=True, eq=False)
class LocalizationCase:
    """One photograph with its truth boxes and a network's regions.

    Attributes
    ----------
    image : str
        Name, for messages.
    person : str
        Whose photograph it is; both eyes of a person count together.
    truth : ndarray of float64, shape (B, 4)
        Columns x, y, width, height in source pixels.
    classes : tuple of LesionClass, length B
        Class of every truth box.
    regions : ndarray of float64, shape (R, 4)
        The network's regions, source pixels; may be empty.
    field : FieldCircle
        The field of view.
    """

    image: str
    person: str
    truth: FloatArray
    classes: tuple[LesionClass, ...]
    regions: FloatArray
    field: FieldCircle


@dataclass(frozen=True, eq=False)
class Curve:
    """Recall over thresholds with a 95 % band; all arrays of shape (T,), 0-1."""

    recall: FloatArray
    low: FloatArray
    high: FloatArray

    def at(self, threshold: float, n: int) -> Estimate:
        """Recall and band at the listed threshold nearest to `threshold`."""
        i = int(np.abs(THRESHOLDS - threshold).argmin())
        return Estimate(float(self.recall[i]), float(self.low[i]), float(self.high[i]), n)


@dataclass(frozen=True, eq=False)
class RecallPair:
    """Recall for box and recall for person, as the paper plots them."""

    box: Curve
    person: Curve


@dataclass(frozen=True, eq=False)
class LocalizationReport:
    """IoM localisation beside what would be found without knowledge.

    Attributes
    ----------
    regions : RecallPair
        The network's regions; bands are bootstrap 95 % intervals over persons.
    random : RecallPair
        As many regions of the same sizes at random places in the field of view; mean and 95 % band.
    centre : RecallPair
        The greedy picker on a Gaussian at the centre of the field of view.
    per_class : dict
        Recall for box of every class with its number of boxes.
    coverage : float
        Mean share of the field of view that the regions cover.
    images, boxes, persons : int
        What was counted: photographs with truth, their boxes, their persons.
    """

    regions: RecallPair
    random: RecallPair
    centre: RecallPair
    per_class: dict[LesionClass, tuple[Curve, int]]
    coverage: float
    images: int
    boxes: int
    persons: int

    def as_dict(self, threshold: float = PAPER_THRESHOLD) -> dict[str, object]:
        """The numbers at one threshold and the curves, as JSON has them."""
        rows = {"regions": self.regions, "random": self.random, "centre": self.centre}
        return {
            "threshold": threshold,
            "images": self.images,
            "boxes": self.boxes,
            "persons": self.persons,
            "coverage": round(self.coverage, 6),
            **{name: self._pair_as_dict(pair, threshold) for name, pair in rows.items()},
            "per_class": {
                str(lesion): curve.at(threshold, n).as_dict()
                for lesion, (curve, n) in self.per_class.items()
            },
            "curves": {
                "threshold": THRESHOLDS.tolist(),
                "recall_box": self.regions.box.recall.round(6).tolist(),
                "recall_person": self.regions.person.recall.round(6).tolist(),
            },
        }

    def _pair_as_dict(self, pair: RecallPair, threshold: float) -> dict[str, object]:
        return {
            "recall_box": pair.box.at(threshold, self.boxes).as_dict(),
            "recall_person": pair.person.at(threshold, self.persons).as_dict(),
        }

    def table(self, threshold: float = PAPER_THRESHOLD) -> str:
        """The report as lines for a person."""
        lines = [
            f"IoM localisation at {threshold:g}: {self.boxes} boxes on {self.images} photographs "
            f"of {self.persons} persons",
            f"the regions cover {self.coverage:.1%} of the field of view",
            f"{'':24}{'recall for box':>26}{'recall for person':>26}",
        ]
        rows = {"regions": self.regions, "random squares": self.random, "centre": self.centre}
        for name, pair in rows.items():
            box = pair.box.at(threshold, self.boxes)
            person = pair.person.at(threshold, self.persons)
            lines.append(f"{name:24}{box!s:>26}{person!s:>26}")
        for lesion, (curve, n) in self.per_class.items():
            lines.append(f"{f'{lesion} ({n})':24}{curve.at(threshold, n)!s:>26}")
        return "\n".join(lines)


def best_iom(truth: FloatArray, regions: FloatArray) -> FloatArray:
    """Best IoM of every truth box over the regions.

    Parameters
    ----------
    truth, regions : ndarray of float64, shapes (B, 4) and (R, 4)
        Columns x, y, width, height.

    Returns
    -------
    ndarray of float64, shape (B,)
        -1 where there is no region, so that not even threshold 0 counts it as found.
    """
    if len(regions) == 0:
        return np.full(len(truth), -1.0)
    return np.asarray(iom(truth, regions).max(axis=1))


def _recall(best: FloatArray) -> FloatArray:
    """Share of values (...) that reach each threshold, shape (T,)."""
    return np.asarray((best[:, None] >= THRESHOLDS).mean(axis=0))


def _best_per_person(best: FloatArray, persons: NDArray[np.intp], n_persons: int) -> FloatArray:
    top = np.full(n_persons, -1.0)
    np.maximum.at(top, persons, best)
    return top


class _Truth:
    """All truth boxes of all cases in one row, with the person of each."""

    def __init__(self, cases: Sequence[LocalizationCase]) -> None:
        names = sorted({case.person for case in cases})
        number = {name: i for i, name in enumerate(names)}
        self.cases = cases
        self.n_persons = len(names)
        self.persons: NDArray[np.intp] = np.concatenate(
            [np.full(len(case.truth), number[case.person], dtype=np.intp) for case in cases]
        )
        self.classes = [lesion for case in cases for lesion in case.classes]

    def best(self, regions_of_case: Sequence[FloatArray]) -> FloatArray:
        """Best IoM of every truth box, shape (all boxes,)."""
        pairs = zip(self.cases, regions_of_case, strict=True)
        return np.concatenate([best_iom(case.truth, regions) for case, regions in pairs])

    def recalls(self, best: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Recall for box and for person, each of shape (T,)."""
        return _recall(best), _recall(_best_per_person(best, self.persons, self.n_persons))

    def boxes_of(self) -> list[NDArray[np.intp]]:
        """Indices of the truth boxes of every person."""
        return [np.flatnonzero(self.persons == person) for person in range(self.n_persons)]


def _with_bootstrap(best: FloatArray, truth: _Truth, samples: Sequence[Indices]) -> RecallPair:
    boxes_of = truth.boxes_of()
    top = _best_per_person(best, truth.persons, truth.n_persons)
    box_draws = np.stack([_recall(best[np.concatenate([boxes_of[p] for p in s])]) for s in samples])
    person_draws = np.stack([_recall(top[sample]) for sample in samples])
    return RecallPair(_banded(_recall(best), box_draws), _banded(_recall(top), person_draws))


def _banded(recall: FloatArray, draws: FloatArray) -> Curve:
    low, high = np.percentile(draws, [2.5, 97.5], axis=0)
    return Curve(recall, low, high)


def _at_random(truth: _Truth, *, repeats: int, seed: int) -> RecallPair:
    random = np.random.default_rng(seed)
    placed = [
        random_regions(case.regions[:, 2:], case.field, repeats=repeats, random=random)
        for case in truth.cases
    ]
    draws = [truth.recalls(truth.best([regions[i] for regions in placed])) for i in range(repeats)]
    box, person = (np.stack([draw[k] for draw in draws]) for k in (0, 1))
    return RecallPair(_banded(box.mean(axis=0), box), _banded(person.mean(axis=0), person))


def _at_centre(truth: _Truth) -> RecallPair:
    regions = [
        centre_regions(case.regions[:, 2:], case.field) if len(case.regions) else case.regions
        for case in truth.cases
    ]
    box, person = truth.recalls(truth.best(regions))
    return RecallPair(Curve(box, box, box), Curve(person, person, person))


def _per_class(
    best: FloatArray, truth: _Truth, samples: Sequence[Indices]
) -> dict[LesionClass, tuple[Curve, int]]:
    of_class: dict[LesionClass, list[int]] = defaultdict(list)
    for i, lesion in enumerate(truth.classes):
        of_class[lesion].append(i)
    curves = {}
    for lesion in sorted(of_class):
        mine = np.array(of_class[lesion])
        curves[lesion] = (_class_curve(best[mine], truth.persons[mine], truth, samples), len(mine))
    return curves


def _class_curve(
    best: FloatArray, persons: NDArray[np.intp], truth: _Truth, samples: Sequence[Indices]
) -> Curve:
    boxes_of = [np.flatnonzero(persons == person) for person in range(truth.n_persons)]
    chosen = (np.concatenate([boxes_of[p] for p in sample]) for sample in samples)
    draws = [_recall(best[boxes]) for boxes in chosen if len(boxes)]
    return _banded(_recall(best), np.stack(draws))


def evaluate_localization(
    cases: Sequence[LocalizationCase],
    *,
    repeats: int = 200,
    resamples: int = 1000,
    seed: int = 0,
) -> LocalizationReport:
    """Score regions against truth boxes.

    Parameters
    ----------
    cases : sequence of LocalizationCase
        Photographs without truth boxes are left out; one without regions counts as not found.
    repeats : int
        Random placements for the baseline.
    resamples : int
        Bootstrap samples over persons.
    seed : int
        Of both.

    Returns
    -------
    LocalizationReport

    Raises
    ------
    ValueError
        No case has a truth box.
    """
    with_truth = [case for case in cases if len(case.truth)]
    if not with_truth:
        raise ValueError("no photograph has a truth box, so there is no recall to count")
    truth = _Truth(with_truth)
    best = truth.best([case.regions for case in with_truth])
    samples = resampled(truth.n_persons, resamples=resamples, seed=seed)
    return LocalizationReport(
        regions=_with_bootstrap(best, truth, samples),
        random=_at_random(truth, repeats=repeats, seed=seed),
        centre=_at_centre(truth),
        per_class=_per_class(best, truth, samples),
        coverage=float(np.mean([covered_share(c.regions, c.field) for c in with_truth])),
        images=len(with_truth),
        boxes=len(best),
        persons=truth.n_persons,
    )
