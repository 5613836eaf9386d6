"""IoM localisation: whether a network's few regions cover the lesions that a reader boxed.

The protocol of Zoom-in-Net (Wang et al. 2017, section 3): a truth box is found if a region of its
photograph reaches the threshold of intersection over minimum area (IoM).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import numpy as np
from numpy.typing import NDArray

from retinaview.core.field_circle import FieldCircle
from retinaview.core.geometry import FloatArray, iom
from retinaview.core.lesions import LesionClass
from retinaview.core.words import counted
from retinaview.evaluation.baselines import (
    centre_regions,
    covered_share,
    moved_regions,
    random_regions,
)
from retinaview.evaluation.estimates import Estimate, resampled
from retinaview.evaluation.recall import THRESHOLDS, Curve, Hits, RecallPair, Resamples
from retinaview.evaluation.shown_share import COVERED, ShareSamples, ShownCurves, ShownShare

PAPER_THRESHOLD = 0.3
MOST_OTHERS = 40
"""Most other photographs whose regions are tried on each one; more would change little."""
CHANCE = "not distinguishable from chance"


@dataclass(frozen=True, eq=False)
class LocalizationCase:
    """One photograph with its truth boxes and a network's regions.

    Attributes
    ----------
    image : str
        Name, for messages.
    person : str
        The patient; both eyes of a patient count together.
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
class ClassRecall:
    """Recall for the boxes of one class.

    Attributes
    ----------
    boxes : int
        Number of boxes.
    regions, swapped, gain : Curve
        As in `LocalizationReport`, for box.
    shown : ShownShare
        How much of the field must be shown to see most boxes of the class.
    """

    boxes: int
    regions: Curve
    swapped: Curve
    gain: Curve
    shown: ShownShare

    def as_dict(self, threshold: float) -> dict[str, object]:
        """Return the numbers at one threshold in JSON form."""
        return {
            **self.regions.at(threshold, self.boxes).as_dict(),
            "swapped": self.swapped.at(threshold, self.boxes).as_dict(),
            "gain": self.gain.at(threshold, self.boxes).as_dict(),
            "shown_share": self.shown.as_dict(),
        }


