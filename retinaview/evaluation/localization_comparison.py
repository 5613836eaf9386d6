"""IoM localisation of several sources on the same boxes, with paired differences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retinaview.core.words import counted
from retinaview.evaluation.estimates import Estimate, Indices, bootstrap
from retinaview.evaluation.localization import (
    PAPER_THRESHOLD,
    LocalizationCase,
    LocalizationReport,
    best_iom,
    evaluate_localization,
)

_NAME_WIDTH = 18
_COLUMN_WIDTH = 28


@dataclass(frozen=True)
class RecallDifference:
    """The recall of a source minus that of the first one, at one threshold, -1 to 1.

    Attributes
    ----------
    box, person : Estimate
        With the 95 % interval of a paired bootstrap: both sources are scored on the same samples
        of patients, so that the difficulty of patients cancels out.
    """

    box: Estimate
    person: Estimate


@dataclass(frozen=True, eq=False)
class LocalizationComparison:
    """The scores of several sources on the same truth boxes.

    Attributes
    ----------
    reports : dict of str to LocalizationReport
        By the name of the source, in the order given; at least one.
    differences : dict of str to RecallDifference
        Every source but the first, compared with the first.
    threshold : float
        IoM threshold of the recall, 0-1.
    """

    reports: dict[str, LocalizationReport]
    differences: dict[str, RecallDifference]
    threshold: float

    @property
    def truth(self) -> LocalizationReport:
        """The first source's report; photographs, boxes and patients are the same in all."""
        return next(iter(self.reports.values()))

    def as_dict(self) -> dict[str, object]:
        """Return the comparison in JSON form."""
        return {
            "threshold": self.threshold,
            "sources": {
                name: report.as_dict(self.threshold) for name, report in self.reports.items()
            },
            "difference_to_first": {
                name: {"recall_box": gap.box.as_dict(), "recall_person": gap.person.as_dict()}
                for name, gap in self.differences.items()
            },
        }

    def table(self) -> str:
        """Return the comparison as a text table."""
        truth = self.truth
        head = (
            f"IoM localisation at {self.threshold:g}: {counted(truth.boxes, 'box', 'boxes')} "
            f"on {counted(truth.images, 'photograph')} of {truth.persons_in_words}"
        )
        titles = [*self.reports, *(f"{name} - first" for name in self.differences)]
        width = max(_COLUMN_WIDTH, *(len(title) + 2 for title in titles))
        lines = [head, " " * _NAME_WIDTH + "".join(f"{title:>{width}}" for title in titles)]
        for name, cells in self._rows():
            lines.append(f"{name:{_NAME_WIDTH}}" + "".join(f"{cell:>{width}}" for cell in cells))
        return "\n".join(lines)

    def _rows(self) -> list[tuple[str, list[str]]]:
        reports, gaps = self.reports.values(), self.differences.values()
        rows = [
            ("covered", [f"{100 * report.coverage:.1f} %" for report in reports]),
            ("shown for 80 %", [str(report.shown.regions) for report in reports]),
            ("  another's", [str(report.shown.swapped) for report in reports]),
        ]
        for unit in ("box", "person"):
            cells = {
                kind: [_at(report, kind, unit, self.threshold) for report in reports]
                for kind in ("regions", "swapped", "random", "centre")
            }
            more = [str(getattr(gap, unit)) for gap in gaps]
            rows.append((f"recall for {unit}", cells["regions"] + more))
            rows.append(("  another's", cells["swapped"]))
            rows.append(("  random", cells["random"]))
            rows.append(("  centre", cells["centre"]))
        return rows


def _at(report: LocalizationReport, kind: str, unit: str, threshold: float) -> str:
    curve = getattr(getattr(report, kind), unit)
    return str(curve.at(threshold, report.boxes if unit == "box" else report.persons))


def compare_localization(
    cases_of: Mapping[str, Sequence[LocalizationCase]],
    *,
    threshold: float = PAPER_THRESHOLD,
    repeats: int = 200,
    resamples: int = 1000,
    seed: int = 0,
) -> LocalizationComparison:
    """Score several sources on the same photographs.

    Parameters
    ----------
    cases_of : mapping of str to sequence of LocalizationCase
        The same photographs with the same truth, in the same order, for every source; only the
        regions differ.
    threshold : float
        IoM threshold of the differences, 0-1.
    repeats, resamples, seed : int
        See `evaluate_localization`.

    Raises
    ------
    ValueError
        There is no source, the sources' photographs differ, or no case has a truth box.
    """
    if not cases_of:
        raise ValueError("there is no source to score")
    first = next(iter(cases_of.values()))
    _require_same_truth(first, cases_of)
    reports = {
        name: evaluate_localization(cases, repeats=repeats, resamples=resamples, seed=seed)
        for name, cases in cases_of.items()
    }
    gaps = {
        name: _difference(cases, first, threshold, resamples=resamples, seed=seed)
        for name, cases in list(cases_of.items())[1:]
    }
    return LocalizationComparison(reports, gaps, threshold)


def _require_same_truth(
    first: Sequence[LocalizationCase], cases_of: Mapping[str, Sequence[LocalizationCase]]
) -> None:
    for name, cases in cases_of.items():
        same = len(cases) == len(first) and all(
            (a.image, a.person) == (b.image, b.person) and np.array_equal(a.truth, b.truth)
            for a, b in zip(cases, first, strict=False)
        )
        if not same:
            raise ValueError(f"{name}: its photographs or boxes differ from the first source's")


def _difference(
    cases: Sequence[LocalizationCase],
    first: Sequence[LocalizationCase],
    threshold: float,
    *,
    resamples: int,
    seed: int,
) -> RecallDifference:
    boxes, found = _found_by_person(cases, threshold)
    _, found_first = _found_by_person(first, threshold)
    more, reached = found - found_first, (found > 0) * 1.0 - (found_first > 0)

    def box(persons: Indices) -> float:
        return float(more[persons].sum() / boxes[persons].sum())

    def person(persons: Indices) -> float:
        return float(reached[persons].mean())

    box_gap, person_gap = (
        bootstrap(statistic, len(boxes), resamples=resamples, seed=seed)
        for statistic in (box, person)
    )
    return RecallDifference(box_gap, person_gap)


def _found_by_person(
    cases: Sequence[LocalizationCase], threshold: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the number of truth boxes, and of those found, per patient who has any; (P,)."""
    with_truth = [case for case in cases if len(case.truth)]
    number = {name: i for i, name in enumerate(sorted({case.person for case in with_truth}))}
    boxes, found = np.zeros(len(number)), np.zeros(len(number))
    for case in with_truth:
        boxes[number[case.person]] += len(case.truth)
        found[number[case.person]] += (best_iom(case.truth, case.regions) >= threshold).sum()
    return boxes, found
