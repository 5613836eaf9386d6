"""Folds of a data set: by patient, copies together, stratified by grade, seeded."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from retinaview.batch.data_check import DataCheck
from retinaview.batch.likeness import groups_of
from retinaview.core.errors import LabelError
from retinaview.core.words import counted
from retinaview.exchange.data_sets import SetPhotograph
from retinaview.exchange.spreadsheet import table
from retinaview.imaging.eye_names import guess_eye

_COLUMNS = ("image", "patient", "eye", "dr_grade", "fold")


@dataclass(frozen=True)
class Folds:
    """Photographs with their folds.

    Attributes
    ----------
    photographs : tuple of SetPhotograph
        Those whose files are there.
    fold : tuple of int
        The fold of each, from 1.
    """

    photographs: tuple[SetPhotograph, ...]
    fold: tuple[int, ...]

    def csv(self) -> bytes:
        """Return the folds as CSV, one row per photograph."""
        rows = [
            {
                "image": each.name,
                "patient": each.patient,
                "eye": each.eye or "",
                "dr_grade": str(each.grades[0]) if each.grades else "",
                "fold": str(fold),
            }
            for each, fold in zip(self.photographs, self.fold, strict=True)
        ]
        return table(_COLUMNS, rows)

    def table(self) -> str:
        """Return the number of photographs and of each grade in every fold as text."""
        lines = []
        for fold in sorted(set(self.fold)):
            inside = [p for p, n in zip(self.photographs, self.fold, strict=True) if n == fold]
            grades = Counter(str(each.grades[0]) for each in inside if each.grades)
            words = ", ".join(f"grade {grade}: {n}" for grade, n in sorted(grades.items()))
            lines.append(
                f"fold {fold}: {counted(len(inside), 'photograph')}" + (f" ({words})" * bool(words))
            )
        return "\n".join(lines)


def fold_data(check: DataCheck, count: int, *, seed: int = 0) -> Folds:
    """Divide a data set into folds.

    Parameters
    ----------
    check : DataCheck
        The set, with its copies.
    count : int
        Number of folds.
    seed : int
        Seed of the order in which patients are dealt.

    Raises
    ------
    LabelError
        There are fewer patients than folds.
    """
    everything = check.found.photographs
    groups = _together(check)
    if len(groups) < count:
        message = f"{len(groups)} patients cannot be divided into {count} folds"
        raise LabelError(message, path=check.found.folder)
    fold_of = _deal([[everything[n] for n in group] for group in groups], count, seed)
    places = {n: fold for group, fold in zip(groups, fold_of, strict=True) for n in group}
    there = sorted(places)
    return Folds(tuple(everything[n] for n in there), tuple(places[n] for n in there))


def _together(check: DataCheck) -> list[list[int]]:
    """Return the places of photographs that belong together: a patient's, and copies of one.

    Where no list names the patient, a name with an eye does, such as ``P7_OD``, within its folder.
    """
    photographs = check.found.photographs
    pairs = [(group[0], other) for group in check.groups for other in group[1:]]
    first: dict[tuple[str, str], int] = {}
    for n, each in enumerate(photographs):
        if (patient := _patient(each))[1]:
            pairs.append((first.setdefault(patient, n), n))
    joined = groups_of(pairs, len(photographs))
    inside = {n for group in joined for n in group}
    everyone = [*joined, *([n] for n in range(len(photographs)) if n not in inside)]
    there = [[n for n in group if photographs[n].path is not None] for group in everyone]
    return [group for group in there if group]


def _patient(photograph: SetPhotograph) -> tuple[str, str]:
    """Return a patient's folder, empty where a list names the patient, and name."""
    if photograph.patient:
        return "", photograph.patient
    guess = guess_eye(photograph.name)
    return str(PurePath(photograph.name).parent), guess.patient if guess.eye else ""


def _deal(groups: Sequence[Sequence[SetPhotograph]], count: int, seed: int) -> list[int]:
    """Return the fold of every group: that with fewest photographs of its grade, then of all."""
    rng = random.Random(seed)
    strata: dict[int, list[int]] = defaultdict(list)
    for n, group in enumerate(groups):
        strata[max((g for each in group for g in each.grades[:1]), default=-1)].append(n)
    folds, sizes = [0] * len(groups), [0] * count
    for _, members in sorted(strata.items()):
        rng.shuffle(members)
        of_grade = [0] * count
        for n in sorted(members, key=lambda k: -len(groups[k])):
            fold = min(range(count), key=lambda k: (of_grade[k], sizes[k]))
            folds[n] = fold + 1
            of_grade[fold] += len(groups[n])
            sizes[fold] += len(groups[n])
    return folds
