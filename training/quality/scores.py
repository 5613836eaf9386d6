"""Score the quality gate on each set of the test split."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.findings import QualityAnswer
from retinaview.evaluation.estimates import Estimate, bootstrap
from retinaview.evaluation.ranking import auc
from retinaview.imaging.quality import judge
from retinaview.imaging.quality_model import QualityModel
from training.quality.degradations import HELD_OUT
from training.quality.table import Table

Bools = NDArray[np.bool_]

_TRUTHS = tuple(QualityAnswer)
_EYES = ("eyepacs256", "rahim600")
_MADE_UP = ("original", "recoloured", "outsider")


@dataclass(frozen=True)
class SetScores:
    """Scores on one set of the test split.

    Attributes
    ----------
    name : str
        Display name of the set.
    counts : dict of QualityAnswer to tuple of int
        By true answer, the numbers of photographs answered good, doubtful and ungradable.
    ungradable, not_good : Estimate or None
        AUC of ungradable against the rest, and of not good against good; None if the set has only
        one of both.
    """

    name: str
    counts: dict[QualityAnswer, tuple[int, int, int]]
    ungradable: Estimate | None
    not_good: Estimate | None


def measure(table: Table, model: QualityModel) -> list[SetScores]:
    """Score every set of the test split.

    Parameters
    ----------
    table : Table
        Measures of all splits.
    model : QualityModel
        The fitted gate.
    """
    return [_scores(name, table, which, model) for name, which in _sets(table) if np.any(which)]


def rate(count: int, total: int) -> str:
    """Return a count with its share and 95 % interval (Wilson 1927), as text for a table."""
    if not total:
        return "–"
    share, z = count / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total**2))
    reach /= 1 + z * z / total
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return f"{count} ({share:.0%}) [{low:.0%}, {high:.0%}]"


def truth_of(severity: float) -> QualityAnswer:
    """Return the true answer for a severity."""
    return _TRUTHS[int(severity > 1 / 3) + int(severity > 2 / 3)]


def _sets(table: Table) -> Iterator[tuple[str, Bools]]:
    test = table.split == "test"
    original, other = table.kind == "original", table.kind == "outsider"
    unseen = np.array([any(k.__name__ in kind for k in HELD_OUT) for kind in table.kind])
    copies = test & ~np.isin(table.kind, _MADE_UP)
    for source, words in (
        ("eyepacs256", "EyePACS at 256 px, EyeQ's answers, patients held out"),
        ("drimdb", "DRIMDB, photographs held out"),
    ):
        yield words, test & original & (table.source == source)
    yield "DRIMDB, no retina (none fitted)", test & other & (table.source == "drimdb")
    yield "drawn and cut out, no retina", test & other & (table.source == "drawn")
    for source, words in (
        ("idrid", "IDRiD, grading test"),
        ("rahim600", "Rahim, patients held out"),
        ("hrf45", "HRF (camera never fitted)"),
        ("roc_ma", "ROC (three cameras never fitted)"),
    ):
        yield words, test & original & (table.source == source)
    yield "worse copies of these four, kinds that were fitted", copies & ~unseen
    yield "worse copies, kinds never fitted (defocus, motion)", copies & unseen


def _scores(name: str, table: Table, which: Bools, model: QualityModel) -> SetScores:
    rows = [dict(zip(table.names, row, strict=True)) for row in table.measures[which]]
    judged = [judge(row, model) for row in rows]
    truths = [truth_of(severity) for severity in table.severity[which]]
    answers = [quality.answer for quality in judged]
    badness = -np.array([quality.score for quality in judged])
    units = [_unit(*pair) for pair in zip(table.source[which], table.name[which], strict=True)]
    counts = {
        truth: _counted([a for a, t in zip(answers, truths, strict=True) if t is truth])
        for truth in _TRUTHS
    }
    ungradable = np.array([truth is QualityAnswer.UNGRADABLE for truth in truths])
    not_good = np.array([truth is not QualityAnswer.GOOD for truth in truths])
    return SetScores(name, counts, _auc(ungradable, badness, units), _auc(not_good, badness, units))


def _counted(answers: list[QualityAnswer]) -> tuple[int, int, int]:
    good, doubtful, ungradable = (answers.count(answer) for answer in _TRUTHS)
    return good, doubtful, ungradable


def _auc(positive: Bools, score: NDArray[np.float64], units: list[str]) -> Estimate | None:
    """Return the AUC with a bootstrap over patients, keeping their eyes and copies together."""
    if positive.all() or not positive.any():
        return None
    names = sorted(set(units))
    places = [np.flatnonzero(np.array(units) == name) for name in names]

    def statistic(chosen: NDArray[np.intp]) -> float:
        rows = np.concatenate([places[place] for place in chosen])
        return auc(positive[rows], score[rows])

    return bootstrap(statistic, len(names), resamples=500)


def _unit(source: str, name: str) -> str:
    own = re.split(r"[_-]", name)[0] if source in _EYES else name
    return f"{source}/{own}"
