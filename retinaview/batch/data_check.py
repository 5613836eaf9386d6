"""What a data set holds, and what is wrong with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from retinaview.batch.data_contents import Looked, OnProgress, look_at_all
from retinaview.batch.likeness import alike, groups_of
from retinaview.batch.project_set import is_project, projects_in, read_project, with_project
from retinaview.core.words import counted
from retinaview.exchange.data_sets import DataSet, SetPhotograph, read_data_set

_MOST_SHOWN = 10


@dataclass(frozen=True)
class DataProblem:
    """Something wrong with a data set.

    Attributes
    ----------
    kind : str
        ``missing``, ``unreadable``, ``mask``, ``conflict``, ``duplicate``, ``alike`` or ``leak``.
    sentence : str
        What is wrong.
    photographs : tuple of str
        Names of the photographs concerned.
    """

    kind: str
    sentence: str
    photographs: tuple[str, ...]


@dataclass(frozen=True)
class DataCheck:
    """What a data set holds, and what is wrong with it.

    Attributes
    ----------
    found : DataSet
        The set.
    problems : tuple of DataProblem
        By kind.
    looked : tuple of Looked
        What the photographs' files told, in the set's order.
    groups : tuple of tuple of int
        Photographs of the same content or likeness, by their places in the set.
    """

    found: DataSet
    problems: tuple[DataProblem, ...]
    looked: tuple[Looked, ...]
    groups: tuple[tuple[int, ...], ...]

    def as_dict(self) -> dict[str, object]:
        """Return the check in JSON form."""
        return {
            "layout": self.found.layout,
            "folder": str(self.found.folder),
            **counts(self.found),
            "problems": [vars(each) for each in self.problems],
            "notes": list(self.found.notes),
        }

    def table(self) -> str:
        """Return the check as text."""
        held = counts(self.found)
        lines = [f"{self.found.folder}: {self.found.layout}"]
        for name, value in held.items():
            if value:
                lines.append(f"  {name.replace('_', ' '):14}{_in_words(value)}")
        lines += [f"note: {note}" for note in self.found.notes[:_MOST_SHOWN]]
        if len(self.found.notes) > _MOST_SHOWN:
            lines.append(f"note: and {len(self.found.notes) - _MOST_SHOWN} more")
        return "\n".join([*lines, *self._problem_lines()])

    def _problem_lines(self) -> list[str]:
        if not self.problems:
            return ["no problem found"]
        lines = []
        for kind, number in Counter(each.kind for each in self.problems).items():
            some = [each for each in self.problems if each.kind == kind][:_MOST_SHOWN]
            lines += [f"{kind}: {each.sentence}" for each in some]
            if number > len(some):
                lines.append(f"{kind}: and {number - len(some)} more")
        return [f"{counted(len(self.problems), 'problem')}:", *lines]


def _in_words(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {number}" for key, number in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def counts(found: DataSet) -> dict[str, object]:
    """Return how much of what a set holds."""
    photographs = found.photographs
    there = [each for each in photographs if each.path is not None]
    patients = {each.patient for each in photographs} - {""}
    boxes = [box for each in photographs for box in each.boxes]
    masks = Counter(
        str(lesion) for each in photographs for lesion, paths in each.masks.items() for _ in paths
    )
    return {
        "photographs": len(there),
        "patients": len(patients) or None,
        "splits": _sorted(each.split for each in there if each.split),
        "scale": found.scale,
        "grades": _sorted(str(each.grades[0]) for each in photographs if each.grades),
        "dme": _sorted(str(each.dme[0]) for each in photographs if each.dme),
        "quality": _sorted(each.quality for each in photographs if each.quality),
        "masks": dict(sorted(masks.items())),
        "boxes": _sorted(str(box.lesion) for box in boxes),
        "readers": sorted({box.reader for box in boxes} - {""}),
        "tags": _sorted(tag for each in photographs for tag in each.tags),
    }


def _sorted(values: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(values).items()))


def read_any(folder: Path) -> DataSet:
    """Read a data set in any layout, with the projects that lie in it, or a project of ours."""
    if is_project(folder):
        return read_project(folder)
    found = read_data_set(folder)
    for project in projects_in(folder):
        found = with_project(found, read_project(project))
    return found


def check_data(
    folder: Path, *, pictures: int = 0, on_progress: OnProgress | None = None
) -> DataCheck:
    """Read a data set and look at all its files.

    Parameters
    ----------
    folder : Path
        The set's folder, or a project file.
    pictures : int
        Most photographs of which small copies are kept for a contact sheet, evenly spread.
    on_progress : callable, optional
        Called with the number of photographs done and that of all.

    Raises
    ------
    ReadError, LabelError, ProjectError
        It cannot be read, or has no photograph.
    """
    found = read_any(folder)
    step = max(1, -(-len(found.photographs) // pictures)) if pictures else 0
    chosen = set(range(0, len(found.photographs), step)) if step else set()
    looked = look_at_all(found, pictures=chosen, on_progress=on_progress)
    names = [each.name for each in found.photographs]
    same = list(_same_content(looked))
    like = list(alike([each.structure for each in looked]))
    is_same = {frozenset(pair) for group in same for pair in _pairs(group)}
    near = [(i, j, value) for i, j, value in like if frozenset((i, j)) not in is_same]
    joined = [*(pair for group in same for pair in _pairs(group)), *((i, j) for i, j, _ in near)]
    groups = tuple(tuple(group) for group in groups_of(joined, len(names)))
    problems = [
        *_missing(found),
        *_of_files(found, looked),
        *_conflicts(found),
        *(_duplicate(group, names) for group in same),
        *(_likeness(i, j, value, names) for i, j, value in near),
        *_leaks(found, groups),
        *_conflicts_of_copies(found, groups),
    ]
    return DataCheck(found, tuple(problems), tuple(looked), groups)


def _pairs(group: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs that join a group: its first member with every other."""
    return [(group[0], other) for other in group[1:]]