@dataclass(frozen=True, eq=False)
class LocalizationReport:
    """IoM localisation, with baselines that do not know the photograph.

    Bands are bootstrap 95 % intervals over patients.

    Attributes
    ----------
    name : str
        What is scored, such as ``"coverage regions"``.
    regions : RecallPair
        The network's regions.
    swapped : RecallPair
        Regions of other patients' photographs, transferred to this field of view: same sizes, same
        number, same prior. NaN if there is no other patient.
    random : RecallPair
        As many regions of the same sizes at random places, by the picker's rules.
    centre : RecallPair
        The greedy picker on a Gaussian at the centre of the field of view.
    gain : RecallPair
        `regions` minus `swapped`, paired.
    per_class : dict of LesionClass to ClassRecall
        Recall for box of every class.
    shown : ShownShare
        How much of the field of view must be shown to see 80 % of the boxes.
    coverage : float
        Mean share of the field of view that the regions cover.
    regions_per_photograph : float
        Mean number.
    images, boxes, persons : int
        Numbers of photographs with truth boxes, of those boxes, and of patients.
    persons_known : bool
        False if no patient is known, so that every photograph counts as a person.
    """

    name: str
    regions: RecallPair
    swapped: RecallPair
    random: RecallPair
    centre: RecallPair
    gain: RecallPair
    per_class: dict[LesionClass, ClassRecall]
    shown: ShownShare
    coverage: float
    regions_per_photograph: float
    images: int
    boxes: int
    persons: int
    persons_known: bool

    @property
    def persons_in_words(self) -> str:
        """The number of persons, and that photographs count as persons if no patient is known."""
        unknown = "" if self.persons_known else " (each photograph counts as one)"
        return counted(self.persons, "person") + unknown

    def as_dict(self, threshold: float = PAPER_THRESHOLD) -> dict[str, object]:
        """Return the numbers at one threshold and the curves in JSON form."""
        rows = ("regions", "swapped", "random", "centre", "gain")
        return {
            "threshold": threshold,
            "scored": self.name,
            "images": self.images,
            "boxes": self.boxes,
            "persons": self.persons,
            "persons_known": self.persons_known,
            "coverage": round(self.coverage, 6),
            "regions_per_photograph": round(self.regions_per_photograph, 3),
            **{name: self._pair_as_dict(getattr(self, name), threshold) for name in rows},
            "per_class": {
                str(lesion): recall.as_dict(threshold) for lesion, recall in self.per_class.items()
            },
            "shown_share": self.shown.as_dict(),
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
        """Return the report as a text table."""
        lines = [
            f"IoM localisation at {threshold:g}: {counted(self.boxes, 'box', 'boxes')} on "
            f"{counted(self.images, 'photograph')} of {self.persons_in_words}",
            f"{self.regions_per_photograph:.1f} regions a photograph cover "
            f"{100 * self.coverage:.1f} % of "
            "the field of view",
            f"{'':36}{'recall for box':>26}{'recall for person':>26}",
        ]
        rows = {
            self.name: self.regions,
            "another photograph's regions": self.swapped,
            "random squares, same picker": self.random,
            "centre": self.centre,
            f"{self.name} less another's": self.gain,
        }
        for name, pair in rows.items():
            box = pair.box.at(threshold, self.boxes)
            person = pair.person.at(threshold, self.persons)
            lines.append(f"{name:36}{box!s:>26}{person!s:>26}")
        lines.append(f"{'':36}{'recall for box':>26}{'less another photograph':>26}")
        lines += [self._class_line(lesion, threshold) for lesion in self.per_class]
        return "\n".join([*lines, *self._shown_lines()])

    def _shown_lines(self) -> list[str]:
        shares = {"all boxes": self.shown} | {
            str(lesion): recall.shown for lesion, recall in self.per_class.items()
        }
        return [
            f"share of the field of view to be shown until {100 * COVERED:.0f} % of the boxes "
            "are in sight",
            f"{'':36}{'regions':>26}{'another photograph':>26}{'random squares':>26}",
            *(
                f"{name:36}{share.regions!s:>26}{share.swapped!s:>26}{share.random!s:>26}"
                + (f"  {CHANCE}" if is_chance(share.saved) else "")
                for name, share in shares.items()
            ),
        ]

    def _class_line(self, lesion: LesionClass, threshold: float) -> str:
        recall = self.per_class[lesion]
        found = recall.regions.at(threshold, recall.boxes)
        gain = recall.gain.at(threshold, recall.boxes)
        words = f"  {CHANCE}" if is_chance(gain) else ""
        return f"{f'{lesion} ({recall.boxes})':36}{found!s:>26}{gain!s:>26}{words}"


def is_chance(gain: Estimate) -> bool:
    """Return whether a gain's interval covers 0."""
    return gain.low <= 0 <= gain.high


def best_iom(truth: FloatArray, regions: FloatArray) -> FloatArray:
    """Return the best IoM of every truth box over the regions.

    Parameters
    ----------
    truth, regions : ndarray of float64, shapes (B, 4) and (R, 4)
        Columns x, y, width, height.

    Returns
    -------
    ndarray of float64, shape (B,)
        -1 if there is no region, so that not even threshold 0 counts the box as found.
    """
    if len(regions) == 0:
        return np.full(len(truth), -1.0)
    return np.asarray(iom(truth, regions).max(axis=1))


class _Truth:
    """The truth boxes of all cases as one list, with the patient of each."""

    def __init__(self, cases: Sequence[LocalizationCase]) -> None:
        names = sorted({case.person for case in cases})
        number = {name: i for i, name in enumerate(names)}
        self.cases = cases
        self.n_persons = len(names)
        self.persons: NDArray[np.intp] = np.concatenate(
            [np.full(len(case.truth), number[case.person], dtype=np.intp) for case in cases]
        )
        self.case_persons: NDArray[np.intp] = np.array([number[c.person] for c in cases], np.intp)
        self.classes = [lesion for case in cases for lesion in case.classes]

    def shown(self, drawn: Sequence[Sequence[FloatArray]]) -> ShownCurves:
        """Return what K sets of regions per case bring into sight as they grow."""
        boxes, fields = [case.truth for case in self.cases], [case.field for case in self.cases]
        return ShownCurves.of(boxes, fields, drawn)

    def hits(self, drawn: Sequence[Sequence[FloatArray]]) -> Hits:
        """Count the boxes found by K sets of regions per case; K is the same for all cases."""
        best = [
            np.stack([best_iom(case.truth, regions) for regions in sets], axis=1)
            if len(sets)
            else np.zeros((len(case.truth), 0))
            for case, sets in zip(self.cases, drawn, strict=True)
        ]
        return Hits.of(np.concatenate(best), self.persons, self.n_persons)

    def boxes_of_class(self) -> dict[LesionClass, NDArray[np.intp]]:
        """Return the indices of the boxes of every class."""
        found: dict[LesionClass, list[int]] = defaultdict(list)
        for i, lesion in enumerate(self.classes):
            found[lesion].append(i)
        return {lesion: np.array(found[lesion], np.intp) for lesion in sorted(found)}


def _of_others(cases: Sequence[LocalizationCase], *, seed: int) -> list[list[FloatArray]]:
    """Return, for every case, the regions of as many other patients' photographs."""
    random = np.random.default_rng(seed)
    others = [[other for other in cases if other.person != case.person] for case in cases]
    count = min(MOST_OTHERS, *(len(each) for each in others))
    chosen = [[each[i] for i in random.permutation(len(each))[:count]] for each in others]
    return [
        [moved_regions(other.regions, other.field, case.field) for other in each]
        for case, each in zip(cases, chosen, strict=True)
    ]


def _at_random(
    cases: Sequence[LocalizationCase], *, repeats: int, seed: int
) -> list[list[FloatArray]]:
    random = np.random.default_rng(seed)
    return [
        list(random_regions(case.regions[:, 2:], case.field, repeats=repeats, random=random))
        for case in cases
    ]


def _at_centre(cases: Sequence[LocalizationCase]) -> list[list[FloatArray]]:
    return [
        [centre_regions(case.regions[:, 2:], case.field) if len(case.regions) else case.regions]
        for case in cases
    ]


def _is_person(case: LocalizationCase) -> bool:
    """Return whether a case names a patient; the photograph's name is none."""
    return case.person not in (case.image, PurePosixPath(case.image).stem)


def evaluate_localization(
    cases: Sequence[LocalizationCase],
    *,
    name: str = "regions",
    repeats: int = 200,
    resamples: int = 1000,
    seed: int = 0,
) -> LocalizationReport:
    """Score regions against truth boxes.

    Parameters
    ----------
    cases : sequence of LocalizationCase
        Photographs without truth boxes are skipped; without regions, no box counts as found.
    name : str
        Name of what is scored, for the report.
    repeats : int
        Number of random placements for the baseline.
    resamples : int
        Number of bootstrap samples over patients.
    seed : int
        Seed of both.

    Returns
    -------
    LocalizationReport
        Recall of the regions and of the baselines.

    Raises
    ------
    ValueError
        No case has a truth box.
    """
    with_truth = [case for case in cases if len(case.truth)]
    if not with_truth:
        raise ValueError("no photograph has a truth box, so recall is undefined")
    truth = _Truth(with_truth)
    samples = resampled(truth.n_persons, resamples=resamples, seed=seed)
    curves = Resamples(samples, truth.persons, truth.n_persons)
    own = [[case.regions] for case in with_truth]
    others = _of_others(with_truth, seed=seed)
    by_chance = _at_random(with_truth, repeats=repeats, seed=seed)
    found, swapped = truth.hits(own), truth.hits(others)
    gain = found.less(swapped)
    shares = ShareSamples(curves.drawn, truth.persons, truth.case_persons)
    few = [sets[:MOST_OTHERS] for sets in by_chance]
    shown = [truth.shown(sets) for sets in (own, others, few)]
    return LocalizationReport(
        name=name,
        regions=curves.pair(found),
        swapped=curves.pair(swapped),
        random=curves.pair(truth.hits(by_chance)),
        centre=curves.pair(truth.hits(_at_centre(with_truth))),
        gain=curves.pair(gain),
        per_class={
            lesion: ClassRecall(
                len(boxes),
                curves.of_boxes(found, boxes),
                curves.of_boxes(swapped, boxes),
                curves.of_boxes(gain, boxes),
                shares.compare(*shown, boxes=boxes),
            )
            for lesion, boxes in truth.boxes_of_class().items()
        },
        shown=shares.compare(*shown),
        coverage=float(np.mean([covered_share(c.regions, c.field) for c in with_truth])),
        regions_per_photograph=float(np.mean([len(case.regions) for case in with_truth])),
        images=len(with_truth),
        boxes=len(truth.persons),
        persons=truth.n_persons,
        persons_known=any(_is_person(case) for case in with_truth),
    )
