"""A network's candidates against boxes that a reader drew, lesion by lesion.

A box says where a lesion is, not which pixels it has, so the matching rule is IoM, which a
candidate inside a loose box reaches as well as one around a tight box. A candidate much larger than
the box does not count, or one that floods the photograph would find everything.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from retinaview.core.geometry import FloatArray, iom
from retinaview.core.lesions import LesionClass
from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate
from retinaview.evaluation.lesions import LesionTally, mean_recall
from retinaview.evaluation.paired_tests import McNemarTest, mcnemar_test, paired_bootstrap

MATCH = 0.3
"""IoM from which a candidate finds a box, as in the localisation protocol."""
LARGEST_RATIO = 4.0
"""Largest area of a candidate relative to the box that it finds."""


def box_tally(
    image: str,
    lesion: LesionClass,
    *,
    truth: FloatArray,
    candidates: FloatArray,
    scores: FloatArray,
    field_diameter_px: float,
) -> LesionTally:
    """Match a network's candidates to a reader's boxes on one photograph.

    Parameters
    ----------
    image : str
        Name, for messages.
    lesion : LesionClass
        The class.
    truth, candidates : ndarray of float64, shapes (L, 4) and (C, 4)
        Columns x, y, width, height in source pixels.
    scores : ndarray of float64, shape (C,)
        Score of each candidate, 0-1.
    field_diameter_px : float
        Diameter of the field of view in source pixels.

    Returns
    -------
    LesionTally
        For `retinaview.evaluation.lesions.evaluate_lesions`.
    """
    matches = np.zeros((len(truth), len(candidates)), bool)
    if matches.size:
        areas = truth[:, 2] * truth[:, 3], candidates[:, 2] * candidates[:, 3]
        fits = areas[1][None] <= LARGEST_RATIO * areas[0][:, None]
        matches = (iom(truth, candidates) >= MATCH) & fits
    found = np.where(matches, scores[None], -1.0).max(axis=1, initial=-1.0)
    diameters = np.sqrt(truth[:, 2] * truth[:, 3] * 4 / np.pi) / field_diameter_px
    matched = np.asarray(matches.any(axis=0), bool)
    return LesionTally(image, lesion, diameters, found, scores, matched)


@dataclass(frozen=True)
class LesionDifference:
    """The second network's lesion-wise scores of one class less the first's.

    Attributes
    ----------
    lesion : LesionClass
        The class.
    mean_recall : Estimate
        Of the free-response curve, by a paired bootstrap over persons.
    f1 : Estimate
        Of the candidates at each network's own threshold, likewise.
    found : McNemarTest
        On the boxes that those find.
    """

    lesion: LesionClass
    mean_recall: Estimate
    f1: Estimate
    found: McNemarTest

    def as_dict(self) -> dict[str, object]:
        """Return the differences in JSON form."""
        return {
            "class": str(self.lesion),
            "mean_recall": self.mean_recall.as_dict(),
            "f1": self.f1.as_dict(),
            "mcnemar_found": self.found.as_dict(),
        }

    def table(self) -> str:
        """Return the differences as lines of text."""
        test = self.found
        return "\n".join(
            [
                f"{self.lesion}, new less old",
                f"  {'mean recall at 1/8 to 8 false':32}{self.mean_recall}",
                f"  {'F1':32}{self.f1}",
                f"  found only by the old {counted(test.only_first, 'box', 'boxes')}, only by the "
                f"new {test.only_second} (McNemar p = {test.p:.3g})",
            ]
        )


def compare_lesions(
    first: Sequence[LesionTally],
    second: Sequence[LesionTally],
    *,
    shown: tuple[Sequence[LesionTally], Sequence[LesionTally]],
    persons: Sequence[Hashable] | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> LesionDifference:
    """Compare two networks' candidates of one class.

    Parameters
    ----------
    first, second : sequence of LesionTally
        On the same photographs in the same order, with faint candidates as well.
    shown : tuple of sequence of LesionTally
        The same, with the candidates at each network's own threshold alone.
    persons : sequence of hashable, optional
        The patient of each photograph; by default each photograph counts as a person.
    resamples, seed : int
        Number and seed of the bootstrap samples.

    Raises
    ------
    ValueError
        Photographs or classes differ, or there is no photograph.
    """
    named = [[(t.image, t.lesion) for t in tallies] for tallies in (first, second, *shown)]
    differ = any(each != named[0] for each in named)
    if not named[0] or differ or len({lesion for _, lesion in named[0]}) != 1:
        raise ValueError("two networks are compared on one class and the same photographs")
    who = list(range(len(first))) if persons is None else list(persons)
    found = [np.concatenate([tally.found_at >= 0 for tally in tallies]) for tallies in shown]
    recall = paired_bootstrap(
        lambda chosen: mean_recall([first[i] for i in chosen]),
        lambda chosen: mean_recall([second[i] for i in chosen]),
        who,
        resamples=resamples,
        seed=seed,
    )
    f1 = paired_bootstrap(
        lambda chosen: f1_of([shown[0][i] for i in chosen]),
        lambda chosen: f1_of([shown[1][i] for i in chosen]),
        who,
        resamples=resamples,
        seed=seed,
    )
    return LesionDifference(first[0].lesion, recall, f1, mcnemar_test(*found))


def f1_of(tallies: Sequence[LesionTally]) -> float:
    """Return the harmonic mean of recall and precision, 0-1; NaN without a lesion."""
    lesions = sum(len(tally.found_at) for tally in tallies)
    if not lesions:
        return float("nan")
    recall = sum(int((tally.found_at >= 0).sum()) for tally in tallies) / lesions
    candidates = sum(len(tally.scores) for tally in tallies)
    precision = sum(int(tally.is_true.sum()) for tally in tallies) / max(candidates, 1)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