def _same_content(looked: Sequence[Looked]) -> Iterator[list[int]]:
    by_sum: dict[str, list[int]] = defaultdict(list)
    for n, each in enumerate(looked):
        if each.sha256:
            by_sum[each.sha256].append(n)
    return (group for group in by_sum.values() if len(group) > 1)


def _missing(found: DataSet) -> Iterator[DataProblem]:
    for each in found.photographs:
        if each.path is None:
            yield DataProblem("missing", f"{each.name} is listed, but not there", (each.name,))


def _of_files(found: DataSet, looked: Sequence[Looked]) -> Iterator[DataProblem]:
    for photograph, each in zip(found.photographs, looked, strict=True):
        if each.fault:
            yield DataProblem("unreadable", each.fault, (photograph.name,))
        for fault in each.mask_faults:
            yield DataProblem("mask", fault, (photograph.name,))


def _conflicts(found: DataSet) -> Iterator[DataProblem]:
    for each in found.photographs:
        for what, values in (("retinopathy", each.grades), ("oedema", each.dme)):
            if len(set(values)) > 1:
                words = " and ".join(map(str, sorted(set(values))))
                yield DataProblem("conflict", f"{each.name} has {what} {words}", (each.name,))


def _conflicts_of_copies(
    found: DataSet, groups: Sequence[tuple[int, ...]]
) -> Iterator[DataProblem]:
    for group in groups:
        members = [found.photographs[n] for n in group]
        stated = {grade for each in members for grade in each.grades[:1]}
        if len(stated) > 1:
            names = tuple(each.name for each in members)
            words = " and ".join(map(str, sorted(stated)))
            sentence = f"copies of one photograph have retinopathy {words}: {', '.join(names)}"
            yield DataProblem("conflict", sentence, names)


def _duplicate(group: Sequence[int], names: Sequence[str]) -> DataProblem:
    these = tuple(names[n] for n in group)
    return DataProblem("duplicate", f"the same file: {', '.join(these)}", these)


def _likeness(i: int, j: int, value: float, names: Sequence[str]) -> DataProblem:
    sentence = f"the same photograph, or nearly: {names[i]}, {names[j]} (correlation {value:.2f})"
    return DataProblem("alike", sentence, (names[i], names[j]))


def _leaks(found: DataSet, groups: Sequence[tuple[int, ...]]) -> Iterator[DataProblem]:
    by_patient: dict[str, list[SetPhotograph]] = defaultdict(list)
    for each in found.photographs:
        if each.patient and each.split:
            by_patient[each.patient].append(each)
    for patient, members in by_patient.items():
        parts = sorted({_part(each) for each in members})
        if len(parts) > 1:
            sentence = f"patient {patient} is in {' and '.join(parts)}"
            yield DataProblem("leak", sentence, tuple(each.name for each in members))
    for group in groups:
        members = [found.photographs[n] for n in group if found.photographs[n].split]
        parts = sorted({_part(each) for each in members})
        if len(parts) > 1:
            names = tuple(each.name for each in members)
            sentence = f"one photograph is in {' and '.join(parts)}: {', '.join(names)}"
            yield DataProblem("leak", sentence, names)


def _part(photograph: SetPhotograph) -> str:
    """Return the part of the split, without that of the set."""
    return photograph.split.split(" ")[0]
